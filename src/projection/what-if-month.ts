/**
 * The offers of a plan for the calls as they would have been: one more candidate for each.
 */
import type { Note } from '../core/diagnostics.js';
import type { MonthlyUsage, OfferPricing } from '../offers/bill.js';
import type { Plan } from '../offers/plan.js';
import { type Candidate, singleCandidate } from './candidates.js';
import type { WhatIfInput } from './comparison.js';
import { changed, changesOf, swapsOf } from './what-if.js';
import { whatIfNotes, whatIfText } from './what-if-words.js';

/** What is put behind the id of an offer whose usage is another one. */
const WHAT_IF = ':what-if';

/** Throws a usage error for a swap whose models are not known. */
export function whatIfCandidates(
  { asked, skuOf, signs }: WhatIfInput,
  plan: Plan,
  usage: MonthlyUsage,
  pricing: OfferPricing,
  currency: string,
): { readonly candidates: readonly Candidate[]; readonly notes: readonly Note[] } {
  const swaps = swapsOf(asked, usage.usage, skuOf);
  const changes = changesOf(asked, swaps, signs.isFailure);
  const after = changed(usage.usage, changes);
  const month = { ...usage, usage: after };
  return {
    candidates: [plan.baseline, ...plan.alternatives].map((offer) => ({
      ...singleCandidate(offer, month, pricing, currency),
      id: `${offer.id}${WHAT_IF}`,
      label: `${offer.label}, what if: ${whatIfText(asked)}`,
      variantOf: null,
      partsOf: (other) => [{ offer, month: { ...other, usage: changed(other.usage, changes) } }],
    })),
    notes: whatIfNotes(asked, swaps, usage, after, pricing),
  };
}
