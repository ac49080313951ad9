/**
 * `usage` and `cost` over one large flat log without storing its calls: the figures of the general way, or nothing, and then
 * the general way is taken.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostics } from '../core/diagnostics.js';
import { ToolError } from '../core/errors.js';
import type { Dimension, PricingChoice, Question, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import { dayAlignment, periodBounds } from '../core/zone.js';
import { openDuckDB } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { countFile } from '../ingest/direct/count-file.js';
import { groupsJson, recordStatement } from '../ingest/direct/group-rows.js';
import { latencyPerPlace } from '../ingest/direct/latency.js';
import type { ReadLines } from '../ingest/direct/line-reader.js';
import { DIRECT_DIMENSIONS, type DirectPlan, planDirect } from '../ingest/direct/plan.js';
import { STANDARD_INPUT, shownPath } from '../ingest/discover.js';
import { factsOf } from '../ingest/folder.js';
import { prepare } from '../ingest/prepare.js';
import { Scratch } from '../ingest/prepared.js';
import { defineRedaction } from '../ingest/redaction.js';
import { defineMacros } from '../ingest/stage.js';
import { termsOf } from '../pricing/billed-terms.js';
import { openPriceBook } from '../pricing/price-book.js';
import { type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { sizeCuts, timeAlignment, timeClass } from '../pricing/segments.js';
import { groupColumns, localSql, selectionSql } from '../queries/dimensions.js';
import { groupOf, trailing } from '../queries/group-words.js';
import { meteredUsage } from '../queries/metered.js';
import { ANSWERED, type Quantiles } from '../queries/quantiles.js';
import type { DayCount, FileAccount, UsageRow } from '../queries/rows.js';
import type { Span } from '../queries/selection.js';
import { sqlText } from '../queries/sql-file.js';
import { countedRows } from '../queries/usage-rows.js';
import { allocationOf } from './allocation.js';
import { priceAll, pricelessMeters } from './counted-apart.js';
import type { Asked, Opened } from './opening.js';
import { type Priced, told } from './priced.js';
import { noteSelected, type Selected, selectedFrom } from './selecting.js';
import { MEMORY_LIMIT, withTemporaryFolder } from './workspace.js';

export interface UsageFigures {
  readonly opened: Omit<Opened, 'engine'>;
  readonly selected: Selected;
  readonly money: Priced;
  readonly rows: readonly UsageRow[];
  readonly totals: UsageRow;
}

const UNITS = ['day', 'hour', 'minute', 'second', 'millisecond'];

export async function directFigures(
  question: Question,
  pricing: PricingChoice,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
): Promise<UsageFigures | undefined> {
  // The quick way knows the shipped formats only.
  if ((question.reading.formats ?? []).length > 0) return undefined;
  if ((question.reading.cumulative ?? []).length > 0 || question.reading.scansPrompts === true) return undefined;
  const [name] = question.source.logs;
  if (name === undefined || question.source.logs.length !== 1 || name === STANDARD_INPUT) return undefined;
  if (!asksForCounts(question)) return undefined;
  const path = resolve(surroundings.workingDirectory, name);
  // What cannot be looked at is told by the general way.
  if (factsOf(path)?.isFile() !== true) return undefined;
  return withTemporaryFolder(surroundings, async (inside) => {
    const plan = await planned(path, question, inside);
    if (plan === undefined) return undefined;
    const engine = await openDuckDB({
      path: ':memory:',
      temporaryDirectory: inside.temporaryDirectory,
      memoryLimit: surroundings.memoryLimit ?? MEMORY_LIMIT,
    });
    const stopListening = surroundings.onInterrupt(() => engine.interrupt());
    try {
      return await count(engine, path, plan, question, pricing, inside, diagnostics);
    } catch (error) {
      // Whatever the strict reader stumbled over, the general way reads around it or says what it is.
      if (
        error instanceof ToolError &&
        ['engine', 'unreadable', 'out_of_memory', 'no_readable_log'].includes(error.code)
      )
        return undefined;
      throw error;
    } finally {
      stopListening();
      await engine.close();
    }
  });
}

/** How the file is counted while it is read: decided before the engine is opened, which takes as long as many logs do. */
async function planned(path: string, question: Question, inside: Surroundings): Promise<DirectPlan | undefined> {
  const scratch = new Scratch(inside.temporaryDirectory);
  try {
    const file = await prepare(path, inside, scratch).catch(() => undefined);
    return file?.readPath === path ? await planDirect(file, question.reading.cumulative !== undefined) : undefined;
  } finally {
    await scratch.remove();
  }
}

