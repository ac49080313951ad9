/**
 * `reconcile --json`.
 */
import { z } from 'zod';
import { STATEMENT_CAUSES } from '../../pricing/logged-cause.js';
import { envelopeShape } from './envelope.js';
import { Count, Day, Money, SharedCount } from './parts.js';

const Cause = z.enum(Object.keys(STATEMENT_CAUSES) as [string, ...string[]]);

const compared = {
  calls_before: Count.nullable(),
  calls_after: z.union([SharedCount, Money]),
  tokens_before: Count.nullable(),
  tokens_after: z.union([SharedCount, Money]),
  before: Money.nullable().meta({ description: 'What the statement says.' }),
  after: Money.nullable().meta({
    description: 'What the ledger gives; null where only after_low and after_high are known.',
  }),
  after_low: Money.nullable(),
  after_high: Money.nullable(),
  unpriced_calls: z.union([SharedCount, Money]),
  difference: Money.nullable().meta({
    description: 'before less after; of tokens where the statement has no amounts.',
  }),
  ratio: z.number().nullable(),
};

const named = { provider: z.string().nullable(), model: z.string().nullable() };

const judged = {
  ...named,
  ...compared,
  verdict: z.enum(['within', 'beyond']),
  cause: Cause,
  likely_cause: z.string(),
  causes: z.array(Cause),
};

export const reconcileSchema = z.strictObject({
  ...envelopeShape(['reconcile']),
  statement: z.strictObject({
    export: z.string(),
    title: z.string(),
    first: Day.nullable(),
    last: Day.nullable(),
    has_cost: z.boolean(),
    has_usage: z.boolean(),
    cannot_contain: z.array(z.string()),
  }),
  scope: z.string().meta({ description: 'Which calls of the ledger were compared.' }),
  tolerance: z.strictObject({ rate: z.number().nullable(), amount: Money.nullable() }),
  is_within: z.boolean(),
  rows: z
    .array(z.strictObject({ day: z.string(), ...judged }))
    .meta({ description: 'By day in the zone of the period, then by model. YYYY-MM where the statement has no days.' }),
  models: z.array(z.strictObject(judged)).meta({ description: 'Over the whole period, the largest difference first.' }),
  totals: z.strictObject(compared),
  causes: z.array(
    z.strictObject({ cause: Cause, says: z.string(), difference: Money.optional(), tokens: Money.optional() }),
  ),
  calls: z
    .strictObject({
      paired: z.int(),
      other_tokens: z.int(),
      only_on_statement: z.int(),
      only_in_ledger: z.int(),
      rows: z.array(
        z.strictObject({
          id: z.string(),
          day: Day.nullable(),
          model: z.string().nullable(),
          verdict: z.enum(['not_in_ledger', 'not_on_statement', 'other_tokens']),
          says: z.string(),
          tokens_theirs: Count.nullable(),
          tokens_ours: Count.nullable(),
        }),
      ),
    })
    .optional()
    .meta({
      description: 'Of a statement that is a log with ids: what pairs, and the calls that do not agree, at most 50.',
    }),
});
