/**
 * OpenAI Codex: running totals become calls, however often they are repeated, copied or begun anew.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withLedger } from '../ingest/support.js';
import { type Outcome, outcomes, picked } from './support.js';

type Counts = readonly [input: number, cached: number, output: number, reasoning: number];

const usage = ([input_tokens, cached_input_tokens, output_tokens, reasoning_output_tokens]: Counts) => ({
  input_tokens,
  cached_input_tokens,
  output_tokens,
  reasoning_output_tokens,
  total_tokens: input_tokens + output_tokens,
});
const at = (second: number, milliseconds = 0) =>
  new Date(Date.UTC(2026, 8, 1, 10, 0, second, milliseconds)).toISOString();
const head = (timestamp: string, id: string, more = {}) => ({
  timestamp,
  type: 'session_meta',
  payload: { id, cwd: '/shop', model_provider: 'openai', ...more },
});
const turn = (timestamp: string, model: string) => ({ timestamp, type: 'turn_context', payload: { model } });
const said = (timestamp: string, total: Counts | undefined, last?: Counts, more = {}) => ({
  timestamp,
  type: 'event_msg',
  payload: {
    type: 'token_count',
    info: {
      ...(total === undefined ? {} : { total_token_usage: usage(total) }),
      ...(last === undefined ? {} : { last_token_usage: usage(last) }),
      ...more,
    },
  },
});

const COUNTS = ['inputTokens', 'cacheReadTokens', 'outputTokens', 'reasoningTokens'];
const counted = (found: readonly Outcome[]) =>
  found.map((one) => ('ignored' in one || 'rejected' in one ? one : Object.values(picked(one, COUNTS))));
const NO_CALL = { ignored: true };

describe('Codex rollouts', () => {
  it('NB05: totals that are said again and again end at what the last one says', async () => {
    const lines = [
      turn(at(0), 'gpt-5.4'),
      said(at(5), [1000, 0, 100, 0]),
      said(at(6), [1000, 0, 100, 0]),
      said(at(9), [2000, 500, 200, 50]),
      said(at(9), [2000, 500, 200, 50]),
      said(at(15), [3000, 900, 300, 60]),
    ];
    const found = await outcomes(lines);
    expect(counted(found)).toEqual([
      NO_CALL,
      [1000, 0, 100, 0],
      NO_CALL,
      [1000, 500, 100, 50],
      NO_CALL,
      [1000, 400, 100, 10],
    ]);
    const tokens = counted(found).flatMap((one) => (Array.isArray(one) ? [Number(one[0]) + Number(one[2])] : []));
    expect(tokens.reduce((sum, one) => sum + one, 0)).toBe(3300);
  });

  it('the model is that of the turn, unless the event names one', async () => {
    const found = await outcomes([
      head(at(0), 's-1'),
      said(at(1), [10, 0, 1, 0], [10, 0, 1, 0]),
      turn(at(2), 'gpt-5.4'),
      said(at(3), [20, 0, 2, 0], [10, 0, 1, 0]),
      said(at(4), [30, 0, 3, 0], [10, 0, 1, 0], { model: 'gpt-5.4-mini' }),
      said(at(5), [40, 0, 4, 0], [10, 0, 1, 0]),
    ]);
    expect(
      found.filter((one) => 'format' in one).map((one) => picked(one, ['model', 'sessionId', 'project', 'provider'])),
    ).toEqual([
      { sessionId: 's-1', project: '/shop', provider: 'openai' },
      { model: 'gpt-5.4', sessionId: 's-1', project: '/shop', provider: 'openai' },
      { model: 'gpt-5.4-mini', sessionId: 's-1', project: '/shop', provider: 'openai' },
      { model: 'gpt-5.4', sessionId: 's-1', project: '/shop', provider: 'openai' },
    ]);
  });

  it('nothing was used by a compaction, nor where there are only limits', async () => {
    const limits = { timestamp: at(1), type: 'event_msg', payload: { type: 'token_count', info: null } };
    const compaction = said(at(9), [900, 0, 9, 0], [0, 0, 0, 0]);
    const found = await outcomes([limits, said(at(2), [500, 0, 5, 0], [500, 0, 5, 0]), compaction]);
    expect(counted(found)).toEqual([NO_CALL, [500, 0, 5, 0], NO_CALL]);
  });

  it('a total that falls begins anew', async () => {
    const found = await outcomes([said(at(1), [500, 100, 50, 5]), said(at(20), [80, 10, 8, 1])]);
    expect(counted(found)).toEqual([
      [500, 100, 50, 5],
      [80, 10, 8, 1],
    ]);
  });

  it('the copy at the beginning of a forked session is its parent’s', async () => {
    const parent = [
      head(at(0), 'parent'),
      turn(at(0), 'gpt-5.4'),
      said(at(5), [100, 0, 10, 0], [100, 0, 10, 0]),
      said(at(9), [250, 0, 20, 0], [150, 0, 10, 0]),
    ];
    const fork = [
      head(at(30), 'child', { forked_from_id: 'parent' }),
      head(at(30, 1), 'parent'),
      turn(at(30, 2), 'gpt-5.4'),
      said(at(30, 2), [100, 0, 10, 0], [100, 0, 10, 0]),
      said(at(30, 3), [250, 0, 20, 0], [150, 0, 10, 0]),
      said(at(36), [330, 0, 30, 0], [80, 0, 10, 0]),
    ];
    const found = await outcomes([...parent, ...fork]);
    expect(counted(found)).toEqual([
      ...[NO_CALL, NO_CALL, [100, 0, 10, 0], [150, 0, 10, 0]],
      ...[NO_CALL, NO_CALL, NO_CALL, NO_CALL, NO_CALL, [80, 0, 10, 0]],
    ]);
    expect(picked(found.at(-1), ['sessionId', 'model'])).toEqual({ sessionId: 'child', model: 'gpt-5.4' });
    // Without totals of single answers the difference to the copy counts.
    const alone = await outcomes(
      fork.map((line) => JSON.parse(JSON.stringify(line).replace(/,"last_token_usage":\{[^}]*\}/, ''))),
    );
    expect(counted(alone).at(-1)).toEqual([80, 0, 10, 0]);
  });

  it('two heads at one go are a fork, though nothing says so', async () => {
    const found = await outcomes([
      head(at(0), 'parent'),
      said(at(5), [100, 0, 10, 0], [100, 0, 10, 0]),
      said(at(9), [250, 0, 20, 0], [150, 0, 10, 0]),
      head(at(30), 'child'),
      head(at(30, 1), 'parent'),
      said(at(30, 2), [100, 0, 10, 0], [100, 0, 10, 0]),
      said(at(30, 3), [250, 0, 20, 0], [150, 0, 10, 0]),
      said(at(36), [330, 0, 30, 0], [80, 0, 10, 0]),
    ]);
    const calls = counted(found).filter(Array.isArray);
    expect(calls).toEqual([
      [100, 0, 10, 0],
      [150, 0, 10, 0],
      [80, 0, 10, 0],
    ]);
    expect(picked(found.at(-1), ['sessionId'])).toEqual({ sessionId: 'child' });
  });

  it('the first answer of a fork is its own however fast it came, and a copy is one however slow', async () => {
    const fork = [
      head(at(30), 'child', { forked_from_id: 'parent' }),
      head(at(30, 1), 'parent'),
      said(at(30, 2), [100, 0, 10, 0], [100, 0, 10, 0]),
      said(at(31, 900), [250, 0, 20, 0], [150, 0, 10, 0]),
      said(at(31, 950), [330, 0, 30, 0], [80, 0, 10, 0]),
    ];
    const parent = [
      head(at(0), 'parent'),
      said(at(5), [100, 0, 10, 0], [100, 0, 10, 0]),
      said(at(9), [250, 0, 20, 0], [150, 0, 10, 0]),
    ];
    await withLedger(async (ledger) => {
      // Whichever file comes first.
      ledger.write('a.jsonl', fork.map((one) => `${JSON.stringify(one)}\n`).join(''));
      ledger.write('b.jsonl', parent.map((one) => `${JSON.stringify(one)}\n`).join(''));
      await ledger.load(['a.jsonl', 'b.jsonl']);
      const calls = (await ledger.calls()).map((one) => Object.values(picked(one, [...COUNTS, 'sessionId'])));
      expect(calls.sort((left, right) => Number(left[0]) - Number(right[0]))).toEqual([
        [80, 0, 10, 0, 'child'],
        [100, 0, 10, 0, 'parent'],
        [150, 0, 10, 0, 'parent'],
      ]);
    });
  });

  it('without its parent, what was written at one go is the copy', async () => {
    const found = await outcomes([
      head(at(30), 'child', { forked_from_id: 'parent' }),
      head(at(30, 1), 'parent'),
      said(at(30, 2), [100, 0, 10, 0], [100, 0, 10, 0]),
      said(at(30, 3), [250, 0, 20, 0], [150, 0, 10, 0]),
      // Within a second.
      said(at(30, 803), [330, 0, 30, 0], [80, 0, 10, 0]),
    ]);
    expect(counted(found)).toEqual([NO_CALL, NO_CALL, NO_CALL, NO_CALL, [80, 0, 10, 0]]);
  });

  it('counts that are no whole numbers are rejected', async () => {
    const broken = said(at(1), [1.5, 0, 1, 0]);
    expect(await outcomes([broken])).toEqual([{ rejected: 'a token count is not a whole number' }]);
  });

  it('a file that grew gives what it gives whole', async () => {
    await withLedger(async (ledger) => {
      const lines = [
        head(at(0), 's-1'),
        turn(at(0), 'gpt-5.4'),
        said(at(5), [100, 0, 10, 0]),
        said(at(9), [250, 0, 20, 0]),
        said(at(12), [250, 0, 20, 0]),
        said(at(19), [400, 50, 45, 3]),
      ].map((one) => `${JSON.stringify(one)}\n`);
      for (let kept = 1; kept <= lines.length; kept += 1) {
        ledger.write('rollout.jsonl', lines.slice(0, kept).join(''));
        await ledger.load(['rollout.jsonl']);
      }
      const calls = (await ledger.calls()).map((one) => picked(one, ['inputTokens', 'outputTokens', 'model']));
      expect(calls).toEqual([
        { inputTokens: 100, outputTokens: 10, model: 'gpt-5.4' },
        { inputTokens: 150, outputTokens: 10, model: 'gpt-5.4' },
        { inputTokens: 150, outputTokens: 25, model: 'gpt-5.4' },
      ]);
    });
  });
});

describe('codex exec', () => {
  const started = (thread_id: string) => ({ type: 'thread.started', thread_id });
  const completed = (input_tokens: number, cached_input_tokens: number, output_tokens: number) => ({
    type: 'turn.completed',
    usage: { input_tokens, cached_input_tokens, output_tokens },
  });
  const FIELDS = ['inputTokens', 'cacheReadTokens', 'outputTokens', 'sessionId', 'status'];
  const values = (found: readonly Outcome[]) =>
    found.map((one) => ('ignored' in one || 'rejected' in one ? one : Object.values(picked(one, FIELDS))));

  it('a turn is what its thread has used since the turn before', async () => {
    const lines = [
      started('a'),
      { type: 'turn.started' },
      { type: 'item.completed', item: { type: 'agent_message' } },
      completed(100, 40, 10),
      completed(100, 40, 10),
      { type: 'turn.failed', error: { code: 'stream_disconnected' } },
      completed(260, 90, 25),
      started('b'),
      completed(300, 0, 30),
    ];
    expect(values(await outcomes(lines))).toEqual([
      ...[NO_CALL, NO_CALL, NO_CALL, [100, 40, 10, 'a', 'ok'], NO_CALL, ['error'], [160, 50, 15, 'a', 'ok']],
      ...[NO_CALL, [300, 0, 30, 'b', 'ok']],
    ]);
  });

  it('a turn without usage is rejected', async () => {
    expect(await outcomes([{ type: 'turn.completed' }])).toEqual([{ rejected: 'a completed turn without usage' }]);
  });
});

const SHARED = fileURLToPath(new URL('../../../shared/samples/codex/', import.meta.url));

describe.skipIf(!existsSync(SHARED))('Codex samples beside the checkout', () => {
  const totals = (names: readonly string[]) =>
    withLedger(async (ledger) => {
      await ledger.load(names.map((name) => join(SHARED, name)));
      const calls = await ledger.calls();
      return calls.map((one) => Object.values(picked(one, COUNTS)));
    });

  it('a session and the branch of it are two calls, whatever is loaded first', async () => {
    const expected = [
      [1000, 100, 200, 20],
      [600, 200, 250, 20],
    ];
    const names = ['ccusage_branch_parent.jsonl', 'ccusage_branch_child.jsonl'];
    const order = (rows: unknown[][]) => rows.sort((left, right) => Number(right[0]) - Number(left[0]));
    expect(order(await totals(names))).toEqual(expected);
    expect(order(await totals([...names].reverse()))).toEqual(expected);
  });

  it('a session with a change of model', async () => {
    expect(await totals(['ccusage_session_alpha.jsonl'])).toEqual([
      [1000, 250, 125, 75],
      [2500, 500, 300, 200],
    ]);
  });

  it('events outside of a thread count as they are', async () => {
    await withLedger(async (ledger) => {
      await ledger.load([join(SHARED, 'ccusage_exec_headless.jsonl')]);
      const calls = (await ledger.calls()) as { inputTokens: bigint; outputTokens: bigint; model: string | null }[];
      // ccusage counts 14 for the third: it adds the reasoning to the output that already holds it.
      expect(calls.map((one) => Number(one.inputTokens + one.outputTokens))).toEqual([150, 62, 13, 150, 15]);
      expect(calls[3]?.model).toBe(null);
    });
  });
});
