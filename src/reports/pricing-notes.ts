/**
 * What the reader of a cost must know about how it came to be. Usage without any price has its own note in unpriced.ts.
 */
import { concerned, sumCounts } from '../core/count.js';
import type { Note } from '../core/diagnostics.js';
import { plural } from '../core/text.js';
import type { PricedUsage } from '../pricing/types.js';

/** One note for each thing that was assumed or left as a range, with the number of calls it concerns. */
export function pricingNotes(priced: readonly PricedUsage[]): Note[] {
  const callsWhere = (isMeant: (one: PricedUsage) => boolean): bigint =>
    concerned(sumCounts(priced.filter(isMeant), (one) => one.usage.calls));
  const notes: Note[] = [];
  const unsized = callsWhere((one) => one.assumed?.includes('size') === true);
  if (unsized > 0n) {
    notes.push({
      code: 'assumed_base_size',
      message: `${plural(unsized, 'call')} without a known input size: priced below every size tier of the price list`,
      count: Number(unsized),
    });
  }
  const undated = callsWhere((one) => one.assumed?.includes('time') === true);
  if (undated > 0n) {
    notes.push({
      code: 'assumed_price_date',
      message: `${plural(undated, 'call')} without a time: priced as on the day of the price book, off any peak hours; --assume-month names a month`,
      count: Number(undated),
    });
  }
  const special = callsWhere((one) => one.assumed?.includes('mode') === true);
  if (special > 0n) {
    notes.push({
      code: 'assumed_standard_price',
      message: `${plural(special, 'call')} served as batch or at another tier, speed or geography: the shipped prices have none for it and standard ones were taken; add a price book that has them`,
      count: Number(special),
    });
  }
  const aggregated = callsWhere((one) => one.assumed?.includes('minimum') === true);
  if (aggregated > 0n) {
    notes.push({
      code: 'assumed_no_minimum',
      message: `${plural(aggregated, 'call')} among which are aggregates: their price has a smallest quantity per request, and an aggregate does not say what each request used, so none was topped up`,
      count: Number(aggregated),
      incomplete: true,
    });
  }
  const unplaced = callsWhere((one) => one.assumed?.includes('allowance') === true);
  if (unplaced > 0n) {
    notes.push({
      code: 'assumed_no_allowance',
      message: `${plural(unplaced, 'call')} at a price of which some is free every month: nothing says how much of that was used before, so all is priced`,
      count: Number(unplaced),
    });
  }
  const unsplit = callsWhere((one) => one.range !== undefined);
  if (unsplit > 0n) {
    notes.push({
      code: 'unsplit_range',
      message: `${plural(unsplit, 'call')} with only a token total: the cost is a range from all input to all output; --split 0.75 says the share of input`,
      count: Number(unsplit),
    });
  }
  return notes;
}
