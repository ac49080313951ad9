/**
 * Defects that users reported against other tools, by their ids in the collection of them: what each log says must become
 * the right record here. What the records cost is a matter of the pricing tests.
 */
import { describe, expect, it } from 'vitest';
import { type Case, describeCases, outcomes, picked } from './support.js';

const message = (id: string, usage: object) => ({ id, type: 'message', role: 'assistant', model: 'claude-x', usage });
const chat = (id: string, usage: object) => ({ id, object: 'chat.completion', model: 'gpt-x', usage });

const CASES: readonly Case[] = [
  {
    name: 'NB10: a cache write is input once, beside the uncached input',
    line: message('msg_nb10', { input_tokens: 3, cache_creation_input_tokens: 12_304, output_tokens: 550 }),
    record: { inputTokens: 12_307, cacheWriteTokens: 12_304, outputTokens: 550 },
  },
  {
    name: 'NB12: cached input of OpenAI is part of the prompt',
    line: chat('chatcmpl-nb12', {
      prompt_tokens: 9_126,
      prompt_tokens_details: { cached_tokens: 4_864 },
      completion_tokens: 3_197,
    }),
    record: { inputTokens: 9_126, cacheReadTokens: 4_864, outputTokens: 3_197 },
  },
  {
    name: 'NB14: the size of a Gemini call has its cached part',
    line: {
      responseId: 'nb14',
      usageMetadata: { promptTokenCount: 262_960, cachedContentTokenCount: 257_955, candidatesTokenCount: 1_744 },
    },
    record: { inputTokens: 262_960, cacheReadTokens: 257_955, outputTokens: 1_744 },
  },
  {
    name: 'NB16: total input is counted once: 5 + 128,955 + 1,253',
    line: message('msg_nb16', {
      input_tokens: 5,
      cache_read_input_tokens: 128_955,
      cache_creation_input_tokens: 1_253,
      output_tokens: 1,
    }),
    record: { inputTokens: 130_213 },
  },
  {
    name: 'NB18: cached tokens stay apart whether or not a price for them is known',
    line: chat('chatcmpl-nb18', {
      prompt_tokens: 1_000,
      prompt_tokens_details: { cached_tokens: 800 },
      completion_tokens: 1,
    }),
    record: { inputTokens: 1_000, cacheReadTokens: 800 },
  },
  {
    name: 'NB20: the undivided count of cache writes says nothing where they are divided by lifetime',
    line: message('msg_nb20', {
      input_tokens: 0,
      cache_read_input_tokens: 30,
      cache_creation_input_tokens: 30,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
      output_tokens: 0,
    }),
    record: {
      inputTokens: 60,
      cacheReadTokens: 30,
      cacheWriteTokens: 30,
      cacheWrite5mTokens: 10,
      cacheWrite1hTokens: 20,
    },
  },
  {
    name: 'NB20: even where the undivided count contradicts them',
    line: message('msg_nb20b', {
      input_tokens: 0,
      cache_creation_input_tokens: 999,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
      output_tokens: 0,
    }),
    record: { inputTokens: 30, cacheWriteTokens: 30 },
  },
  {
    name: 'NB22: cached pictures among both the cached and the picture tokens are input once',
    line: chat('chatcmpl-nb22', {
      prompt_tokens: 1_000,
      prompt_tokens_details: { cached_tokens: 600, image_tokens: 720 },
      completion_tokens: 10,
    }),
    record: { inputTokens: 1_000, cacheReadTokens: 600, inputImageTokens: 400 },
  },
];

describeCases('number bugs of other tools: caches', CASES);

describe('number bugs of other tools: one call once', () => {
  const snapshot = (id: string, output_tokens: number, more: object = {}) => ({
    type: 'assistant',
    sessionId: 's',
    timestamp: '2026-09-01T10:00:00Z',
    message: { id, model: 'claude-opus-5', usage: { input_tokens: 3, output_tokens } },
    ...more,
  });
  const counted = async (lines: readonly object[]) =>
    (await outcomes(lines))
      .filter((one) => (one as Record<string, unknown>).isCounted === true)
      .map((one) => picked(one, ['callId', 'outputTokens']));

  it('NB01: of snapshots with 9, 9 and 159 output tokens the last counts, in any order', async () => {
    const lines = [9, 9, 159].map((output, index) =>
      snapshot('msg_nb01', output, { requestId: 'req_1', uuid: `u${index}` }),
    );
    for (const order of [lines, [...lines].reverse()]) {
      expect(await counted(order)).toEqual([{ callId: 'msg_nb01', outputTokens: 159 }]);
    }
  });

  it('NB03: without a request id the message id is the identity: 368 lines are 171 calls', async () => {
    const ids = Array.from({ length: 368 }, (_, index) => `msg_nb03_${index % 171}`);
    const absent: readonly object[] = [{}, { requestId: null }, { requestId: '' }];
    const lines = ids.map((id, index) => snapshot(id, 5, { uuid: `u${index}`, ...absent[index % 3] }));
    expect((await counted(lines)).length).toBe(171);
  });
});
