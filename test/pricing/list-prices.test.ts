/** The bundled list: read whole, without the network, digit for digit, and priced as its own package would, but exactly. */
import { readFile } from 'node:fs/promises';
import { calcPrice, findProvider, waitForUpdate } from '@pydantic/genai-prices';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { toDecimal } from '../../src/core/decimal.js';
import { toNumber } from '../../src/core/exact.js';
import type { Meter } from '../../src/core/meters.js';
import { BUILTIN_ID, openListPrices } from '../../src/pricing/list-prices.js';
import { publishedPrice, UNITS } from '../../src/pricing/list-units.js';
import { openPriceBook, type PriceBook } from '../../src/pricing/price-book.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import { type UsageWords, usageOf } from './helpers.js';

let book: PriceBook;
beforeAll(async () => {
  book = await openPriceBook({ files: [], builtin: [BUILTIN_ID] });
});

afterEach(() => vi.restoreAllMocks());

const AUTUMN = Date.UTC(2026, 9, 8, 12);

function unitPrices(
  model: string,
  meters: readonly Meter[],
  context: UsageWords['context'] = { at: AUTUMN },
): string[] {
  const provider = model.slice(0, model.indexOf('/'));
  const quantities = Object.fromEntries(meters.map((meter) => [meter, '1']));
  const { lines } = priceUsage(
    book,
    usageOf({ provider, model: model.slice(provider.length + 1), quantities, context }),
  );
  return meters.map((meter) => {
    const line = lines.find((one) => one.meter === meter);
    return line ? `${toDecimal(line.unitPrice)} per ${line.per.numerator}` : 'unpriced';
  });
}

describe('the bundled list', () => {
  it('holds every model of the package, and asks nobody for it', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network in tests'));
    const shelf = await openListPrices();
    // Counted in the package's data when it was chosen: 43 sellers, 1,694 models.
    expect(shelf.providers.size).toBe(43);
    expect(shelf.skuIds.length).toBe(1694);
    expect(new Set(shelf.skuIds).size).toBe(1694);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('is named after the version that is installed', async () => {
    const file = new URL('../../node_modules/@pydantic/genai-prices/package.json', import.meta.url);
    const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
    expect(BUILTIN_ID).toBe(`builtin:genai-prices@${version}`);
    expect(book.id).toBe(BUILTIN_ID);
    // https://registry.npmjs.org/@pydantic/genai-prices: 0.1.8 published 2026-09-23T10:11:04Z.
    expect(book.asOf).toBe('2026-09-23');
  });

  it('takes every number as it is published, except seven with the trace of a float', async () => {
    const odd: string[] = [];
    for (const provider of (await waitForUpdate()) ?? []) {
      for (const model of provider.models) {
        const entries = Array.isArray(model.prices) ? model.prices.map((entry) => entry.prices) : [model.prices];
        for (const [key, price] of entries.flatMap((prices) => Object.entries(prices))) {
          if (price === undefined) continue;
          const numbers = typeof price === 'object' ? [price.base, ...price.tiers.map((tier) => tier.price)] : [price];
          for (const number of numbers) {
            const read = publishedPrice(number);
            expect(read, `${provider.id}/${model.id} ${key} ${number}`).toBeDefined();
            if (read && toDecimal(read) !== String(number)) odd.push(`${number} → ${toDecimal(read)}`);
          }
        }
      }
    }
    expect(odd.sort()).toEqual([...Array(6).fill('0.08333333333333334 → 0.083333333'), '0.18000000000000002 → 0.18']);
  });

  it('refuses a number whose published decimal is not certain', () => {
    expect(publishedPrice(1e-7)).toBeUndefined();
    expect(publishedPrice(0.1234567891)).toBeUndefined();
    expect(publishedPrice(-1)).toBeUndefined();
    expect(publishedPrice(Number.NaN)).toBeUndefined();
  });

  it('knows every price key of the package or leaves it out on purpose', async () => {
    const keys = new Set<string>();
    for (const provider of (await waitForUpdate()) ?? []) {
      for (const model of provider.models) {
        for (const entry of Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]) {
          for (const key of Object.keys(entry.prices)) if (!(key in UNITS)) keys.add(key);
        }
      }
    }
    expect([...keys].sort()).toEqual(['input_annotated_document_kpages', 'input_text_messages_kcount']);
  });
});

