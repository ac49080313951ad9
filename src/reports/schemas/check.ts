/**
 * `check --json`.
 */
import { z } from 'zod';
import { GATE_KIND_NAMES } from '../../quality/gate-kinds.js';
import { envelopeShape } from './envelope.js';
import { Count, Day, Instant, Money } from './parts.js';

const Status = z.enum(['fail', 'inconclusive', 'warn', 'pass']);
/** Amounts, shares, counts and milliseconds alike: exact, so a decimal string; `unit` says which. */
const Value = Money.nullable();

export const checkSchema = z.strictObject({
  ...envelopeShape(['check']),
  gates: z
    .array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(GATE_KIND_NAMES as [string, ...string[]]),
        status: Status,
        group: z.array(z.string().nullable()).meta({ description: 'The worst group; empty where nothing is grouped.' }),
        groups: Count.meta({ description: 'How many groups have this status.' }),
        unit: z.enum(['money', 'rate', 'milliseconds', 'count', 'number']),
        value: Value.meta({ description: 'Null where only a range, or nothing, is known.' }),
        value_low: Value,
        value_high: Value,
        limit: Value.meta({ description: 'The limit that was broken, or the stricter one.' }),
        warn: Value,
        fail: Value,
        first_on: Day.nullable().meta({
          description: 'The day on which the limit was first broken; null where it was no day, as of a scaled month.',
        }),
        first_at: Instant.nullable().meta({ description: 'The moment, where one call did it.' }),
        why: z.string().nullable(),
        met: z.array(z.string()).meta({
          description: 'Of forbidden_…: the names in the log of what was met, in the worst group; empty otherwise.',
        }),
        see: z.string().meta({ description: 'The command that shows what the gate saw.' }),
      }),
    )
    .meta({ description: 'Limits of the command line, then those of the policy, in their order.' }),
  month: z
    .strictObject({
      basis: z.enum(['complete_months', 'scaled', 'assumed_month', 'stated_days']),
      months: z.array(z.string()),
      factor: z
        .number()
        .meta({ description: 'What the cost of the calls is multiplied with; 1 where nothing is scaled.' }),
      days_seen: Count,
      days_in_month: Count,
      sentence: z.string(),
    })
    .nullable()
    .meta({
      description: 'The month that costs per month are of; null where no gate needed one or too few days are known.',
    }),
  verdict: Status,
  exit_code: Count.meta({ description: 'Of the gates alone: 0, 3 or 5.' }),
});
