/**
 * `usage --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { Count, groupedRow, listCost, Milliseconds, Rate, SharedCount } from './parts.js';

const measures = {
  calls: SharedCount,
  errors: SharedCount.nullable().meta({
    description: 'Null where a closed month had other calls than are there today.',
  }),
  error_rate: Rate.nullable(),
  cancelled: SharedCount.nullable(),
  blocked: SharedCount.nullable(),
  input_tokens: SharedCount.nullable().meta({ description: 'All input, cached included.' }),
  cache_read_tokens: SharedCount.nullable(),
  cache_write_tokens: SharedCount.nullable(),
  output_tokens: SharedCount.nullable().meta({ description: 'All output, reasoning included.' }),
  reasoning_tokens: SharedCount.nullable(),
  unsplit_tokens: SharedCount.nullable(),
  total_tokens: SharedCount.nullable(),
  duration_ms_p50: Milliseconds.nullable().meta({
    description: 'Durations and first tokens: of the calls that were answered, batches left out.',
  }),
  duration_ms_p95: Milliseconds.nullable(),
  duration_ms_p99: Milliseconds.nullable(),
  first_token_ms_p50: Milliseconds.nullable(),
  first_token_ms_p95: Milliseconds.nullable(),
  prompts: Count.optional().meta({ description: 'Calls whose prompt was looked at; there with --scan-pii.' }),
  prompts_with_personal_data: Count.nullable()
    .optional()
    .meta({ description: 'Of those, calls whose prompt looks as if it held personal data.' }),
  ...listCost,
};

export const usageSchema = z.strictObject({
  ...envelopeShape(['usage']),
  rows: z.array(groupedRow(measures)),
  totals: z.strictObject(measures).nullable(),
});
