/**
 * Prices as a value: one call or a thousand are priced without any log.
 */
import { type ExplainedCall, pricesExplain, pricesList } from '../pipeline/cost.js';
import { openPriceBook } from '../pricing/price-book.js';
import { type Analysis, analysis } from './analysis.js';
import { pricingOf, surroundingsOf } from './options.js';

export interface PriceBookOptions {
  readonly aliases?: Readonly<Record<string, string>>;
  /** Input share, a plain decimal from 0 to 1, of token totals. */
  readonly split?: string;
}

export interface PriceBookValue {
  /** The ids of its layers, lowest first. */
  readonly id: string;
  /** `sha256:…` of what its layers say. */
  readonly hash: string;
  /** YYYY-MM-DD of its newest layer. */
  readonly asOf: string;
  /** ISO 4217; every price is in it. */
  readonly currency: string;
  /** Every SKU with its versions; `filter` is part of a name. */
  list(filter?: string): Promise<Analysis<'prices list'>>;
  /**
   * What a call costs: per meter quantity, unit price, amount, rule and source. Meters are exclusive: `input` is what was not
   * cached. What has no price is in `unpriced`, never 0. Throws ToolError `usage` for a meter or quantity that is none.
   */
  price(call: ExplainedCall): Promise<Analysis<'prices explain'>>;
}

/** The shipped list prices with these books over them, the later wins. Throws ToolError `configuration` for a book with an error. */
export async function priceBook(
  files: readonly string[] = [],
  { aliases = {}, split }: PriceBookOptions = {},
): Promise<PriceBookValue> {
  const { id, hash, asOf, currency } = await openPriceBook({ files });
  const choice = pricingOf({ prices: files, aliases, ...(split === undefined ? {} : { split }) });
  const surroundings = surroundingsOf({});
  return {
    id,
    hash,
    asOf,
    currency,
    list: async (filter) => analysis(await pricesList(choice, { filter }, surroundings)),
    price: async (call) => analysis(await pricesExplain(choice, call, surroundings)),
  };
}
