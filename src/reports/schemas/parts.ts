/**
 * The values that every JSON result is made of: how a count, a rate, an amount and an instant are spelled.
 */
import { z } from 'zod';

export const Count = z.int().min(0).meta({ description: 'A count: a JSON number.' });

/** Of calls that several teams share: a decimal string where it is not whole. */
export const SharedCount = z.union([Count, z.string().regex(/^\d+\.\d+$/)]).meta({
  description: 'A count: a JSON number, or a decimal string where shares of calls make it no whole number.',
});

/** Signed, because a difference of counts may be negative. */
export const Money = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ description: 'An amount with all its digits: a decimal string, never a JSON number.' });

/** In `steps` and `lines` an amount without finite decimal form also says what it is exactly. */
export const AuditedMoney = z.union([
  Money,
  z.strictObject({ value: Money, exact: z.string().regex(/^-?\d+\/\d+$/) }).meta({
    description: 'Rounded half-even to 18 places, and the fraction it is exactly.',
  }),
]);

/** One line of a bill and how it came about. */
export const BillStep = z.looseObject({
  id: z.string(),
  kind: z.string(),
  formula: z.string(),
  amount: AuditedMoney.nullable(),
});

/** The calls of one price that was applied, and the command that lists them. */
export const PriceCalls = z.strictObject({
  sku: z.string(),
  signature: z.string(),
  calls: SharedCount,
  amount: Money,
  amount_high: Money,
  unpriced_calls: SharedCount,
  command: z.string(),
});

export const Rate = z.number().meta({ description: 'A share, 0–1.' });
export const Milliseconds = z.number().meta({ description: 'Milliseconds.' });
export const Instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC, ending in Z.' });
export const Day = z.iso.date().meta({ description: 'YYYY-MM-DD.' });

/** A row that also has one text (or null, not logged) per grouping column, whose names `group_by` gives. */
export function groupedRow<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).catchall(z.union([z.string(), z.null()]));
}

/** What a cost is: an amount, or null with its bounds, or null where nothing is known. */
export const listCost = {
  list_cost: Money.nullable(),
  list_cost_low: Money.nullable(),
  list_cost_high: Money.nullable(),
  unpriced_calls: SharedCount.nullable(),
};

export const Backtest = z
  .strictObject({ origins: Count, days: Count, error: z.number().nullable(), coverage_80: Rate, coverage_95: Rate })
  .meta({
    description: 'Mean error of the cost of so many days, relative to it, from so many earlier days of the log.',
  });
