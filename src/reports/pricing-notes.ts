/**
 * What the reader of a cost must know about how it came to be. Usage without any price has its own note in unpriced.ts.
 */
import { concerned, sumCounts } from '../core/count.js';
import { type Note, noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import type { PricedUsage } from '../pricing/types.js';

/** One note for each thing that was assumed or left as a range, with the number of calls it concerns. */
export function pricingNotes(priced: readonly PricedUsage[]): Note[] {
  const callsWhere = (isMeant: (one: PricedUsage) => boolean): bigint =>
    concerned(sumCounts(priced.filter(isMeant), (one) => one.usage.calls));
  const notes: Note[] = [];
  const unsized = callsWhere((one) => one.assumed?.includes('size') === true);
  if (unsized > 0n) {
    notes.push(
      noteOf(
        'assumed_base_size',
        say('{calls} {calls|call|calls} without a known input size: priced below every size tier of the price list', {
          calls: unsized,
        }),
        { count: Number(unsized) },
      ),
    );
  }
  const undated = callsWhere((one) => one.assumed?.includes('time') === true);
  if (undated > 0n) {
    notes.push(
      noteOf(
        'assumed_price_date',
        say(
          '{calls} {calls|call|calls} without a time: priced as on the day of the price book, off any peak hours; --assume-month names a month',
          { calls: undated },
        ),
        { count: Number(undated), incomplete: true },
      ),
    );
  }
  const special = callsWhere((one) => one.assumed?.includes('mode') === true);
  if (special > 0n) {
    notes.push(
      noteOf(
        'assumed_standard_price',
        say(
          '{calls} {calls|call|calls} served as batch or at another tier, speed or geography: the shipped prices have none for it and standard ones were taken; add a price book that has them',
          { calls: special },
        ),
        { count: Number(special) },
      ),
    );
  }
  const aggregated = callsWhere((one) => one.assumed?.includes('minimum') === true);
  if (aggregated > 0n) {
    notes.push(
      noteOf(
        'assumed_no_minimum',
        say(
          '{calls} {calls|call|calls} among which are aggregates: their price has a smallest quantity per request, and an aggregate does not say what each request used, so none was topped up',
          { calls: aggregated },
        ),
        { count: Number(aggregated), incomplete: true },
      ),
    );
  }
  const unplaced = callsWhere((one) => one.assumed?.includes('allowance') === true);
  if (unplaced > 0n) {
    notes.push(
      noteOf(
        'assumed_no_allowance',
        say(
          '{calls} {calls|call|calls} at a price of which some is free every month: nothing says how much of that was used before, so all is priced',
          { calls: unplaced },
        ),
        { count: Number(unplaced) },
      ),
    );
  }
  const unsplit = callsWhere((one) => one.range !== undefined);
  if (unsplit > 0n) {
    notes.push(
      noteOf(
        'unsplit_range',
        say(
          '{calls} {calls|call|calls} with only a token total: the cost is a range from all input to all output; --split 0.75 says the share of input',
          { calls: unsplit },
        ),
        { count: Number(unsplit) },
      ),
    );
  }
  return notes;
}
