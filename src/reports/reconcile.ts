/**
 * `reconcile`: a statement beside the ledger, per day and model and per model, with causes, and what the export cannot say.
 */
import type { Compared, Differences, Tolerance } from '../books/statements/differences.js';
import type { PairedCalls } from '../books/statements/paired-calls.js';
import type { Statement } from '../books/statements/statement.js';
import { asExact } from '../core/count.js';
import { toDecimal } from '../core/decimal.js';
import { add, type Exact, exact, isNegative, isZero, multiply, negate, ZERO } from '../core/exact.js';
import { type Phrase, type PhraseValue, say } from '../core/phrase.js';
import { ratioOf, STATEMENT_CAUSES, type StatementCause } from '../pricing/logged-cause.js';
import { numberOf } from './compare-result.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects, totalsObject } from './flat.js';
import { costCell } from './group-cost.js';
import { callsResult, callsTable } from './reconcile-calls.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';

export interface ReconcileReportInput {
  readonly common: Envelope;
  readonly statement: Statement;
  readonly differences: Differences;
  /** Dates, both included. */
  readonly period: { readonly since: string; readonly until: string };
  /** Which calls of the ledger were compared. */
  readonly scope: string;
  readonly tolerance: Tolerance;
  /** Undefined where calls are not told one by one. */
  readonly calls?: PairedCalls | undefined;
}

export function reconcileReport(input: ReconcileReportInput): Report {
  const { common, statement, differences, period, scope, tolerance, calls } = input;
  const models = modelTable(common, statement, differences, tolerance);
  const days = dayTable(common, statement, differences);
  const title = titleOf(statement);
  const verdict = say(differences.isWithin ? 'within tolerance' : 'beyond tolerance');
  const header = [
    ...common.header,
    say('Statement: {title}, {since} to {until}, against {scope}: {verdict} ({tolerance}).', {
      title,
      since: period.since,
      until: period.until,
      scope: say(scope),
      verdict,
      tolerance: toleranceText(tolerance, common.currency),
    }),
  ];
  const limits = statement.cannotContain.map((one) => say(one));
  const cannot =
    limits.length === 0 ? [] : [say('What {title} cannot contain: {limits}.', { title, limits: joined(limits) })];
  const told = { ...models, remarks: [...(models.remarks ?? []), ...cannot] };
  return assemble({ ...common, header }, [days, told, calls && callsTable(calls)], {
    statement: {
      export: statement.export,
      title: statement.titles.join(' and '),
      first: statement.first,
      last: statement.last,
      has_cost: statement.hasCost,
      has_usage: statement.hasUsage,
      cannot_contain: statement.cannotContain,
    },
    scope,
    tolerance:
      'rate' in tolerance ? { rate: numberOf(tolerance.rate), amount: null } : { rate: null, amount: tolerance.amount },
    is_within: differences.isWithin,
    rows: withCauses(rowObjects(days), differences.rows),
    models: withCauses(rowObjects(models), differences.models),
    totals: totalsObject(models, ['provider', 'model', 'cause', 'likely_cause', 'verdict']),
    causes: causesOf(differences, statement.hasCost),
    ...(calls === undefined ? {} : { calls: callsResult(calls) }),
  });
}

function titleOf({ titles: [first = '', ...others] }: Statement): Phrase {
  return others.reduce((titles, last) => say('{titles} and {last}', { titles, last: say(last) }), say(first));
}

function joined(phrases: readonly Phrase[]): Phrase {
  return phrases.reduce((left, right) => say('{left}; {right}', { left, right }));
}

function withCauses(rows: Record<string, ResultValue>[], compared: readonly Compared[]): Record<string, ResultValue>[] {
  return rows.map((row, index) => {
    const cause = compared[index]?.cause;
    return { ...row, causes: cause === undefined || cause === 'none' ? [] : [cause] };
  });
}

