/**
 * The scenario format `tollbook-scenario/1`: a baseline against alternatives, with what moving costs and for how long it pays.
 *
 * Only reading and refusing. Which offers the ids stand for is plan.ts; loading the books it names is the caller's, so that
 * they are layered like any others.
 */
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { compare, decimal, type Exact, ONE, ZERO } from '../core/exact.js';
import { DIMENSIONS, type Dimension } from '../core/question.js';
import { readShape, readYaml } from '../core/yaml.js';
import { Currency, Decimal, expected, Integer, Name, Positive, Price, shape, someOf } from '../pricing/schema-parts.js';

export const SCENARIO_SCHEMA = 'tollbook-scenario/1';

// A century of months; a slip of a digit should not compute for minutes.
const LONGEST_HORIZON = 1200;
const MINUS_HUNDRED = decimal('-100');

/** A volume per month that the observed mix is scaled to. */
export interface Volume {
  readonly quantity: Exact;
  readonly unit: 'tokens' | 'calls';
}

/** The work of moving, and both sides running at the same time. */
export interface Moving {
  readonly engineerDays: Exact;
  readonly dayRate: Exact;
  /** Of the calls, sent to both for `shadowDays`; 0 to 1. */
  readonly shadowShare: Exact;
  readonly shadowDays: Exact;
}

/** Part of the traffic that goes to another offer; what no route takes stays on the baseline. */
export interface Route {
  /** All must hold; an empty value is "not logged". */
  readonly where: ReadonlyMap<Dimension, string>;
  /** 0 to 1, of the traffic that `where` selects. */
  readonly share: Exact;
  readonly offer: string;
}

const Percentage = Decimal.refine((value) => compare(value, MINUS_HUNDRED) > 0, {
  error: expected('a percentage above -100 such as 2.5'),
});

const Months = Integer.refine((months) => months > 0n && months <= BigInt(LONGEST_HORIZON), {
  error: expected(`a number of months from 1 to ${LONGEST_HORIZON}`),
}).transform(Number);

const VolumeShape = shape({ tokens_per_month: Positive.optional(), calls_per_month: Positive.optional() })
  .refine((volume) => (volume.tokens_per_month === undefined) !== (volume.calls_per_month === undefined), {
    error: expected('exactly one of tokens_per_month and calls_per_month'),
  })
  .transform(
    ({ tokens_per_month: tokens, calls_per_month: calls }): Volume =>
      tokens ? { quantity: tokens, unit: 'tokens' } : { quantity: calls ?? ZERO, unit: 'calls' },
  );

const DimensionName = z.string().refine(isDimension, {
  error: expected('a dimension', `dimensions are ${DIMENSIONS.join(', ')} and tag:NAME`),
});

const RouteShape = shape({
  where: z
    .record(DimensionName, z.string(), { error: expected('a map such as {team: search}') })
    .refine((where) => Object.keys(where).length > 0, {
      error: expected('at least one condition such as {team: search}'),
    }),
  share: Positive.refine((share) => compare(share, ONE) <= 0, {
    error: expected('a share above 0 and at most 1'),
  }).optional(),
  offer: Name,
}).transform(
  ({ where, share, offer }): Route => ({
    where: new Map(Object.entries(where) as [Dimension, string][]),
    share: share ?? ONE,
    offer,
  }),
);

/** What moving takes beside a stated amount. */
const MovingShape = shape({
  engineer_days: Price.optional(),
  day_rate: Price.optional(),
  shadow_share: Positive.refine((share) => compare(share, ONE) <= 0, {
    error: expected('a share above 0 and at most 1'),
  }).optional(),
  shadow_days: Price.optional(),
})
  .superRefine((moving, context) => {
    const together = [
      ['engineer_days', 'day_rate'],
      ['shadow_share', 'shadow_days'],
    ] as const;
    for (const [one, other] of together) {
      const missing = moving[one] === undefined ? one : other;
      if ((moving[one] === undefined) === (moving[other] === undefined)) continue;
      context.addIssue({ code: 'custom', path: [missing], message: expected(`${one} and ${other} together`) });
    }
  })
  .transform(
    (moving): Moving => ({
      engineerDays: moving.engineer_days ?? ZERO,
      dayRate: moving.day_rate ?? ZERO,
      shadowShare: moving.shadow_share ?? ZERO,
      shadowDays: moving.shadow_days ?? ZERO,
    }),
  );

export const ScenarioShape = shape({
  schema: z.literal(SCENARIO_SCHEMA, { error: expected(SCENARIO_SCHEMA) }),
  id: Name,
  currency: Currency,
  books: z.array(Name, { error: expected('a list of price book files') }).default([]),
  baseline: Name.optional(),
  alternatives: z.array(Name, { error: expected('a list of offer ids') }).default([]),
  horizon_months: Months.prefault('12'),
  monthly_growth_percent: Percentage.optional(),
  yearly_discount_rate_percent: Percentage.prefault('0'),
  one_time_cost: Price.optional(),
  moving: MovingShape.optional(),
  volume: VolumeShape.optional(),
  routes: someOf(RouteShape).optional(),
})
  .superRefine(({ alternatives, routes, baseline }, context) => {
    if (alternatives.length === 0 && routes === undefined) {
      const message = expected('at least one alternative or route', 'name offers of the books, such as [gateway]');
      context.addIssue({ code: 'custom', path: ['alternatives'], message });
    }
    alternatives.forEach((id, index) => {
      const isTwice = alternatives.indexOf(id) < index;
      if (isTwice || id === baseline) {
        const message = expected(isTwice ? 'each alternative once' : 'another offer than the baseline');
        context.addIssue({ code: 'custom', path: ['alternatives', index], message });
      }
    });
  })
  .transform((scenario) => ({
    id: scenario.id,
    currency: scenario.currency,
    books: scenario.books,
    /** Undefined: the list prices. */
    baseline: scenario.baseline,
    alternatives: scenario.alternatives,
    horizonMonths: scenario.horizon_months,
    /** Undefined: nobody says, so a forecast may. */
    monthlyGrowthPercent: scenario.monthly_growth_percent,
    yearlyDiscountRatePercent: scenario.yearly_discount_rate_percent,
    oneTimeCost: scenario.one_time_cost,
    moving: scenario.moving,
    volume: scenario.volume,
    routes: scenario.routes ?? [],
  }));

/** A scenario; `books` are paths from where the process runs, or absolute. */
export type Scenario = z.output<typeof ScenarioShape>;

/**
 * Reads a scenario file; its books are relative to it. Throws a configuration error naming file and path for the first
 * thing that is wrong.
 */
export async function loadScenario(file: string): Promise<Scenario> {
  const scenario = readShape(ScenarioShape, await readYaml(file), file);
  const books = scenario.books.filter((book) => !book.startsWith('builtin:'));
  return { ...scenario, books: books.map((book) => (isAbsolute(book) ? book : join(dirname(file), book))) };
}

/** What usage must be grouped by so that the scenario's routes can be followed; empty without routes. */
export function routeDimensions(scenario: Pick<Scenario, 'routes'>): Dimension[] {
  return [...new Set(scenario.routes.flatMap((route) => [...route.where.keys()]))].sort();
}

function isDimension(name: string): name is Dimension {
  return (DIMENSIONS as readonly string[]).includes(name) || /^tag:\S/u.test(name);
}
