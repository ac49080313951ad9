/**
 * A saved result of `cost`, read back: rows with exact amounts and the prices behind each of them.
 *
 * Only `cost` keeps its price signatures per row, so only it can be compared. What a result does not say is not guessed.
 */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { asCount, type Count, compareCounts } from '../core/count.js';
import { configurationError } from '../core/errors.js';
import { compare, decimal, type Exact, exact, sum } from '../core/exact.js';
import { isTokenMeter, METERS } from '../core/meters.js';
import { DIMENSIONS, type Dimension } from '../core/question.js';
import { readShape } from '../core/shape.js';
import { excerpt } from '../core/text.js';
import type { ComparedPrice, ComparedRow } from './cost-difference.js';
import { groupKey } from './group-cost.js';
import { costSchema } from './schemas/cost.js';

type CostResult = z.output<typeof costSchema>;

export interface SavedCost {
  readonly file: string;
  readonly result: CostResult;
  readonly groupBy: readonly Dimension[];
  readonly currency: string;
  /** By `groupKey`. */
  readonly rows: ReadonlyMap<string, ComparedRow>;
}

const SAVE = 'save one with tollbook cost LOG… -o FILE.json';

/** Throws a configuration error for a file that is no such result, or one whose rows cannot be told apart by price. */
export async function readSavedCost(path: string, file: string): Promise<SavedCost> {
  const result = readShape(costSchema, await readJson(path, file), file);
  const refuse = (found: string, hint: string) =>
    configurationError(file, `expected a saved result of tollbook cost, found ${found}`, hint);
  if (result.bills !== undefined) {
    throw refuse('one at the terms of an offer, which concern all calls together', 'save it without --offer');
  }
  if (result.currency === null) throw refuse('one without a currency', SAVE);
  const groupBy = result.group_by.map((word) => {
    if (!isDimension(word)) throw refuse('one grouped by what is no dimension', SAVE);
    return word;
  });
  const rows = new Map<string, ComparedRow>();
  for (const row of result.rows) {
    const group = groupBy.map((dimension) => textOrNull(row[dimension]));
    // A result that does not count unpriced calls was made where nothing was priced per call.
    const unpricedCalls =
      typeof row.unpriced_calls === 'number' || typeof row.unpriced_calls === 'string'
        ? countOf(row.unpriced_calls)
        : 0n;
    const [low, high] = [row.cost ?? row.cost_low, row.cost ?? row.cost_high];
    rows.set(groupKey(group), {
      group,
      calls: countOf(row.calls),
      cost: { low: decimal(low ?? '0'), high: decimal(high ?? '0'), unpricedCalls },
      isUnknown: (low ?? null) === null && compareCounts(unpricedCalls, 0n) > 0,
      prices: [],
    });
  }
  for (const signature of result.signatures) {
    const key = groupKey(signature.group);
    const row = rows.get(key);
    if (!row) throw refuse('one that --top folded', 'save it without --top');
    rows.set(key, { ...row, prices: [...row.prices, savedPrice(signature)] });
  }
  return { file, result, groupBy, currency: result.currency, rows: new Map([...rows].map(exactRow)) };
}

/** The amounts of the prices are exact where a row's own is rounded to eighteen places. */
function exactRow([key, row]: readonly [string, ComparedRow]): [string, ComparedRow] {
  if (compare(row.cost.low, row.cost.high) !== 0 || row.prices.length === 0) return [key, row];
  const whole = sum(row.prices.map(({ amount }) => amount));
  return [key, { ...row, cost: { ...row.cost, low: whole, high: whole } }];
}

function savedPrice(signature: CostResult['signatures'][number]): ComparedPrice {
  const meter = METERS.find((known) => known === signature.meter);
  return {
    key: JSON.stringify([signature.sku, signature.rule, signature.meter, signature.priced_as]),
    quantity: audited(signature.quantity),
    amount: audited(signature.amount),
    isTokens: meter !== undefined && isTokenMeter(meter),
  };
}

/** Calls that several pay for are decimals where they are not whole. */
function countOf(written: number | string): Count {
  return typeof written === 'number' ? BigInt(written) : asCount(decimal(written));
}

function audited(value: CostResult['signatures'][number]['amount']): Exact {
  if (typeof value === 'string') return decimal(value);
  const [numerator = '0', denominator = '1'] = value.exact.split('/');
  return exact(BigInt(numerator), BigInt(denominator));
}

function isDimension(word: string): word is Dimension {
  return DIMENSIONS.some((known) => known === word) || word.startsWith('tag:');
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

async function readJson(path: string, file: string): Promise<unknown> {
  const refuse = (found: string) =>
    configurationError(file, `expected a saved result of tollbook cost, found ${found}`, SAVE);
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw refuse(cause.code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${cause.code})`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('text that is not JSON');
  }
  const command = typeof value === 'object' && value !== null && 'command' in value ? value.command : undefined;
  if (command === 'cost') return value;
  throw refuse(typeof command === 'string' ? `the result of ${excerpt(command, 30)}` : 'other JSON');
}