/** Whether nothing is asked for but counts by what is the same for many calls. Who pays is decided by other columns. */
function asksForCounts(question: Question): boolean {
  return (
    allocationOf(question, question.by, 'apart') === undefined &&
    dimensionsOf(question).every((dimension) => DIRECT_DIMENSIONS.has(dimension))
  );
}

/** What a question asks of the calls of logs. What requests or months are billed for needs every call on its own. */
export function askedOf(question: Question, pricing: PricingChoice): Asked {
  if (!asksForCounts(question)) return 'everything';
  return {
    countsOf: async (models) => {
      const book = await openPriceBook({ files: pricing.books });
      return models.every((one) => {
        const { sku } = resolveModel(book, one, pricing.aliases);
        return sku === null || sku === undefined || termsOf(sku).length === 0;
      });
    },
  };
}

function dimensionsOf(question: Question): Dimension[] {
  return [...question.by, ...question.where.map((filter) => filter.dimension)];
}

async function count(
  engine: Engine,
  path: string,
  plan: DirectPlan,
  question: Question,
  pricing: PricingChoice,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
): Promise<UsageFigures | undefined> {
  await defineMacros(engine);
  await defineRedaction(engine, question.reading.redact);
  const book = await openPriceBook({ files: pricing.books });
  // Another currency needs calls cut at the months of the zone, which this way does not do.
  if (pricing.currency !== undefined && pricing.currency !== book.currency) return undefined;
  const options: PriceOptions = { split: pricing.split, aliases: pricing.aliases };
  const skusOf = (models: readonly { model: string | null; provider: string | null }[]) =>
    models.flatMap((one) => resolveModel(book, { gateway: null, ...one }, pricing.aliases).sku ?? []);
  const sampled = skusOf(plan.models);
  const bounds = periodBounds(question, question.zone);
  const cuts = sizeCuts(sampled);
  const zoneUnit = dayAlignment(question.zone, bounds.start ?? 0, bounds.end ?? (bounds.start ?? 0) + YEAR);
  const askedUnits = dimensionsOf(question).includes('hour') ? 'hour' : 'day';
  const unit = [timeAlignment(sampled), zoneUnit, askedUnits, boundUnit(bounds.start), boundUnit(bounds.end)].reduce(
    finer,
  );

  const groups = groupColumns(question.by, question.zone);
  const condition = selectionSql({ where: question.where, zone: question.zone, ...bounds });
  const { size } = statSync(path);
  let done = 0;
  const parts = await countFile(path, {
    plan,
    options: { unit: UNIT_MICROSECONDS[unit] as number, sizeCuts: cuts.map(Number) },
    onBytes: (bytes) => {
      done += bytes;
      surroundings.progress({ doing: 'counting', done, of: size });
    },
    onInterrupt: surroundings.onInterrupt,
  });
  if (parts === undefined || !parts.every((part) => part.isExact)) return undefined;
  await engine.execute(
    `create or replace temp table counted as ${sqlText('ingest/direct_facts', {
      record: recordStatement(plan),
      groups: `coalesce(${condition}, false) as is_selected, ${trailing(groups.computed)}`,
    })}`,
    { groups: groupsJson(plan, parts) },
  );
  const surprises = await engine.query('select 1 as one from counted where surprises > 0 limit 1');
  if (surprises.length > 0) return undefined;
  await engine.execute('create temp view facts as select * exclude (is_selected) from counted where is_selected');

  const found = await engine.query<{ model: string | null; provider: string | null }>(
    'select distinct model, provider from facts order by all',
  );
  const skus = skusOf(found);
  // What requests or months are billed for needs every call on its own.
  if (skus.some((sku) => termsOf(sku).length > 0)) return undefined;
  if (sizeCuts(skus).some((cut) => !cuts.includes(cut)) || finer(timeAlignment(skus), unit) !== unit) return undefined;

  const whole = await spanOf(engine);
  const days = await engine.query<DayCount>(
    `select strftime(${localSql(question.zone, 'bucket_at')}, '%Y-%m-%d') as date, sum(calls) as calls
     from facts where bucket_at is not null group by date order by date`,
  );
  const left = await engine.query<{ calls: bigint }>(
    'select coalesce(sum(calls), 0)::bigint as calls from counted where not is_selected and bucket_at is null',
  );
  const isBounded = bounds.start !== null || bounds.end !== null;
  noteSelected(question, whole, isBounded ? (left[0]?.calls ?? 0n) : 0n, diagnostics);
  const metered = await meteredUsage(engine, {
    by: question.by,
    zone: question.zone,
    hasUnits: false,
    timeClass: timeClass(skus),
    assumedAt: null,
  });
  const priced = priceAll(book, metered, options);
  // Which calls use a meter without a price, sums do not say.
  if (pricelessMeters(priced).length > 0) return undefined;
  const { each, all } = await latency(engine, parts, question.by, question.zone);
  return {
    opened: {
      kind: 'logs',
      path: question.source.logs.map(visible).join(' '),
      files: [await account(engine, shownPath(path, surroundings.workingDirectory), parts)],
    },
    selected: selectedFrom(bounds, whole, days, question.zone),
    money: { book, options, metered, ...told(priced, book.currency, undefined) },
    rows: await countedRows(engine, question.by, question.zone, each),
    totals: (await countedRows(engine, [], question.zone, new Map([['[]', all]])))[0] as UsageRow,
  };
}

