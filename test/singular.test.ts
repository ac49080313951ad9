/** Sentences whose number may be one. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { exact, ZERO } from '../src/core/exact.js';
import type { Phrase } from '../src/core/phrase.js';
import { oneTimeParts } from '../src/projection/moving.js';
import { speaking } from '../src/render/figures.js';
import { sensitivityTable } from '../src/reports/compare-detail-tables.js';
import { desk } from './pipeline/words.js';

const COMMAND = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const here = desk();
afterAll(() => here.clear());

describe('one of something', () => {
  it('is one day of work, and one month of a horizon', () => {
    const engineers = (days: bigint) => {
      const moving = { engineerDays: exact(days), dayRate: exact(500n), shadowDays: ZERO, shadowShare: ZERO };
      const candidate = { billAt: () => ({ oneTime: ZERO }) };
      return oneTimeParts({ oneTimeCost: null, moving } as never, candidate as never, {} as never, 'low')[0]?.formula;
    };
    expect([engineers(1n), engineers(2n)]).toEqual(['1 day at 500.00', '2 days at 500.00']);
    const title = (horizonMonths: number) => {
      const sensitivities = [{ factor: 'volume', less: null, more: null }];
      const table = sensitivityTable({
        comparisons: [{ alternative: 'a', sensitivities }],
        plan: { horizonMonths },
      } as never);
      return speaking('en').text(table?.title as Phrase);
    };
    expect(title(1)).toBe('Net benefit over 1 month, when one thing is other than assumed');
    expect(title(12)).toBe('Net benefit over 12 months, when one thing is other than assumed');
  });

  it('is one day that has calls, in either language', () => {
    here.log('one.jsonl', [
      {
        call_id: 'c',
        started_at: '2026-10-31T10:00:00Z',
        model: 'gpt-5.4',
        input_tokens: 10,
        output_tokens: 1,
        status: 'ok',
      },
    ]);
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [COMMAND, ...args], { cwd: here.folder, encoding: 'utf8' });
    expect(run('load', 'one.jsonl', '--db', 'one.db').status).toBe(0);
    expect(run('close', '2026-10', '--db', 'one.db').stderr).toContain('2026-10: 1 of 31 days has calls;');
    expect(run('close', '2026-10', '--db', 'one.db', '--locale', 'ko').stderr).toContain(
      '31일 중 1일에 호출이 있습니다',
    );
  });
});
