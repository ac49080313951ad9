/**
 * How many calls are unpriced where only a meter has no price: those that use it, whatever they are summed with.
 *
 * The book has a price for input and none for output. Of twenty calls of 1,000 tokens in, those of the 3rd and the 17th have output.
 */
import { afterAll, describe, expect, it } from 'vitest';
import type { Dimension } from '../../src/core/question.js';
import { check } from '../../src/pipeline/check.js';
import { compare } from '../../src/pipeline/compare.js';
import { cost } from '../../src/pipeline/cost.js';
import { forecast } from '../../src/pipeline/forecast.js';
import { usage } from '../../src/pipeline/usage.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const BOOK = here.write('book.yaml', book({ alpha: '{input: 3}' }));
here.log(
  'calls.jsonl',
  Array.from({ length: 20 }, (_, index) => ({
    call_id: `c${index}`,
    started_at: `2026-09-${String(index + 1).padStart(2, '0')}T10:00:00Z`,
    provider: 'acme',
    model: 'alpha',
    input_tokens: 1000,
    output_tokens: index === 2 || index === 16 ? 50 : 0,
    status: 'ok',
  })),
);

interface Told {
  readonly coverage: { readonly calls_priced: number };
  readonly totals: { readonly unpriced_calls: number };
  readonly unpriced: readonly object[];
}
const OUTPUT = {
  meter: 'output',
  reason: 'no_rate',
  calls: 2,
  tokens: 100,
  first_at: '2026-09-03T10:00:00Z',
  last_at: '2026-09-17T10:00:00Z',
};

describe('calls of which a meter has no price', () => {
  it.each([[[]], [['model']], [['day']], [['week', 'model']]] as [Dimension[]][])('are as many by %j', async (by) => {
    const asked = question(['calls.jsonl'], { by });
    for (const answer of [
      await usage(asked, pricing([BOOK]), here.surroundings),
      await cost(asked, pricing([BOOK]), { explain: false }, here.surroundings),
    ]) {
      const told = json<Told>(answer);
      expect(told.totals.unpriced_calls).toBe(2);
      expect(told.coverage.calls_priced).toBe(18);
      expect(told.unpriced).toMatchObject([OUTPUT]);
    }
  });

  it('are as many in compare, which counts calls of a month together', async () => {
    const choice = { ...pricing([BOOK]), to: ['discount:10%'], holidays: [] } as unknown as Parameters<
      typeof compare
    >[1];
    const asked = question(['calls.jsonl'], { by: [] });
    const told = json<Told>(await compare(asked, choice, { explain: false }, here.surroundings));
    expect(told.coverage.calls_priced).toBe(18);
    expect(told.unpriced).toMatchObject([OUTPUT]);
  });

  it('are told with when they were by forecast', async () => {
    const choice = { ...pricing([BOOK]), holidays: [] } as unknown as Parameters<typeof forecast>[1];
    const told = json<Told>(await forecast(question(['calls.jsonl'], { by: [] }), choice, here.surroundings));
    expect(told.unpriced).toMatchObject([OUTPUT]);
  });

  it('keep a limit on cost from holding, and not from being broken', async () => {
    // 20 × 1,000 × 3 per million is the least they cost: 0.06, and 0.003 each.
    const limits = [
      { id: 'holds', kind: 'cost', fail: '1' },
      { id: 'each', kind: 'cost_per_call', fail: '0.1' },
      { id: 'broken', kind: 'cost', fail: '0.05' },
    ];
    const choice = { policy: undefined, against: undefined, volume: undefined, showAll: true, holidays: [] };
    const judged = async (onInconclusive: 'pass' | undefined, asked = limits) => {
      const told = { ...choice, onInconclusive, limits: asked } as unknown as Parameters<typeof check>[2];
      return check(question(['calls.jsonl'], { by: [] }), pricing([BOOK]), told, here.surroundings);
    };
    const why = 'some of the usage has no known cost: this is the least it may be';
    expect(json<{ gates: object[] }>(await judged(undefined)).gates).toMatchObject([
      { status: 'inconclusive', value: '0.06', why },
      { status: 'inconclusive', value: '0.003', why },
      { status: 'fail', value: '0.06' },
    ]);
    const first = await judged(undefined, limits.slice(0, 1));
    expect([first.inconclusive, first.gateFailed, first.isSilent]).toEqual([true, false, false]);
    const passed = json<{ verdict: string }>(await judged('pass', limits.slice(0, 1)));
    expect(passed.verdict).toBe('pass');
  });

  it('are two of twenty to a gate', async () => {
    const limits = [{ id: 'unpriced', kind: 'unpriced_rate', fail: '0.05' }];
    const choice = {
      policy: undefined,
      onInconclusive: undefined,
      against: undefined,
      volume: undefined,
      showAll: true,
    };
    const asked = { ...choice, holidays: [], limits } as unknown as Parameters<typeof check>[2];
    const told = json<{ gates: object[] }>(
      await check(question(['calls.jsonl'], { by: [] }), pricing([BOOK]), asked, here.surroundings),
    );
    expect(told.gates).toMatchObject([{ status: 'fail', value: '0.1', first_on: '2026-09-03' }]);
  });
});
