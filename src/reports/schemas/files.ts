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
    .enum([
      'loaded',
      'readable',
      'unchanged',
      'continued',
      'moved',
      'copy',
      'changed',
      'replaced',
      'grown',
      'missing',
      'failed',
    ])
    .meta({
      description:
        'What was loaded is only readable in a dry run. A copy is counted under its other name; what changed is left as the ledger holds it. ledger status: grown, changed and missing say how the file now stands to what is held.',
    }),
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

const files = {
  files: z.array(File),
  is_dry_run: z.boolean().optional(),
  rejected_lines: z
    .array(z.strictObject({ path: z.string(), line: Count, reason: z.string(), excerpt: z.string().nullable() }))
    .meta({ description: 'Of a dry run: the first hundred rejected lines, with every value masked.' })
    .optional(),
};

export const loadSchema = z.strictObject({ ...envelopeShape(['load']), ...files });
export const ledgerSchema = z.strictObject({
  ...envelopeShape(['ledger', 'ledger status', 'ledger forget']),
  ...files,
});
