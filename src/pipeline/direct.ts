/**
 * `usage` and `cost` over one large flat log without storing its calls: the figures of the general way, or nothing, and then
 * the general way is taken.
 */
import type { Diagnostics } from '../core/diagnostics.js';
import { ToolError } from '../core/errors.js';
import type { Dimension, PricingChoice, Question, Surroundings } from '../core/question.js';
import { dayAlignment, periodBounds } from '../core/zone.js';
import { openDuckDB } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { DIRECT_DIMENSIONS, planDirect } from '../ingest/direct.js';
import { discover, STANDARD_INPUT, shownPath } from '../ingest/discover.js';
import { prepare, Scratch } from '../ingest/prepare.js';
import { type Scan, scan } from '../ingest/scan.js';
import { defineMacros } from '../ingest/stage.js';
import { openPriceBook } from '../pricing/price-book.js';
import { type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { sizeCuts, timeAlignment, timeClass } from '../pricing/segments.js';
import { groupColumns, localSql, selectionSql } from '../queries/dimensions.js';
import { listedUsageRows, meteredUsage, sizeCutSql, trailing } from '../queries/facts.js';
import type { DayCount, FileAccount, UsageRow } from '../queries/rows.js';
import type { Span } from '../queries/selection.js';
import { sqlText } from '../queries/sql-file.js';
import { noteSelected, type Priced, priceAll, type Selected, selectedFrom, told } from './asking.js';
import { MEMORY_LIMIT, type Opened, withTemporaryFolder } from './opening.js';

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
  const [name] = question.source.logs;
  const dimensions = dimensionsOf(question);
  if (name === undefined || question.source.logs.length !== 1 || name === STANDARD_INPUT) return undefined;
  if (!dimensions.every((dimension) => DIRECT_DIMENSIONS.has(dimension))) return undefined;
  return withTemporaryFolder(surroundings, async (inside) => {
    const engine = await openDuckDB({
      path: ':memory:',
      temporaryDirectory: inside.temporaryDirectory,
      memoryLimit: surroundings.memoryLimit ?? MEMORY_LIMIT,
    });
    const stopListening = surroundings.onInterrupt(() => engine.interrupt());
    try {
      return await count(engine, name, question, pricing, inside, diagnostics);
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

function dimensionsOf(question: Question): Dimension[] {
  return [...question.by, ...question.where.map((filter) => filter.dimension)];
}

async function count(
  engine: Engine,
  name: string,
  question: Question,
  pricing: PricingChoice,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
): Promise<UsageFigures | undefined> {
  const paths = await discover([name], surroundings.workingDirectory, engine, diagnostics);
  if (paths.length !== 1) return undefined;
  const path = paths[0] as string;
  const scratch = new Scratch(surroundings.temporaryDirectory);
  const file = await prepare(path, surroundings, scratch).catch(() => undefined);
  if (file === undefined || file.readPath !== path) return scratch.remove().then(() => undefined);
  await defineMacros(engine);
  const plan = await planDirect(engine, file, surroundings);
  if (plan === undefined) return undefined;

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
  surroundings.progress({ doing: 'counting' });
  const scanning = scan(path, { compression: 'none' });
  const grouped = plan.grouped({ timeUnit: unit, sizeCut: sizeCutSql(cuts) });
  const counting = engine.execute(
    `create or replace temp table counted as ${sqlText('ingest/direct_facts', {
      record: plan.record(grouped),
      groups: `coalesce(${condition}, false) as is_selected, ${trailing(groups.computed)}`,
    })}`,
  );
  const [scanned] = await Promise.all([scanning, counting]);
  if (!(await holds(engine, scanned))) return undefined;
  await engine.execute('create temp view facts as select * exclude (is_selected) from counted where is_selected');

  const found = await engine.query<{ model: string | null; provider: string | null }>(
    'select distinct model, provider from facts order by all',
  );
  const skus = skusOf(found);
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
  noteSelected(whole, isBounded ? (left[0]?.calls ?? 0n) : 0n, diagnostics);
  const metered = await meteredUsage(engine, {
    by: question.by,
    zone: question.zone,
    hasUnits: false,
    timeClass: timeClass(skus),
    assumedAt: null,
  });
  return {
    opened: {
      kind: 'logs',
      path: name,
      files: [await account(engine, shownPath(path, surroundings.workingDirectory), scanned)],
    },
    selected: selectedFrom(bounds, whole, days, question.zone),
    money: { book, options, metered, ...told(priceAll(book, metered, options), book.currency, undefined) },
    rows: await listedUsageRows(engine, question.by, question.zone),
    totals: (await listedUsageRows(engine, [], question.zone))[0] as UsageRow,
  };
}

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

/** No line broke an assumption, and the engine saw every line that is there. */
async function holds(engine: Engine, scanned: Scan): Promise<boolean> {
  const [row] = await engine.query<{ calls: bigint; surprises: bigint }>(
    'select coalesce(sum(calls), 0)::bigint as calls, coalesce(sum(surprises), 0)::bigint as surprises from counted',
  );
  return row?.surprises === 0n && row.calls === BigInt(scanned.lines - scanned.blank);
}

async function spanOf(engine: Engine): Promise<Span> {
  const [row] = await engine.query<Span>(sqlText('usage/facts_span'));
  return row as Span;
}

async function account(engine: Engine, path: string, scanned: Scan): Promise<FileAccount> {
  const [row] = await engine.query<{ firstAt: number | null; lastAt: number | null }>(
    'select min(first_at) as first_at, max(last_at) as last_at from counted',
  );
  const calls = BigInt(scanned.lines - scanned.blank);
  return {
    path,
    lines: BigInt(scanned.lines),
    blank: BigInt(scanned.blank),
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
