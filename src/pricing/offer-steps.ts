/**
 * The step kinds an offer is made of, as written in a price book and as the evaluator reads them.
 *
 * Here is what can be said of one step alone; what needs the other steps (bases, ids) is in offer-schema.ts, and what a
 * step charges is in src/offers/. Written in snake_case, read in camelCase, every number an Exact.
 */
import { z } from 'zod';
import { compare, decimal, isZero } from '../core/exact.js';
import {
  Currency,
  Decimal,
  expected,
  Integer,
  Name,
  Positive,
  Price,
  RealDate,
  RealDateText,
  shape,
  someOf,
  TrueFalse,
} from './schema-parts.js';

const HUNDRED = decimal('100');

const Base = someOf(Name);

/** Every kind may be limited to some SKUs (globs) and to a time, half-open. */
const common = {
  id: Name,
  from: RealDate.optional(),
  to: RealDate.optional(),
  skus: someOf(Name).optional(),
};

function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: expected(`one of ${words.join(', ')}`) });
}

/** Ends after it starts. A function and not a wrapper, so that each kind stays a plain member of the union. */
function checkTime(step: { from?: number | undefined; to?: number | undefined }, context: z.RefinementCtx): void {
  if (step.from === undefined || step.to === undefined || step.to > step.from) return;
  const message = expected('a date after `from`', 'the step is in force from `from` up to, but not including, `to`');
  context.addIssue({ code: 'custom', path: ['to'], message });
}

const Usage = shape({ ...common, kind: z.literal('usage'), book: Name.optional(), price_factor: Price.optional() })
  .superRefine(checkTime)
  .transform(({ price_factor: priceFactor, ...step }) => ({ ...step, priceFactor }));

const Tier = shape({ from: Price, price: Price.optional(), percent_off: Price.optional(), flat: Price.optional() })
  .superRefine((tier, context) => {
    const given = [tier.price, tier.percent_off, tier.flat].filter((value) => value !== undefined);
    if (given.length !== 1) {
      const message = expected(
        'exactly one of price, percent_off, flat',
        'a fee beside a price is a fixed step of its own',
      );
      context.addIssue({ code: 'custom', path: [], message });
    }
    if (tier.percent_off !== undefined && compare(tier.percent_off, HUNDRED) > 0)
      context.addIssue({ code: 'custom', path: ['percent_off'], message: expected('at most 100') });
  })
  .transform(({ percent_off: percentOff, ...tier }) => ({ ...tier, percentOff }));

const TieredRate = shape({
  ...common,
  kind: z.literal('tiered_rate'),
  mode: oneOf(['volume', 'graduated', 'package']),
  metric: oneOf(['tokens', 'input_tokens', 'output_tokens', 'requests', 'spend']),
  scope: oneOf(['all', 'per_sku', 'per_provider']),
  per: Positive,
  tiers: someOf(Tier),
  base: Base.optional(),
})
  .superRefine(checkTime)
  .superRefine(({ tiers, base }, context) => {
    tiers.forEach((tier, index) => {
      const previous = tiers[index - 1];
      if (previous === undefined ? !isZero(tier.from) : compare(tier.from, previous.from) <= 0) {
        const what = previous === undefined ? '0: the first tier starts at nothing' : 'more than the tier before it';
        context.addIssue({ code: 'custom', path: ['tiers', index, 'from'], message: expected(what) });
      }
      if (tier.percentOff !== undefined && base === undefined) {
        const hint = 'percent_off takes a percentage off earlier steps and replaces them; write base: [usage]';
        context.addIssue({
          code: 'custom',
          path: ['tiers', index, 'percent_off'],
          message: expected('a step with a base', hint),
        });
      }
    });
  });

const Condition = shape({
  min_distinct_skus: Integer.optional(),
  min_distinct_providers: Integer.optional(),
  min_spend: Price.optional(),
  after_requests: Integer.optional(),
})
  .refine((when) => Object.values(when).some((value) => value !== undefined), {
    error: expected('at least one condition'),
  })
  .transform((when) => ({
    minDistinctSkus: when.min_distinct_skus,
    minDistinctProviders: when.min_distinct_providers,
    minSpend: when.min_spend,
    afterRequests: when.after_requests,
  }));

