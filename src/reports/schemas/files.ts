/**
 * `load --json` and `ledger status --json`.
 */
import { z } from 'zod';
import { accountShape, envelopeShape } from './envelope.js';
import { Count, Instant } from './parts.js';

const File = z.strictObject({
  path: z.string(),
  formats: z.array(z.strictObject({ format: z.string(), lines: Count })),
  ...accountShape,
  first_at: Instant.nullable(),
  last_at: Instant.nullable(),
  status: z
    .enum(['loaded', 'readable', 'unchanged', 'continued', 'failed'])
    .meta({ description: 'What was loaded is only readable in a dry run.' }),
  remark: z.string().nullable(),
  reasons: z.array(
    z.strictObject({
      outcome: z.enum(['ignored', 'rejected']),
      reason: z.string(),
      lines: Count,
      first_line: Count,
    }),
  ),
});

const files = { files: z.array(File), is_dry_run: z.boolean().optional() };

export const loadSchema = z.strictObject({ ...envelopeShape(['load']), ...files });
export const ledgerSchema = z.strictObject({
  ...envelopeShape(['ledger', 'ledger status', 'ledger forget']),
  ...files,
});
