/**
 * `report --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { Day, Money } from './parts.js';

const Headline = z
  .strictObject({
    value: z.union([Money, z.number()]).nullable(),
    value_low: Money.nullable().optional(),
    value_high: Money.nullable().optional(),
    is_lower_bound: z.boolean(),
    currency: z.string().nullable(),
  })
  .meta({
    description: 'Null where it is not known; `value_low` and `value_high` where only a range is.',
  });

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const Table = z.strictObject({ rows: z.array(Row), totals: Row.nullable() });

export const reportSchema = z.strictObject({
  ...envelopeShape(['report']),
  month: z.string().meta({ description: 'YYYY-MM' }),
  is_complete: z.boolean().meta({ description: 'The log covers the month to its last day.' }),
  days_covered: z.strictObject({ first: Day, last: Day }),
  headlines: z.strictObject({
    cost: Headline,
    change: Headline,
    budget: Headline,
    landing: Headline,
    savings: Headline,
  }),
  tables: z
    .record(z.string(), Table)
    .meta({ description: 'The tables of the document by their id; columns are keys, money is a decimal string.' }),
});
