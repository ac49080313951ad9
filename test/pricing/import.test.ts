/** Files that others publish, as price books: every decimal as the file's text has it, and nothing priced that is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/core/decimal.js';
import { ToolError } from '../../src/core/errors.js';
import type { Meter } from '../../src/core/meters.js';
import type { PriceContext } from '../../src/core/usage.js';
import { importBook } from '../../src/pricing/import-book.js';
import type { PriceBook } from '../../src/pricing/price-book.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import { own, usageOf } from './helpers.js';

function imported(from: 'litellm' | 'openrouter', text: string): { text: string; notes: readonly string[] } {
  return importBook({ from, file: 'prices.json', asOf: '2026-11-23', bytes: Buffer.from(text) });
}

const book = (from: 'litellm' | 'openrouter', text: string): Promise<PriceBook> => own(imported(from, text).text);

/** USD for a million units of a meter. */
function cost(of: PriceBook, name: string, meter: Meter, context: Partial<PriceContext> = {}): string {
  const provider = name.slice(0, name.indexOf('/'));
  const usage = usageOf({
    provider,
    model: name.slice(provider.length + 1),
    quantities: { [meter]: '1000000' },
    context: { at: Date.parse('2026-11-23T12:00:00Z'), inputTokens: 1000n, ...context },
  });
  const priced = priceUsage(of, usage);
  return priced.unpriced[0]?.reason ?? toDecimal(priced.low);
}

