/** Filters that no call meets: an answer of nothing says so, with what lists the values that there are. */
import { afterAll, describe, expect, it } from 'vitest';
import { compare } from '../../src/pipeline/compare.js';
import { cost } from '../../src/pipeline/cost.js';
import { usage } from '../../src/pipeline/usage.js';
import { desk, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());
here.log(
  'calls.jsonl',
  Array.from({ length: 3 }, (_, index) => ({
    call_id: `c${index}`,
    started_at: `2026-09-0${index + 1}T10:00:00Z`,
    provider: 'acme',
    model: 'alpha',
    team: 'search',
    input_tokens: 1000,
    output_tokens: 0,
    status: 'ok',
  })),
);

describe('a filter that no call meets', () => {
  const nobody = question(['calls.jsonl'], { where: [{ dimension: 'team', value: 'serch' }] });
  const says = 'no call that is asked for has team=serch; `tollbook usage calls.jsonl --by team` lists what calls have';

  it.each([
    ['usage', () => usage(nobody, pricing([]), here.surroundings)],
    ['cost', () => cost(nobody, pricing([]), { explain: false }, here.surroundings)],
    [
      'compare',
      () =>
        compare(
          nobody,
          { ...pricing([]), to: ['discount:10%'], holidays: [] } as never,
          { explain: false },
          here.surroundings,
        ),
    ],
  ])('is told by %s', async (_, ask) => {
    const { report } = await ask();
    expect(report.notes.map(({ message }) => message)).toContain(says);
  });

  it('is not told where calls meet it, or nothing is filtered', async () => {
    for (const where of [[], [{ dimension: 'team', value: 'search' } as const]]) {
      const { report } = await usage(question(['calls.jsonl'], { where }), pricing([]), here.surroundings);
      expect(report.notes.map(({ code }) => code)).not.toContain('no_matching_calls');
    }
  });
});
