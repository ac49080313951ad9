/**
 * `errors --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { Count, groupedRow, Instant, listCost, Rate } from './parts.js';

export const errorsSchema = z.strictObject({
  ...envelopeShape(['errors']),
  rows: z.array(
    groupedRow({
      error_type: z.string().nullable().meta({ description: 'Null for cut streams that logged no error.' }),
      http_status: Count.nullable(),
      calls: Count,
      share: Rate,
      requests: Count,
      requests_failed: Count.meta({ description: 'Requests without a successful attempt in the end.' }),
      cut_streams: Count,
      first_at: Instant.nullable(),
      last_at: Instant.nullable(),
      tokens: Count.nullable(),
      ...listCost,
    }),
  ),
  totals: z.strictObject({
    calls: Count,
    errors: Count,
    error_rate: Rate.nullable(),
    requests: Count,
    requests_failed: Count,
    requests_retried: Count,
    cut_streams: Count,
  }),
});
