/**
 * The words that importers of others' price files share: what an imported SKU is, and how a price is taken from text.
 */
import { toDecimal } from '../core/decimal.js';
import { type Exact, exact, multiply, parseDecimal } from '../core/exact.js';
import type { Meter } from '../core/meters.js';

/** Decimal text per million tokens, or a price for `per` units. */
export type ImportedRate = string | { readonly price: string; readonly per: string };
export type ImportedRates = Partial<Record<Meter, ImportedRate>>;

export interface ImportedSku {
  readonly sku: string;
  readonly provider: string;
  readonly match: readonly string[];
  /** Undefined: declared free. */
  readonly rates: ImportedRates | undefined;
  /** In the words of the book format. */
  readonly overrides?: readonly { readonly id: string; readonly when: object; readonly rates: ImportedRates }[];
  readonly multipliers?: readonly { readonly id: string; readonly when: object; readonly factor: string }[];
  readonly note: string;
}

/** What was left out, by reason, with the first that it happened to. */
export type LeftOut = Map<string, { count: number; readonly first: string }>;

export interface Imported {
  readonly skus: readonly ImportedSku[];
  readonly leftOut: LeftOut;
}

export function leaveOut(leftOut: LeftOut, reason: string, what: string): void {
  const known = leftOut.get(reason);
  if (known) known.count += 1;
  else leftOut.set(reason, { count: 1, first: what });
}

const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The exact number a text of JSON denotes, exponents included. */
export function exactOf(text: unknown): Exact | undefined {
  const match = typeof text === 'string' ? WRITTEN.exec(text) : null;
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const shift = Number(power) - fraction.length;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return shift < 0 ? exact(digits, 10n ** BigInt(-shift)) : exact(digits * 10n ** BigInt(shift));
}

// Published prices have far fewer digits; more of them are the trace of a computation in floats.
const MOST_DIGITS = 12;
const MOST_PLACES = 18;

/** Plain decimal text of `value × scale`; undefined where it carries more digits than any published price has. */
export function priceText(value: Exact, scale: Exact): string | undefined {
  const text = toDecimal(multiply(value, scale));
  const digits = text.replace('.', '').replace(/^-?0*/, '').replace(/0*$/, '').length;
  const places = text.split('.')[1]?.length ?? 0;
  return digits > MOST_DIGITS || places > MOST_PLACES || !parseDecimal(text) ? undefined : text;
}

export const PER_MILLION = exact(1_000_000n);
export const UNSCALED = exact(1n);
