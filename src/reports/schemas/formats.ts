/**
 * `load --formats --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';

export const formatsSchema = z.strictObject({
  ...envelopeShape(['load formats']),
  formats: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        is_own: z.boolean().meta({ description: 'True for a format of tollbook.yaml or --map.' }),
        dedupe_key: z.string(),
        cache: z.string(),
        reasoning: z.string(),
        not_logged: z.string(),
        fields: z.array(z.strictObject({ column: z.string(), paths: z.array(z.string()) })),
      }),
    )
    .meta({ description: 'In the order in which a line is offered to them.' }),
});
