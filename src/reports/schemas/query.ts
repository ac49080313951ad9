/**
 * `query --json`: the columns are the statement's own, so a row may hold anything that JSON can say.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';

export const querySchema = z.strictObject({
  ...envelopeShape(['query']),
  columns: z.array(z.string()).meta({ description: 'In the order of the statement.' }),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  is_cut: z.boolean().meta({ description: 'True when there are more rows.' }),
});
