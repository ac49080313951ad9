/**
 * Application logs whose counts are totals so far: found and reported, and read right when that is asked for, whatever the
 * order of files and loads. Expected sums are worked by hand, or by a reader that walks one session line by line.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingRules } from '../../src/core/question.js';
import { forgetSource } from '../../src/ingest/load.js';
import { jsonLines, type Ledger, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.clear());
afterAll(() => ledger.close());

const BY_SESSION: Partial<ReadingRules> = { cumulative: ['session_id'] };

/** One line of a session that has used so many tokens by then; `minute` is its time. */
const said = (session: string | null, minute: number, more: Record<string, unknown>) => ({
  ts: new Date(Date.UTC(2026, 8, 1) + minute * 60_000).toISOString(),
  session_id: session,
  model: 'm',
  ...more,
});

async function load(named: readonly string[], reading: Partial<ReadingRules> = BY_SESSION) {
  const { files, diagnostics } = await ledger.load(named, { isLedger: true, reading });
  return { statuses: files.map((file) => file.status), codes: diagnostics.notes.map((note) => note.code), diagnostics };
}

async function sums() {
  const [row] = await ledger.engine.query<Record<string, bigint | null>>(
    `select count(*) as calls, sum(input_tokens)::bigint as input, sum(cache_read_tokens)::bigint as cached,
        sum(output_tokens)::bigint as output, sum(unsplit_tokens)::bigint as unsplit from calls`,
  );
  const entries = Object.entries(row ?? {}).flatMap(([name, value]) => (value === null ? [] : [[name, Number(value)]]));
  return Object.fromEntries(entries);
}

async function evidence(): Promise<(number | null)[]> {
  const rows = await ledger.engine.query<{ sessions: bigint | null }>(
    'select cumulative_sessions as sessions from sources order by path',
  );
  return rows.map(({ sessions }) => (sessions === null ? null : Number(sessions)));
}

const five = [10, 20, 30, 40, 50].map((tokens, index) => said('s', index, { tokens }));

