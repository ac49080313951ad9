/** Spellings of counts that need more than a name: what a cache missed beside what it had, and words that are texts elsewhere. */
import { describeCases } from './support.js';

const SPELLED = [
  ['inputTokenCount', 'outputTokenCount'],
  ['input_token_count', 'output_token_count'],
  ['tokens_prompt', 'tokens_completion'],
  ['num_input_tokens', 'num_output_tokens'],
] as const;

describeCases('counts of flat logs', [
  ...SPELLED.map(([input, output]) => ({
    name: `${input} and ${output} are the two sides`,
    line: { model: 'a', [input]: 100, [output]: 20, status: 'ok' },
    record: { format: 'flat', inputTokens: 100, outputTokens: 20, unsplitTokens: undefined },
  })),
  {
    name: 'tokens that are an object have both sides in it, and what was cached and thought',
    line: { model: 'a', tokens: { input: 100, output: 20, cached: 60, reasoning: 5, total: 120 }, status: 'ok' },
    record: {
      format: 'flat',
      inputTokens: 100,
      outputTokens: 20,
      cacheReadTokens: 60,
      reasoningTokens: 5,
      unsplitTokens: undefined,
    },
  },
  {
    name: 'an object with nothing but a total is a total',
    line: { model: 'a', tokens: { total: 120 }, status: 'ok' },
    record: { inputTokens: undefined, outputTokens: undefined, unsplitTokens: 120 },
  },
  {
    name: 'an object in which no word is known is no count',
    line: { model: 'a', tokens: { questions: 3 }, status: 'ok' },
    rejected: 'a token count is not a whole number',
  },
  {
    name: 'a list of tokens is no count',
    line: { model: 'a', tokens: [3, 4], status: 'ok' },
    rejected: 'a token count is not a whole number',
  },
  {
    name: 'what the cache missed and what it had are the input together',
    line: { model: 'a', cacheHitTokens: 30, cacheMissTokens: 70, completion_tokens: 5 },
    record: { format: 'flat', inputTokens: 100, cacheReadTokens: 30, outputTokens: 5 },
  },
  {
    name: 'a stated input counts before them',
    line: { model: 'a', prompt_tokens: 100, cacheHitTokens: 30, cacheMissTokens: 70, completion_tokens: 5 },
    record: { inputTokens: 100, cacheReadTokens: 30 },
  },
  {
    name: 'a miss that is no count is not taken for none',
    line: { model: 'a', cacheHitTokens: 30, cacheMissTokens: 'many', completion_tokens: 5 },
    rejected: 'a token count is not a whole number',
  },
  {
    name: 'prompt and completion are counts where they are whole numbers',
    line: { model: 'a', prompt: 12, completion: 3 },
    record: { format: 'flat', inputTokens: 12, outputTokens: 3 },
  },
  {
    name: 'and texts otherwise, digits in quotes too',
    line: { model: 'a', prompt: '12', completion: 'twelve', tokens: 9, status: 'ok' },
    record: { inputTokens: undefined, outputTokens: undefined, unsplitTokens: 9 },
  },
  {
    name: 'a stated count is before the bare word',
    line: { model: 'a', prompt: 12, prompt_tokens: 40, completion_tokens: 3 },
    record: { inputTokens: 40, outputTokens: 3 },
  },
  {
    name: 'input and output are counts where they are whole numbers beside a model',
    line: { input: 12, output: 5, model: 'a' },
    record: { format: 'flat', model: 'a', inputTokens: 12, outputTokens: 5, unsplitTokens: undefined },
  },
  {
    name: 'one of them alone is one side',
    line: { input: 12, output: null, model: 'a' },
    record: { format: 'flat', inputTokens: 12, outputTokens: undefined },
  },
  {
    name: 'and none where either is a text, digits in quotes too',
    line: { input: 12, output: '5', model: 'a', status: 'ok' },
    record: { format: 'flat', inputTokens: undefined, outputTokens: undefined },
  },
  {
    name: 'or a price',
    line: { input: 0.003, output: 1, model: 'a', status: 'ok' },
    record: { format: 'flat', inputTokens: undefined, outputTokens: undefined },
  },
  {
    name: 'or an object',
    line: { input: { text: 'a' }, output: 7, model: 'a', tokens: 9 },
    record: { format: 'flat', inputTokens: undefined, outputTokens: undefined, unsplitTokens: 9 },
  },
  {
    name: 'stated counts are before them',
    line: { input: 3, output: 4, model: 'a', usage: { prompt_tokens: 40, completion_tokens: 5 } },
    record: { inputTokens: 40, outputTokens: 5 },
  },
  {
    name: 'without a model they tell of no call',
    line: { input: 12, output: 5 },
    rejected: 'not recognised as a line of any known format',
  },
  {
    name: 'texts under these names tell of none',
    line: { input: 'what is 12', output: 'a number', model: 'a' },
    rejected: 'not recognised as a line of any known format',
  },
  {
    name: 'an application that numbers its calls says when they were in words of its own',
    line: {
      call_id: 'c1',
      timestamp: '2026-09-01T00:00:00Z',
      model: 'a',
      input_tokens: 4,
      output_tokens: 3,
      latency_ms: 5,
    },
    record: { format: 'flat', startedAt: Date.UTC(2026, 8, 1), inputTokens: 4, durationUs: 5000 },
  },
  {
    name: 'a call_id without a time of such words is of our own records',
    line: { call_id: 'c1', model: 'a', input_tokens: 4, output_tokens: 3 },
    record: { format: 'tollbook', inputTokens: 4 },
  },
]);