function columnsOf({ currency }: Envelope, { hasCost, hasUsage }: Statement): Column[] {
  const money = (key: string, label: string, isRange = false): Column => ({
    key,
    label,
    type: 'money',
    currency,
    isRange,
  });
  const detail = (column: Column, isDetail: boolean): Column => ({ ...column, isDetail });
  return [
    detail({ key: 'provider', label: 'provider', type: 'text' }, true),
    { key: 'model', label: 'model', type: 'text' },
    detail({ key: 'calls_before', label: 'their calls', type: 'integer' }, !hasUsage || hasCost),
    detail({ key: 'calls_after', label: 'our calls', type: 'integer' }, hasCost && hasUsage),
    detail({ key: 'tokens_before', label: 'their tokens', type: 'integer' }, !hasUsage),
    detail({ key: 'tokens_after', label: 'our tokens', type: 'integer' }, !hasUsage),
    detail(money('before', 'statement'), !hasCost),
    detail(money('after', 'ledger', true), false),
    detail({ key: 'unpriced_calls', label: 'unpriced calls', type: 'integer' }, true),
    hasCost
      ? money('difference', 'statement − ledger')
      : { key: 'difference', label: 'their tokens − ours', type: 'decimal' },
    { key: 'ratio', label: 'statement ÷ ledger', type: 'rate' },
    { key: 'verdict', label: 'verdict', type: 'text', isWords: true },
    detail({ key: 'cause', label: 'cause', type: 'text' }, true),
    { key: 'likely_cause', label: 'likely cause', type: 'text', isWords: true },
  ];
}

function cellsOf(one: Compared, { hasCost }: Statement): Cell[] {
  const ratio = hasCost
    ? one.theirs !== null && one.difference !== null
      ? ratioOf(one.theirs, one.low)
      : null
    : ratioOf(exact(one.tokensTheirs ?? 0n), asExact(one.tokensOurs));
  return [
    one.provider,
    one.model,
    one.callsTheirs,
    one.callsOurs,
    one.tokensTheirs,
    one.tokensOurs,
    one.theirs,
    costCell(one),
    one.unpricedCalls,
    one.difference,
    ratio && numberOf(ratio),
    one.isWithin ? 'within' : 'beyond',
    one.cause,
    STATEMENT_CAUSES[one.cause],
  ];
}

function dayTable(common: Envelope, statement: Statement, { rows }: Differences): Table {
  const day: Column = statement.hasDays
    ? { key: 'day', label: 'day', type: 'date' }
    : { key: 'day', label: 'month', type: 'text' };
  return {
    id: 'days',
    title: statement.hasDays
      ? 'Statement against ledger, by day and model'
      : 'Statement against ledger, by month and model',
    columns: [day, ...columnsOf(common, statement)],
    rows: rows.map((row): Cell[] => [row.day, ...cellsOf(row, statement)]),
    remarks: ['A day alone fails nothing: models over the whole period and their total do.'],
  };
}

function modelTable(
  common: Envelope,
  statement: Statement,
  { models, total }: Differences,
  tolerance: Tolerance,
): Table {
  const cells = cellsOf(total, statement);
  return {
    id: 'models',
    title: 'By model, over the whole period',
    columns: columnsOf(common, statement),
    rows: models.map((one) => cellsOf(one, statement)),
    // Whose cause a total would have is told by model.
    totals: [null, 'total', ...cells.slice(2, -2), null, null],
    remarks: [
      say('A likely cause is a mistake that, made alone, explains the difference. Tolerance: {tolerance}.', {
        tolerance: toleranceText(tolerance, common.currency),
      }),
    ],
  };
}

/** Each cause with what differs because of it, the largest first. */
function causesOf({ models }: Differences, hasCost: boolean): ResultValue {
  const causes = new Map<StatementCause, Exact>();
  for (const { cause, difference } of models) {
    if (cause === 'none') continue;
    const size = difference === null ? ZERO : isNegative(difference) ? negate(difference) : difference;
    causes.set(cause, add(causes.get(cause) ?? ZERO, size));
  }
  return [...causes].map(([cause, size]) => ({
    cause,
    says: STATEMENT_CAUSES[cause],
    ...(hasCost ? { difference: size } : { tokens: size }),
  }));
}

function toleranceText(tolerance: Tolerance, currency: string | undefined): PhraseValue {
  if ('amount' in tolerance) return `${toDecimal(tolerance.amount)} ${currency ?? ''}`.trim();
  const percent = toDecimal(multiply(tolerance.rate, exact(100n)));
  return isZero(tolerance.rate) ? say('no difference but of 0.01') : say('{percent} %, and 0.01 always', { percent });
}