describe('counts that are totals so far', () => {
  it('are found where nothing was said, and added up as before', async () => {
    ledger.write('a.jsonl', jsonLines(...five));
    await load(['a.jsonl'], {});
    expect(await evidence()).toEqual([1]);
    expect(await sums()).toEqual({ calls: 5, unsplit: 150 });
  });

  it('are 50 and not 150 when they are said to be', async () => {
    ledger.write('a.jsonl', jsonLines(...five));
    const { codes } = await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 5, unsplit: 50 });
    expect([await evidence(), codes]).toEqual([[null], []]);
  });

  it('make a file read again when they are said to be after it was loaded, and when they are said not to be', async () => {
    ledger.write('a.jsonl', jsonLines(...five));
    ledger.write(
      'b.jsonl',
      jsonLines({
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'm',
        usage: { input_tokens: 1, output_tokens: 1 },
      }),
    );
    await load(['a.jsonl', 'b.jsonl'], {});
    expect((await load(['a.jsonl', 'b.jsonl'])).statuses).toEqual(['replaced', 'unchanged']);
    expect(await sums()).toMatchObject({ unsplit: 50 });
    // Nothing said: as it is held.
    expect((await load(['a.jsonl'], {})).statuses).toEqual(['unchanged']);
    expect((await load(['a.jsonl'], { cumulative: [] })).statuses).toEqual(['replaced']);
    expect(await sums()).toMatchObject({ unsplit: 150 });
    expect(await evidence()).toEqual([null, null]);
  });

  it('go on in a file that grew, also when nothing is said any more', async () => {
    const path = ledger.write('a.jsonl', jsonLines(...five.slice(0, 2)));
    await load(['a.jsonl']);
    appendFileSync(path, jsonLines(...five.slice(2)));
    expect((await load(['a.jsonl'], {})).statuses).toEqual(['continued']);
    expect(await sums()).toEqual({ calls: 5, unsplit: 50 });
  });

  it('go on over files, in whatever order these are loaded, and close up when one is forgotten', async () => {
    ledger.write('c.jsonl', jsonLines(five[0], five[1]));
    ledger.write('a.jsonl', jsonLines(five[2]));
    const last = ledger.write('b.jsonl', jsonLines(five[3], five[4]));
    await load(['b.jsonl']);
    expect(await sums()).toEqual({ calls: 2, unsplit: 50 });
    await load(['c.jsonl']);
    await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 5, unsplit: 50 });
    const used = await ledger.engine.query<{ tokens: bigint }>('select unsplit_tokens as tokens from calls');
    expect(used.map(({ tokens }) => Number(tokens))).toEqual([10, 10, 10, 10, 10]);
    await forgetSource(ledger.engine, last);
    expect(await sums()).toEqual({ calls: 3, unsplit: 30 });
  });

  it('NB05: said again without a change they add nothing', async () => {
    const totals = [1100, 1100, 2200, 2200, 3300, 3300];
    ledger.write('a.jsonl', jsonLines(...totals.map((tokens, index) => said('s', index, { tokens }))));
    await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 6, unsplit: 3300 });
  });

  it('that fall began anew: 30 before, 12 after', async () => {
    const lines = [10, 20, 30, 5, 12].map((tokens, index) => said('s', index, { tokens }));
    ledger.write('a.jsonl', jsonLines(...lines));
    const { diagnostics } = await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 5, unsplit: 42 });
    expect(diagnostics.notes).toMatchObject([{ code: 'counter_restarts', count: 1 }]);
    expect(diagnostics.notes[0]?.message).toContain('a.jsonl line 4');
  });

  it('began anew for a whole call: output that rose past its old total in the meantime is counted in full', async () => {
    ledger.write(
      'a.jsonl',
      jsonLines(
        said('s', 0, { prompt_tokens: 100, completion_tokens: 50 }),
        said('s', 1, { prompt_tokens: 5, completion_tokens: 60 }),
      ),
    );
    await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 2, input: 105, output: 110 });
  });

  it('that are not logged are unknown, not 0: the next one counts from the last that was', async () => {
    ledger.write(
      'a.jsonl',
      jsonLines(
        said('s', 0, { prompt_tokens: 100, completion_tokens: 10, cached_tokens: 40 }),
        said('s', 1, { status: 'error', error: 'timeout' }),
        said('s', 2, { prompt_tokens: 300, completion_tokens: 30 }),
        said('s', 3, { prompt_tokens: 400, completion_tokens: 40, cached_tokens: 100 }),
      ),
    );
    await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 4, input: 400, output: 40, cached: 100 });
    const rows = await ledger.calls();
    expect(rows.map((row) => [row.inputTokens, row.cacheReadTokens, row.usageKind])).toEqual([
      [100n, 40n, 'provider'],
      [null, null, 'missing'],
      [200n, null, 'provider'],
      [100n, 60n, 'provider'],
    ]);
  });

  it('of one count that is not logged at a new start do not make it start twice', async () => {
    ledger.write(
      'a.jsonl',
      jsonLines(
        said('s', 0, { prompt_tokens: 100, completion_tokens: 50 }),
        said('s', 1, { prompt_tokens: 5, completion_tokens: null }),
        said('s', 2, { prompt_tokens: 9, completion_tokens: 7 }),
      ),
    );
    await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 3, input: 109, output: 57 });
  });

  it('are in order by time, whatever the order of lines', async () => {
    ledger.write('a.jsonl', jsonLines(five[3], five[0], five[4], five[2], five[1]));
    await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 5, unsplit: 50 });
  });

  it('without times are in order by line, and over files by what they begin with', async () => {
    const untimed = (...totals: readonly number[]) =>
      jsonLines(...totals.map((tokens) => ({ model: 'm', session_id: 's', tokens })));
    ledger.write('a.jsonl', untimed(40, 50));
    ledger.write('b.jsonl', untimed(10, 20, 30));
    await load(['a.jsonl', 'b.jsonl']);
    expect(await sums()).toEqual({ calls: 5, unsplit: 50 });
  });

  it('belong to the model of the line that brought them', async () => {
    ledger.write('a.jsonl', jsonLines(said('s', 0, { tokens: 10 }), said('s', 1, { tokens: 25, model: 'n' })));
    await load(['a.jsonl']);
    const rows = await ledger.engine.query('select model, unsplit_tokens as tokens from calls order by model');
    expect(rows).toEqual([
      { model: 'm', tokens: 10n },
      { model: 'n', tokens: 15n },
    ]);
  });

  it('can be kept per session and model', async () => {
    const lines = [
      said('s', 0, { tokens: 10 }),
      said('s', 1, { tokens: 7, model: 'n' }),
      said('s', 2, { tokens: 30 }),
      said('s', 3, { tokens: 9, model: 'n' }),
    ];
    ledger.write('a.jsonl', jsonLines(...lines));
    await load(['a.jsonl'], { cumulative: ['session_id', 'model'] });
    expect(await sums()).toEqual({ calls: 4, unsplit: 39 });
  });

  it('are those of a call where the line names no session, and that is said', async () => {
    ledger.write('a.jsonl', jsonLines(...five, said(null, 9, { tokens: 7 })));
    const { diagnostics } = await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 6, unsplit: 57 });
    expect(diagnostics.notes).toMatchObject([{ code: 'calls_without_counter', count: 1 }]);
  });

  it('leave lines of providers and agents alone, whose counts are known', async () => {
    const body = (id: number, tokens: number) => ({
      id: `chatcmpl-${id}`,
      object: 'chat.completion',
      model: 'm',
      usage: { prompt_tokens: tokens, completion_tokens: tokens },
    });
    ledger.write('a.jsonl', jsonLines(...five, body(1, 10), body(2, 20)));
    await load(['a.jsonl']);
    expect(await sums()).toEqual({ calls: 7, unsplit: 50, input: 30, output: 30 });
  });

  it('of one call seen in two files count once, also after the first is forgotten', async () => {
    const ids = five.map((one, index) => ({ ...one, id: `chatcmpl-${index}` }));
    const first = ledger.write('a.jsonl', jsonLines(...ids.slice(0, 4)));
    ledger.write('b.jsonl', jsonLines(...ids.slice(2)));
    await load(['a.jsonl', 'b.jsonl']);
    expect(await sums()).toEqual({ calls: 5, unsplit: 50 });
    await forgetSource(ledger.engine, first);
    expect(await sums()).toEqual({ calls: 3, unsplit: 50 });
  });

  it('do not take a logged amount along, of which nobody knows whether it runs on', async () => {
    ledger.write('a.jsonl', jsonLines(...five.map((one, index) => ({ ...one, cost_usd: index + 1 }))));
    await load(['a.jsonl']);
    expect((await ledger.calls()).map((row) => row.loggedCost)).toEqual([null, null, null, null, null]);
  });
});