describe('prices that sellers publish', () => {
  const sonnet5: Meter[] = ['input', 'output', 'cache_write_5m', 'cache_write_1h', 'cache_read', 'web_search'];

  it('Claude Sonnet 5', () => {
    // https://platform.claude.com/docs/en/models/sonnet-5/overview (read 2026-11-23): 2, 10, 2.50, 4, 0.20 per MTok;
    // web search 10 USD per 1,000.
    expect(unitPrices('anthropic/claude-sonnet-5', sonnet5)).toEqual([
      '2 per 1000000',
      '10 per 1000000',
      '2.5 per 1000000',
      '4 per 1000000',
      '0.2 per 1000000',
      '10 per 1000',
    ]);
  });

  it('Claude Sonnet 4.5 above 200,000 input tokens', () => {
    // https://platform.claude.com/docs/en/about-claude/pricing: 3 / 15, above 200K 6 / 22.50, cached reads 0.30 and 0.60.
    const meters: Meter[] = ['input', 'output', 'cache_read', 'cache_write_1h'];
    const at = (inputTokens: bigint) => unitPrices('anthropic/claude-sonnet-4-5', meters, { at: AUTUMN, inputTokens });
    expect(at(200_000n)).toEqual(['3 per 1000000', '15 per 1000000', '0.3 per 1000000', '6 per 1000000']);
    expect(at(200_001n)).toEqual(['6 per 1000000', '22.5 per 1000000', '0.6 per 1000000', '12 per 1000000']);
  });

  it('GPT-5', () => {
    // https://developers.openai.com/api/docs/pricing: 1.25, cached 0.125, output 10 per 1M; file search 2.50 per 1k calls.
    expect(unitPrices('openai/gpt-5', ['input', 'cache_read', 'output', 'output_reasoning', 'file_search'])).toEqual([
      '1.25 per 1000000',
      '0.125 per 1000000',
      '10 per 1000000',
      '10 per 1000000',
      '2.5 per 1000',
    ]);
  });

  it('Gemini 2.5 Flash, whose audio costs more than text, image and video', () => {
    // https://ai.google.dev/gemini-api/docs/pricing: 0.30 (text / image / video), 1.00 (audio), output 2.50.
    const meters: Meter[] = ['input', 'input_image', 'input_video', 'input_audio', 'cache_read_audio', 'output'];
    expect(unitPrices('google/gemini-2.5-flash', meters)).toEqual([
      '0.3 per 1000000',
      '0.3 per 1000000',
      '0.3 per 1000000',
      '1 per 1000000',
      '0.1 per 1000000',
      '2.5 per 1000000',
    ]);
  });

  it('o3 before and after its cut of 2025-06-10', () => {
    const before = { at: Date.UTC(2025, 5, 9, 23, 59, 59, 999) };
    expect(unitPrices('openai/o3', ['input', 'output'], before)).toEqual(['10 per 1000000', '40 per 1000000']);
    const after = { at: Date.UTC(2025, 5, 10) };
    expect(unitPrices('openai/o3', ['input', 'output'], after)).toEqual(['2 per 1000000', '8 per 1000000']);
  });

  it('DeepSeek V4 Flash: peak windows only since they exist', () => {
    // The scheme of api-docs.deepseek.com as the package's own price comment tells it: from 2026-08-17 0.22 / 0.66, twice that at 01–04 and 06–10 UTC.
    const at = (text: string) =>
      unitPrices('deepseek/deepseek-v4-flash', ['input', 'output'], { at: Date.parse(text) });
    expect(at('2026-08-10T02:00:00Z')).toEqual(['0.14 per 1000000', '0.28 per 1000000']);
    expect(at('2026-08-18T00:59:59.999Z')).toEqual(['0.22 per 1000000', '0.66 per 1000000']);
    expect(at('2026-08-18T01:00:00Z')).toEqual(['0.44 per 1000000', '1.32 per 1000000']);
    expect(at('2026-08-18T10:00:00Z')).toEqual(['0.22 per 1000000', '0.66 per 1000000']);
  });

  it('speech by the hour, searches and requests by the thousand, pages by the thousand', () => {
    // As the package has them, from the pages it names: whisper-large-v3 0.111 USD per hour, sonar 12 USD per 1,000
    // requests at the high search context, Mistral OCR 1 USD per 1,000 pages.
    expect(unitPrices('groq/whisper-large-v3', ['audio_second'])).toEqual(['0.111 per 3600']);
    expect(unitPrices('perplexity/sonar', ['request'])).toEqual(['12 per 1000']);
    expect(unitPrices('mistral/mistral-ocr-2503', ['page'])).toEqual(['1 per 1000']);
  });

  it('no audio price where the list has none, no 1-hour price at the 5-minute one', () => {
    expect(unitPrices('openai/gpt-4o-audio-preview', ['input_audio'])).toEqual(['unpriced']);
    expect(unitPrices('google/claude-opus-5', ['cache_write_5m', 'cache_write_1h'])).toEqual([
      '6.25 per 1000000',
      'unpriced',
    ]);
  });

  it('0 for a model that is declared free, and it says so', () => {
    const { lines, low } = priceUsage(
      book,
      usageOf({ provider: 'openrouter', model: 'deepseek/deepseek-r1:free', quantities: { input: '10', output: '5' } }),
    );
    expect(toDecimal(low)).toBe('0');
    expect(lines.map((line) => line.rule)).toEqual(['free', 'free']);
  });
});

