/**
 * Usage objects to token columns. Every expected value was worked out by hand from the provider's documentation:
 *
 * - OpenAI: API reference, chat completion and response objects; cached and cache-written tokens are part of the prompt,
 *   reasoning of the completion. Gemini behind an OpenAI-compatible endpoint hides its thinking in the total alone.
 * - Anthropic: "Prompt caching"; input_tokens excludes what was read from and written to the cache.
 * - Gemini: `UsageMetadata`; thoughts are outside candidates, tool-use prompts outside the prompt, cached content inside it.
 * - DeepSeek: "Context caching"; prompt = hit + miss. Mistral: num_cached_tokens. xAI: reasoning is added to the completion.
 * - AWS: Bedrock Converse `TokenUsage`; total = input + output + cache read + cache write.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Case, compared, type Outcome, outcomes } from './support.js';

const chat = (usage: object, more: object = {}) => ({ object: 'chat.completion', model: 'm', usage, ...more });
const response = (usage: object) => ({ object: 'response', status: 'completed', model: 'm', usage });
const message = (usage: object) => ({ type: 'message', role: 'assistant', model: 'm', usage });
const gemini = (usageMetadata: object) => ({ modelVersion: 'm', usageMetadata });
const own = (usage_dialect: string, usage: object) => ({
  call_id: `${usage_dialect}-${JSON.stringify(usage)}`,
  model: 'm',
  usage_dialect,
  usage,
});
const flat = (usage: object) => ({ model: 'm', usage });

const CASES: readonly Case[] = [
  {
    name: 'OpenAI chat: cached and written tokens are part of the prompt, reasoning of the completion',
    line: chat({
      prompt_tokens: 2006,
      completion_tokens: 300,
      total_tokens: 2306,
      prompt_tokens_details: { cached_tokens: 1920, cache_write_tokens: 50, audio_tokens: 6, image_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 192, audio_tokens: 3 },
    }),
    record: {
      inputTokens: 2006,
      cacheReadTokens: 1920,
      cacheWriteTokens: 50,
      outputTokens: 300,
      reasoningTokens: 192,
      inputAudioTokens: 6,
      inputImageTokens: 4,
      outputAudioTokens: 3,
      unsplitTokens: undefined,
      usageKind: 'provider',
    },
  },
  {
    name: 'OpenAI Responses: the same under other names',
    line: response({
      input_tokens: 328,
      input_tokens_details: { cached_tokens: 128 },
      output_tokens: 52,
      output_tokens_details: { reasoning_tokens: 40 },
      total_tokens: 380,
    }),
    record: { inputTokens: 328, cacheReadTokens: 128, outputTokens: 52, reasoningTokens: 40 },
  },
  {
    name: 'a prompt without an answer, as embeddings are billed',
    line: chat({ prompt_tokens: 8, total_tokens: 8 }),
    record: { inputTokens: 8, outputTokens: undefined, usageKind: 'provider' },
  },
  {
    name: 'hidden thinking: 35 + 12 and a total of 109 are 74 generated tokens',
    line: chat({ prompt_tokens: 35, completion_tokens: 12, total_tokens: 109 }),
    record: { inputTokens: 35, outputTokens: 74, usageKind: 'inferred' },
  },
  {
    name: 'xAI: reasoning that the total adds is added',
    line: chat({
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 135,
      completion_tokens_details: { reasoning_tokens: 94 },
    }),
    record: { inputTokens: 32, outputTokens: 103, reasoningTokens: 94, usageKind: 'provider' },
  },
  {
    name: 'reasoning larger than the completion is beside it, even without a total',
    line: chat({ prompt_tokens: 32, completion_tokens: 9, completion_tokens_details: { reasoning_tokens: 94 } }),
    record: { outputTokens: 103, reasoningTokens: 94 },
  },
  {
    name: 'DeepSeek: hit and miss make up the prompt',
    line: chat(
      {
        prompt_tokens: 512,
        completion_tokens: 100,
        total_tokens: 612,
        prompt_cache_hit_tokens: 448,
        prompt_cache_miss_tokens: 64,
      },
      { model: 'deepseek-v4-flash' },
    ),
    record: { inputTokens: 512, cacheReadTokens: 448, outputTokens: 100, provider: 'deepseek' },
  },
  {
    name: 'Mistral: the cached count at the top',
    line: chat({ prompt_tokens: 100, completion_tokens: 10, total_tokens: 110, num_cached_tokens: 64 }),
    record: { inputTokens: 100, cacheReadTokens: 64 },
  },
  {
    name: 'Anthropic: input, cache read and cache writes stand beside each other',
    line: message({
      input_tokens: 10,
      cache_read_input_tokens: 2000,
      cache_creation_input_tokens: 300,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
      output_tokens: 50,
      output_tokens_details: { thinking_tokens: 20 },
      server_tool_use: { web_search_requests: 2 },
    }),
    record: {
      inputTokens: 2310,
      cacheReadTokens: 2000,
      cacheWriteTokens: 300,
      cacheWrite5mTokens: 100,
      cacheWrite1hTokens: 200,
      outputTokens: 50,
      reasoningTokens: 20,
      webSearches: 2,
    },
  },
  {
    name: 'Anthropic: without the split by lifetime, writes live five minutes',
    line: message({ input_tokens: 10, cache_creation_input_tokens: 300, output_tokens: 5 }),
    record: { inputTokens: 310, cacheWriteTokens: 300, cacheWrite5mTokens: 300, cacheWrite1hTokens: undefined },
  },
  {
    name: 'Gemini: thoughts and tool-use prompts are outside, cached content inside',
    line: gemini({
      promptTokenCount: 1000,
      cachedContentTokenCount: 600,
      toolUsePromptTokenCount: 70,
      candidatesTokenCount: 40,
      thoughtsTokenCount: 200,
      totalTokenCount: 1310,
    }),
    record: { inputTokens: 1070, cacheReadTokens: 600, outputTokens: 240, reasoningTokens: 200 },
  },
  {
    name: 'Gemini: modalities',
    line: gemini({
      promptTokenCount: 300,
      candidatesTokenCount: 30,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 30 },
        { modality: 'AUDIO', tokenCount: 250 },
        { modality: 'IMAGE', tokenCount: 20 },
      ],
      candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 25 }],
    }),
    record: {
      inputTokens: 300,
      inputAudioTokens: 250,
      inputImageTokens: 20,
      outputImageTokens: 25,
      inputVideoTokens: undefined,
    },
  },
  {
    name: 'Gemini: no candidates at all',
    line: gemini({ promptTokenCount: 12, totalTokenCount: 12 }),
    record: { inputTokens: 12, outputTokens: 0 },
  },
  {
    name: 'Converse: both kinds of cached input stand beside the input, writes by lifetime in a list',
    line: own('bedrock.converse', {
      inputTokens: 20,
      outputTokens: 8,
      totalTokens: 1528,
      cacheReadInputTokens: 1000,
      cacheWriteInputTokens: 500,
      cacheDetails: [
        { ttl: '5m', inputTokens: 300 },
        { ttl: '1h', inputTokens: 200 },
      ],
    }),
    record: {
      inputTokens: 1520,
      cacheReadTokens: 1000,
      cacheWriteTokens: 500,
      cacheWrite5mTokens: 300,
      cacheWrite1hTokens: 200,
      outputTokens: 8,
    },
  },
  {
    name: 'buckets: exclusive, summed to what the record wants',
    line: own('buckets', {
      input: 100,
      input_audio: 7,
      cache_read: 40,
      cache_write_5m: 9,
      cache_write_1h: 3,
      output: 20,
      output_reasoning: 30,
      web_search: 1,
      page: 2,
    }),
    record: {
      inputTokens: 159,
      inputAudioTokens: 7,
      cacheReadTokens: 40,
      cacheWriteTokens: 12,
      cacheWrite5mTokens: 9,
      cacheWrite1hTokens: 3,
      outputTokens: 50,
      reasoningTokens: 30,
      webSearches: 1,
      otherUnits: [{ meter: 'page', quantity: '2.000000000' }],
    },
  },
  {
    name: 'a usage object in a flat log is read by its keys: OpenAI',
    line: flat({ prompt_tokens: 50, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 20 } }),
    record: { format: 'flat', inputTokens: 50, cacheReadTokens: 20, outputTokens: 5 },
  },
  {
    name: 'a usage object in a flat log is read by its keys: Anthropic',
    line: flat({ input_tokens: 50, cache_read_input_tokens: 20, output_tokens: 5 }),
    record: { format: 'flat', inputTokens: 70, cacheReadTokens: 20, outputTokens: 5 },
  },
  {
    name: 'a usage object in a flat log is read by its keys: Gemini',
    line: flat({ promptTokenCount: 50, candidatesTokenCount: 5, thoughtsTokenCount: 7 }),
    record: { format: 'flat', inputTokens: 50, outputTokens: 12 },
  },
  {
    name: 'a usage object in a flat log is read by its keys: Converse',
    line: flat({ inputTokens: 50, outputTokens: 5, cacheReadInputTokens: 20, cacheWriteInputTokens: 0 }),
    record: { format: 'flat', inputTokens: 70, outputTokens: 5 },
  },
  {
    name: 'a total alone is not split',
    line: { model: 'm', tokens: 946, status: 'ok' },
    record: { unsplitTokens: 946, inputTokens: undefined, outputTokens: undefined, usageKind: 'provider' },
  },
  {
    name: 'Anthropic: passes of compaction and of an advisor are billed beside what stands above them',
    line: message({
      input_tokens: 180,
      output_tokens: 8,
      iterations: [
        { type: 'compaction', input_tokens: 55_000, cache_creation_input_tokens: 16, output_tokens: 80 },
        { type: 'message', input_tokens: 180, cache_read_input_tokens: 40, output_tokens: 8 },
        { type: 'advisor_message', model: 'claude-opus-5', input_tokens: 200, output_tokens: 2 },
      ],
    }),
    record: { inputTokens: 55_436, cacheReadTokens: 40, cacheWrite5mTokens: 16, outputTokens: 90 },
  },
  {
    name: 'Anthropic: a pass with a count that is none',
    line: message({ input_tokens: 1, output_tokens: 8, iterations: [{ input_tokens: 1, output_tokens: 'many' }] }),
    rejected: 'a token count is not a whole number',
  },
  {
    name: 'no count at all is missing, not zero',
    line: { model: 'm', status: 'error' },
    record: { inputTokens: undefined, outputTokens: undefined, unsplitTokens: undefined, usageKind: 'missing' },
  },
  {
    name: 'identity: more cached than input where cached is part of it',
    line: response({ input_tokens: 127, input_tokens_details: { cached_tokens: 384 }, output_tokens: 5 }),
    rejected: 'more cached tokens than input tokens',
  },
  {
    name: 'identity: more reasoning than output where reasoning is part of it',
    line: message({ input_tokens: 1, output_tokens: 5, output_tokens_details: { thinking_tokens: 6 } }),
    rejected: 'more reasoning tokens than output tokens',
  },
  {
    name: 'a dialect nobody knows',
    line: own('cohere', { input_tokens: 1 }),
    rejected:
      'usage_dialect is not one of openai.chat, openai.responses, anthropic, gemini, bedrock.converse, deepseek, buckets',
  },
];

describe('usage objects', () => {
  let found: Outcome[];
  beforeAll(async () => {
    found = await outcomes(CASES.map((one) => one.line));
  });
  it.each(CASES.map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
    const { expected, found: got } = compared(one, found[index]);
    expect(got).toEqual(expected);
  });

  it('--anthropic-input=inclusive takes cached tokens for a part of the input', async () => {
    const usage = { input_tokens: 2310, cache_read_input_tokens: 2000, output_tokens: 5 };
    const [inclusive] = await outcomes([message(usage)], { reading: { anthropicInput: 'inclusive' } });
    const [exclusive] = await outcomes([message(usage)]);
    expect([inclusive, exclusive].map((row) => (row as Record<string, unknown>).inputTokens)).toEqual([2310n, 4310n]);
  });
});

describe('flat logs: does input include cached tokens?', () => {
  const line = (prompt: number, cached: number, total?: number) => ({
    model: 'm',
    input_tokens: prompt,
    cached_tokens: cached,
    output_tokens: 10,
    ...(total === undefined ? {} : { total_tokens: total }),
  });
  const inputs = async (lines: readonly object[]) =>
    (await outcomes(lines)).map((row) => Number((row as Record<string, unknown>).inputTokens));

  it('it does unless the file says otherwise', async () => {
    expect(await inputs([line(100, 60), line(50, 0)])).toEqual([100, 50]);
  });
  it('one line with more cached than input tokens settles it for the whole file', async () => {
    expect(await inputs([line(100, 60), line(5, 900), { model: 'm', input_tokens: 7, output_tokens: 1 }])).toEqual([
      160, 905, 7,
    ]);
  });
  it('totals that add the cached tokens settle it too', async () => {
    expect(await inputs([line(100, 60, 170), line(30, 20, 60)])).toEqual([160, 50]);
  });
  it('totals that do not add them say that it does', async () => {
    expect(await inputs([line(100, 60, 110)])).toEqual([100]);
  });
});
