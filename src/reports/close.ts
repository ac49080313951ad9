/**
 * `close`: what a month was closed at, beside what it comes to now, and why the two differ. Lays out; it decides only
 * whether the figures are the same.
 */
import type { Close, ClosedMonth, SourceMark } from '../books/closed-months.js';
import { closedMonths } from '../books/closed-months.js';
import { enteredIn } from '../books/entries.js';
import type { JournalRecord } from '../books/journal.js';
import { asExact, type Count, compareCounts, lessCounts } from '../core/count.js';
import { add, compare, type Exact, isZero, subtract, sum } from '../core/exact.js';
import { plural, visible } from '../core/text.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import { costCell, isCostUnknown, sumCosts } from './group-cost.js';
import { isoInstantOrNull } from './instants.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';

interface Figures {
  readonly calls: Count;
  readonly unpricedCalls: Count;
  readonly low: Exact;
  readonly high: Exact;
}

export interface ClosedModel {
  readonly provider: string | null;
  readonly model: string | null;
  readonly closed: Figures;
  /** The closed usage at today's prices. */
  readonly repriced: Figures;
  readonly now: Figures;
}

export interface CloseInput {
  readonly common: Envelope;
  readonly month: string;
  readonly closed: ClosedMonth;
  readonly now: Close;
  /** What was done; undefined: the close was held against today. */
  readonly status: 'closed' | 'reopened' | undefined;
  readonly models: readonly ClosedModel[];
  /** Every record of the month. */
  readonly history: readonly JournalRecord[];
}

export function closeReport(input: CloseInput): Report {
  const { common, month, closed, now, models, history } = input;
  const reasons = reasonsOf(closed, now, models);
  const isSame = sameFigures(closed, now);
  const status = input.status ?? (isSame ? 'verified' : 'differs');
  const sentence = {
    closed: `${month} is closed: reports show these figures from now on.`,
    reopened: `${month} is reopened: reports show what the ledger and today's prices give, until it is closed again.`,
    verified: `${month} is closed, and recomputed today its figures are the same.`,
    differs: `${month} is closed, and recomputed today its figures would differ. Reports show the closed ones.`,
  }[status];
  const figures = figuresTable(month, closed, now);
  const table = modelsTable(closed.currency, models);
  return assemble(
    { ...common, header: [...common.header, sentence] },
    [{ ...figures, remarks: reasons }, isSame ? undefined : table, historyTable(history)],
    {
      month,
      status,
      closed: closeResult(closed),
      now: closeResult(now),
      reasons,
      rows: rowObjects(table),
      history: history.map(historyResult),
    },
  );
}

function sameFigures(closed: Close, now: Close): boolean {
  return (
    compareCounts(closed.calls, now.calls) === 0 &&
    compareCounts(closed.tokens, now.tokens) === 0 &&
    compareCounts(closed.unpricedCalls, now.unpricedCalls) === 0 &&
    compare(closed.low, now.low) === 0 &&
    compare(closed.high, now.high) === 0 &&
    compare(closed.entered, now.entered) === 0
  );
}

/** What is another than at the close, whether or not a figure changed by it. */
function reasonsOf(closed: Close, now: Close, models: readonly ClosedModel[]): string[] {
  const effect = (pick: (one: ClosedModel) => Exact) => models.some((one) => !isZero(pick(one)));
  const isRepriced = effect(({ repriced, closed: kept }) => subtract(repriced.low, kept.low));
  const reasons: string[] = [];
  if (closed.book.hash !== now.book.hash) {
    reasons.push(
      `prices: price book ${visible(closed.book.id)} ${shortHash(closed.book.hash)} then, ${visible(now.book.id)} ` +
        `${shortHash(now.book.hash)} now; ${isRepriced ? 'the closed usage would cost another amount' : 'of the closed usage no price is another'}`,
    );
  }
  if (closed.split !== now.split) {
    reasons.push(
      `split: token totals were split ${closed.split ?? 'not at all'} then, ${now.split ?? 'not at all'} now`,
    );
  }
  if (closed.version !== now.version) reasons.push(`version: tollbook ${closed.version} then, ${now.version} now`);
  reasons.push(...sourceReasons(closed.sources, now.sources));
  if (compare(closed.entered, now.entered) !== 0) reasons.push('entries: other credits or adjustments are entered');
  return reasons;
}

const SHOWN = 10;

