/**
 * A file whose counts are totals so far is taken out of a ledger by a run that has loaded nothing itself.
 *
 * Session s: 10, 30 and 60 tokens so far in two files, so calls of 10, 20 and 30; without the second file 10 and 20.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { ledgerForget, load } from '../../src/pipeline/ledger.js';
import { usage } from '../../src/pipeline/usage.js';
import { desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

const line = (hour: number, tokens: number) => ({
  started_at: `2026-10-01T1${hour}:00:00Z`,
  session_id: 's',
  model: 'alpha',
  tokens,
  status: 'ok',
});
here.log('first.jsonl', [line(0, 10), line(1, 30)]);
here.log('second.jsonl', [line(2, 60)]);
const ledger = 'counters.duckdb';

async function tokens(): Promise<unknown> {
  const asked = question([], { source: { logs: [], ledger } });
  const told = json<{ totals: Record<string, unknown> }>(await usage(asked, pricing([]), here.surroundings));
  return [told.totals.calls, told.totals.unsplit_tokens];
}

describe('forgetting a cumulative file', () => {
  it('closes up what is left', async () => {
    const reading = { anthropicInput: 'exclusive', cumulative: ['session_id'] } as const;
    await load({ logs: ['first.jsonl', 'second.jsonl'], ledger }, reading, { dryRun: false }, here.surroundings);
    expect(await tokens()).toEqual([3, 60]);
    await ledgerForget(ledger, 'first.jsonl', here.surroundings);
    expect(await tokens()).toEqual([1, 60]);
    await load({ logs: ['first.jsonl'], ledger }, reading, { dryRun: false }, here.surroundings);
    await ledgerForget(ledger, 'second.jsonl', here.surroundings);
    expect(await tokens()).toEqual([2, 30]);
  });
});
