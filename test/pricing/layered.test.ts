/** One SKU out of several layers: who wins when, and what holds before and after. */
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/core/decimal.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import { layered, oneSku, usageOf } from './helpers.js';

const S = 'source: {retrieved: 2026-11-23}';
const version = (span: string, input: string) => `{${span}${S}, rates: {input: ${input}, output: 7}}`;

/** The price of a million input tokens of test/m at each of the instants; what is unpriced by its reason. */
async function prices(below: string, above: string, instants: readonly string[]): Promise<string[]> {
  const book = await layered(oneSku(`[${below}]`), oneSku(`[${above}]`).replace('id: test', 'id: above'));
  return instants.map((at) => {
    const usage = usageOf({
      provider: 'test',
      model: 'm',
      quantities: { input: '1000000' },
      context: { at: Date.parse(at), inputTokens: 1n },
    });
    const priced = priceUsage(book, usage);
    return priced.unpriced[0]?.reason ?? toDecimal(priced.low);
  });
}

describe('a later layer', () => {
  it('replaces all of it where it has no bounds', async () => {
    const found = await prices(version('', '1'), version('', '2'), ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z']);
    expect(found).toEqual(['2', '2']);
  });

  it('wins from its start, to the millisecond, and the one below holds before', async () => {
    const found = await prices(version('', '1'), version('from: 2026-10-01, ', '2'), [
      '2026-09-30T23:59:59.999Z',
      '2026-10-01T00:00:00Z',
    ]);
    expect(found).toEqual(['1', '2']);
  });

  it('ends where it ends, and the one below goes on', async () => {
    const found = await prices(
      `${version('to: 2026-10-10, ', '1')}, ${version('from: 2026-10-10, ', '3')}`,
      version('from: 2026-10-01, to: 2026-10-15, ', '2'),
      ['2026-09-30T00:00:00Z', '2026-10-14T23:59:59Z', '2026-10-15T00:00:00Z'],
    );
    expect(found).toEqual(['1', '2', '3']);
  });

  it('leaves what it covers between two versions below to neither', async () => {
    const found = await prices(
      `${version('from: 2026-09-01, to: 2026-10-05, ', '1')}, ${version('from: 2026-10-05, to: 2026-11-01, ', '3')}`,
      version('from: 2026-10-05, to: 2026-10-06, ', '2'),
      [
        '2026-08-31T00:00:00Z',
        '2026-10-04T23:59:59Z',
        '2026-10-05T00:00:00Z',
        '2026-10-06T00:00:00Z',
        '2026-11-01T00:00:00Z',
      ],
    );
    expect(found).toEqual(['no_version', '1', '2', '3', 'no_version']);
  });

  it('does not stretch a layer below that had ended', async () => {
    const found = await prices(version('to: 2026-09-01, ', '1'), version('from: 2026-10-01, ', '2'), [
      '2026-08-31T23:59:59Z',
      '2026-09-15T00:00:00Z',
      '2026-10-01T00:00:00Z',
    ]);
    expect(found).toEqual(['1', 'no_version', '2']);
  });
});