describe('what is not taken for totals so far', () => {
  const written = async (lines: readonly object[]) => {
    ledger.write('a.jsonl', jsonLines(...lines));
    await load(['a.jsonl'], {});
    return evidence();
  };

  it.each([
    ['four lines', five.slice(0, 4)],
    ['lines that never change', five.map((one) => ({ ...one, tokens: 10 }))],
    ['lines without a session', five.map((one) => ({ ...one, session_id: null }))],
    [
      'a conversation: input grows with it, output does not',
      [30, 12, 80, 9, 41, 33].map((completion_tokens, index) =>
        said('s', index, { prompt_tokens: 100 * (index + 1), completion_tokens }),
      ),
    ],
    ['one session of two', [...five, ...[50, 20, 90, 10, 70].map((tokens, index) => said('t', index, { tokens }))]],
    [
      'counts that fall every third line',
      Array.from({ length: 12 }, (_, index) => said('s', index, { tokens: 10 * ((index % 3) + 1) })),
    ],
  ])('%s', async (_, lines) => {
    expect(await written(lines)).toEqual([null]);
  });

  it('but one restart in ten lines is', async () => {
    const lines = Array.from({ length: 10 }, (_, index) => said('s', index, { tokens: 10 * ((index % 5) + 1) }));
    expect(await written(lines)).toEqual([1]);
  });

  it('sessions of one line per file are looked at together', async () => {
    for (const [index, one] of five.entries()) ledger.write(`${index}.jsonl`, jsonLines(one));
    await load(['*.jsonl'], {});
    expect(await evidence()).toEqual([1, 1, 1, 1, 1]);
  });
});

/** Walks the lines of one counter in order of time. */
function walked(totals: readonly (number | null)[]): number {
  let last = 0;
  let used = 0;
  for (const total of totals) {
    if (total === null) continue;
    used += total < last ? total : total - last;
    last = total;
  }
  return used;
}

describe('any sessions, files and loads', () => {
  it('give what walking each session line by line gives', { timeout: 120_000 }, async () => {
    const session = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.nat(40) },
        { weight: 1, arbitrary: fc.constant('restart' as const) },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(session, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat(3)),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.boolean(),
        async (sessions, places, order, isAtOnce) => {
          await ledger.clear();
          const files: object[][] = [[], [], [], []];
          let expected = 0;
          for (const [number, steps] of sessions.entries()) {
            let total = 0;
            const totals = steps.map((step) => {
              if (step === null) return null;
              total = step === 'restart' ? 1 : total + step;
              return total;
            });
            expected += walked(totals);
            for (const [minute, tokens] of totals.entries()) {
              const file = files[places.next().value as number] as object[];
              file.push(said(`s${number}`, minute, { tokens, status: 'ok' }));
            }
          }
          for (const [index, lines] of files.entries()) ledger.write(`${index}.jsonl`, jsonLines(...lines));
          const names = order.filter((index) => (files[index] as object[]).length > 0).map((index) => `${index}.jsonl`);
          if (isAtOnce) await load(names);
          else for (const name of names) await load([name]);
          expect((await sums()).unsplit ?? 0).toBe(expected);
        },
      ),
      { numRuns: 15, seed: 11, endOnFailure: true },
    );
  });

  it('a file written anew is replaced with all it had said', async () => {
    const path = ledger.write('a.jsonl', jsonLines(...five));
    await load(['a.jsonl']);
    writeFileSync(path, jsonLines(...five.slice(1, 3)));
    await ledger.load(['a.jsonl'], { isLedger: true, isReplacing: true });
    expect(await sums()).toEqual({ calls: 2, unsplit: 30 });
  });
});
