/** Skimmed logs look to reports as they do when the engine reads every line; what cannot be skimmed is left alone. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openLogs, sampleLog } from './support.js';

const logs = openLogs();
afterAll(() => logs.close());

const SAMPLES = readdirSync(new URL('../../../sample-logs/', import.meta.url)).filter((name) =>
  name.endsWith('.jsonl'),
);

/** Sample logs without a line that must be read the general way; every other one falls back as a whole. */
const SKIMMED = new Set([
  ...['anthropic-batch.jsonl', 'anthropic-messages.jsonl', 'bedrock-converse.jsonl', 'cloudflare.jsonl', 'flat.jsonl'],
  ...['gemini.jsonl', 'openai-chat.jsonl', 'openai-completions.jsonl', 'provider-errors.jsonl'],
]);

describe('each sample log', () => {
  it.each(SAMPLES)('%s', async (name) => {
    const files = { [name]: sampleLog(name) };
    const skimmed = await logs.skimmed(files);
    expect(skimmed !== undefined).toBe(SKIMMED.has(name));
    if (skimmed !== undefined) expect(skimmed).toEqual(await logs.loaded(files));
  });
});

const count = fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.constantFrom(0, 0, 1));
const odd = fc.constantFrom<unknown>(null, -1, 1.5, '12', '', 'many', true, [], {}, 1e20, '\u00e9\n"');
/** Hardly ever anything but what belongs there. */
const mostly = <Value>(usual: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 120, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
const few = (...values: readonly unknown[]) => mostly(fc.constantFrom(...values));
const id = fc.integer({ min: 0, max: 30 }).map((number) => `x_${number}`);
const time = fc
  .integer({ min: Date.UTC(2026, 7, 1), max: Date.UTC(2026, 9, 1) })
  .map((instant) => new Date(instant).toISOString());

const chat = fc.record({
  id: mostly(id.map((one) => `chatcmpl-${one}`)),
  object: few('chat.completion'),
  created: mostly(fc.integer({ min: 1_780_000_000, max: 1_790_000_000 })),
  model: few('gpt-4o-2024-11-20', 'gpt-4.1-mini'),
  choices: fc.constant([{ index: 0, message: { role: 'assistant', content: 'a "quoted"\n\u{1f600} text' } }]),
  usage: fc.record({
    prompt_tokens: mostly(fc.integer({ min: 1000, max: 9000 })),
    completion_tokens: mostly(fc.integer({ min: 500, max: 900 })),
    prompt_tokens_details: fc.option(
      fc.record({ cached_tokens: mostly(fc.integer({ min: 0, max: 1000 })), audio_tokens: few(0) }),
    ),
    completion_tokens_details: fc.record({ reasoning_tokens: mostly(fc.integer({ min: 0, max: 400 })) }),
  }),
  service_tier: few('default', 'flex', null),
});

const anthropicUsage = fc.record(
  {
    input_tokens: mostly(count),
    output_tokens: mostly(count),
    cache_read_input_tokens: mostly(count),
    cache_creation_input_tokens: mostly(count),
    cache_creation: fc.record(
      { ephemeral_5m_input_tokens: mostly(count), ephemeral_1h_input_tokens: mostly(count) },
      { requiredKeys: [] },
    ),
    service_tier: few('standard', 'batch'),
  },
  { requiredKeys: ['input_tokens', 'output_tokens'] },
);
const message = fc.record({
  id: mostly(id.map((one) => `msg_${one}`)),
  type: few('message'),
  role: few('assistant'),
  model: few('claude-sonnet-4-5-20250929', 'claude-opus-4-1-20250805'),
  content: fc.constant([{ type: 'text', text: 'a text' }]),
  stop_reason: few('end_turn', 'max_tokens', null),
  usage: anthropicUsage,
});
const transcript = fc.oneof(
  fc.record({
    ...{ type: few('assistant'), uuid: mostly(id), sessionId: mostly(id), timestamp: mostly(time), cwd: few('/home') },
    ...{ requestId: mostly(id.map((one) => `req_${one}`)), message },
  }),
  fc.record({
    ...{ type: few('user', 'summary'), uuid: mostly(id), sessionId: mostly(id), timestamp: mostly(time) },
    message: fc.record({ role: few('user'), content: fc.string() }),
  }),
);
const application = fc.record(
  {
    timestamp: mostly(time),
    model: few('gpt-4o-mini', 'gemini-2.5-flash'),
    prompt_tokens: mostly(fc.integer({ min: 1000, max: 9000 })),
    completion_tokens: mostly(count),
    cached_tokens: mostly(fc.integer({ min: 0, max: 900 })),
    latency_ms: mostly(fc.oneof(count, fc.double({ min: 0, max: 9000, noNaN: true }))),
    status: few('ok', 'error'),
    error: few(null, 'rate limit exceeded'),
    endpoint: few('/v1/chat/completions'),
    user_id: mostly(id),
  },
  { requiredKeys: ['model', 'prompt_tokens', 'completion_tokens'] },
);

const line = fc.oneof(
  { weight: 30, arbitrary: fc.oneof(chat, message, transcript, application).map((one) => JSON.stringify(one)) },
  // As Python writes it: with spaces, and only ASCII.
  {
    weight: 6,
    arbitrary: chat.map((one) =>
      JSON.stringify(one, null, 1)
        .replace(/\n\s*/g, ' ')
        .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '  ', '{"model":', '{"a":1}}', '[1]', '\u0007', '{"type":"user","uuid":"\ud800"}'),
  },
);
const ends = fc.constantFrom('\n', '\r\n');
const inputs = fc.constantFrom('exclusive' as const, 'inclusive' as const);
/** A line is now and then written again, as streams and rotated files have it. */
const lines = fc
  .array(fc.tuple(line, fc.nat({ max: 5 })), { minLength: 1, maxLength: 60 })
  .map((some) => some.flatMap(([text, again]) => (again === 0 ? [text, text] : [text])));

describe('a copy of another file', () => {
  it('is left to the general way, which tells it, whatever other file has its size', async () => {
    const call = (tokens: number) =>
      `${JSON.stringify({ model: 'gpt-4o', prompt_tokens: tokens, completion_tokens: 1 })}\n`;
    const files = { 'a.jsonl': call(100), 'b.jsonl': call(200), 'c.jsonl': call(100) };
    expect(await logs.skimmed(files)).toBeUndefined();
    expect(await logs.skimmed({ ...files, 'c.jsonl': call(300) })).toBeDefined();
  });
});

describe('a value that means something else where it is written otherwise', () => {
  const call = (latency: unknown) =>
    `${JSON.stringify({ model: 'gpt-4o', prompt_tokens: 100, completion_tokens: 1, latency })}\n`;

  it('is not taken for what the first line has: a bare latency is seconds where it is a small fraction', async () => {
    const files = { 'a.jsonl': call(812) + call(1.5) };
    const { calls } = await logs.loaded(files);
    const durations = (calls as { durationUs: bigint }[]).map(({ durationUs }) => durationUs).sort();
    expect(durations).toEqual([1_500_000n, 812_000n]);
    const skimmed = await logs.skimmed(files);
    if (skimmed !== undefined) expect(skimmed.calls).toEqual(calls);
  });

  it('is not taken for nothing where the first line has a word in its place', async () => {
    const files = { 'a.jsonl': call('n/a') + call('812') };
    const { calls } = await logs.loaded(files);
    expect((calls as { durationUs: bigint | null }[]).map(({ durationUs }) => durationUs)).toContain(812_000n);
    const skimmed = await logs.skimmed(files);
    if (skimmed !== undefined) expect(skimmed.calls).toEqual(calls);
  });
});

describe('random logs', () => {
  it('give the same calls and the same account wherever they can be skimmed', { timeout: 600_000 }, async () => {
    let skimmedLogs = 0;
    await fc.assert(
      fc.asyncProperty(
        lines,
        lines,
        ends,
        fc.boolean(),
        inputs,
        async (first, second, end, isWhole, anthropicInput) => {
          const text = (some: readonly string[]) => some.join(end) + (isWhole ? end : '');
          const files = { 'a.jsonl': text(first), 'b.jsonl': text(second) };
          const skimmed = await logs.skimmed(files, { anthropicInput });
          if (skimmed === undefined) return;
          skimmedLogs += 1;
          expect(skimmed).toEqual(await logs.loaded(files, { anthropicInput }));
        },
      ),
      { numRuns: Number(process.env.SKIM_RUNS ?? 40) },
    );
    expect(skimmedLogs).toBeGreaterThan(0);
  });
});
