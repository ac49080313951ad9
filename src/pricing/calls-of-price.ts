/**
 * Which calls a price was applied to, as a condition on the table of calls: the way back from an amount. Of the conditions of
 * the book those are written out, as they were decided, that tell these calls from the others that were priced with them, so
 * that a query finds the calls of the amount and no others, and a person can read it.
 */
import { literal } from '../formats/sql.js';
import type { ClockCondition, SizeCondition, Version, When } from './book-model.js';
import { holds } from './conditions.js';
import type { PricedUsage } from './types.js';

/** Calls that one combination of a version's conditions priced. */
export interface PricedCalls {
  readonly sku: string;
  readonly version: Version;
  /** A SQL condition on `calls`. */
  readonly condition: string;
  /** False for calls without a time, which a period would leave out. */
  readonly isTimed: boolean;
  readonly priced: readonly PricedUsage[];
}

/** Calls of one SKU, version and combination of conditions, which `first` stands for. */
interface Alike {
  readonly sku: string;
  readonly version: Version;
  readonly first: PricedUsage;
  readonly priced: readonly PricedUsage[];
}

/** Ordered by SKU and then as the usage was. `charged`: the condition of a call that is charged, for models with others. */
export function callsOfPrices(priced: readonly PricedUsage[], charged: string): PricedCalls[] {
  const uncharged = new Set(priced.filter(({ usage }) => usage.isCharged === false).map(modelKey));
  const sellers = new Map<string | null, Set<string>>();
  for (const one of priced) {
    const { model } = one.usage;
    sellers.set(model, (sellers.get(model) ?? new Set()).add(modelKey(one)));
  }
  const groups = alikes(priced);
  return groups
    .map(({ sku, version, first, priced: alike }) => {
      const siblings = groups.filter((one) => one.sku === sku).map((one) => one.first);
      const needsCharged = alike.some((one) => uncharged.has(modelKey(one)));
      const conditions = [
        modelsSql(alike, (model) => (sellers.get(model)?.size ?? 0) > 1),
        ...timeSql(first, version, siblings),
        ...patternSql(first, version, siblings),
        ...(needsCharged ? [charged.replaceAll(/\s+/gu, ' ')] : []),
      ];
      return { sku, version, condition: conditions.join(' and '), isTimed: isTimed(first), priced: alike };
    })
    .sort((left, right) => (left.sku < right.sku ? -1 : left.sku > right.sku ? 1 : 0));
}

function alikes(priced: readonly PricedUsage[]): Alike[] {
  const found = new Map<string, PricedUsage[]>();
  const ids = new Map<Version, number>();
  for (const one of priced) {
    const { sku, version } = one;
    if (sku === null || version === undefined || one.usage.isCharged === false) continue;
    if (!ids.has(version)) ids.set(version, ids.size);
    const key = JSON.stringify([sku, ids.get(version), isTimed(one), patternOf(one)]);
    const alike = found.get(key);
    if (alike) alike.push(one);
    else found.set(key, [one]);
  }
  return [...found.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first || first.sku === null || first.version === undefined) return [];
    return [{ sku: first.sku, version: first.version, first, priced: alike }];
  });
}

function modelKey({ usage: { provider, gateway, model } }: PricedUsage): string {
  return JSON.stringify([provider, gateway, model]);
}

function isTimed({ usage }: PricedUsage): boolean {
  return (usage.firstAt ?? null) !== null;
}

function whensOf(version: Version): readonly When[] {
  return [...version.overrides, ...version.multipliers, ...version.forbid].map(({ when }) => when);
}

/** Which of the version's conditions hold, `x` for those that the name of the model rules out. */
function patternOf(one: PricedUsage): string {
  return whensOf(one.version as Version)
    .map((when) => (isRuledOut(when, one) ? 'x' : isHeld(when, one) ? '1' : '0'))
    .join('');
}

function isHeld(when: When, { usage, context = usage.context, pricedAt = 0 }: PricedUsage): boolean {
  return holds(when, context, pricedAt);
}

/** What a name says (the class of a region) is in no column, but the same for all calls under that name. */
function isRuledOut({ dims }: When, { usage, context = usage.context }: PricedUsage): boolean {
  return Object.entries(dims ?? {}).some(([name, value]) => context.dims[name]?.toLowerCase() !== value.toLowerCase());
}