describe('from LiteLLM', () => {
  const MODEL = `"gpt-5.5": {"litellm_provider": "openai", "mode": "chat", "max_tokens": 128000,
    "input_cost_per_token": 5e-06, "input_cost_per_token_above_272k_tokens": 1e-05, "input_cost_per_token_batches": 2.5e-06,
    "input_cost_per_token_flex": 0.0000025, "input_cost_per_token_priority": 1.25e-05,
    "input_cost_per_token_above_272k_tokens_flex": 5e-06, "cache_read_input_token_cost": 5e-07,
    "output_cost_per_token": 3.0e-05, "regional_processing_uplift_multiplier_eu": 1.1,
    "search_context_cost_per_query": {"search_context_size_low": 0.01, "search_context_size_medium": 0.01}}`;

  it.each([
    ['input', {}, '5'],
    ['input', { inputTokens: 272_000n }, '5'],
    ['input', { inputTokens: 272_001n }, '10'],
    ['input', { isBatch: true }, '2.5'],
    ['input', { serviceTier: 'flex' }, '2.5'],
    ['input', { serviceTier: 'priority' }, '12.5'],
    ['input', { serviceTier: 'flex', inputTokens: 272_001n }, '5'],
    // No rate for a long batch: the standard long one, never less than is billed.
    ['input', { isBatch: true, inputTokens: 272_001n }, '10'],
    ['input', { region: 'eu' }, '5.5'],
    ['cache_read', {}, '0.5'],
    ['output', {}, '30'],
    ['output', { inputTokens: 272_001n }, '30'],
    ['web_search', {}, '10000'],
    ['cache_write', {}, 'no_rate'],
  ] as [Meter, Partial<PriceContext>, string][])('%s %o: %s', async (meter, context, expected) => {
    expect(cost(await book('litellm', `{${MODEL}}`), 'openai/gpt-5.5', meter, context)).toBe(expected);
  });

  it('knows sellers by their routes, and tiers of xAI from the threshold on', async () => {
    const prices = '"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06';
    const made = await book(
      'litellm',
      `{"sample_spec": {"litellm_provider": "one of", "input_cost_per_token": 1.0},
        "vertex_ai/claude-x": {"litellm_provider": "vertex_ai-anthropic_models", ${prices}, "cache_creation_input_token_cost_above_1hr": 4e-06},
        "xai/grok-x": {"litellm_provider": "xai", ${prices}, "input_cost_per_token_above_200k_tokens": 3e-06},
        "claude-fast": {"litellm_provider": "anthropic", ${prices}, "provider_specific_entry": {"us": 1.1, "fast": 2.0}},
        "whisper": {"litellm_provider": "groq", "ocr_cost_per_page": 0.004}}`,
    );
    expect(cost(made, 'vertex_ai/claude-x', 'cache_write_1h')).toBe('4');
    expect(cost(made, 'xai/grok-x', 'input', { inputTokens: 200_000n })).toBe('3');
    expect(cost(made, 'xai/grok-x', 'input', { inputTokens: 199_999n })).toBe('1');
    expect(cost(made, 'anthropic/claude-fast', 'output', { speed: 'fast', inferenceGeo: 'us' })).toBe('4.4');
    expect(cost(made, 'groq/whisper', 'page')).toBe('4000');
    expect(cost(made, 'one of/sample_spec', 'input')).toBe('unknown_model');
  });

  it('leaves out and names what it cannot say', () => {
    const { text, notes } = imported(
      'litellm',
      `{"debris": {"litellm_provider": "openai", "input_cost_per_token": 2.9999900000000002e-06, "output_cost_per_token": 1e-06},
        "unknown": {"litellm_provider": "openai", "input_cost_per_token": 0.0, "output_cost_per_token": 0},
        "pixels": {"litellm_provider": "openai", "input_cost_per_token": 1e-06, "input_cost_per_pixel": 1e-08},
        "nobody": {"input_cost_per_token": 1e-06}}`,
    );
    expect(notes).toEqual([
      '2 SKUs imported',
      '1 entry left out: prices with the trace of a computation in floats, first debris input_cost_per_token',
      '1 entry left out: without a price above 0 (0 there also stands for unknown), first unknown',
      '1 entry left out: costs of the kind input_cost_per_pixel, first pixels',
      '1 entry left out: without litellm_provider, first nobody',
    ]);
    expect(text).toContain('rates: {output: "1"}');
    expect(text).not.toContain('openai/unknown');
  });

  it('takes every digit from the text, whatever its exponent', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 999_999_999n }), fc.integer({ min: -15, max: 0 }), (digits, power) => {
        const { text } = imported(
          'litellm',
          `{"m": {"litellm_provider": "openai", "input_cost_per_token": ${digits}e${power}, "output_cost_per_token": 1}}`,
        );
        // The point moves by the exponent and by the million, and no digit changes.
        const shift = power + 6;
        const whole = shift >= 0 ? `${digits}${'0'.repeat(shift)}` : String(digits).padStart(1 - shift, '0');
        const expected = shift >= 0 ? whole : `${whole.slice(0, shift)}.${whole.slice(shift)}`.replace(/\.?0+$/, '');
        expect(text).toContain(`rates: {input: "${expected}", output: "1000000"}`);
      }),
    );
  });
});