const UNIT_MICROSECONDS: Readonly<Record<string, number>> = {
  day: 86_400e6,
  hour: 3_600e6,
  minute: 60e6,
  second: 1e6,
  millisecond: 1e3,
};
const YEAR = 366 * 86_400_000;
/** The coarsest unit on whose edge an instant lies. */
function boundUnit(instant: number | null): string {
  const lengths = [86_400_000, 3_600_000, 60_000, 1000];
  const index = lengths.findIndex((length) => (instant ?? 0) % length === 0);
  return UNITS[index < 0 ? 4 : index] as string;
}

function finer(left: string, right: string): string {
  return UNITS[Math.max(UNITS.indexOf(left), UNITS.indexOf(right))] as string;
}

/** Quantiles per group of the report and of all answered calls; each counted group belongs to one of them, or to none. */
async function latency(
  engine: Engine,
  parts: readonly ReadLines[],
  by: Question['by'],
  zone: string,
): Promise<{ readonly each: ReadonlyMap<string, Quantiles>; readonly all: Quantiles }> {
  const { named } = groupColumns(by, zone);
  const rows = await engine.query<{ groupId: bigint; isStreamed: boolean | null; isTimed: boolean | null }>(
    `select ${trailing(named)} group_id, is_streamed, true ${ANSWERED} as is_timed from facts`,
  );
  const count = parts.reduce((total, part) => total + part.groups.length, 0);
  const placeOf = new Int32Array(count).fill(-1);
  const isUnstreamed = new Uint8Array(count);
  const places = new Map<string, number>();
  for (const row of rows) {
    const key = JSON.stringify(groupOf(row, by.length));
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    if (row.isTimed !== true) continue;
    placeOf[Number(row.groupId)] = place;
    isUnstreamed[Number(row.groupId)] = row.isStreamed === false ? 1 : 0;
  }
  const { each, all } = latencyPerPlace(parts, placeOf, isUnstreamed, places.size);
  return { each: new Map([...places].map(([key, place]) => [key, each[place] as Quantiles])), all };
}

async function spanOf(engine: Engine): Promise<Span> {
  const [row] = await engine.query<Span>(sqlText('usage/facts_span'));
  return row as Span;
}

async function account(engine: Engine, path: string, parts: readonly ReadLines[]): Promise<FileAccount> {
  const [row] = await engine.query<{ firstAt: number | null; lastAt: number | null }>(
    'select min(first_at) as first_at, max(last_at) as last_at from counted',
  );
  const lines = parts.reduce((total, part) => total + part.lines, 0);
  const blank = parts.reduce((total, part) => total + part.blank, 0);
  const calls = BigInt(lines - blank);
  return {
    path,
    lines: BigInt(lines),
    blank: BigInt(blank),
    rejected: 0n,
    ignored: 0n,
    withCalls: calls,
    callsFound: calls,
    accepted: calls,
    duplicate: 0n,
    formats: [{ format: 'flat', lines: calls }],
    firstAt: row?.firstAt ?? null,
    lastAt: row?.lastAt ?? null,
    status: 'loaded',
    reasons: [],
  };
}
