/**
 * Passes of other models within an Anthropic message: each model is billed for its own.
 */
import { describe, expect, it } from 'vitest';
import { picked } from '../../formats/support.js';
import { jsonLines, withLedger } from '../support.js';

const pass = (type: string, input_tokens: number, output_tokens: number, more = {}) => ({
  type,
  input_tokens,
  output_tokens,
  cache_read_input_tokens: 0,
  cache_creation_input_tokens: 0,
  ...more,
});
const message = (iterations: readonly object[], more = {}) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-5',
  content: [],
  usage: { input_tokens: 30, output_tokens: 5, service_tier: 'standard', iterations },
  ...more,
});
const ADVISED = [
  pass('message', 10, 2, { cache_read_input_tokens: 100 }),
  pass('advisor_message', 2500, 90, { model: 'claude-opus-5' }),
  pass('message', 20, 3),
];

const callsOf = (...lines: object[]) =>
  withLedger(async (ledger) => {
    ledger.write('log.jsonl', jsonLines(...lines));
    await ledger.load(['log.jsonl']);
    const [source] = await ledger.sources();
    expect([Number(source?.lines), Number(source?.withCalls)]).toEqual([lines.length, lines.length]);
    return (await ledger.calls())
      .map((one) => Object.values(picked(one, ['callId', 'model', 'inputTokens', 'cacheReadTokens', 'outputTokens'])))
      .sort();
  });

// 10 + 100 + 20 in and 2 + 3 out of its own; 2,500 and 90 of the adviser.
const EXPECTED = [
  ['msg_1', 'claude-sonnet-5', 130, 100, 5],
  ['msg_1/claude-opus-5', 'claude-opus-5', 2500, 0, 90],
];

describe('passes of other models', () => {
  it('are calls of their own', async () => {
    expect(await callsOf(message(ADVISED))).toEqual(EXPECTED);
  });

  it('in a transcript that repeats the message, too', async () => {
    const lines = ['a', 'b'].map((uuid) => ({
      type: 'assistant',
      sessionId: 's-1',
      uuid,
      timestamp: '2026-09-01T10:00:00.000Z',
      message: message(ADVISED),
    }));
    expect(await callsOf(...lines)).toEqual(EXPECTED);
  });

  it('in results of a batch, too', async () => {
    const line = { custom_id: 'one', result: { type: 'succeeded', message: message(ADVISED) } };
    expect(await callsOf(line)).toEqual(EXPECTED);
  });

  it('are not set apart where they name the model of the message', async () => {
    const own = ADVISED.map((one) => ({ ...one, model: 'claude-sonnet-5' }));
    // 10 + 100 + 2,500 + 20 and 2 + 90 + 3
    expect(await callsOf(message(own))).toEqual([['msg_1', 'claude-sonnet-5', 2630, 100, 95]]);
  });

  it('a model to fall back on is billed for what it did', async () => {
    const passes = [
      pass('message', 40, 1, { model: 'claude-sonnet-5' }),
      pass('fallback_message', 41, 60, { model: 'claude-haiku-5' }),
    ];
    expect(await callsOf(message(passes))).toEqual([
      ['msg_1', 'claude-sonnet-5', 40, 0, 1],
      ['msg_1/claude-haiku-5', 'claude-haiku-5', 41, 0, 60],
    ]);
  });
});
