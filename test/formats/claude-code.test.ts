/**
 * Claude Code transcripts: which lines are calls, whose they are, and what is said of them nowhere else.
 */
import { describe, expect, it } from 'vitest';
import { describeCases, outcomes, picked } from './support.js';

const usage = { input_tokens: 3, cache_read_input_tokens: 90, output_tokens: 4 };
const transcript = (more: object) => ({ sessionId: 's', cwd: '/p', timestamp: '2026-09-01T10:00:00Z', ...more });
const answer = (id: string, more: object = {}, used: object = usage) =>
  transcript({ type: 'assistant', uuid: `u-${id}`, message: { id, model: 'claude-opus-5', usage: used }, ...more });

describeCases('Claude Code', [
  {
    name: 'the branch and the agent are tags',
    line: answer('msg_1', { gitBranch: 'main', agentId: 'a1', isSidechain: true, version: '2.1.0' }),
    record: {
      format: 'claude_code',
      callId: 'msg_1',
      sessionId: 's',
      project: '/p',
      tags: '{"git_branch":"main","agent_id":"a1"}',
      isNotional: true,
    },
  },
  {
    name: 'how long an answer took, in old versions',
    line: answer('msg_2', { durationMs: 1_250, costUSD: 0.01 }),
    record: { durationUs: 1_250_000, loggedCost: '0.01', loggedCostKind: 'notional', tags: undefined },
  },
  {
    name: 'the time of a whole turn is no call',
    line: transcript({ type: 'system', subtype: 'turn_duration', durationMs: 90_000 }),
    ignored: true,
  },
  {
    name: 'an explicit null as the request id, as Bedrock and Vertex leave it',
    line: answer('msg_3', { requestId: null }),
    record: { callId: 'msg_3', requestId: undefined, inputTokens: 93 },
  },
  {
    name: 'a message without an id goes by its request',
    line: transcript({ type: 'assistant', requestId: 'req_4', message: { model: 'claude-opus-5', usage } }),
    record: { callId: 'req_4', callIdKind: 'request_id' },
  },
  {
    name: 'a model of somebody else, through an endpoint of their own',
    line: answer('0f3e', { message: { id: '0f3e', model: 'kimi-k3', usage } }),
    record: { provider: undefined, model: 'kimi-k3' },
  },
  {
    name: 'passes of compaction are billed beside the answer',
    line: answer(
      'msg_5',
      {},
      {
        ...usage,
        iterations: [
          { type: 'compaction', input_tokens: 1_000, output_tokens: 80 },
          { type: 'message', ...usage },
        ],
      },
    ),
    record: { inputTokens: 1_093, outputTokens: 84 },
  },
  {
    name: 'what a sub-agent used in all is not counted from the summary of its run',
    line: transcript({
      type: 'user',
      uuid: 'u6',
      message: { role: 'user' },
      toolUseResult: { usage: { input_tokens: 1_000_000, output_tokens: 5 }, totalTokens: 1_000_005 },
    }),
    ignored: true,
  },
  ...['summary', 'custom-title', 'last-prompt', 'permission-mode', 'pr-link', 'file-history-snapshot'].map((type) => ({
    name: `a line of type ${type}`,
    line: { type, sessionId: 's', uuid: 'u' },
    ignored: true as const,
  })),
]);

describe('sub-agents', () => {
  const progress = (id: string, output_tokens: number) =>
    transcript({
      type: 'progress',
      data: {
        type: 'agent_progress',
        message: { requestId: 'req', message: { id, model: 'claude-haiku-4-5', usage: { ...usage, output_tokens } } },
      },
    });
  const counted = async (lines: readonly object[]) =>
    (await outcomes(lines))
      .filter((one) => (one as Record<string, unknown>).isCounted === true)
      .map((one) => picked(one, ['callId', 'outputTokens']));

  it('a message of its own file and of the progress of its parent is one call, the fuller of the two', async () => {
    const own = answer('msg_a', { isSidechain: true, agentId: 'a' }, { ...usage, output_tokens: 2 });
    expect(await counted([progress('msg_a', 60), own])).toEqual([{ callId: 'msg_a', outputTokens: 60 }]);
    expect(await counted([own, progress('msg_a', 60)])).toEqual([{ callId: 'msg_a', outputTokens: 60 }]);
  });
  it('a message that only the progress shows counts', async () => {
    expect(await counted([progress('msg_b', 7)])).toEqual([{ callId: 'msg_b', outputTokens: 7 }]);
  });
  it('a replay under another request and session is the same call', async () => {
    const replayed = answer('msg_c', { sessionId: 'other', requestId: 'req_9', isSidechain: true });
    expect(await counted([answer('msg_c', { requestId: 'req_1' }), replayed])).toEqual([
      { callId: 'msg_c', outputTokens: 4 },
    ]);
  });
});
