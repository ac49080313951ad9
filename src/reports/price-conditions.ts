/**
 * The prices that a SKU has under conditions, for `prices explain`: beside those that applied, what others there are. Prices nothing.
 */
import { toDecimal } from '../core/decimal.js';
import { say } from '../core/phrase.js';
import type { Version, When } from '../pricing/book-model.js';
import { boundText } from './priced-lines.js';
import { ratesText } from './prices-text.js';
import type { ResultValue, Table } from './report.js';

interface Condition {
  readonly id: string | null;
  readonly when: string;
  readonly prices: string;
}

function conditionsOf({ overrides, multipliers, forbid }: Version): Condition[] {
  return [
    ...overrides.map(({ id, when, rates }) => ({ id, when: whenText(when), prices: ratesText(rates) })),
    ...multipliers.map(({ id, when, factor, meters }) => ({
      id,
      when: whenText(when),
      prices: `${meters === undefined ? '' : `${[...meters].join(', ')} `}× ${toDecimal(factor)}`,
    })),
    ...forbid.map(({ when, reason }) => ({ id: null, when: whenText(when), prices: `no price: ${reason}` })),
  ];
}

/** Undefined where the price hangs on nothing but time. */
export function conditionsTable(version: Version): Table | undefined {
  const conditions = conditionsOf(version);
  if (conditions.length === 0) return undefined;
  return {
    id: 'conditions',
    title: 'Prices under conditions',
    columns: [
      { key: 'id', label: 'rule', type: 'text' },
      { key: 'when', label: 'when', type: 'text' },
      { key: 'prices', label: 'prices', type: 'text', isWords: true },
    ],
    rows: conditions.map(({ id, when, prices }) => [id, when, prices]),
    remarks: [say('Where several hold, the last price counts and every × is applied')],
  };
}

export function conditionsResult(version: Version): ResultValue {
  return conditionsOf(version).map(({ id, when, prices }) => ({ id, when, prices }));
}

/** In the words of a price book: `input_tokens > 200000, batch`. */
function whenText(when: When): string {
  const { gt, gte, lt, lte } = when.inputTokens ?? {};
  const sizes = [
    ['>', gt],
    ['≥', gte],
    ['<', lt],
    ['≤', lte],
  ] as const;
  const named = (name: string, value: string | undefined) => (value === undefined ? [] : [`${name} ${value}`]);
  const { at, clock } = when;
  return [
    ...sizes.flatMap(([sign, bound]) => (bound === undefined ? [] : [`input_tokens ${sign} ${bound}`])),
    ...named('service_tier', when.serviceTier?.join(' or ')),
    ...(when.isBatch === undefined ? [] : [when.isBatch ? 'batch' : 'no batch']),
    ...named('speed', when.speed),
    ...named('region', when.region?.join(' or ')),
    ...named('inference_geo', when.inferenceGeo),
    ...named('endpoint', when.endpoint),
    ...named('from', boundText(at?.from ?? null) ?? undefined),
    ...named('to', boundText(at?.to ?? null) ?? undefined),
    ...(clock === undefined ? [] : [clockText(clock)]),
    ...Object.entries(when.dims ?? {}).map(([name, value]) => `${name} ${value}`),
  ].join(', ');
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function clockText({ zone, days, windows = [] }: NonNullable<When['clock']>): string {
  const time = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const named = [...(days ?? [])].sort().map((day) => DAYS[day - 1]);
  return [...named, ...windows.map(({ start, end }) => `${time(start)}–${time(end)}`), zone].join(' ');
}
