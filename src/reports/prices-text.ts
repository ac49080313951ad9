/** Prices of a book in few words: `input 3, output 15`. */
import { toDecimal } from '../core/decimal.js';
import { compare, exact } from '../core/exact.js';
import { termTexts } from '../pricing/billed-terms.js';
import type { Rate, Rates } from '../pricing/book-model.js';

const MILLION = exact(1_000_000n);

export function ratesText(rates: Rates): string {
  return [...rates].map(([meter, rate]) => `${meter} ${rateText(rate)}`).join(', ');
}

function rateText(rate: Rate): string {
  const { price, per } = rate;
  const unit = compare(per, MILLION) === 0 ? toDecimal(price) : `${toDecimal(price)} per ${toDecimal(per)}`;
  const terms = termTexts(rate);
  return terms.length === 0 ? unit : `${unit} (${terms.join(', ')})`;
}
