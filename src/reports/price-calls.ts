/**
 * The way from amounts back to calls: for each price that was applied, how many calls it priced, what they came to, and the
 * command that lists them. Counts and adds; prices nothing.
 */

import { type Count, sumCounts } from '../core/count.js';
import { add, sum, ZERO } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Question } from '../core/question.js';
import { callsOfPrices, type PricedCalls } from '../pricing/calls-of-price.js';
import type { PricedUsage } from '../pricing/types.js';
import { CHARGED_SQL } from '../queries/charged.js';
import { filterWords, periodWords, shellCommand, sourceWords } from './command-words.js';
import { costCell } from './group-cost.js';
import { versionText } from './priced-lines.js';
import type { ResultValue, Table } from './report.js';

/** The calls of one combination of a price's conditions, and how to see them. */
export interface PriceCalls {
  readonly sku: string;
  /** The rules that priced them, and when they are in force. */
  readonly signature: string;
  readonly calls: Count;
  readonly cost: ReturnType<typeof costOf>;
  readonly command: string;
}

const COLUMNS =
  'call_id, started_at, model, service_tier, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, other_units';

export function priceCalls(priced: readonly PricedUsage[], question: Question): PriceCalls[] {
  return callsOfPrices(priced, CHARGED_SQL).map((one) => ({
    sku: one.sku,
    signature: signatureOf(one),
    calls: sumCounts(one.priced, ({ usage }) => usage.calls),
    cost: costOf(one.priced),
    command: callsCommand(one.condition, question, one.isTimed),
  }));
}

/** `tollbook query 'select … from calls where …'`, of what was asked. */
export function callsCommand(condition: string, question: Question, hasPeriod = true): string {
  return shellCommand([
    'tollbook',
    'query',
    `select ${COLUMNS} from calls where ${condition} order by started_at, call_id`,
    ...sourceWords(question),
    ...(hasPeriod ? periodWords(question) : []),
    ...filterWords(question),
  ]);
}

function signatureOf({ priced, version }: PricedCalls): string {
  const rules = [...new Set(priced.flatMap((one) => one.lines.map(({ rule }) => rule)))];
  return `${rules.length === 0 ? 'no amount' : rules.join('; ')}, ${versionText(version)}`;
}

function costOf(priced: readonly PricedUsage[]) {
  return {
    low: sum(priced.map(({ low }) => low)),
    high: priced.reduce((total, { high }) => add(total, high), ZERO),
    unpricedCalls: sumCounts(priced, ({ usage, unpriced }) => (unpriced.length > 0 ? usage.calls : 0n)),
  };
}

export function priceCallsTable(calls: readonly PriceCalls[], currency: string | undefined): Table | undefined {
  if (calls.length === 0) return undefined;
  return {
    id: 'price_calls',
    title: 'The calls behind every price',
    columns: [
      { key: 'number', label: '#', type: 'integer' },
      { key: 'sku', label: 'SKU', type: 'text' },
      { key: 'signature', label: 'price', type: 'text', isWords: true },
      { key: 'calls', label: 'calls', type: 'integer' },
      { key: 'amount', label: 'amount', type: 'money', currency, isRange: true },
      { key: 'command', label: 'command', type: 'text', isDetail: true },
    ],
    rows: calls.map(({ sku, signature, calls: count, cost, command }, index) => [
      index + 1,
      sku,
      signature,
      count,
      costCell(cost),
      command,
    ]),
    remarks: calls.map(({ command }, index) => say('{number}: {command}', { number: index + 1, command })),
  };
}

export function priceCallsResult(calls: readonly PriceCalls[]): ResultValue {
  return calls.map(({ sku, signature, calls: count, cost, command }) => ({
    sku,
    signature,
    calls: count,
    amount: cost.low,
    amount_high: cost.high,
    unpriced_calls: cost.unpricedCalls,
    command,
  }));
}
