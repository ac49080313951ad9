/** Calls of two logs, paired by their ids. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedCalls, type SingleCall } from '../../src/books/statements/paired-calls.js';

const call = (callId: string | null, tokens: bigint | null = 1n, requestId: string | null = null): SingleCall => ({
  callId,
  requestId,
  day: '2026-10-01',
  provider: null,
  gateway: null,
  model: 'a',
  tokens,
});
const verdicts = (theirs: SingleCall[], ours: SingleCall[]) =>
  pairedCalls(theirs, ours).unequal.map(({ verdict, id }) => `${verdict} ${id}`);

describe('pairs', () => {
  it("meet by a call's id, by a request's, and by one side's call being the other's request", () => {
    expect(pairedCalls([call('a')], [call('a')])).toEqual({ paired: 1, unequal: [] });
    expect(pairedCalls([call(null, 1n, 'r')], [call('x', 1n, 'r')])).toEqual({ paired: 1, unequal: [] });
    expect(pairedCalls([call('g')], [call('x', 1n, 'g')])).toEqual({ paired: 1, unequal: [] });
    expect(pairedCalls([call('x', 1n, 'g')], [call('g')])).toEqual({ paired: 1, unequal: [] });
  });

  it('take each call once: a second attempt of a request that one side lacks is told', () => {
    expect(verdicts([call('a', 1n, 'r')], [call('a', 1n, 'r'), call('b', 1n, 'r')])).toEqual(['not_on_statement b']);
    expect(verdicts([call('a'), call('a')], [call('a')])).toEqual(['not_in_ledger a']);
  });

  it('count other tokens only where both sides count', () => {
    expect(verdicts([call('a', 5n)], [call('a', 4n)])).toEqual(['other_tokens a']);
    expect(verdicts([call('a', null)], [call('a', 4n)])).toEqual([]);
    expect(verdicts([call('a', null), call('b')], [call('a', 4n), call('b')])).toEqual(['other_tokens a']);
  });

  it('of attempts that share a request are those that agree', () => {
    const [first, second] = [call('a', 50n, 'r'), call('b', 110n, 'r')];
    const found = pairedCalls([call(null, 110n, 'r')], [first, second]);
    expect(found.unequal).toMatchObject([{ verdict: 'not_on_statement', id: 'a', tokensOurs: 50n }]);
    expect(pairedCalls([call(null, 110n, 'r'), call(null, 50n, 'r')], [first, second])).toEqual({
      paired: 2,
      unequal: [],
    });
  });

  it('leave what sets of distinct ids leave, whatever the order', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(ids, ids, (theirs, ours) => {
        const both = theirs.filter((id) => ours.includes(id));
        const found = pairedCalls(
          theirs.map((id) => call(id)),
          ours.map((id) => call(id)),
        );
        expect(found.paired).toBe(both.length);
        const of = (verdict: string) => found.unequal.filter((one) => one.verdict === verdict).map(({ id }) => id);
        expect(of('not_in_ledger').sort()).toEqual(theirs.filter((id) => !ours.includes(id)).sort());
        expect(of('not_on_statement').sort()).toEqual(ours.filter((id) => !theirs.includes(id)).sort());
      }),
    );
  });
});
