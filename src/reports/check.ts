/**
 * `check`: gates with what they measured, their limits, when a limit was first broken and the command that shows it.
 *
 * People see the gates that did not pass, or all of them on request and where all passed; programs get all.
 */

import { toDecimal, toFixed } from '../core/decimal.js';
import { compare, type Exact, toNumber } from '../core/exact.js';
import { english, type Phrase, say } from '../core/phrase.js';
import { excerpt, plural } from '../core/text.js';
import type { Month } from '../projection/month.js';
import { type GateUnit, isOfOffers, kindOf } from '../quality/gate-kinds.js';
import type { Judged, Status } from '../quality/judge.js';
import { assemble, type Envelope } from './envelope.js';
import { isoInstantOrNull } from './instants.js';
import type { Cell, Figure, Report, ReportCase, ResultValue, Table } from './report.js';
import { type Seen, seeCommand } from './see.js';

export interface CheckInput {
  readonly common: Envelope;
  readonly judged: readonly Judged[];
  readonly verdict: Status;
  readonly seen: Seen;
  /** Undefined where no gate is of a month by time. */
  readonly month: Month | undefined;
  readonly showAll: boolean;
  /** A report to file of what went wrong when, in place of a comment on it. */
  readonly isIncident?: boolean | undefined;
  /** The saved result that increases are measured against. */
  readonly base: string | undefined;
}

export function checkReport(input: CheckInput): Report {
  const { common: asked, judged, verdict, seen, month, showAll, isIncident = false } = input;
  const isTold = month !== undefined && month.basis !== 'inconclusive';
  const header = isTold ? [say('A month is {sentence}.', { sentence: month.sentence })] : [];
  const common = { ...asked, header: [...asked.header, ...header] };
  const broken = judged.filter(({ status }) => status !== 'pass');
  // Where nothing broke and there is a report all the same, gates that hold are what it is about.
  const shown = showAll || broken.length === 0 ? judged : broken;
  const tables = isIncident ? incidentTables(input) : [gateTable(shown, input)];
  const report = assemble(common, tables, {
    gates: judged.map((one) => gateResult(one, seen)),
    month: isTold ? monthResult(month) : null,
    verdict,
    exit_code: verdict === 'fail' ? 3 : verdict === 'inconclusive' ? 5 : 0,
  });
  return {
    ...report,
    headline: isIncident ? incidentHeadline(input) : HEADLINES[verdict],
    cases: judged.map((one) => caseOf(one, seen)),
  };
}

function monthResult({ basis, months, factor, daysSeen, daysInMonth, sentence }: Month): ResultValue {
  return {
    basis,
    months,
    factor: toNumber(factor),
    days_seen: daysSeen,
    days_in_month: daysInMonth,
    sentence: english(sentence),
  };
}

const HEADLINES: Readonly<Record<Status, string>> = {
  fail: 'tollbook check: a gate failed',
  inconclusive: 'tollbook check: inconclusive',
  warn: 'tollbook check: every gate holds, with warnings',
  pass: 'tollbook check: every gate holds',
};

const AS: Readonly<Record<GateUnit, Figure['as']>> = {
  money: 'money',
  rate: 'rate',
  milliseconds: 'milliseconds',
  count: 'decimal',
  number: 'decimal',
};

const SUMMARY: Readonly<Record<Status, string>> = {
  fail: '{count} fail',
  inconclusive: '{count} inconclusive',
  warn: '{count} warn',
  pass: '{count} pass',
};

/** What broke, the first first, then what holds. */
function incidentTables(input: CheckInput): Table[] {
  const broken = broke(input);
  const holds = input.judged.filter(({ status }) => status === 'pass');
  return [
    ...(broken.length === 0
      ? []
      : [{ ...gateTable(broken, input), title: 'What broke, in the order in which it did' }]),
    ...(holds.length === 0 ? [] : [{ ...gateTable(holds, input), id: 'holds', title: 'What holds' }]),
  ];
}