describe('from OpenRouter', () => {
  const model = (id: string, pricing: string) => `{"data": [{"id": "${id}", "name": "x", "pricing": ${pricing}}]}`;

  it.each([
    ['input', {}, '1.25'],
    ['output', {}, '10'],
    ['cache_read', {}, '0.125'],
    // 0 stands for "not priced apart": reasoning is output.
    ['output_reasoning', {}, '10'],
    ['image', {}, 'no_rate'],
    ['input', { inputTokens: 200_000n }, '1.25'],
    ['input', { inputTokens: 200_001n }, '2.5'],
    ['output', { inputTokens: 200_001n }, '10'],
    // Saturday 23:30 lies in the window that wraps over midnight, Saturday noon does not.
    ['input', { at: Date.parse('2026-11-21T23:30:00Z') }, '0.625'],
    ['input', { at: Date.parse('2026-11-21T12:00:00Z') }, '1.25'],
  ] as [Meter, Partial<PriceContext>, string][])('%s %o: %s', async (meter, context, expected) => {
    const made = await book(
      'openrouter',
      model(
        'acme/one',
        `{"prompt": "0.00000125", "completion": "0.00001", "input_cache_read": "0.000000125", "request": "0",
          "image": "0", "internal_reasoning": "0", "overrides": [
          {"min_prompt_tokens": 200000, "prompt": "0.0000025"},
          {"utc_start": "2300", "utc_end": "0100", "utc_days": ["sat"], "prompt": "0.000000625"}]}`,
      ),
    );
    expect(cost(made, 'openrouter/acme/one', meter, context)).toBe(expected);
  });

  it('has fees per request and per search', async () => {
    const fees = '{"prompt": "0.000001", "completion": "0.000002", "request": "0.005", "web_search": "0.01"}';
    const made = await book('openrouter', model('a/b', fees));
    expect(cost(made, 'openrouter/a/b', 'request')).toBe('5000');
    expect(cost(made, 'openrouter/a/b', 'web_search')).toBe('10000.005');
  });

  it('takes a discount off every price, exactly', async () => {
    const made = await book(
      'openrouter',
      model('a/b', '{"prompt": "0.000003", "completion": "0.000015", "discount": 0.1}'),
    );
    expect(cost(made, 'openrouter/a/b', 'input')).toBe('2.7');
    expect(cost(made, 'openrouter/a/b', 'output')).toBe('13.5');
  });

  it('calls free only what says so, and prices nothing that is routed', async () => {
    const { notes, text } = imported(
      'openrouter',
      `{"data": [{"id": "a/b:free", "pricing": {"prompt": "0", "completion": "0"}},
        {"id": "a/zero", "pricing": {"prompt": "0", "completion": "0"}},
        {"id": "openrouter/auto", "pricing": {"prompt": "-1", "completion": "-1"}},
        {"id": "a/odd", "pricing": {"prompt": "0.000001", "completion": "0.000001", "overrides": [{"moon": "full", "prompt": "0"}]}}]}`,
    );
    expect(notes).toEqual([
      '2 SKUs imported',
      '1 entry left out: priced 0 without being called free, first a/zero',
      '1 entry left out: whose price depends on where a call is routed, first openrouter/auto',
      '1 entry left out: conditions of a kind that is not known, first a/odd',
    ]);
    expect(cost(await own(text), 'openrouter/a/b:free', 'input')).toBe('0');
  });
});

describe('a file of another kind', () => {
  it.each([
    ['litellm', 'not json'],
    ['litellm', '[1, 2]'],
    ['litellm', '{}'],
    ['openrouter', '{"data": {}}'],
    ['openrouter', '{"gpt-4o": {"litellm_provider": "openai", "input_cost_per_token": 1e-06}}'],
  ] as const)('is refused: %s %s', (from, text) => {
    expect(() => imported(from, text)).toThrow(ToolError);
    expect(() => imported(from, text)).toThrow(/^expected /);
  });

  it('writes what would reorder text or move a cursor as escapes, and reads it back as it was', async () => {
    const name = 'gpt\u202e5\u009b2K';
    const price = { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 1e-6, output_cost_per_token: 2e-6 };
    const { text } = imported('litellm', JSON.stringify({ [name]: price }));
    expect(text).not.toMatch(/[\u202e\u009b]/);
    expect(text).toContain(String.raw`\u202e5\u009b2K`);
    const made = await own(text);
    expect(made.list()[0]?.sku.sku).toContain(name);
  });

  it('cannot smuggle anything into the book by the name of a model', async () => {
    const name = 'x"}]\\n  - sku: "evil';
    const { text } = imported(
      'openrouter',
      JSON.stringify({ data: [{ id: name, pricing: { prompt: '0.000001', completion: '0.000001' } }] }),
    );
    const made = await own(text);
    expect(made.list().map(({ sku }) => sku.sku)).toEqual([`openrouter/${name}`]);
  });
});