function sourceReasons(closed: readonly SourceMark[], now: readonly SourceMark[]): string[] {
  const before = new Map(closed.map((source) => [source.path, source]));
  const after = new Map(now.map((source) => [source.path, source]));
  const added = now.filter(({ path }) => !before.has(path));
  const gone = closed.filter(({ path }) => !after.has(path));
  // A file that was renamed is the one it was.
  const renamed = gone.filter((source) => added.some((one) => one.fingerprint === source.fingerprint));
  const isRenamed = ({ fingerprint }: SourceMark) => renamed.some((one) => one.fingerprint === fingerprint);
  const reasons = [
    ...added
      .filter((source) => !isRenamed(source))
      .map(({ path, calls }) => `source: ${visible(path)} came later, ${plural(calls, 'call')} of the month`),
    ...gone
      .filter((source) => !isRenamed(source))
      .map(
        ({ path, calls }) =>
          `source: ${visible(path)} has no call of the month any more; it had ${plural(calls, 'call')}`,
      ),
    ...now.flatMap((source) => {
      const old = before.get(source.path);
      if (old === undefined || (old.fingerprint === source.fingerprint && old.calls === source.calls)) return [];
      const how =
        old.fingerprint === source.fingerprint
          ? 'is as it was'
          : `had ${plural(old.lines, 'line')} then, ${source.lines.toLocaleString('en-US')} now`;
      return [
        `source: ${visible(source.path)} ${how}; ${plural(old.calls, 'call')} of the month then, ${source.calls.toLocaleString('en-US')} now`,
      ];
    }),
  ];
  const more = reasons.length - SHOWN;
  return more > 0 ? [...reasons.slice(0, SHOWN), `source: and ${plural(more, 'other file')}`] : reasons;
}

function shortHash(hash: string): string {
  return hash.slice(0, 'sha256:'.length + 12);
}

function figuresTable(month: string, closed: Close, now: Close): Table {
  const { currency } = closed;
  const columns: Column[] = [
    { key: 'figure', label: 'figure', type: 'text', isWords: true },
    { key: 'closed', label: 'closed', type: 'decimal' },
    { key: 'now', label: 'now', type: 'decimal' },
    { key: 'difference', label: 'difference', type: 'decimal' },
    { key: 'unit', label: 'unit', type: 'text' },
  ];
  const counts = (name: string, pick: (one: Close) => Count): Cell[] => [
    name,
    { figure: asExact(pick(closed)), as: 'decimal' },
    { figure: asExact(pick(now)), as: 'decimal' },
    { figure: asExact(lessCounts(pick(now), pick(closed))), as: 'decimal' },
    null,
  ];
  const amounts = (name: string, pick: (one: Close) => Exact): Cell[] => [
    name,
    amountOf(closed, pick),
    amountOf(now, pick),
    isCostUnknown(closed) || isCostUnknown(now) ? null : { figure: subtract(pick(now), pick(closed)), as: 'money' },
    currency,
  ];
  const isRange = [closed, now].some(({ low, high }) => compare(low, high) !== 0);
  const entered = [closed, now].some((one) => !isZero(one.entered));
  return {
    id: 'figures',
    title: `The figures of ${month}`,
    columns,
    rows: [
      counts('calls', (one) => one.calls),
      counts('tokens', (one) => one.tokens),
      counts('calls without a price', (one) => one.unpricedCalls),
      ...(isRange
        ? [amounts('cost, at least', (one) => one.low), amounts('cost, at most', (one) => one.high)]
        : [amounts('cost', (one) => one.low)]),
      ...(entered ? [entries(closed, now), amounts('cost with them', (one) => add(one.low, one.entered))] : []),
    ],
  };
}

function modelsTable(currency: string, models: readonly ClosedModel[]): Table {
  const amount = (key: string, label: string): Column => ({ key, label, type: 'money', currency, isRange: true });
  const effect = (key: string, label: string): Column => ({ key, label, type: 'money', currency });
  const count = (key: string, label: string): Column => ({ key, label, type: 'integer' });
  const total = (pick: (one: ClosedModel) => Exact) => sum(models.map(pick));
  const priceEffect = ({ closed, repriced }: ClosedModel) => subtract(repriced.low, closed.low);
  const usageEffect = ({ now, repriced }: ClosedModel) => subtract(now.low, repriced.low);
  return {
    id: 'models',
    title: "Why: the closed usage at today's prices, and the calls of today",
    columns: [
      { key: 'provider', label: 'provider', type: 'text' },
      { key: 'model', label: 'model', type: 'text' },
      count('calls_closed', 'calls closed'),
      count('calls_now', 'calls now'),
      amount('cost_closed', 'closed'),
      amount('cost_now', 'now'),
      effect('price_effect', 'by prices'),
      effect('usage_effect', 'by calls'),
    ],
    rows: models.map((one): Cell[] => [
      one.provider,
      one.model,
      one.closed.calls,
      one.now.calls,
      costCell(one.closed),
      costCell(one.now),
      isCostUnknown(one.closed) || isCostUnknown(one.repriced) ? null : priceEffect(one),
      isCostUnknown(one.repriced) || isCostUnknown(one.now) ? null : usageEffect(one),
    ]),
    totals: [
      'total',
      null,
      null,
      null,
      costCell(sumCosts(models.map((one) => one.closed))),
      costCell(sumCosts(models.map((one) => one.now))),
      total(priceEffect),
      total(usageEffect),
    ],
    remarks: ['Now = closed + by prices + by calls; where a token total was not split, at the cheap end.'],
  };
}

