/** Flat logs say by their lines whether input includes cached tokens; what decided it, and what speaks against it, is told once. */
import { describe, expect, it } from 'vitest';
import { jsonLines, withLedger } from './support.js';

const line = (input: number, cached: number, total: number, index = 0) => ({
  ts: `2026-10-05T10:00:0${index}Z`,
  model: 'gpt-5.4',
  prompt_tokens: input,
  cached_tokens: cached,
  completion_tokens: 500,
  total_tokens: total,
});

async function read(files: Readonly<Record<string, readonly object[]>>) {
  return withLedger(async (ledger) => {
    for (const [name, lines] of Object.entries(files)) ledger.write(name, jsonLines(...lines));
    const { diagnostics } = await ledger.load(Object.keys(files));
    return {
      input: (await ledger.calls()).reduce((total, call) => total + Number(call.inputTokens), 0),
      notes: diagnostics.notes.filter(({ code }) => code === 'cache_convention'),
    };
  });
}

describe('input that excludes cached tokens', () => {
  it('is told of all files in one note', async () => {
    const exclusive = (index: number) => [line(1000, 2000, 3500, index)];
    const { input, notes } = await read({
      'a.jsonl': exclusive(1),
      'b.jsonl': [line(1000, 100, 1500)],
      'c.jsonl': exclusive(2),
    });
    // 1,000 + 2,000 in a and c, 1,000 in b.
    expect(input).toBe(7000);
    expect(notes).toMatchObject([
      {
        message:
          'a.jsonl and 1 more file: input tokens are taken to exclude cached tokens, because a line has more cached than input tokens',
      },
    ]);
    expect(notes[0]?.incomplete).toBeUndefined();
  });

  it('by totals alone says so', async () => {
    const { input, notes } = await read({ 'a.jsonl': [line(1000, 100, 1600)] });
    expect(input).toBe(1100);
    expect(notes[0]?.message).toMatch(/because totals are those of input, cached and output tokens$/);
  });

  it('against totals that say otherwise is not told as certain', async () => {
    const torn = [line(100_000, 80_000, 100_500, 1), line(100_000, 80_000, 100_500, 2), line(1000, 2000, 1500, 3)];
    const { input, notes } = await read({ 'a.jsonl': torn });
    expect(input).toBe(180_000 + 180_000 + 3000);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.message).toContain('yet 3 lines have totals of input and output alone');
    expect(notes[0]?.incomplete).toBe(true);
  });
});
