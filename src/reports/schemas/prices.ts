/**
 * `prices list --json` and `prices explain --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { AuditedMoney, Money } from './parts.js';

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
