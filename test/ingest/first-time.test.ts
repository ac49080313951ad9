/**
 * A call that a log writes down several times while it is answered stands at the first of these times, whichever sighting speaks for it:
 * that is the nearest to when it was made, and decides its day and its month.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetSource } from '../../src/ingest/load.js';
import { openLogs } from './skim/support.js';
import { jsonLines, type Ledger, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.clear());
afterAll(() => ledger.close());

const seen = (timestamp: string | undefined, output: number, more: object = {}) => ({
  type: 'assistant',
  sessionId: 's',
  uuid: `u-${timestamp}-${output}`,
  requestId: 'req_1',
  timestamp,
  message: {
    id: 'msg_1',
    role: 'assistant',
    model: 'claude-sonnet-4-5',
    usage: { input_tokens: 10, output_tokens: output },
  },
  ...more,
});
const FIRST = seen('2026-08-31T23:59:59.900Z', 1);
const MIDDLE = seen('2026-09-01T00:00:01.000Z', 7);
const LAST = seen('2026-09-01T00:00:04.000Z', 20);

const calls = async () => {
  const rows = await ledger.engine.query<{ at: bigint; output: bigint }>(
    'select epoch_ms(started_at) as at, output_tokens as output from calls order by all',
  );
  return rows.map(({ at, output }) => [new Date(Number(at)).toISOString(), Number(output)]);
};

describe('a call of several lines', () => {
  it.each([
    ['as they were written', [FIRST, MIDDLE, LAST]],
    ['the other way about', [LAST, MIDDLE, FIRST]],
    ['with the best in between', [MIDDLE, LAST, FIRST]],
  ])('stands at the first time, %s', async (_, lines) => {
    ledger.write('a.jsonl', jsonLines(...lines));
    await ledger.load(['a.jsonl']);
    expect(await calls()).toEqual([['2026-08-31T23:59:59.900Z', 20]]);
  });

  it('in several files stands at the first time of those that are held', async () => {
    ledger.write('last.jsonl', jsonLines(LAST));
    ledger.write('first.jsonl', jsonLines(FIRST));
    ledger.write('middle.jsonl', jsonLines(MIDDLE));
    const load = (name: string) => ledger.load([name], { isLedger: true });
    await load('last.jsonl');
    expect(await calls()).toEqual([['2026-09-01T00:00:04.000Z', 20]]);
    await load('first.jsonl');
    await load('middle.jsonl');
    expect(await calls()).toEqual([['2026-08-31T23:59:59.900Z', 20]]);
    await forgetSource(ledger.engine, `${ledger.folder}/first.jsonl`);
    expect(await calls()).toEqual([['2026-09-01T00:00:01.000Z', 20]]);
    await load('first.jsonl');
    await forgetSource(ledger.engine, `${ledger.folder}/last.jsonl`);
    expect(await calls()).toEqual([['2026-08-31T23:59:59.900Z', 7]]);
    await forgetSource(ledger.engine, `${ledger.folder}/first.jsonl`);
    expect(await calls()).toEqual([['2026-09-01T00:00:01.000Z', 7]]);
    const kept = await ledger.engine.query('select count(own_started_at) as kept from snapshots');
    expect(kept).toEqual([{ kept: 0n }]);
  });

  it('keeps its time where another log has it at another, or where a line has none', async () => {
    const other = {
      id: 'msg_1',
      timestamp: '2026-08-31T12:00:00Z',
      model: 'claude-sonnet-4-5',
      input_tokens: 10,
      output_tokens: 3,
    };
    ledger.write('a.jsonl', jsonLines(LAST, seen(undefined, 2), other));
    await ledger.load(['a.jsonl']);
    expect(await calls()).toEqual([['2026-09-01T00:00:04.000Z', 20]]);
  });

  it('stands at the first time too where lines are only counted', async () => {
    const logs = openLogs();
    try {
      const files = {
        'a.jsonl': jsonLines(LAST, FIRST),
        'b.jsonl': jsonLines(MIDDLE, seen('2026-09-02T00:00:00Z', 5)),
      };
      const skimmed = await logs.skimmed(files);
      expect(skimmed).toEqual(await logs.loaded(files));
      expect(skimmed?.calls).toMatchObject([{ startedAt: Date.parse('2026-08-31T23:59:59.900Z'), outputTokens: 20n }]);
    } finally {
      logs.close();
    }
  });
});