function broke({ judged }: CheckInput): Judged[] {
  return judged.filter(({ status }) => status !== 'pass').sort(byTime);
}

/** By the day, on one day by the moment; what has no day last. */
function byTime({ firstBroken: left }: Judged, { firstBroken: right }: Judged): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (left.on !== right.on) return left.on < right.on ? -1 : 1;
  return left.at === null || right.at === null ? 0 : left.at - right.at;
}

function incidentHeadline(input: CheckInput): string {
  const failed = input.judged.filter(({ status }) => status === 'fail');
  if (failed.length === 0) return `Incident report: none, ${HEADLINES[input.verdict].replace('tollbook check: ', '')}`;
  const first = broke(input).find(({ status, firstBroken }) => status === 'fail' && firstBroken !== null)?.firstBroken;
  const since = first ? `, the first since ${isoInstantOrNull(first.at) ?? first.on}` : '';
  return `Incident report: ${plural(failed.length, 'gate')} failed${since}`;
}

function gateTable(shown: readonly Judged[], { common, judged, seen, base }: CheckInput): Table {
  const unitOf = (unit: GateUnit) => (unit === 'money' ? (common.currency ?? '') : unit === 'milliseconds' ? 'ms' : '');
  const count = (status: Status) => judged.filter((one) => one.status === status).length;
  const summary = (['fail', 'inconclusive', 'warn', 'pass'] as const)
    .filter((status) => count(status) > 0)
    .map((status) => say(SUMMARY[status], { count: count(status) }));
  return {
    id: 'gates',
    title: say('Gates: {summary}', { summary }),
    columns: [
      { key: 'id', label: 'gate', type: 'text' },
      { key: 'status', label: 'status', type: 'text', isWords: true },
      { key: 'measure', label: 'what', type: 'text', isWords: true },
      { key: 'group', label: 'worst', type: 'text', isDetail: shown.every(({ group }) => group.length === 0) },
      { key: 'value', label: 'value', type: 'decimal' },
      { key: 'limit', label: 'limit', type: 'decimal' },
      {
        key: 'unit',
        label: 'unit',
        type: 'text',
        isDetail: shown.every(({ gate }) => unitOf(kindOf(gate.kind).unit) === ''),
      },
      {
        key: 'first_on',
        label: 'first broken',
        type: 'date',
        isDetail: shown.every(({ firstBroken }) => firstBroken === null),
      },
      {
        key: 'first_at',
        label: 'first broken at',
        type: 'instant',
        isDetail: shown.every(({ firstBroken }) => (firstBroken?.at ?? null) === null),
      },
    ],
    rows: shown.map((one): Cell[] => {
      const { unit } = kindOf(one.gate.kind);
      return [
        one.gate.id,
        one.status,
        measureOf(one),
        groupText(one),
        valueCell(one, unit),
        one.limit === null ? null : { figure: one.limit, as: AS[unit] },
        unitOf(unit),
        one.firstBroken?.on ?? null,
        one.firstBroken?.at ?? null,
      ];
    }),
    remarks: [
      ...shown.flatMap((one) =>
        one.why === null ? [] : [say('{gate}: {why}', { gate: one.gate.id, why: say(one.why) })],
      ),
      ...shown.flatMap((one) =>
        one.met.length === 0 ? [] : [say('{gate}: {met}', { gate: one.gate.id, met: metSentence(one) })],
      ),
      ...shown.flatMap((one) =>
        looksEqual(one)
          ? [
              say('{gate}: unrounded {value} against {limit}', {
                gate: one.gate.id,
                value: one.value.low,
                limit: one.limit,
              }),
            ]
          : [],
      ),
      ...shown.flatMap((one) =>
        one.groups > 1
          ? [
              say('{gate}: so {count|is|are} {count} other {count|group|groups}', {
                gate: one.gate.id,
                count: one.groups - 1,
              }),
            ]
          : [],
      ),
      ...(base !== undefined && shown.some(({ gate }) => gate.kind.startsWith('cost_increase'))
        ? [say('Increases are against {base}.', { base })]
        : []),
      ...shown
        .filter(({ status }) => status !== 'pass')
        .map((one) => say('See {gate}: {command}', { gate: one.gate.id, command: seeCommand(one, seen) })),
    ],
  };
}

