/**
 * Allocation as SQL: which rule takes a call, and the team and cost centre it gives. Calls that several share keep a number
 * in `allocation`, because a share of a count is exact only outside the engine.
 */
import { ALLOCATED, type AllocationPart, type AllocationRule, type Matched, UNALLOCATED } from '../core/allocation.js';
import type { Dimension, Filter } from '../core/question.js';
import { startOfDate } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { anyOf, literal, oneOf } from '../formats/sql.js';
import { dimensionSql, type Selection, selectionSql, timestampSql } from './dimensions.js';
import { sqlText } from './sql-file.js';

export interface Allocation {
  readonly rules: readonly AllocationRule[];
  /** In which the dates of the rules are cut. */
  readonly zone: string;
  /** When calls without a time are taken to have been; null: no dated rule takes them. */
  readonly assumedAt: number | null;
  /** `apart`: calls that several share are divided later. `together`: they are a group of their own, named after all. */
  readonly shared: 'apart' | 'together';
}

export function isAllocated(dimension: string): boolean {
  return (ALLOCATED as readonly string[]).includes(dimension);
}

/** The parts of each shared rule that the filters leave, by the rule's number as `allocation` has it. */
export function sharedParts(
  { rules }: Allocation,
  where: readonly Filter[],
): ReadonlyMap<number, readonly AllocationPart[]> {
  const filters = where.filter(({ dimension }) => isAllocated(dimension));
  const shared = [...rules.entries()].filter(([, { parts }]) => parts.length > 1);
  return new Map(
    shared.map(([index, { parts }]) => [
      index,
      // Parts without a team have the logged one, which the statement asks the call itself for.
      parts.filter((part) => ALLOCATED.every((dimension) => fits(dimension, saidOf(part, dimension), filters))),
    ]),
  );
}

function fits(dimension: Dimension, value: string | undefined, filters: readonly Filter[]): boolean {
  const wanted = filters.filter((filter) => filter.dimension === dimension).map(wordOf);
  return wanted.length === 0 || value === undefined || wanted.includes(value);
}

/** What a part says of a dimension: undefined is the logged team; a cost centre is never logged. */
export function saidOf(part: AllocationPart, dimension: Dimension): string | undefined {
  return dimension === 'team' ? part.team : (part.costCentre ?? UNALLOCATED);
}

/** `--where team=` asks for what is not allocated, as it asks for what is not logged elsewhere. */
export function wordOf({ value }: Filter): string {
  return value === '' ? UNALLOCATED : value;
}

/** `calls`, with the team and cost centre of the rules and what took the call. */
export function allocatedRelationSql(allocation: Allocation): string {
  const { rules, shared } = allocation;
  const pick = (values: readonly (string | undefined)[]) =>
    `([${values.map((value) => (value === undefined ? 'null' : literal(value))).join(', ')}]::varchar[])[allocation_rule]`;
  const isApart = shared === 'apart';
  const teams = rules.map(({ parts }) => ofAll(parts, ({ team }) => team, isApart));
  const centres = rules.map(({ parts }) => ofAll(parts, (part) => saidOf(part, 'cost_centre'), isApart));
  const marks = rules.map(({ parts }, index) => (parts.length > 1 ? String(index) : undefined));
  const unallocated = literal(UNALLOCATED);
  return `(${sqlText('usage/allocated', {
    rule: ruleSql(allocation),
    team: `coalesce(${pick(teams)}, nullif(team, ''), ${unallocated})`,
    cost_centre: `coalesce(${pick(centres)}, ${unallocated})`,
    mark: `${pick(marks)}::integer`,
  })})`;
}

/** What all parts say; of several, nothing yet where they are divided later, else all their names. */
function ofAll(
  parts: readonly AllocationPart[],
  pick: (part: AllocationPart) => string | undefined,
  isApart: boolean,
): string | undefined {
  const names = [...new Set(parts.map(pick))];
  return names.length === 1 ? names[0] : isApart ? undefined : names.join(' + ');
}