describe('against the arithmetic of the package', () => {
  it('agrees for every model, below and above every tier, today and earlier', () => {
    let compared = 0;
    const differing: string[] = [];
    for (const { sku } of book.list()) {
      const provider = findProvider({ providerId: sku.provider });
      const model = provider?.models.find((one) => `${provider.id}/${one.id}` === sku.sku);
      if (!provider || !model) throw new Error(`${sku.sku} is not in the package`);
      // Where two tiers or a window could be read differently the package is not the judge: see list-convert.ts.
      if (/deepseek-v4/.test(sku.sku)) continue;
      const name = nameOf(sku.sku);
      if (name === undefined) continue;
      for (const [size, at] of SITUATIONS) {
        const theirs = calcPrice({ input_tokens: size, output_tokens: 700 }, name, {
          provider,
          timestamp: new Date(at),
        });
        if (!theirs || theirs.model.id !== model.id || !('input_mtok' in theirs.model_price)) continue;
        const ours = priceUsage(
          book,
          usageOf({
            provider: sku.provider,
            model: name,
            quantities: { input: String(size), ...('output_mtok' in theirs.model_price ? { output: '700' } : {}) },
            context: { at, inputTokens: BigInt(size) },
          }),
        );
        if (ours.sku !== sku.sku) differing.push(`${sku.sku} is ${ours.sku}`);
        const withoutFee = ours.lines.filter((line) => line.meter !== 'request');
        const sum = withoutFee.reduce((total, line) => total + toNumber(line.amount), 0);
        const fee = theirs.total_price - theirs.input_price - theirs.output_price;
        if (Math.abs(sum - (theirs.total_price - fee)) > 1e-9) differing.push(`${sku.sku} ${size} ${at}: ${sum}`);
        compared += 1;
      }
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(8000);
  });

  const SITUATIONS: readonly (readonly [number, number])[] = [
    [1000, AUTUMN],
    [200_000, AUTUMN],
    [200_001, AUTUMN],
    [271_999, Date.UTC(2026, 1, 1)],
    [272_000, Date.UTC(2026, 7, 20)],
    [600_000, Date.UTC(2027, 0, 1)],
  ];

  function nameOf(skuId: string): string | undefined {
    const name = skuId.slice(skuId.indexOf('/') + 1).toLowerCase();
    return book.shelves[0]?.named(name, skuId.slice(0, skuId.indexOf('/')))[0] === skuId ? name : undefined;
  }
});
