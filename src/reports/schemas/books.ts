/**
 * `close --json` and `ledger enter | entries --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { Count, Instant, Money, SharedCount } from './parts.js';

const Text = z.string().nullable();
const Month = z.string().regex(/^\d{4}-\d{2}$/);

/** A line that somebody entered; its amount is what it adds to the cost of its month. */
export const EnteredLine = z.strictObject({
  month: Month,
  id: z.string(),
  kind: z.enum(['credit', 'adjustment', 'invoice']),
  provider: Text,
  gateway: Text,
  model: Text,
  team: Text,
  cost_centre: Text,
  project: Text,
  key: Text,
  amount: Money,
  currency: z.string(),
  description: Text,
  reference: Text,
});

const Figures = z.strictObject({
  time_zone: z.string(),
  currency: z.string(),
  price_book: z.strictObject({ id: z.string(), hash: z.string(), as_of: z.string().nullable() }),
  tollbook_version: z.string(),
  split: Text,
  days: Count,
  days_with_calls: Count,
  last_call_at: Instant.nullable(),
  calls: SharedCount,
  tokens: SharedCount,
  cost: Money.nullable().meta({ description: 'Null where only a range is known.' }),
  cost_low: Money,
  cost_high: Money,
  calls_unpriced: SharedCount,
  entered: Money.meta({ description: 'Credits and adjustments.' }),
  sources: z.array(z.strictObject({ path: z.string(), fingerprint: z.string(), lines: Count, calls: Count })),
});

/** Without MONTH: the months of the books as rows. */
export const closeSchema = z.looseObject({
  ...envelopeShape(['close', 'ledger adopt']),
  month: Month.nullable(),
  status: z.enum(['closed', 'verified', 'differs', 'reopened']).nullable(),
  closed: Figures.optional().meta({ description: 'What the close keeps.' }),
  now: Figures.optional().meta({ description: 'What the ledger and the prices of this run give.' }),
  reasons: z.array(z.string()).optional(),
  rows: z.array(z.looseObject({})).meta({ description: 'Per provider and model: closed, now, and why they differ.' }),
  history: z
    .array(
      z.strictObject({
        record: Count,
        kind: z.enum(['close', 'reopen', 'entry', 'reconciliation']),
        reason: Text,
        close: Figures.optional(),
      }),
    )
    .optional(),
});

export const entriesSchema = z.looseObject({
  ...envelopeShape(['ledger enter', 'ledger entries']),
  rows: z.array(EnteredLine),
});
