/** Totals so far in the first lines of a large flat log: the quick way asks what the tables are asked, with the same answer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksCumulative } from '../../../src/ingest/direct/counters.js';
import { jsonLines, withLedger } from '../support.js';

const line = (session: string | null, prompt: number, completion: number) => ({
  model: 'm',
  session_id: session,
  prompt_tokens: prompt,
  completion_tokens: completion,
});

describe('the first lines', () => {
  it('look cumulative when both counts of a session grow and never fall', () => {
    expect(looksCumulative([1, 2, 3, 4, 5].map((count) => line('s', count * 100, count)))).toBe(true);
    expect(looksCumulative([1, 2, 3, 4, 5].map((count) => line('s', count * 100, 6 - count)))).toBe(false);
    expect(looksCumulative([1, 2, 3, 4, 5].map((count) => line(null, count * 100, count)))).toBe(false);
  });

  it('look as they do to the tables', { timeout: 60_000 }, async () => {
    await withLedger(async (ledger) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ session: fc.constantFrom('a', 'b', null), step: fc.nat(3), isAnew: fc.nat(15) }), {
            minLength: 4,
            maxLength: 40,
          }),
          async (steps) => {
            await ledger.clear();
            const totals = new Map<string | null, number>();
            const lines = steps.map(({ session, step, isAnew }) => {
              const total = isAnew === 0 ? 1 : (totals.get(session) ?? 0) + step;
              totals.set(session, total);
              return line(session, total * 10, total);
            });
            ledger.write('a.jsonl', jsonLines(...lines));
            await ledger.load(['a.jsonl']);
            const [source] = await ledger.engine.query<{ found: boolean }>(
              'select cumulative_sessions is not null as found from sources',
            );
            expect(looksCumulative(lines)).toBe(source?.found);
          },
        ),
        { numRuns: 25, seed: 5, endOnFailure: true },
      );
    });
  });
});
