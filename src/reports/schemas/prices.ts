/**
 * `prices list --json`, `prices explain --json` and `prices check --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { AuditedMoney, Count, Money } from './parts.js';

export const pricesListSchema = z.looseObject({
  ...envelopeShape(['prices list', 'prices']),
  rows: z.array(
    z.looseObject({
      sku: z.string(),
      provider: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      source: z.string().nullable(),
      layer: z.string(),
    }),
  ),
});

export const pricesExplainSchema = z.looseObject({
  ...envelopeShape(['prices explain', 'prices']),
  sku: z.string().nullable(),
  rule: z.string().nullable(),
  version: z.looseObject({ from: z.string().nullable(), to: z.string().nullable() }).nullable(),
  source: z.string().nullable(),
  lines: z.array(
    z.looseObject({
      meter: z.string(),
      quantity: AuditedMoney,
      unit_price: AuditedMoney,
      per: Money,
      amount: AuditedMoney,
    }),
  ),
  total: AuditedMoney.nullable(),
});

export const pricesCheckSchema = z.looseObject({
  ...envelopeShape(['prices check']),
  rows: z.array(
    z.strictObject({
      kind: z.enum(['gap', 'disagreement', 'stale']),
      sku: z.string().nullable().meta({ description: 'Null where a finding is about a whole layer.' }),
      about: z.string().meta({ description: 'A meter, time, conditions or age.' }),
      layer: z.string(),
      found: z.string(),
      below: z.string().nullable(),
      expected: z.string().nullable(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  gaps: Count,
  disagreements: Count,
  stale: Count,
});