/** The number of the first rule that takes a call, from 1; null where none does. */
function ruleSql(allocation: Allocation): string {
  const branches = allocation.rules.map((rule, index) => `when ${takesSql(rule, allocation)} then ${index + 1}`);
  return `case ${branches.join(' ')} end`;
}

function takesSql({ match, from, to }: AllocationRule, { zone, assumedAt }: Allocation): string {
  const conditions = match.map(({ dimension, values }) => matchSql(dimension, values, zone));
  const at = assumedAt === null ? 'started_at' : `coalesce(started_at, ${timestampSql(assumedAt)})`;
  if (from !== undefined) conditions.push(`${at} >= ${timestampSql(instantIn(zone, from))}`);
  if (to !== undefined) conditions.push(`${at} < ${timestampSql(instantIn(zone, to))}`);
  return conditions.join(' and ');
}

function matchSql(dimension: Matched, values: readonly string[], zone: string): string {
  const sql = dimensionSql(dimension, zone);
  const whole = values.filter((value) => value !== '' && !value.includes('*'));
  const conditions = [
    ...(values.includes('') ? [`${sql} is null`] : []),
    ...(whole.length === 0
      ? []
      : [whole.length < 5 ? `${sql} in (${whole.map(literal).join(', ')})` : oneOf(sql, whole)]),
    ...values
      .filter((value) => value.includes('*'))
      .map((value) => `${sql} like ${literal(likeText(value))} escape '\\'`),
  ];
  return anyOf(...conditions);
}

function likeText(pattern: string): string {
  return pattern.replace(/[\\%_]/g, (character) => `\\${character}`).replaceAll('*', '%');
}

function instantIn(zone: string, text: string): number {
  return text.length === 10 ? startOfDate(text, zone) : Date.parse(text);
}

/** The condition on calls of `allocatedRelationSql`. */
export function allocatedConditionSql(allocation: Allocation, selection: Selection): string {
  const ofRules = selection.where.filter(({ dimension }) => isAllocated(dimension));
  const others = selectionSql({ ...selection, where: selection.where.filter((filter) => !ofRules.includes(filter)) });
  if (ofRules.length === 0) return others;
  const named = selectionSql({
    where: ofRules.map((filter) => ({ ...filter, value: wordOf(filter) })),
    zone: selection.zone,
    start: null,
    end: null,
  });
  const teams = ofRules.filter(({ dimension }) => dimension === 'team').map(wordOf);
  const kept = [...sharedParts(allocation, ofRules)].flatMap(([index, parts]) => {
    if (parts.length === 0) return [];
    const hasNamed = teams.length === 0 || parts.some(({ team }) => team !== undefined);
    return [hasNamed ? `allocation = ${index}` : `(allocation = ${index} and ${oneOf('team', teams)})`];
  });
  const isKept = kept.length === 0 ? 'false' : anyOf(...kept);
  return `${others} and case when allocation is null then ${named} else ${isKept} end`;
}

/** The selected calls for timing: one that several share once for each of them, under its team and cost centre. */
export function sharersSql(parts: ReadonlyMap<number, readonly AllocationPart[]>): string {
  const text = (value: string | undefined) => (value === undefined ? 'null' : literal(value));
  const rows = [...parts].flatMap(([index, ofRule]) =>
    ofRule.map((part) => `(${index}, ${text(part.team)}, ${text(saidOf(part, 'cost_centre'))})`),
  );
  if (rows.length === 0) return 'selected';
  return `(${sqlText('usage/sharers', { parts: rows.join(', ') })})`;
}

/** Of the selected calls: how many a rule took, how many of those are shared, how many nobody is known to pay for. */
export interface AllocationCount {
  readonly calls: bigint;
  readonly taken: bigint;
  readonly shared: bigint;
  readonly unallocated: bigint;
}

export async function countAllocated(engine: Engine): Promise<AllocationCount> {
  const [row] = await engine.query<AllocationCount>(sqlText('usage/allocation_count'));
  return row as AllocationCount;
}