/** The models by name; with their sellers where the same name was called at several. */
function modelsSql(alike: readonly PricedUsage[], isAmbiguous: (model: string | null) => boolean): string {
  const names = new Map(alike.map((one) => [modelKey(one), one.usage]));
  const is = (column: string, value: string | null) =>
    value === null ? `${column} is null` : `${column} = ${literal(value)}`;
  const each = [...names.values()].map(({ provider, gateway, model }) =>
    isAmbiguous(model)
      ? `(${[is('model', model), is('provider', provider), is('gateway', gateway)].join(' and ')})`
      : is('model', model),
  );
  return each.length === 1 ? (each[0] ?? 'true') : `(${each.join(' or ')})`;
}

function timeSql(one: PricedUsage, { from, to }: Version, siblings: readonly PricedUsage[]): string[] {
  const isMixed = siblings.some((sibling) => isTimed(sibling) !== isTimed(one));
  if (!isTimed(one)) return isMixed ? ['started_at is null'] : [];
  return [
    ...(from === null && to === null && isMixed ? ['started_at is not null'] : []),
    ...(from === null ? [] : [`started_at >= ${timestampText(from)}`]),
    ...(to === null ? [] : [`started_at < ${timestampText(to)}`]),
  ];
}

function patternSql(one: PricedUsage, version: Version, siblings: readonly PricedUsage[]): string[] {
  const others = siblings.filter((other) => other.version === version && isTimed(other) === isTimed(one));
  const patterns = others.map(patternOf);
  const conditions = new Map<string, string>();
  whensOf(version).forEach((when, index) => {
    // What is the same for all of them tells nothing.
    if (new Set(patterns.map((pattern) => pattern[index])).size < 2) return;
    const text = whenSql(when, isTimed(one));
    // A call without a time has the dates of the day of the book, which its condition cannot be asked for.
    if (isRuledOut(when, one) || text === undefined) return;
    conditions.set(text, isHeld(when, one) ? text : `not coalesce(${text}, false)`);
  });
  return [...conditions.values()];
}

function whenSql(when: When, hasTime: boolean): string | undefined {
  const oneOfSql = (column: string, values: readonly string[]) =>
    `lower(${column}) in (${values.map((value) => literal(value.toLowerCase())).join(', ')})`;
  const { inputTokens, serviceTier, isBatch, speed, region, inferenceGeo, endpoint, at, clock } = when;
  const parts = [
    ...(inputTokens ? [sizeSql(inputTokens)] : []),
    ...(serviceTier ? [oneOfSql('service_tier', serviceTier)] : []),
    ...(isBatch === undefined ? [] : [`coalesce(is_batch, false) = ${isBatch}`]),
    ...(speed === undefined ? [] : [oneOfSql('speed', [speed])]),
    ...(region ? [oneOfSql('region', region)] : []),
    ...(inferenceGeo === undefined ? [] : [oneOfSql('inference_geo', [inferenceGeo])]),
    ...(endpoint === undefined ? [] : [oneOfSql('endpoint', [endpoint])]),
    ...(hasTime && at?.from !== undefined ? [`started_at >= ${timestampText(at.from)}`] : []),
    ...(hasTime && at?.to !== undefined ? [`started_at < ${timestampText(at.to)}`] : []),
    ...(hasTime && clock ? [clockSql(clock)] : []),
  ];
  return parts.length === 0 ? undefined : `(${parts.join(' and ')})`;
}

function sizeSql({ gt, gte, lt, lte }: SizeCondition): string {
  const bounds = [
    ...(gt === undefined ? [] : [`input_tokens > ${gt}`]),
    ...(gte === undefined ? [] : [`input_tokens >= ${gte}`]),
    ...(lt === undefined ? [] : [`input_tokens < ${lt}`]),
    ...(lte === undefined ? [] : [`input_tokens <= ${lte}`]),
  ];
  // The size of an aggregate is that of none of its calls.
  return ['calls = 1', ...bounds].join(' and ');
}

function clockSql({ zone, days, windows }: ClockCondition): string {
  const local = zone === 'UTC' ? 'started_at' : `timezone(${literal(zone)}, timezone('UTC', started_at))`;
  const minute = `hour(${local}) * 60 + minute(${local})`;
  const within = (windows ?? []).map(({ start, end }) =>
    start < end ? `(${minute} >= ${start} and ${minute} < ${end})` : `(${minute} >= ${start} or ${minute} < ${end})`,
  );
  return [
    ...(days ? [`isodow(${local}) in (${[...days].sort().join(', ')})`] : []),
    ...(within.length === 0 ? [] : [`(${within.join(' or ')})`]),
  ].join(' and ');
}

function timestampText(instant: number): string {
  return `timestamp '${new Date(instant)
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '')
    .replace(/\.000$/u, '')}'`;
}
