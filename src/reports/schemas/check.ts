/**
 * `check --json`.
 */
import { z } from 'zod';
import { GATE_KIND_NAMES } from '../../quality/gate-kinds.js';
import { envelopeShape } from './envelope.js';
import { Count, Instant, Money } from './parts.js';

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
        first_at: Instant.nullable(),
        why: z.string().nullable(),
        see: z.string().meta({ description: 'The command that shows what the gate saw.' }),
      }),
    )
    .meta({ description: 'Limits of the command line, then those of the policy, in their order.' }),
  verdict: Status,
  exit_code: Count.meta({ description: 'Of the gates alone: 0, 3 or 5.' }),
});
