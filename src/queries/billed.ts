/**
 * What calls are billed for under terms that sums cannot tell: at least so much per request, nothing for the first so much of
 * a month. Counted per call by the engine, in quantities alone; a price is nowhere in it.
 *
 * A month's free amount is used up by all calls of the source in the order of their times, whichever of them a question is
 * about, so that parts of a month add up to it.
 */
import { toDecimal } from '../core/decimal.js';
import { decimal, type Exact, isZero } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import { camelCase } from '../core/text.js';
import type { BilledQuantities } from '../core/usage.js';
import { anyOf, literal } from '../formats/sql.js';
import { CHARGED_SQL } from './charged.js';
import type { LoggedModelRow } from './selection.js';
import { sqlText } from './sql-file.js';

export interface CountedTerm {
  readonly key: string;
  /** The first is topped up to the minimum. */
  readonly meters: readonly Meter[];
  readonly minimum?: Exact | undefined;
  readonly free?: Exact | undefined;
  /** Whose calls use up the free amount. */
  readonly models: readonly LoggedModelRow[];
}

const TOKEN_SQL: Partial<Record<Meter, string>> = {
  input_audio: 'coalesce(input_audio_tokens, 0) - coalesce(cache_read_audio_tokens, 0)',
  input_video: 'coalesce(input_video_tokens, 0)',
  cache_read_audio: 'coalesce(cache_read_audio_tokens, 0)',
  cache_write:
    'coalesce(cache_write_tokens, 0) - coalesce(cache_write_5m_tokens, 0) - coalesce(cache_write_1h_tokens, 0)',
  cache_write_5m: 'coalesce(cache_write_5m_tokens, 0)',
  cache_write_1h: 'coalesce(cache_write_1h_tokens, 0)',
  output_reasoning: 'coalesce(reasoning_tokens, 0)',
  output_audio: 'coalesce(output_audio_tokens, 0)',
  output_image: 'coalesce(output_image_tokens, 0)',
  unsplit: 'coalesce(unsplit_tokens, 0)',
  web_search: 'coalesce(web_searches, 0)',
};

/** The quantity of one meter in one call, as quantitiesOf in facts.ts has it of sums. */
export function meterSql(meter: Meter): string {
  const imageRead = wholeUnitsSql('cache_read_image');
  const image = `coalesce(input_image_tokens, 0) - ${imageRead}`;
  if (meter === 'input_image') return image;
  if (meter === 'input') {
    return `coalesce(input_tokens, 0) - coalesce(cache_read_tokens, 0) - coalesce(cache_write_tokens, 0) - (${TOKEN_SQL.input_audio}) - (${image}) - coalesce(input_video_tokens, 0)`;
  }
  if (meter === 'cache_read') {
    return `coalesce(cache_read_tokens, 0) - coalesce(cache_read_audio_tokens, 0) - ${imageRead}`;
  }
  if (meter === 'output') {
    return `coalesce(output_tokens, 0) - coalesce(reasoning_tokens, 0) - coalesce(output_audio_tokens, 0) - coalesce(output_image_tokens, 0) - ${wholeUnitsSql('output_video')} - ${wholeUnitsSql('output_citation')}`;
  }
  // A log that counts requests itself knows better; calls without any quantity pay no fee.
  if (meter === 'request') {
    return `case when ${unitSql('request')} > 0 then ${unitSql('request')} when ${HAS_QUANTITY} then calls else 0 end`;
  }
  return TOKEN_SQL[meter] ?? unitSql(meter);
}

const HAS_QUANTITY =
  'coalesce(input_tokens, 0) + coalesce(output_tokens, 0) + coalesce(unsplit_tokens, 0) + coalesce(web_searches, 0) > 0 or len(coalesce(other_units, [])) > 0';

/** Units of a meter that a record keeps in `other_units`. */
function unitSql(meter: Meter): string {
  return `coalesce(list_sum(list_transform(list_filter(other_units, lambda unit: unit.meter = '${meter}'), lambda unit: unit.quantity)), 0)`;
}

function wholeUnitsSql(meter: Meter): string {
  return `trunc(${unitSql(meter)})`;
}

const QUANTITY = 'decimal(38, 9)';
// A letter between the numbers: term_1x10 and term_11x0 are two columns, in camelCase too.
const usedName = (term: number, meter: number) => `used_${term}x${meter}`;
const askedName = (term: number, meter: number) => `asked_${term}x${meter}`;
const billedName = (term: number, meter: number) => `billed_${term}x${meter}`;
const manyName = (term: number) => `many_${term}`;

