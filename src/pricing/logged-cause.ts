/**
 * Why a logged cost and a computed one may differ: the same usage is priced again with one mistake at a time, and the mistake
 * that comes out at the logged amount is the likely cause. A likely cause explains; it never changes either amount.
 */
import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { PriceBook } from './price-book.js';
import { type PriceOptions, priceUsage } from './price-usage.js';
import type { PricedUsage } from './types.js';

export const CAUSES = {
  none: 'the two agree',
  rounding: 'logged amounts were rounded',
  within_range: 'inside the range of what is computed',
  missing_price: 'the price book has no price for some of it',
  unreadable: 'no logged amount is a number',
  other_currency: 'logged in another currency',
  logged_zero: 'logged as 0',
  cents: 'logged in cents, not in units of the currency',
  hundredth: 'logged a hundred times too small',
  thousandfold: 'unit mix-up: a price per thousand taken for one per million',
  thousandth: 'unit mix-up: a price per million taken for one per thousand',
  millionfold: 'unit mix-up: logged in millionths',
  millionth: 'unit mix-up: a price per million tokens taken for one per token, or the reverse',
  cache_read_at_input_rate: 'cache reads billed at the input rate',
  cache_write_at_input_rate: 'cache writes billed at the input rate',
  cache_at_input_rate: 'cache reads and writes billed at the input rate',
  cache_left_out: 'cached tokens not billed',
  cache_counted_twice: 'cache reads billed twice, as input and as cache reads',
  reasoning_left_out: 'reasoning tokens not billed',
  reasoning_counted_twice: 'reasoning tokens billed twice',
  batch_at_standard_rate: 'batch calls billed at the standard rate',
  tier_at_standard_rate: 'calls of another service tier billed at the standard rate',
  standard_price_here: 'served at a tier or as batch for which the price book has only the standard price',
  long_context_at_base_rate: 'long context billed at the base rate',
  all_at_long_context_rate: 'every call billed at the long-context rate',
  price_of_another_date: 'the price of another date',
  searches_left_out: 'searches not billed',
  gateway_fee: 'the logged amount is the upstream cost alone',
  unknown: 'unknown',
} as const;

export type Cause = keyof typeof CAUSES;

/** What may stand between an issuer's statement and a ledger, beside what may be wrong with a logged cost. */
export const STATEMENT_CAUSES = {
  ...CAUSES,
  logged_zero: 'the statement has it at 0',
  rounding: 'amounts of the statement were rounded',
  within_range: 'inside the range of what the ledger gives',
  cents: 'stated in cents, not in units of the currency',
  hundredth: 'stated a hundred times too small',
  gateway_fee: 'the stated amount is the upstream cost alone',
  unreadable: 'a stated amount is no plain number, and in no sum',
  no_amount: 'the statement has no amount for it',
  not_in_ledger: 'not in the ledger: a log is missing, or it is of another account',
  not_on_statement: 'not on the statement: of another account, or not billed',
  fewer_tokens_in_ledger: 'fewer tokens in the ledger: a log or billed attempts are missing',
  more_tokens_in_ledger: 'more tokens in the ledger: another account, or counted twice',
  day_boundary: 'other days differ the other way: days are cut in another zone',
  some_days: 'other days agree: calls of a day are missing on one side',
  same_ratio: 'every model differs by the same factor: a discount, a fee or a tax',
} as const;

export type StatementCause = keyof typeof STATEMENT_CAUSES;

export interface CauseInput {
  readonly book: PriceBook;
  readonly options: PriceOptions;
  readonly priced: readonly PricedUsage[];
  /** Null where no logged amount could be read. */
  readonly logged: Exact | null;
  /** What rounding of the logged amounts may have lost. */
  readonly rounding: Exact;
  readonly kind: string | null;
}

const SCALES: readonly (readonly [Cause, Exact])[] = [
  ['cents', exact(100n)],
  ['hundredth', exact(1n, 100n)],
  ['thousandfold', exact(1000n)],
  ['thousandth', exact(1n, 1000n)],
  ['millionfold', exact(1_000_000n)],
  ['millionth', exact(1n, 1_000_000n)],
];

// What floats lose on the way into a log, and what the mixture of a group blurs.
const FLOAT_NOISE = exact(1n, 1_000_000_000n);
const NEAR = exact(1n, 1000n);

export function likelyCause(input: CauseInput): Cause {
  const { priced, logged, rounding, kind } = input;
  if (logged === null) return 'unreadable';
  if (priced.some((one) => one.unpriced.length > 0)) return 'missing_price';
  const low = sum(priced.map((one) => one.low));
  const high = sum(priced.map((one) => one.high));
  if (compare(low, high) !== 0 && compare(logged, low) >= 0 && compare(logged, high) <= 0) return 'within_range';
  const difference = size(subtract(logged, low));
  if (isZero(difference)) return 'none';
  if (compare(difference, add(rounding, multiply(size(low), FLOAT_NOISE))) <= 0) return 'rounding';
  if (isZero(logged)) return 'logged_zero';
  const scale = SCALES.find(([, factor]) => isNear(logged, multiply(low, factor), ZERO));
  if (scale) return scale[0];
  const [likeliest] = mistakesOf(input)
    .filter(({ amount }) => isNear(logged, amount, rounding))
    .map(({ cause, amount }) => ({ cause, distance: size(subtract(logged, amount)) }))
    .sort((left, right) => compare(left.distance, right.distance));
  if (likeliest) return likeliest.cause;
  if (priced.some((one) => one.assumed?.includes('mode'))) return 'standard_price_here';
  return kind === 'upstream_only' ? 'gateway_fee' : 'unknown';
}