function historyTable(history: readonly JournalRecord[]): Table | undefined {
  const kept = history.filter(({ kind }) => kind !== 'entry');
  if (kept.length < 2) return undefined;
  return {
    id: 'history',
    title: 'What was done with the month',
    columns: [
      { key: 'number', label: 'record', type: 'integer' },
      { key: 'kind', label: 'what', type: 'text', isWords: true },
      { key: 'cost', label: 'cost', type: 'money', isRange: true },
      { key: 'reason', label: 'reason', type: 'text' },
    ],
    rows: kept.map(({ number, kind, content }): Cell[] => {
      const close = kind === 'close' ? (content as Close) : undefined;
      return [number, kind, close ? costCell(close) : null, reasonOf(content)];
    }),
  };
}

/** What people entered is known whatever the calls cost. */
function entries(closed: Close, now: Close): Cell[] {
  const [then, today] = [closed.entered, now.entered].map((figure): Cell => ({ figure, as: 'money' }));
  const difference = { figure: subtract(now.entered, closed.entered), as: 'money' } as const;
  return ['credits and adjustments', then ?? null, today ?? null, difference, closed.currency];
}

/** Part of a cost of which some usage has no price is the least it may be, as the cost is. */
function amountOf(close: Close, pick: (one: Close) => Exact): Cell {
  if (isCostUnknown(close)) return 'unpriced';
  const amount = pick(close);
  const isLowerBound = compareCounts(close.unpricedCalls, 0n) > 0;
  return isLowerBound ? { low: amount, high: amount, isLowerBound } : { figure: amount, as: 'money' };
}

function reasonOf(content: unknown): string | null {
  return (content as { readonly reason?: string }).reason ?? null;
}

function historyResult({ number, kind, content }: JournalRecord): ResultValue {
  return {
    record: number,
    kind,
    reason: reasonOf(content),
    ...(kind === 'close' ? { close: closeResult(content as Close) } : {}),
  };
}

function closeResult(close: Close): ResultValue {
  const { book, sources } = close;
  return {
    time_zone: close.zone,
    currency: close.currency,
    price_book: { id: book.id, hash: book.hash, as_of: book.asOf },
    tollbook_version: close.version,
    split: close.split,
    days: close.days,
    days_with_calls: close.daysWithCalls,
    last_call_at: isoInstantOrNull(close.lastCallAt),
    calls: close.calls,
    tokens: close.tokens,
    cost: compare(close.low, close.high) === 0 && !isCostUnknown(close) ? close.low : null,
    cost_low: close.low,
    cost_high: close.high,
    calls_unpriced: close.unpricedCalls,
    entered: close.entered,
    sources: sources.map(({ path, fingerprint, lines, calls }) => ({ path, fingerprint, lines, calls })),
  };
}

/** Every month that the books know. */
export function monthsReport(common: Envelope, records: readonly JournalRecord[]): Report {
  const closed = closedMonths(records);
  const entries = enteredIn(records);
  const months = [...new Set(records.map(({ month }) => month))].sort();
  const columns: Column[] = [
    { key: 'month', label: 'month', type: 'text' },
    { key: 'status', label: 'status', type: 'text', isWords: true },
    { key: 'calls', label: 'calls', type: 'integer' },
    { key: 'cost', label: 'cost', type: 'money', isRange: true },
    { key: 'entered', label: 'credits and adjustments', type: 'money' },
    { key: 'currency', label: 'currency', type: 'text' },
    { key: 'reconciliations', label: 'reconciled', type: 'integer' },
    { key: 'last_reason', label: 'last reopened because', type: 'text' },
  ];
  const table: Table = {
    id: 'months',
    title: 'Months in the books',
    columns,
    rows: months.map((month): Cell[] => {
      const own = records.filter((one) => one.month === month);
      const close = closed.get(month);
      const reopened = own.filter(({ kind }) => kind === 'reopen').at(-1);
      const added = entries.filter((one) => one.month === month && one.kind !== 'invoice');
      return [
        month,
        close ? 'closed' : reopened ? 'reopened' : 'open',
        close?.calls ?? null,
        close ? costCell(close) : null,
        close?.entered ??
          (new Set(added.map(({ currency }) => currency)).size === 1 ? sum(added.map(({ amount }) => amount)) : null),
        close?.currency ?? added[0]?.currency ?? null,
        own.filter(({ kind }) => kind === 'reconciliation').length,
        reopened ? reasonOf(reopened.content) : null,
      ];
    }),
    ...(months.length === 0 ? { remarks: ['No month was closed and nothing was entered yet.'] } : {}),
  };
  return assemble(common, [table], { month: null, status: null, rows: rowObjects(table) });
}
