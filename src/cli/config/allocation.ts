/**
 * `allocation` of the configuration: which calls which team and cost centre pays for, and since when.
 *
 * Shares are plain decimals and must add up to exactly 1, so that what is divided adds up to what it was, digit by digit.
 */
import { z } from 'zod';
import { type AllocationRule, type Matched, UNALLOCATED } from '../../core/allocation.js';
import { toDecimal } from '../../core/decimal.js';
import { compare, ONE, sum } from '../../core/exact.js';
import { DIMENSIONS } from '../../core/question.js';
import { nearest } from '../../core/suggest.js';
import { expected, Name, Positive, RealDateText, shape, someOf } from '../../pricing/schema-parts.js';

const NOT_MATCHED: readonly string[] = ['cost_centre', 'hour', 'day', 'week', 'month'];
const MATCHED = DIMENSIONS.filter((dimension) => !NOT_MATCHED.includes(dimension));
const VALUE_HINT = '* stands for any text, and an empty text for "not logged"';

// NUL ends a statement, and half a character is in no log.
const Value = z
  .string({ error: expected('text', VALUE_HINT) })
  .refine((text) => text.length <= 1000 && !text.includes('\0') && !/[\ud800-\udfff]/u.test(text), {
    error: expected('text of at most 1000 characters'),
  });

const Values = z.union([Value.transform((text) => [text]), someOf(Value)], {
  error: expected('a text or a list of texts', VALUE_HINT),
});

const Match = z
  .record(z.string(), Values, {
    error: expected('a map of what to match', `its keys are ${MATCHED.join(', ')} and tag:NAME`),
  })
  .superRefine((match, context) => {
    const keys = Object.keys(match);
    if (keys.length === 0) {
      const message = expected('at least one thing to match', 'write key: "*" for every call with a key');
      context.addIssue({ code: 'custom', message });
    }
    for (const key of keys.filter((one) => !isMatched(one))) {
      const likely = nearest(key, MATCHED);
      const all = `a rule matches ${MATCHED.join(', ')} and tag:NAME`;
      const hint = NOT_MATCHED.includes(key)
        ? `${key === 'cost_centre' ? 'a cost centre is what a rule gives' : 'from and to say when a rule holds'}; ${all}`
        : `${likely === undefined ? '' : `did you mean ${likely}? `}${all}`;
      context.addIssue({ code: 'custom', path: [key], message: expected('a dimension that a rule can match', hint) });
    }
  })
  .transform((match) =>
    Object.entries(match).map(([dimension, values]) => ({ dimension: dimension as Matched, values })),
  );

const Payer = Name.refine((name) => name.toLowerCase() !== UNALLOCATED, {
  error: expected('a name', `${UNALLOCATED} is what calls are that no rule takes`),
});
const WHO = { team: Payer.optional(), cost_centre: Payer.optional() };
const isSomebody = (who: { readonly team?: unknown; readonly cost_centre?: unknown }) =>
  who.team !== undefined || who.cost_centre !== undefined;
const somebody = { error: expected('a team, a cost centre, or both') };

const Part = shape({ ...WHO, share: Positive }).refine(isSomebody, somebody);

const Shares = z
  .array(Part, { error: expected('a list of shares', 'write - {team: search, share: 0.6}') })
  .min(2, { error: expected('at least two shares', 'a team that pays for all of it stands beside match') })
  .superRefine((parts, context) => {
    // A share that is no decimal is refused where it stands; what it adds up to is not to be said.
    if (parts.some(({ share }) => typeof share !== 'object')) return;
    const total = sum(parts.map(({ share }) => share));
    if (compare(total, ONE) !== 0) {
      context.addIssue({
        code: 'custom',
        message: expected('shares that add up to 1', `these add up to ${toDecimal(total)}`),
      });
    }
    // Half a rule that names teams and half that leaves them as logged could give one call to one team twice.
    const named = parts.filter(({ team }) => team !== undefined).length;
    if (named > 0 && named < parts.length) {
      context.addIssue({ code: 'custom', message: expected('a team in each of the shares, or in none') });
    }
    const seen = new Set<string>();
    parts.forEach(({ team, cost_centre: costCentre }, index) => {
      const key = JSON.stringify([team, costCentre]);
      if (seen.has(key)) {
        context.addIssue({ code: 'custom', path: [index], message: expected('each team and cost centre once') });
      }
      seen.add(key);
    });
  });

const Rule = shape({
  match: Match.meta({ description: 'All must hold; of several values of one, any. * is any text, "" is not logged.' }),
  from: RealDateText.optional().meta({ description: "A date in the report's zone or an instant; calls from then on." }),
  to: RealDateText.optional().meta({ description: 'Exclusive.' }),
  ...WHO,
  shares: Shares.optional().meta({ description: 'Several who share the calls, instead of team and cost_centre.' }),
})
  .refine(({ from, to }) => from === undefined || to === undefined || from.length !== to.length || from < to, {
    error: expected('an end after the start'),
    path: ['to'],
  })
  .refine((rule) => isSomebody(rule) !== (rule.shares !== undefined), {
    error: expected('a team or cost centre, or shares', 'write one of the two'),
  });

export const AllocationRules = z
  .array(Rule, { error: expected('a list of rules') })
  .transform((rules) =>
    rules.map(
      ({ match, from, to, shares, ...who }): AllocationRule => ({
        match,
        from,
        to,
        parts: (shares ?? [{ ...who, share: ONE }]).map(({ team, cost_centre: costCentre, share }) => ({
          team,
          costCentre,
          share,
        })),
      }),
    ),
  )
  .meta({ description: 'Who pays for which calls; the first rule that fits a call decides about it.' });

function isMatched(key: string): boolean {
  return (MATCHED as readonly string[]).includes(key) || (key.startsWith('tag:') && key.length > 'tag:'.length);
}
