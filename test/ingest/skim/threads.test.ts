/** Files that are large enough for several threads: parts of files, groups that come up late, more rows than are handed over at once. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Runner } from '../../../src/ingest/skim/skim-files.js';
import type { skimLoad } from '../../../src/ingest/skim/skim-load.js';
import { openLogs } from './support.js';

const logs = openLogs();
afterAll(() => logs.close());

// Threads run what was built.
const BUILT = '../../../dist/ingest/skim';
const { skimLoad: load } = (await import(`${BUILT}/skim-load.js`)) as { skimLoad: typeof skimLoad };
const { inWorkers: run } = (await import(`${BUILT}/skim-files.js`)) as { inWorkers: Runner };

const LOGS = '../../bench/ledger-logs.mjs';
const { fourFormats, transcript } = (await import(LOGS)) as Record<string, (index: number) => string>;

const LINES = 25_000;

function text(from: number, to: number, line: ((index: number) => string) | undefined): string {
  return Array.from({ length: to - from }, (_, index) => line?.(from + index) ?? '').join('');
}

describe('in threads', () => {
  it('gives the calls and the account of the general way', { timeout: 120_000 }, async () => {
    const late =
      '{"type":"message","id":"msg_late","role":"assistant","model":"claude-haiku-4-5","usage":{"input_tokens":1,"output_tokens":2}}';
    const files = {
      'a.jsonl': text(0, LINES, fourFormats),
      // Some of its calls are in the other file too.
      'b.jsonl': `${text(LINES - 500, LINES + 5000, fourFormats)}\n${late}\n\n{"cut":\n`,
      'c.jsonl': text(0, 8000, transcript),
    };
    const skimmed = await logs.skimmed(files, {}, { load, run });
    expect(skimmed).toEqual(await logs.loaded(files));
  });

  it('leaves logs alone in which a late line shows that they are read otherwise', { timeout: 120_000 }, async () => {
    const late = { model: 'gpt-4o', prompt_tokens: 10, completion_tokens: 1, cached_tokens: 500 };
    const files = { 'a.jsonl': text(0, LINES, fourFormats) + JSON.stringify(late) };
    expect(await logs.skimmed(files, {}, { load, run })).toBeUndefined();
  });
});