const Percent = shape({
  ...common,
  kind: z.literal('percent'),
  percent: Decimal,
  base: Base,
  when: Condition.optional(),
  method: oneOf(['on_top', 'grossed_up']).default('on_top'),
  min: Decimal.optional(),
  max: Decimal.optional(),
  charge_size: Positive.optional(),
  stack_group: Name.optional(),
  stack_cap_percent: Price.optional(),
})
  .superRefine(checkTime)
  .superRefine((step, context) => {
    if (step.method === 'grossed_up' && compare(step.percent, HUNDRED) >= 0)
      context.addIssue({
        code: 'custom',
        path: ['percent'],
        message: expected('less than 100 for a grossed_up percentage'),
      });
    if (step.min !== undefined && step.max !== undefined && compare(step.min, step.max) > 0)
      context.addIssue({ code: 'custom', path: ['max'], message: expected('at least `min`') });
    if (step.stack_cap_percent !== undefined && step.stack_group === undefined)
      context.addIssue({ code: 'custom', path: ['stack_cap_percent'], message: expected('a stack_group to cap') });
  })
  .transform(({ charge_size: chargeSize, stack_group: stackGroup, stack_cap_percent: stackCapPercent, ...step }) => ({
    ...step,
    chargeSize,
    stackGroup,
    stackCapPercent,
  }));

const Fixed = shape({
  ...common,
  kind: z.literal('fixed'),
  amount: Price,
  quantity: Price.optional(),
  per: oneOf(['hour', 'month', 'year', 'once']),
  prorate: oneOf(['none', 'daily']).default('none'),
}).superRefine(checkTime);

const PerUnit = shape({
  ...common,
  kind: z.literal('per_unit'),
  metric: oneOf(['requests', 'tokens', 'searches']),
  price: Decimal,
  per: Positive,
  free: Price.optional(),
}).superRefine(checkTime);

const Included = shape({
  ...common,
  kind: z.literal('included'),
  amount: Price.optional(),
  tokens: Price.optional(),
  base: Base,
})
  .superRefine(checkTime)
  .superRefine(({ amount, tokens }, context) => {
    if ((amount === undefined) === (tokens === undefined))
      context.addIssue({ code: 'custom', path: [], message: expected('exactly one of amount (money) and tokens') });
  });

const Minimum = shape({
  ...common,
  kind: z.literal('minimum'),
  amount: Price,
  per: oneOf(['month', 'year']).default('month'),
  base: Base,
}).superRefine(checkTime);

const Prepaid = shape({
  ...common,
  kind: z.literal('prepaid'),
  increment: Positive,
  base: Base,
  unused: oneOf(['cost', 'asset']).default('asset'),
}).superRefine(checkTime);

const Fx = shape({
  ...common,
  kind: z.literal('fx'),
  to: Currency,
  rate: Positive,
  spread_percent: Decimal.optional(),
  as_of: RealDateText,
  source: Name,
  skus: z.never({ error: expected('no `skus`: fx converts every earlier step') }).optional(),
}).transform(({ to, spread_percent: spreadPercent, as_of: asOf, ...step }) => ({
  ...step,
  currency: to,
  spreadPercent,
  asOf,
  // `to` is the currency here, so an fx step has a start but no end.
  to: undefined,
}));

const Tax = shape({
  ...common,
  kind: z.literal('tax'),
  percent: Price,
  base: Base,
  recoverable: TrueFalse.default(false),
}).superRefine(checkTime);

const Infra = shape({
  ...common,
  kind: z.literal('infra'),
  amount: Decimal,
  per: oneOf(['month', 'year']),
  note: z.string().optional(),
}).superRefine(checkTime);

export const Step = z.discriminatedUnion(
  'kind',
  [Usage, TieredRate, Percent, Fixed, PerUnit, Included, Minimum, Prepaid, Fx, Tax, Infra],
  {
    error: expected(
      'a kind of step',
      'kinds are usage, tiered_rate, percent, fixed, per_unit, included, minimum, prepaid, fx, tax, infra',
    ),
  },
);

export type Step = z.output<typeof Step>;
export type StepKind = Step['kind'];
export type StepOf<Kind extends StepKind> = Extract<Step, { kind: Kind }>;
export type Tier = z.output<typeof Tier>;
