/**
 * Where a month lands that is not over: the forecast of its rest, priced day by day at list prices.
 */
import type { Landing } from '../reports/finance/model.js';
import { type AtListInput, atList } from './months-told.js';

export type LandingInput = Omit<AtListInput, 'months' | 'question'> & {
  readonly question: AtListInput['question'] & { readonly month: string };
};

export function landingOf(input: LandingInput): Landing {
  const { found, rows } = atList({ ...input, months: 0 });
  const row = rows.find(({ month }) => month.month === input.question.month);
  const kind = row?.cost == null ? 'inconclusive' : 'forecast';
  return { kind, cost: row?.cost ?? null, basis: found.basis, tested: row?.tested ?? null };
}