/** Decimals that figures of a gate are shown with, a rate as percent; the others are shown with all of theirs. */
const SHOWN: Readonly<Partial<Record<GateUnit, number>>> = { money: 2, rate: 4, milliseconds: 0 };

/** A limit is broken by less than what is shown of it. */
function looksEqual(one: Judged): one is Judged & { value: NonNullable<Judged['value']>; limit: Exact } {
  const { status, value, limit, gate } = one;
  const places = SHOWN[kindOf(gate.kind).unit];
  if (status === 'pass' || status === 'inconclusive' || value === null || limit === null) return false;
  return (
    places !== undefined && compare(value.low, limit) !== 0 && toFixed(value.low, places) === toFixed(limit, places)
  );
}

function caseOf(one: Judged, seen: Seen): ReportCase {
  const { unit } = kindOf(one.gate.kind);
  const value = valueCell(one, unit);
  const group = groupText(one);
  const limit: Cell[] = one.limit === null ? [] : ['limit', { figure: one.limit, as: AS[unit] }];
  return {
    name: one.gate.id,
    status: one.status,
    says: [
      measureOf(one),
      ...(group === null ? [] : [group]),
      ...(value === null ? [] : [value]),
      ...limit,
      ...(one.why === null ? [] : [one.why]),
      ...(one.met.length === 0 ? [] : [metSentence(one)]),
    ],
    see: seeCommand(one, seen),
  };
}

/** More of them are no help in a sentence; programs get all. */
const MOST_MET = 5;

function metSentence({ met }: Judged): Phrase {
  const names = met.slice(0, MOST_MET).map((name) => excerpt(name, 60));
  return met.length > MOST_MET
    ? say('in the log as {names} and {count} more', { names, count: met.length - MOST_MET })
    : say('in the log as {names}', { names });
}

function measureOf({ gate }: Judged): string {
  const { title } = kindOf(gate.kind);
  if (gate.budget !== null) return `${title} of ${toDecimal(gate.budget)}`;
  if (gate.kind === 'error_class_rate') return `${title} ${gate.errorType}`;
  if (gate.kind === 'unallocated_rate') return title.replace('none', `no ${gate.by[0]}`);
  return title;
}

function groupText({ gate, group }: Judged): string | null {
  if (group.length === 0) return null;
  const by =
    gate.kind === 'consecutive_failures' && gate.by.length === 0
      ? ['model', 'endpoint']
      : gate.kind === 'calls_per_user'
        ? [...gate.by, 'user']
        : isOfOffers(gate.kind)
          ? ['offer']
          : gate.by;
  return by.map((dimension, index) => `${dimension}=${group[index] ?? ''}`).join(' ');
}

function valueCell({ value }: Judged, unit: GateUnit): Cell {
  if (value === null) return null;
  return compare(value.low, value.high) === 0 ? { figure: value.low, as: AS[unit] } : value;
}

function gateResult(one: Judged, seen: Seen): ResultValue {
  const { gate, value, limit } = one;
  const { unit } = kindOf(gate.kind);
  const isRange = value !== null && compare(value.low, value.high) !== 0;
  return {
    id: gate.id,
    kind: gate.kind,
    status: one.status,
    group: one.group,
    groups: one.groups,
    unit,
    value: value === null || isRange ? null : value.low,
    value_low: isRange ? value.low : null,
    value_high: isRange ? value.high : null,
    limit: limit satisfies Exact | null,
    warn: gate.warn,
    fail: gate.fail,
    first_on: one.firstBroken?.on ?? null,
    first_at: isoInstantOrNull(one.firstBroken?.at ?? null),
    why: one.why,
    met: one.met,
    see: seeCommand(one, seen),
  };
}
