/**
 * Tools people use on their own machines, and OpenAI's account of an organisation: lines in, records out.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonLines, withLedger } from '../ingest/support.js';
import { describeCases, picked } from './support.js';

const llm = (more: object) => ({
  id: '01jm8ec74wxsdatyn5pq1fp0s5',
  conversation_id: '01jm8ec74taftdgj2t4zra9z0j',
  datetime_utc: '2026-09-16T22:34:30.374882+00:00',
  duration_ms: 560,
  ...more,
});
let ulids = 0;
const withId = (more: object) => {
  ulids += 1;
  return llm({ id: `01jm8ec74wxsdatyn5pq1fp0${String(ulids).padStart(2, '0')}`, ...more });
};

describeCases('llm', [
  {
    name: 'a plain answer',
    line: llm({ model: 'anthropic/claude-haiku-4-5', input_tokens: 8, output_tokens: 12, token_details: null }),
    record: {
      format: 'llm_cli',
      callId: '01jm8ec74wxsdatyn5pq1fp0s5',
      sessionId: '01jm8ec74taftdgj2t4zra9z0j',
      provider: 'anthropic',
      model: 'anthropic/claude-haiku-4-5',
      modelRequested: undefined,
      inputTokens: 8,
      outputTokens: 12,
      cacheReadTokens: undefined,
      durationUs: 560_000,
    },
  },
  {
    name: 'details of OpenAI as an object: part of input and output',
    line: withId({
      model: 'gpt-5.4',
      resolved_model: 'gpt-5.4-2026-03-05',
      input_tokens: 1000,
      output_tokens: 90,
      token_details: {
        prompt_tokens_details: { cached_tokens: 800 },
        completion_tokens_details: { reasoning_tokens: 64 },
      },
    }),
    record: {
      model: 'gpt-5.4-2026-03-05',
      modelRequested: 'gpt-5.4',
      inputTokens: 1000,
      cacheReadTokens: 800,
      outputTokens: 90,
      reasoningTokens: 64,
    },
  },
  {
    name: 'details of Anthropic as text: beside the input',
    line: withId({
      model: 'anthropic/claude-haiku-4-5',
      input_tokens: 100,
      output_tokens: 20,
      token_details: '{"cache_read_input_tokens": 2000, "cache_creation_input_tokens": 500}',
    }),
    record: { inputTokens: 2600, cacheReadTokens: 2000, cacheWriteTokens: 500, outputTokens: 20 },
  },
  {
    name: 'thoughts of Gemini that the output holds already',
    line: withId({
      model: 'gemini/gemini-3.8-flash',
      input_tokens: 10,
      output_tokens: 120,
      token_details: { candidatesTokenCount: 100, thoughtsTokenCount: 20 },
    }),
    record: { provider: 'google', inputTokens: 10, outputTokens: 120, reasoningTokens: 20 },
  },
  {
    name: 'thoughts of Gemini beside the output',
    line: withId({
      model: 'gemini/gemini-3.8-flash',
      input_tokens: 10,
      output_tokens: 100,
      token_details: { candidatesTokenCount: 100, thoughtsTokenCount: 20 },
    }),
    record: { inputTokens: 10, outputTokens: 120, reasoningTokens: 20 },
  },
  {
    name: 'counts that are none',
    line: withId({ model: 'gpt-5.4', input_tokens: 1.5, output_tokens: 3 }),
    rejected: 'a token count is not a whole number',
  },
]);

const event = (name: string, properties: object) => ({
  event: name,
  properties,
  user_id: 'b2f1',
  time: 1_788_000_000,
});

describeCases('Aider', [
  {
    name: 'a message to a model; the cost of the session is not its own',
    line: event('message_send', {
      main_model: 'gpt-5.4',
      prompt_tokens: 4000,
      completion_tokens: 300,
      total_tokens: 4300,
      cost: 0.014,
      total_cost: 0.91,
    }),
    record: {
      format: 'aider',
      model: 'gpt-5.4',
      inputTokens: 4000,
      outputTokens: 300,
      userId: 'b2f1',
      loggedCost: '0.014',
      loggedCostKind: 'list_estimate',
      callId: undefined,
    },
  },
  { name: 'a start', line: event('launched', {}), ignored: true },
  { name: 'a command', line: event('command_add', { main_model: 'gpt-5.4' }), ignored: true },
  {
    name: 'a message without counts',
    line: event('message_send', { main_model: 'gpt-5.4' }),
    rejected: 'a message without token counts',
  },
]);

const answer = (id: string, more: object) => ({
  id,
  sessionID: 'ses_1',
  role: 'assistant',
  modelID: 'claude-opus-5',
  providerID: 'anthropic',
  path: { cwd: '/shop/web', root: '/shop' },
  ...more,
});
const COMPLETE = { created: 1_788_000_000_000, completed: 1_788_000_002_500 };

describeCases('opencode', [
  {
    name: 'cached tokens are beside the input, thinking beside the output',
    line: answer('msg_1', {
      cost: 0.02,
      tokens: { input: 3, output: 24, reasoning: 6, cache: { read: 100, write: 18 } },
      time: COMPLETE,
    }),
    record: {
      format: 'opencode',
      callId: 'ses_1:msg_1',
      provider: 'anthropic',
      model: 'claude-opus-5',
      // 3 + 100 + 18 and 24 + 6
      inputTokens: 121,
      cacheReadTokens: 100,
      cacheWriteTokens: 18,
      outputTokens: 30,
      reasoningTokens: 6,
      durationUs: 2_500_000,
      project: '/shop',
      loggedCost: '0.02',
      status: 'ok',
    },
  },
  {
    name: 'a total that leaves no room for thinking beside the output',
    line: answer('msg_2', {
      tokens: { total: 200, input: 100, output: 60, reasoning: 16, cache: { read: 40, write: 0 } },
      time: COMPLETE,
    }),
    record: { inputTokens: 140, outputTokens: 60, reasoningTokens: 16 },
  },
  {
    name: 'with its parts; a cost of 0 is unknown',
    line: { info: answer('msg_3', { cost: 0, tokens: { input: 10, output: 5 }, time: COMPLETE }), parts: [] },
    record: { inputTokens: 10, outputTokens: 5, loggedCost: undefined, loggedCostKind: undefined },
  },
  {
    name: 'a message that has only begun',
    line: {
      type: 'message.updated',
      properties: {
        info: answer('msg_4', {
          tokens: { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } },
          time: { created: COMPLETE.created },
        }),
      },
    },
    ignored: true,
  },
  {
    name: 'an event with a whole message, sold by somebody else',
    line: {
      type: 'message.updated',
      properties: {
        info: answer('msg_5', { providerID: 'openrouter', tokens: { input: 7, output: 2 }, time: COMPLETE }),
      },
    },
    record: { callId: 'ses_1:msg_5', inputTokens: 7, outputTokens: 2, gateway: 'openrouter', provider: undefined },
  },
  {
    name: 'a total alone stays unsplit',
    line: answer('msg_6', { tokens: { total: 123 }, time: COMPLETE }),
    record: { unsplitTokens: 123, inputTokens: undefined, outputTokens: undefined },
  },
  {
    name: 'a failure',
    line: answer('msg_7', { error: { name: 'APIError', data: { statusCode: 529 } }, time: COMPLETE }),
    record: { status: 'error', errorType: 'APIError', httpStatus: 529 },
  },
  {
    name: 'a message that the user stopped',
    line: answer('msg_8', { error: { name: 'MessageAbortedError' }, tokens: { input: 9, output: 1 }, time: COMPLETE }),
    record: { status: 'cancelled', inputTokens: 9, outputTokens: 1 },
  },
  {
    name: 'what the user said',
    line: {
      id: 'msg_9',
      sessionID: 'ses_1',
      role: 'user',
      model: { providerID: 'anthropic', modelID: 'claude-opus-5' },
    },
    ignored: true,
  },
  { name: 'another event', line: { type: 'session.idle', properties: { sessionID: 'ses_1' } }, ignored: true },
  { name: 'an answer without usage', line: answer('msg_10', { time: COMPLETE }), rejected: 'a message without usage' },
]);

describe('opencode', () => {
  it('a message that is written again as it grows is one call', async () => {
    const grown = (output: number) => ({
      type: 'message.updated',
      properties: { info: answer('msg_1', { tokens: { input: 10, output }, time: COMPLETE }) },
    });
    await withLedger(async (ledger) => {
      ledger.write('events.jsonl', jsonLines(grown(4), grown(90)));
      ledger.write('message.json', jsonLines(grown(50).properties.info));
      await ledger.load(['events.jsonl', 'message.json']);
      expect((await ledger.calls()).map((one) => picked(one, ['outputTokens']))).toEqual([{ outputTokens: 90 }]);
    });
  });
});

const result = (more: object) => ({
  object: 'organization.usage.completions.result',
  input_tokens: 1000,
  input_cached_tokens: 400,
  output_tokens: 500,
  num_model_requests: 5,
  ...more,
});
const bucket = (start_time: number, ...results: object[]) => ({
  object: 'bucket',
  start_time,
  end_time: start_time + 86_400,
  results,
});
const page = (...data: object[]) => ({ object: 'page', data, has_more: false, next_page: null });
const DAY = Date.UTC(2026, 8, 1) / 1000;

describe('OpenAI organisation usage', () => {
  const loaded = (...lines: object[]) =>
    withLedger(async (ledger) => {
      ledger.write('usage.jsonl', jsonLines(...lines));
      await ledger.load(['usage.jsonl']);
      const [source] = await ledger.sources();
      const rows = await ledger.engine.query<Record<string, unknown>>(
        `select strftime(started_at at time zone 'UTC', '%Y-%m-%d') as day, model, calls, input_tokens, cache_read_tokens, output_tokens, is_batch
         from calls order by all`,
      );
      return {
        ignored: Number(source?.ignored),
        rows: rows.map((row) =>
          picked(row, ['day', 'model', 'calls', 'inputTokens', 'cacheReadTokens', 'outputTokens', 'isBatch']),
        ),
      };
    });
  const sum = { calls: 5, inputTokens: 1000, cacheReadTokens: 400, outputTokens: 500 };

  it('a result is many calls of the day of its bucket', async () => {
    const { rows } = await loaded(
      page(
        bucket(DAY, result({ model: 'gpt-5.4' }), result({ model: 'gpt-5.4-mini', batch: true })),
        bucket(DAY + 86_400, result({ model: 'gpt-5.4' })),
      ),
    );
    expect(rows).toEqual([
      { day: '2026-09-01', model: 'gpt-5.4', ...sum },
      { day: '2026-09-01', model: 'gpt-5.4-mini', ...sum, isBatch: true },
      { day: '2026-09-02', model: 'gpt-5.4', ...sum },
    ]);
  });

  it('a bucket that was asked for again while it grew counts once, at its largest', async () => {
    const { rows } = await loaded(
      page(bucket(DAY, result({ model: 'gpt-5.4', output_tokens: 500 }))),
      page(bucket(DAY, result({ model: 'gpt-5.4', output_tokens: 700, num_model_requests: 6 }))),
    );
    expect(rows).toEqual([{ day: '2026-09-01', model: 'gpt-5.4', ...sum, calls: 6, outputTokens: 700 }]);
  });

  it('costs, storage and empty results are no calls', async () => {
    const { rows, ignored } = await loaded(
      page(bucket(DAY, { object: 'organization.costs.result', amount: { value: 4, currency: 'usd' } })),
      page(bucket(DAY, { object: 'organization.usage.vector_stores.result', usage_bytes: 1024 })),
      page(bucket(DAY, result({ num_model_requests: 0, input_tokens: 0, input_cached_tokens: 0, output_tokens: 0 }))),
    );
    expect({ rows, ignored }).toEqual({ rows: [], ignored: 3 });
  });
});

const SHARED = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

describe.skipIf(!existsSync(SHARED))('samples beside the checkout', () => {
  /** File, format, calls, failures, input, output and unsplit tokens. */
  const ROWS: readonly (readonly [string, string, number, number, number, number, number])[] = [
    ['llm_cli/docs_logs.jsonl', 'llm_cli', 1, 0, 8, 12, 0],
    ['llm_cli/docs_logs_json_array.json', 'llm_cli', 1, 0, 8, 12, 0],
    // 3 + 100 + 18, 500 + 100, 100 + 50 and 10 in; 24, 80 + 16, 10 and 5 out; a failure, a total; a user and a beginning.
    ['opencode/messages_tests.jsonl', 'opencode', 6, 1, 881, 135, 123],
  ];
  it.each(ROWS)('%s', (name, format, calls, errors, input, output, unsplit) =>
    withLedger(async (ledger) => {
      await ledger.load([join(SHARED, name)]);
      const [row] = await ledger.engine.query<Record<string, bigint>>(
        `select count(*) as calls, count(*) filter (where status = 'error') as errors,
           coalesce(sum(input_tokens), 0)::bigint as input, coalesce(sum(output_tokens), 0)::bigint as output,
           coalesce(sum(unsplit_tokens), 0)::bigint as unsplit, count(*) filter (where format <> $format) as others from calls`,
        { format },
      );
      expect(Object.values(row ?? {}).map(Number)).toEqual([calls, errors, input, output, unsplit, 0]);
      expect(await ledger.rejects()).toEqual([]);
    }));
});