/** The calls of `relation` with what each is billed for; `relation` has the columns of `calls`. */
export function billedRelationSql(relation: string, terms: readonly CountedTerm[]): string {
  if (terms.length === 0) return relation;
  const shares = [...new Set(terms.flatMap(({ free, models }) => (free === undefined ? [] : [modelsSql(models)])))];
  const used = terms.flatMap(({ meters, free, models }, term) =>
    meters.map((meter, place) => {
      const isMeant = free === undefined ? 'is_counted' : `is_counted and (${modelsSql(models)})`;
      return `case when ${isMeant} then greatest(${meterSql(meter)}, 0) else 0 end::${QUANTITY} as ${usedName(term, place)}`;
    }),
  );
  const topped = terms.map(({ minimum, meters }, term) => {
    if (minimum === undefined) return `0::${QUANTITY} as top_${term}`;
    const total = totalSql(term, meters);
    return `case when calls = 1 and ${total} > 0 then greatest(${quantitySql(minimum)} - (${total}), 0) else 0 end::${QUANTITY} as top_${term}`;
  });
  const before = terms.map(({ free, meters }, term) =>
    free === undefined
      ? `0::${QUANTITY} as before_${term}`
      : `coalesce(sum(${totalSql(term, meters)} + top_${term}) over earlier, 0)::${QUANTITY} as before_${term}`,
  );
  const billed = terms.flatMap((term, index) =>
    term.meters.flatMap((_, place) => [
      `${askedSql(index, place)} as ${askedName(index, place)}`,
      `${billedSql(term, index, place)} as ${billedName(index, place)}`,
    ]),
  );
  return `(${sqlText('usage/billed', {
    source: relation,
    charged: CHARGED_SQL,
    used: used.join(',\n        '),
    topped: topped.join(',\n        '),
    before: before.join(',\n        '),
    nothing: terms.map((_, term) => `0::${QUANTITY} as before_${term}`).join(',\n        '),
    shares: shares.length === 0 ? 'false' : `(${shares.join(' or ')})`,
    billed: billed.join(',\n    '),
    helpers: terms.map((_, index) => `top_${index}, before_${index}`).join(', '),
  })})`;
}

function totalSql(term: number, meters: readonly Meter[]): string {
  return meters.map((_, place) => usedName(term, place)).join(' + ');
}

function askedSql(term: number, place: number): string {
  return `(${usedName(term, place)}${place === 0 ? ` + top_${term}` : ''})::${QUANTITY}`;
}

/** Of one meter: the part of it that lies beyond what is free, the meters of a call taken in the order of the term. */
function billedSql({ free }: CountedTerm, term: number, place: number): string {
  const own = askedSql(term, place);
  if (free === undefined) return own;
  const start = [`before_${term}`, ...Array.from({ length: place }, (_, index) => askedSql(term, index))].join(' + ');
  const bound = quantitySql(free);
  return `(greatest(${start} + ${own}, ${bound}) - greatest(${start}, ${bound}))::${QUANTITY}`;
}

function quantitySql(quantity: Exact): string {
  return `'${toDecimal(quantity)}'::${QUANTITY}`;
}

function modelsSql(models: readonly LoggedModelRow[]): string {
  const is = (column: string, value: string | null) =>
    value === null ? `${column} is null` : `${column} = ${literal(value)}`;
  if (models.length === 0) return 'false';
  return anyOf(
    ...models.map(
      ({ provider, gateway, model }) =>
        `(${is('provider', provider)} and ${is('gateway', gateway)} and ${is('model', model)})`,
    ),
  );
}

/** The columns of sums, with a leading comma each: in facts.sql, and again in metered.sql. */
export function billedSumsSql(terms: readonly CountedTerm[], isAgain: boolean): string {
  return terms
    .flatMap(({ meters, minimum }, term) => [
      ...meters.flatMap((_, place) => [usedName(term, place), askedName(term, place), billedName(term, place)]),
      ...(minimum === undefined ? [] : [manyName(term)]),
    ])
    .map((name) => {
      if (isAgain || !name.startsWith('many_')) return `,\n    sum(${name}) as ${name}`;
      const term = Number(name.slice('many_'.length));
      const total = totalSql(term, terms[term]?.meters ?? []);
      return `,\n    coalesce(sum(calls) filter (where calls <> 1 and ${total} > 0), 0) as ${name}`;
    })
    .join('');
}

/** The sums of a row, by the keys of the terms; nothing where no call uses a term. */
export function billedOf(
  row: Readonly<Record<string, unknown>>,
  terms: readonly CountedTerm[],
): ReadonlyMap<string, BilledQuantities> | undefined {
  const quantity = (name: string) => decimal((row[camelCase(name)] as string | null) ?? '0');
  const found = new Map<string, BilledQuantities>();
  terms.forEach(({ key, meters, free }, term) => {
    const of = (name: (term: number, place: number) => string) =>
      new Map(meters.map((meter, place) => [meter, quantity(name(term, place))]));
    const used = of(usedName);
    if ([...used.values()].every(isZero)) return;
    const many = row[camelCase(manyName(term))];
    const hasAggregates = many !== undefined && many !== null && BigInt(String(many)) > 0n;
    found.set(key, { used, asked: of(askedName), billed: of(billedName), free, hasAggregates });
  });
  return found.size === 0 ? undefined : found;
}