function isNear(logged: Exact, amount: Exact, rounding: Exact): boolean {
  return compare(size(subtract(logged, amount)), add(rounding, multiply(size(logged), NEAR))) <= 0;
}

/** Every mistake that gives another amount than is computed, with what the usage costs with it; in the order of plausibility. */
function mistakesOf({ book, options, priced }: CauseInput): { readonly cause: Cause; readonly amount: Exact }[] {
  const computed = sum(priced.map((one) => one.low));
  const usage = priced.map((one) => one.usage);
  const mistakes: { cause: Cause; amount: Exact }[] = [];
  const suppose = (cause: Cause, altered: readonly MeteredUsage[]) => {
    const again = altered.map((one) => priceUsage(book, one, options));
    // A mistake needs a price as well.
    if (again.some((one) => one.unpriced.length > 0)) return;
    const amount = sum(again.map((one) => one.low));
    if (compare(amount, computed) !== 0) mistakes.push({ cause, amount });
  };
  const each = (cause: Cause, alter: (one: MeteredUsage) => MeteredUsage) => suppose(cause, usage.map(alter));
  each('cache_read_at_input_rate', (one) => moved(one, isCacheRead));
  each('cache_write_at_input_rate', (one) => moved(one, isCacheWrite));
  each('cache_at_input_rate', (one) => moved(one, (meter) => isCacheRead(meter) || isCacheWrite(meter)));
  each('cache_counted_twice', (one) => copied(one, isCacheRead, 'input'));
  each('cache_left_out', (one) => without(one, (meter) => isCacheRead(meter) || isCacheWrite(meter)));
  each('batch_at_standard_rate', (one) => ({ ...one, context: { ...one.context, isBatch: false } }));
  each('tier_at_standard_rate', (one) => ({ ...one, context: { ...one.context, serviceTier: null, speed: null } }));
  each('long_context_at_base_rate', (one) => ({ ...one, context: { ...one.context, inputTokens: 0n } }));
  each('all_at_long_context_rate', (one) => ({ ...one, context: { ...one.context, inputTokens: ENDLESS } }));
  each('reasoning_left_out', (one) => without(one, (meter) => meter === 'output_reasoning'));
  each('reasoning_counted_twice', (one) => copied(one, (meter) => meter === 'output_reasoning', 'output'));
  each('searches_left_out', (one) => without(one, (meter) => meter === 'web_search' || meter === 'file_search'));
  for (const at of otherDates(priced))
    each('price_of_another_date', (one) => ({ ...one, context: { ...one.context, at } }));
  return mistakes;
}

const ENDLESS = 10n ** 15n;
// Prices of a model change a few times a year; more than these are not tried.
const MOST_DATES = 24;

/** An instant in every version of the SKUs involved. */
function otherDates(priced: readonly PricedUsage[]): number[] {
  const instants = new Set<number>();
  for (const { version } of priced) {
    if (version?.from !== null && version?.from !== undefined) instants.add(version.from - 1);
    if (version?.to !== null && version?.to !== undefined) instants.add(version.to);
  }
  return [...instants].sort((left, right) => left - right).slice(0, MOST_DATES);
}

function isCacheRead(meter: Meter): boolean {
  return meter.startsWith('cache_read');
}

function isCacheWrite(meter: Meter): boolean {
  return meter.startsWith('cache_write');
}

function moved(usage: MeteredUsage, isMeant: (meter: Meter) => boolean): MeteredUsage {
  return plus(without(usage, isMeant), 'input', chosen(usage, isMeant));
}

function without(usage: MeteredUsage, isMeant: (meter: Meter) => boolean): MeteredUsage {
  return { ...usage, quantities: new Map([...usage.quantities].filter(([meter]) => !isMeant(meter))) };
}

function copied(usage: MeteredUsage, isMeant: (meter: Meter) => boolean, to: Meter): MeteredUsage {
  return plus(usage, to, chosen(usage, isMeant));
}

function plus(usage: MeteredUsage, to: Meter, quantity: Exact): MeteredUsage {
  if (isZero(quantity)) return usage;
  const quantities = new Map(usage.quantities);
  quantities.set(to, add(quantities.get(to) ?? ZERO, quantity));
  return { ...usage, quantities };
}

function chosen(usage: MeteredUsage, isMeant: (meter: Meter) => boolean): Exact {
  return sum([...usage.quantities].filter(([meter]) => isMeant(meter)).map(([, quantity]) => quantity));
}

function size(value: Exact): Exact {
  return isNegative(value) ? negate(value) : value;
}

/** Logged ÷ computed; null where nothing is computed. */
export function ratioOf(logged: Exact, computed: Exact): Exact | null {
  return isZero(computed) ? null : divide(logged, computed);
}
