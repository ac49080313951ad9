/**
 * One offer: what a seller charges for the same usage, as ordered steps, with everything that can be refused by reading
 * it alone. Whether `variant_of` names an offer is known only beside other offers: see offerProblems.
 *
 * Deliberately not here: what a step charges (src/offers/) and the document around it (book-schema.ts, scenario.ts).
 */
import { z } from 'zod';
import { Step } from './offer-steps.js';
import { Currency, expected, Name, Positive, Source, shape, someOf } from './schema-parts.js';

const Carried = z.enum(['yes', 'no', 'unknown'], { error: expected('yes, no or unknown') });
export type Carried = z.output<typeof Carried>;

const Carries = shape({
  prompt_cache: Carried.optional(),
  batch: Carried.optional(),
  flex: Carried.optional(),
  priority: Carried.optional(),
  long_context: Carried.optional(),
  models: z.array(Name, { error: expected('a list of SKU patterns such as [anthropic/*]') }).optional(),
}).transform(({ prompt_cache: promptCache, long_context: longContext, ...rest }) => ({
  ...rest,
  promptCache,
  longContext,
}));
export type Carries = z.output<typeof Carries>;

const Rounding = shape({
  level: z.enum(['none', 'request', 'line', 'invoice'], { error: expected('one of none, request, line, invoice') }),
  quantum: Positive,
  mode: z.enum(['half_up', 'half_even', 'up', 'down'], { error: expected('one of half_up, half_even, up, down') }),
});
export type Rounding = z.output<typeof Rounding>;

export const Offer = shape({
  id: Name,
  label: Name,
  kind: z.enum(['official', 'gateway', 'self_hosted'], { error: expected('one of official, gateway, self_hosted') }),
  variant_of: Name.optional(),
  currency: Currency,
  source: Source,
  carries: Carries.optional(),
  steps: someOf(Step),
  rounding: Rounding.optional(),
})
  .superRefine(({ steps }, context) => {
    const refuse = (path: PropertyKey[], what: string, hint?: string) =>
      context.addIssue({ code: 'custom', path: ['steps', ...path], message: expected(what, hint) });
    const earlier = new Set<string>();
    // A step that was replaced charges nothing any more, so a base of it alone would silently be 0.
    const replacedBy = new Map<string, string>();
    steps.forEach((step, index) => {
      if (earlier.has(step.id)) refuse([index, 'id'], 'an id that no other step of the offer has');
      const bases = ('base' in step ? step.base : undefined) ?? [];
      const counted = new Set<string>();
      bases.forEach((base, place) => {
        const replacement = replacedBy.get(base);
        if (!earlier.has(base)) refuse([index, 'base', place], 'the id of an earlier step', earlierHint(earlier));
        else if (counted.has(base)) refuse([index, 'base', place], 'each step once');
        else if (replacement !== undefined && !bases.includes(replacement))
          refuse([index, 'base', place], `"${replacement}", which replaced "${base}"`, `write base: [${replacement}]`);
        counted.add(base);
      });
      // Limited to some SKUs or to a time, it replaces only that part, and the rest still stands.
      const isWhole = step.skus === undefined && step.from === undefined && step.to === undefined;
      if (step.kind === 'tiered_rate' && isWhole) for (const base of bases) replacedBy.set(base, step.id);
      earlier.add(step.id);
    });
  })
  .transform(({ variant_of: variantOf, ...offer }) => ({ ...offer, variantOf }));

export type Offer = z.output<typeof Offer>;

/** A refusal that needs the neighbours of an offer; `path` starts at the list of offers. */
export interface OfferProblem {
  readonly path: readonly (string | number)[];
  /** `expected …`, with the hint on a second line, as every message of a schema. */
  readonly message: string;
}

/**
 * What is wrong among offers that are each fine: an id given twice, `variant_of` an offer that is not there or itself.
 * `elsewhere`: ids of offers in other books that these may be variants of.
 */
export function offerProblems(
  offers: readonly Pick<Offer, 'id' | 'variantOf'>[],
  elsewhere: Iterable<string> = [],
): OfferProblem[] {
  const problems: OfferProblem[] = [];
  const known = new Set([...elsewhere, ...offers.map((offer) => offer.id)]);
  const seen = new Set<string>();
  offers.forEach((offer, index) => {
    if (seen.has(offer.id)) problems.push({ path: [index, 'id'], message: expected('an id that no other offer has') });
    seen.add(offer.id);
    if (offer.variantOf === undefined) return;
    if (offer.variantOf === offer.id || !known.has(offer.variantOf)) {
      const others = [...known].filter((id) => id !== offer.id);
      const hint = others.length > 0 ? `offers are ${others.join(', ')}` : 'there is no other offer';
      problems.push({ path: [index, 'variant_of'], message: expected('the id of another offer', hint) });
    }
  });
  return problems;
}

function earlierHint(earlier: ReadonlySet<string>): string {
  return earlier.size > 0 ? `earlier steps are ${[...earlier].join(', ')}` : 'the first step has no base';
}
