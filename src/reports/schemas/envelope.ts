/**
 * The common part of every JSON result, as envelope.ts of the reports makes it.
 */
import { z } from 'zod';
import { Count, Day, Instant, Money, SharedCount } from './parts.js';

const lineCounts = { lines: Count, blank: Count, rejected: Count, ignored: Count, with_calls: Count };
const callCounts = { calls_found: Count, accepted: Count, duplicate: Count };

/** lines = blank + rejected + ignored + with_calls; calls_found = accepted + duplicate. */
export const accountShape = { ...lineCounts, ...callCounts };

const Unpriced = z.strictObject({
  provider: z.string().nullable(),
  model: z.string().nullable(),
  meter: z.string().nullable().meta({ description: 'Null when nothing of the calls could be priced.' }),
  calls: SharedCount,
  tokens: SharedCount.nullable().meta({ description: 'Null when the log does not say how many: reason `unlogged`.' }),
  quantity: Money.nullable().meta({ description: 'Volume of a meter that does not count tokens.' }),
  reason: z.enum([
    'no_model',
    'unknown_model',
    'no_version',
    'no_rate',
    'forbidden',
    'unsplit',
    'not_supported',
    'unlogged',
  ]),
  first_at: Instant.nullable().meta({ description: 'When the first of the calls was.' }),
  last_at: Instant.nullable(),
  candidates: z.array(z.string()).meta({ description: 'Nearest SKUs, best first; never used by themselves.' }),
  alias: z
    .string()
    .nullable()
    .meta({ description: 'A line for `aliases` of tollbook.yaml, to price it as the nearest SKU.' }),
});

const ClosedFigures = z.strictObject({ calls: SharedCount, cost_low: Money, cost_high: Money });

/** The keys that all results share; `words` are what `command` may say. */
export function envelopeShape(words: readonly [string, ...string[]]) {
  return {
    schema_version: z.literal('1'),
    command: z.enum(words),
    tollbook_version: z.string(),
    source: z
      .strictObject({ kind: z.enum(['logs', 'ledger']), path: z.string(), last_call_at: Instant.nullable() })
      .nullable(),
    period: z
      .strictObject({ start: Instant.nullable(), end: Instant.nullable(), time_zone: z.string() })
      .nullable()
      .meta({ description: 'Half-open.' }),
    where: z
      .array(z.strictObject({ dimension: z.string(), value: z.string() }))
      .nullable()
      .optional()
      .meta({
        description:
          'The filter the calls were asked for with, empty for all of them; null for answers that are not about calls. Results of earlier versions do not say it.',
      }),
    sources: z.strictObject({ files: Count, ...accountShape }).nullable(),
    coverage: z
      .strictObject({
        days: Count,
        days_with_calls: Count,
        calls: SharedCount,
        calls_priced: SharedCount.nullable(),
        tokens: SharedCount.nullable(),
        tokens_priced: SharedCount.nullable(),
        calls_without_time: Count,
      })
      .nullable(),
    allocation: z
      .strictObject({ rules: Count, calls: Count, taken: Count, shared: Count, unallocated: Count })
      .optional()
      .meta({ description: 'What allocation rules did to the calls; absent where they had no say.' }),
    price_book: z.strictObject({ id: z.string(), hash: z.string(), as_of: Day.nullable() }).nullable(),
    basis: z.enum(['list', 'contracted', 'invoiced', 'notional', 'mixed']).nullable(),
    currency: z.string().nullable(),
    exchange_rates: z
      .array(
        z.strictObject({
          base: z.string(),
          currency: z.string(),
          month: z.string(),
          rate: Money,
          as_of: Day,
          source: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'One per month that amounts were converted in; absent where they were not.' }),
    closed_months: z
      .array(
        z.strictObject({
          month: z.string(),
          record: Count,
          price_book_hash: z.string(),
          currency: z.string(),
          closed: ClosedFigures,
          recomputed: ClosedFigures,
        }),
      )
      .optional()
      .meta({ description: 'Closed months whose figures are those of the close; absent where there are none.' }),
    unpriced: z.array(Unpriced),
    notes: z.array(z.strictObject({ code: z.string(), message: z.string(), count: Count.nullable() })),
    group_by: z.array(z.string()),
  };
}
