/**
 * `latency --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { Count, groupedRow, Milliseconds, Rate } from './parts.js';

const measures = {
  is_streamed: z.boolean().nullable(),
  calls: Count,
  calls_timed: Count,
  calls_first_token_timed: Count,
  duration_ms_mean: Milliseconds.nullable(),
  duration_ms_p50: Milliseconds.nullable(),
  duration_ms_p95: Milliseconds.nullable(),
  duration_ms_p99: Milliseconds.nullable(),
  first_token_ms_p50: Milliseconds.nullable(),
  first_token_ms_p95: Milliseconds.nullable(),
  first_token_ms_p99: Milliseconds.nullable(),
  output_tokens_per_second_p50: z.number().nullable(),
  perceived: Rate.nullable().meta({ description: 'Median of 1 − first token ÷ total on the same streamed calls.' }),
};

const compared = {
  streamed_calls: Count,
  not_streamed_calls: Count,
  streamed_duration_ms_p50: Milliseconds,
  not_streamed_duration_ms_p50: Milliseconds,
  duration_ms_difference: Milliseconds.meta({ description: 'Streamed minus not streamed.' }),
  streamed_first_token_ms_p50: Milliseconds.nullable(),
};

const Matched = z.strictObject({
  matched: z.literal(true),
  overall: z.strictObject(compared),
  strata: z.array(
    z.strictObject({
      model: z.string().nullable(),
      output_tokens_from: Count,
      output_tokens_below: Count,
      ...compared,
    }),
  ),
});

export const latencySchema = z.strictObject({
  ...envelopeShape(['latency']),
  rows: z.array(groupedRow(measures)),
  totals: z.array(z.strictObject(measures)).meta({ description: 'Without grouping: one per value of is_streamed.' }),
  perceived: Rate.nullable(),
  comparison: z.discriminatedUnion('matched', [
    Matched,
    z.strictObject({ matched: z.literal(false), reason: z.string().startsWith('not matched: ') }),
  ]),
});
