/**
 * An increase over a base of which a part has no known cost: it may be less than the figure says, so it breaks nothing.
 *
 * A book of 1 per million of input. September: 10 M tokens of a known model, and another model without a price. October: 25 M
 * of the known one, so 15 more than what is known of September.
 */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Filter } from '../../src/core/question.js';
import { check } from '../../src/pipeline/check.js';
import { cost } from '../../src/pipeline/cost.js';
import { book, desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const BOOK = here.write('book.yaml', book({ alpha: '{input: 1}', gamma: '{input: 1}' }));
const days = (month: string, count: number, model: string, tokens: number) =>
  Array.from({ length: count }, (_, index) => ({
    call_id: `${model}-${month}-${index}`,
    started_at: `${month}-${String(index + 1).padStart(2, '0')}T10:00:00Z`,
    provider: 'acme',
    model,
    input_tokens: tokens,
    output_tokens: 0,
    status: 'ok',
  }));
const september = [...days('2026-09', 30, 'gamma', 0), ...days('2026-09', 10, 'alpha', 1_000_000)];
const october = [...days('2026-10', 31, 'gamma', 0), ...days('2026-10', 25, 'alpha', 1_000_000)];
const unknown = days('2026-09', 1, 'nobody-knows', 1_000);
here.log('known.jsonl', [...september, ...october]);
here.log('partly.jsonl', [...september, ...unknown, ...october]);

async function judged(log: string, against: string, fail: string): Promise<object[]> {
  const policy = here.write(
    'policy.yaml',
    `schema: tollbook-policy/1
gates:
  - {id: more, kind: cost_increase, fail: ${fail}}
  - {id: rate, kind: cost_increase_rate, fail: 1}
  - {id: each, kind: cost_increase, by: [model], fail: ${fail}}
`,
  );
  const choice = { policy, volume: undefined, showAll: true, holidays: [], against, limits: [] };
  const asked = choice as unknown as Parameters<typeof check>[2];
  const report = await check(question([log], { by: [], month: '2026-10' }), pricing([BOOK]), asked, here.surroundings);
  return json<{ gates: object[] }>(report).gates;
}

async function saved(log: string): Promise<string> {
  const asked = question([log], { by: ['model'], month: '2026-09' });
  const told = await cost(asked, pricing([BOOK]), { explain: false }, here.surroundings);
  return here.write(`${log}.json`, JSON.stringify(json(told)));
}

const WHY = 'some of the usage before has no known cost: this is the most it may be';

describe.each(['previous', 'a saved result'])('an increase over %s', (kind) => {
  const base = (log: string) => (kind === 'previous' ? kind : saved(log));

  it('is broken where all of the base has a cost', async () => {
    expect(await judged('known.jsonl', await base('known.jsonl'), '10')).toMatchObject([
      { status: 'fail', value: '15' },
      { status: 'fail', value: '1.5' },
      { status: 'fail', value: '15' },
    ]);
  });

  it('is unknown above a limit where a part of the base has none, and holds below it', async () => {
    expect(await judged('partly.jsonl', await base('partly.jsonl'), '10')).toMatchObject([
      { status: 'inconclusive', value: '15', why: WHY },
      { status: 'inconclusive', value: '1.5', why: WHY },
      // By model the known one is compared with itself alone.
      { status: 'fail', value: '15' },
    ]);
    expect((await judged('partly.jsonl', await base('partly.jsonl'), '20'))[0]).toMatchObject({
      status: 'pass',
    });
  });
});

describe('a saved result', () => {
  it('in another currency, or at other prices, is refused or told', async () => {
    const base = await saved('known.jsonl');
    const korean = here.write('krw.json', readFileSync(base, 'utf8').replace('"currency":"USD"', '"currency":"KRW"'));
    await expect(judged('known.jsonl', korean, '10')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/krw\.json is in KRW, and costs are told in USD$/),
    });
  });

  it('of a part of a month, at other prices, or of perhaps other calls is told', async () => {
    const other = here.write('other.yaml', book({ alpha: '{input: 2}', gamma: '{input: 1}' }));
    const part = question(['known.jsonl'], { by: ['model'], since: '2026-09-01', until: '2026-09-15' });
    const told = await cost(part, pricing([other]), { explain: false }, here.surroundings);
    // An earlier version did not write of which calls a result is.
    const { where: _, ...earlier } = json(told);
    const half = here.write('half.json', JSON.stringify(earlier));
    const notes = async (against: string, more: object) => {
      const choice = {
        volume: undefined,
        showAll: true,
        holidays: [],
        against,
        limits: [{ id: 'x', kind: 'cost_increase', fail: '1000' }],
      };
      const asked = question(['known.jsonl'], { by: [], month: '2026-10', ...more });
      const { report } = await check(asked, pricing([BOOK]), choice as never, here.surroundings);
      return report.notes.map(({ code }) => code).filter((code) => /^(base|books|filters)_/.test(code));
    };
    expect(await notes(half, { where: [{ dimension: 'model', value: 'alpha' }] })).toEqual([
      'base_scaled',
      'books_differ',
      'base_unfiltered',
    ]);
    expect(await notes(half, {}).then((codes) => codes.slice(0, 2))).toEqual(['base_scaled', 'books_differ']);
    expect(await notes(await saved('known.jsonl'), {})).toEqual([]);
  });

  it('of other calls is told, by the filter that is written in it', async () => {
    const alpha = { dimension: 'model', value: 'alpha' } as const;
    const gamma = { dimension: 'model', value: 'gamma' } as const;
    const of = async (name: string, where: readonly Filter[]) => {
      const asked = question(['known.jsonl'], { by: ['model'], where });
      return here.write(
        name,
        JSON.stringify(json(await cost(asked, pricing([BOOK]), { explain: false }, here.surroundings))),
      );
    };
    const told = async (against: string, where: readonly Filter[]) => {
      const choice = {
        volume: undefined,
        showAll: true,
        holidays: [],
        against,
        limits: [{ id: 'x', kind: 'cost_increase', fail: '1000' }],
      };
      const asked = question(['known.jsonl'], { by: [], month: '2026-10', where });
      const { report } = await check(asked, pricing([BOOK]), choice as never, here.surroundings);
      return report.notes.filter(({ code }) => /^filters|unfiltered/.test(code)).map(({ message }) => message);
    };
    const both = await of('both.json', [alpha, gamma]);
    expect(await told(both, [gamma, alpha])).toEqual([]);
    expect(await told(both, [alpha])).toEqual([
      expect.stringMatching(/both\.json is of model=alpha, model=gamma, this check of model=alpha;/),
    ]);
    expect(await told(both, [])).toEqual([expect.stringMatching(/both\.json is of .*, this check of all calls;/)]);
    expect(await told(await of('all.json', []), [alpha])).toEqual([
      expect.stringMatching(/all\.json is of all calls, this check of model=alpha/),
    ]);
  });
});
