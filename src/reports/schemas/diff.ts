/**
 * `diff --json`.
 */
import { z } from 'zod';
import { envelopeShape } from './envelope.js';
import { groupedRow, Money, SharedCount } from './parts.js';

const shape = envelopeShape(['diff']);

const Side = z.strictObject({
  file: z.string(),
  tollbook_version: z.string(),
  source: shape.source,
  period: shape.period,
  coverage: shape.coverage,
  price_book: shape.price_book,
  basis: shape.basis,
});

const change = {
  calls_before: SharedCount,
  calls_after: SharedCount,
  before: Money.nullable().meta({ description: 'Null where only a range is known, or where there is no such row.' }),
  before_low: Money.nullable(),
  before_high: Money.nullable(),
  after: Money.nullable(),
  after_low: Money.nullable(),
  after_high: Money.nullable(),
  change: Money.nullable().meta({ description: 'Of what could be priced; null where one side is a range.' }),
  price_effect: Money.nullable(),
  volume_effect: Money.nullable(),
  mix_effect: Money.nullable().meta({ description: 'price_effect + volume_effect + mix_effect = change.' }),
};

export const diffSchema = z.strictObject({
  ...shape,
  base: Side,
  head: Side,
  rows: z
    .array(groupedRow({ status: z.enum(['changed', 'new', 'gone']), ...change }))
    .meta({ description: 'Rows that changed, the largest change first.' }),
  totals: z.strictObject(change).meta({
    description:
      'Traffic that moved between rows is mix here: volume_effect and mix_effect are not the sums of the rows.',
  }),
});
