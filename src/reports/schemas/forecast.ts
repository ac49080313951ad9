/**
 * `forecast --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { Backtest, BillStep, Count, Day, Money, SharedCount } from './parts.js';

/** Loose beside the keys named here: grouping columns, and `cost_low`, `cost_high` where a token total was not split. */
const Month = z.looseObject({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  kind: z.enum(['observed', 'landing', 'forecast']).meta({
    description: 'Observed; the current month with what is left of it; a month to come.',
  }),
  is_conclusive: z.boolean(),
  days_seen: Count,
  days: Count,
  calls: SharedCount.nullable(),
  tokens: SharedCount.nullable(),
  cost: Money.nullable(),
  cost_80_low: Money.nullable().meta({ description: 'With 80 % the cost lies between this and cost_80_high.' }),
  cost_80_high: Money.nullable(),
  cost_95_low: Money.nullable(),
  cost_95_high: Money.nullable(),
});

const Mase = z.number().nullable();

export const forecastSchema = z.looseObject({
  ...envelopeShape(['forecast']),
  as_of: Day.meta({ description: 'Day of the last call.' }),
  basis_of_forecast: z.enum(['backtest', 'plain_rate', 'stated_volume', 'inconclusive']),
  is_conclusive: z.boolean(),
  reason: z.string().nullable(),
  offer: z.string().nullable(),
  rows: z.array(Month).meta({ description: 'Per month, or per group and month where groups were asked for.' }),
  months: z.array(Month).meta({ description: 'Per month, all groups together.' }),
  backtest: Backtest.nullable(),
  bills: z.array(
    z.looseObject({
      month: z.string(),
      kind: z.string(),
      steps: z.array(BillStep),
      cost: Money.nullable(),
      unused_credit: Money,
    }),
  ),
  series: z.array(
    z.strictObject({
      provider: z.string().nullable(),
      gateway: z.string().nullable(),
      model: z.string().nullable(),
      meter: z.string(),
      method: z.string(),
      stopped_on: Day.nullable(),
      backtest: z.strictObject({ origins: Count, mase: Mase, candidates: z.record(z.string(), Mase) }).nullable(),
      outliers: z.array(z.strictObject({ day: Day, value: z.number(), expected: z.number(), counted_as: z.number() })),
    }),
  ),
});
