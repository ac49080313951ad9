/**
 * The price books that come with the tool: what each entry must say about itself, that what was compiled is what is
 * written, and their prices in worked cases. No expectation here is taken from the books themselves.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { toDecimal } from '../../src/core/decimal.js';
import { parseYaml, readShape } from '../../src/core/yaml.js';
import type { Version } from '../../src/pricing/book-model.js';
import { type Book, BookShape } from '../../src/pricing/book-schema.js';
import { canonical } from '../../src/pricing/canonical.js';
import { openCatalog } from '../../src/pricing/catalog.js';
import { BUILTIN_ID, openListPrices } from '../../src/pricing/list-prices.js';
import { openPriceBook, type PriceBook } from '../../src/pricing/price-book.js';
import { priceUsage } from '../../src/pricing/price-usage.js';
import { instantOf } from '../../src/pricing/schema-parts.js';
import { shared, usageOf } from './helpers.js';

const FOLDER = fileURLToPath(new URL('../../src/catalog/', import.meta.url));
const YEAR = 365 * 86_400_000;

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .sort();
const values = files.map((file) => parseYaml(readFileSync(`${FOLDER}${file}`, 'utf8'), file));
const books: Book[] = values.map((value, index) => readShape(BookShape, value, files[index] ?? ''));
const newest = Math.max(...books.map((book) => instantOf(book.asOf) ?? 0));

function entries(): { readonly place: string; readonly source: Version['source'] }[] {
  return books.flatMap((book) => [
    ...book.skus.flatMap(({ sku, versions }) =>
      versions.map(({ source }, index) => ({ place: `${book.id} ${sku} [${index}]`, source })),
    ),
    ...book.offers.map(({ id, source }) => ({ place: `${book.id} offer ${id}`, source })),
  ]);
}

describe('the catalog', () => {
  it('covers the sellers it is for', () => {
    const sellers = new Set(books.flatMap((book) => book.skus.map(({ provider }) => provider)));
    expect([...sellers].sort()).toEqual([
      'anthropic',
      'aws',
      'azure',
      'deepseek',
      'google',
      'groq',
      'mistral',
      'openai',
      'x-ai',
    ]);
    expect(books.flatMap((book) => book.offers.map(({ id }) => id))).toEqual([
      'openrouter-card',
      'openrouter-crypto',
      'openrouter-own-keys',
    ]);
  });

  it('has a source and the day it was read for every entry', () => {
    expect(entries().length).toBeGreaterThan(150);
    const bare = entries().filter(({ source }) => !/^https:\/\/\S+$/.test(source.url ?? '') || !source.note);
    expect(bare).toEqual([]);
    const undated = entries().filter(
      ({ source }) => (instantOf(source.retrieved) ?? Number.POSITIVE_INFINITY) > newest,
    );
    expect(undated).toEqual([]);
  });

  it('has no entry that was read more than a year before the newest', () => {
    const old = entries().filter(({ source }) => (instantOf(source.retrieved) ?? 0) < newest - YEAR);
    expect(old.map(({ place, source }) => `${place}: read ${source.retrieved}`)).toEqual([]);
  });

  it('is compiled as it is written', () => {
    const compiled = readFileSync(new URL('../../dist/catalog.json', import.meta.url), 'utf8');
    const lines = values.map((value, index) => canonical({ file: `src/catalog/${files[index]}`, value }));
    expect(compiled).toBe(`[${lines.join(',\n')}]\n`);
  });

  it('reads every SKU when it is asked for, and refuses one that two books have', () => {
    const { shelf } = openCatalog();
    expect([...shelf.skuIds].sort()).toEqual(books.flatMap((book) => book.skus.map(({ sku }) => sku)).sort());
    for (const skuId of shelf.skuIds) expect(shelf.find(skuId)?.sku).toBe(skuId);
    const twice = {
      as_of: '2026-11-26',
      currency: 'USD',
      skus: [{ sku: 'a/b', provider: 'a', match: [{ exact: 'b' }] }],
    };
    const text = JSON.stringify([
      { file: 'one', value: twice },
      { file: 'two', value: twice },
    ]);
    expect(() => openCatalog(text)).toThrow('two books of the catalog have a/b');
  });

  it('names models of the bundled list as the list does', async () => {
    const list = await openListPrices();
    const catalog = openCatalog().shelf;
    // What the list does not have is new; what it has under another id would be priced twice.
    for (const skuId of catalog.skuIds) {
      const provider = skuId.slice(0, skuId.indexOf('/'));
      const name = skuId.slice(provider.length + 1);
      const listed = list.named(name.toLowerCase(), provider);
      if (listed.length > 0) expect(listed, skuId).toEqual([skuId]);
    }
  });
});

describe('its prices', () => {
  let book: PriceBook;
  beforeAll(async () => {
    book = await openPriceBook({ files: [] });
  });

  // From the worked cases: which model of the catalog each is about.
  const MODELS: readonly [pattern: RegExp, provider: string, model: string][] = [
    [/^A(07|09|11|17)-/, 'anthropic', 'claude-sonnet-4-5'],
    [/^A1[35]-/, 'openai', 'gpt-5.4'],
    [/^B15-/, 'openai', 'gpt-5.5'],
    [/^C01-/, 'anthropic', 'claude-opus-5'],
    [/^C03-/, 'anthropic', 'claude-sonnet-4-5'],
    [/^C05-/, 'anthropic', 'claude-opus-4-8'],
    [/^C07-/, 'anthropic', 'claude-opus-5'],
    [/^C13-/, 'google', 'gemini-2.5-pro'],
    [/^C15-/, 'google', 'gemini-3.1-pro-preview'],
    [/^C17-/, 'anthropic', 'claude-haiku-5-5'],
    [/^D01-/, 'openai', 'gpt-5.6-luna'],
    [/^D03-/, 'google', 'gemini-3.6-flash'],
    [/^D05-/, 'anthropic', 'claude-sonnet-4-6'],
    [/^D(07|09|11|13)-/, 'deepseek', 'deepseek-v4-flash'],
  ];

  interface Case {
    readonly id: string;
    readonly context?: { readonly at?: string; readonly batch?: boolean; readonly inference_geo?: string };
    readonly expected: {
      readonly buckets: Record<string, string>;
      readonly prompt_tokens: string;
      readonly total: string;
    };
  }

  const file = shared('oracle/pricing-cases.json');
  const cases = file ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases : [];

  describe.skipIf(file === undefined)('in the worked cases of real models', () => {
    for (const [pattern, provider, model] of MODELS) {
      for (const { id, context = {}, expected } of cases.filter((one) => pattern.test(one.id))) {
        it(`${id}: ${model}`, () => {
          const usage = usageOf({
            provider,
            model,
            quantities: expected.buckets,
            context: {
              at: Date.parse(context.at ?? '2026-11-20T12:00:00Z'),
              inputTokens: BigInt(expected.prompt_tokens),
              isBatch: context.batch ?? false,
              inferenceGeo: context.inference_geo ?? null,
            },
          });
          const priced = priceUsage(book, usage);
          expect(priced.unpriced).toEqual([]);
          expect(priced.assumed).toEqual([]);
          expect(toDecimal(priced.low)).toBe(expected.total);
        });
      }
    }
    it('all of which are there', () => {
      expect(MODELS.flatMap(([pattern]) => cases.filter(({ id }) => pattern.test(id))).length).toBeGreaterThan(18);
    });
  });

  /** USD for a million tokens of each meter named. */
  const cost = (
    name: string,
    meters: readonly string[],
    context: Parameters<typeof usageOf>[0]['context'] = {},
  ): string => {
    const provider = name.slice(0, name.indexOf('/'));
    const usage = usageOf({
      provider,
      model: name.slice(provider.length + 1),
      quantities: Object.fromEntries(meters.map((meter) => [meter, '1000000'])),
      context: { at: Date.parse('2026-11-20T12:00:00Z'), inputTokens: 1000n, ...context },
    });
    const priced = priceUsage(book, usage);
    return priced.unpriced.length > 0 ? (priced.unpriced[0]?.reason ?? 'unpriced') : toDecimal(priced.low);
  };

  // Each row as its provider, or a copy of its page, prints it: see the sources in the books.
  it.each([
    ['anthropic/claude-opus-5-5', ['input', 'output'], { speed: 'fast' }, '48', 'fast 8 + 40'],
    ['anthropic/claude-opus-4-8', ['output'], { speed: 'fast' }, '50', 'fast output 50'],
    ['anthropic/claude-fable-5-2', ['input', 'output'], { isBatch: true }, '24', 'batch 4 + 20'],
    ['anthropic/claude-fable-5-2', ['input', 'output'], { speed: 'fast' }, '96', 'fast 16 + 80'],
    ['anthropic/claude-opus-5', ['input'], { speed: 'fast', isBatch: true }, 'forbidden', 'no fast batch'],
    ['anthropic/claude-opus-5', ['cache_write_1h'], { inferenceGeo: 'us' }, '11', '10 x 1.1'],
    ['anthropic/claude-haiku-4-5', ['input', 'output'], { isBatch: true }, '3', 'batch 0.50 + 2.50'],
    ['openai/gpt-5.5', ['input', 'cache_read', 'output'], { serviceTier: 'priority' }, '88.75', '12.50 + 1.25 + 75'],
    ['openai/gpt-5.4', ['cache_read'], { isBatch: true }, '0.13', 'published as 0.13, not half of 0.25'],
    ['openai/gpt-5.4-mini', ['input', 'output'], { serviceTier: 'fast' }, '10.5', '1.50 + 9'],
    [
      'openai/gpt-5.6-luna',
      ['input', 'cache_read', 'output'],
      { serviceTier: 'priority' },
      '2.84',
      '0.40 + 0.04 + 2.40',
    ],
    [
      'openai/gpt-6.1-sol',
      ['input', 'cache_read', 'output'],
      { serviceTier: 'fast', inputTokens: 272_001n },
      '38.4',
      '8 + 0.40 + 30',
    ],
    ['openai/gpt-6.1-sol', ['input', 'output'], { serviceTier: 'flex' }, '6', '(2 + 10) / 2'],
    [
      'openai/gpt-5.5',
      ['input'],
      { serviceTier: 'priority', inputTokens: 272_001n },
      'forbidden',
      'excludes long context',
    ],
    ['openai/gpt-4o', ['input', 'output'], { isBatch: true }, '6.25', 'batch 1.25 + 5'],
    ['google/gemini-4-neon', ['input', 'output'], { serviceTier: 'priority' }, '32.4', '5.40 + 27'],
    [
      'google/gemini-4-argon',
      ['input', 'output'],
      { at: Date.parse('2026-12-01T00:00:00Z') },
      '24',
      '4 + 20 from December',
    ],
    [
      'google/gemini-4-argon',
      ['input', 'output'],
      { at: Date.parse('2026-11-30T23:59:59Z') },
      '12',
      '2 + 10 through November',
    ],
    ['google/gemini-2.5-pro', ['input'], { isBatch: true, inputTokens: 200_001n }, '1.25', 'half of 2.50'],
    ['x-ai/grok-4.7', ['input', 'cache_read', 'output'], { inputTokens: 200_000n }, '17', '4 + 1 + 12 from 200k'],
    ['x-ai/grok-4.7', ['input', 'cache_read', 'output'], { inputTokens: 199_999n, region: 'us' }, '9.35', '8.5 x 1.1'],
    ['aws/global.anthropic.claude-sonnet-5-5', ['cache_write_1h'], {}, '4', 'global 4'],
    ['aws/us.anthropic.claude-sonnet-5-5', ['cache_write', 'cache_write_1h'], {}, '7.15', 'regional 2.75 + 4.40'],
    ['aws/eu.anthropic.claude-haiku-5-5', ['input', 'output'], { inputTokens: 100_001n }, '3.3', '0.55 + 2.75'],
    ['google/claude-opus-5', ['cache_write_1h'], { region: 'global' }, '10', '10, not 6.25'],
    ['google/claude-opus-5', ['cache_write_1h'], { region: 'europe-west1' }, '11', '10 % more'],
    ['google/claude-haiku-5-5', ['input', 'output'], { region: 'us-east5' }, '0.66', '0.11 + 0.55'],
    ['azure/us-data-zone/gpt-5.4', ['input', 'output'], {}, '19.25', '2.75 + 16.50'],
    ['mistral/mistral-large-2512', ['input', 'output'], { isBatch: true }, '1', 'half of 0.50 + 1.50'],
    ['groq/llama-3.3-70b-versatile', ['input', 'output'], { isBatch: true }, '0.69', 'half of 0.59 + 0.79'],
    ['groq/llama-3.3-70b-versatile', ['input', 'output'], { serviceTier: 'flex' }, '1.38', 'on-demand'],
    [
      'deepseek/deepseek-chat',
      ['input', 'output'],
      { at: Date.parse('2025-06-01T16:29:59Z') },
      '1.37',
      '0.27 + 1.10 by day',
    ],
    [
      'deepseek/deepseek-chat',
      ['input', 'output'],
      { at: Date.parse('2025-06-01T16:30:00Z') },
      '0.685',
      'half by night',
    ],
    [
      'deepseek/deepseek-reasoner',
      ['input', 'output'],
      { at: Date.parse('2025-06-02T00:29:59Z') },
      '0.685',
      '0.135 + 0.55',
    ],
    [
      'deepseek/deepseek-reasoner',
      ['input', 'output'],
      { at: Date.parse('2025-06-02T00:30:00Z') },
      '2.74',
      '0.55 + 2.19',
    ],
    ['deepseek/deepseek-chat', ['input', 'output'], { at: Date.parse('2025-09-05T16:30:00Z') }, '2.24', '0.56 + 1.68'],
    [
      'deepseek/deepseek-flash',
      ['input', 'output'],
      { at: Date.parse('2026-11-20T02:00:00Z') },
      '1.5',
      'Friday peak 0.30 + 1.20',
    ],
    [
      'deepseek/deepseek-flash',
      ['input', 'output'],
      { at: Date.parse('2026-11-21T02:00:00Z') },
      '0.75',
      'Saturday off-peak',
    ],
    [
      'deepseek/deepseek-v4-pro',
      ['input', 'output'],
      { at: Date.parse('2026-08-16T15:59:59Z') },
      '1.305',
      '0.435 + 0.87',
    ],
  ] as [
    string,
    string[],
    Parameters<typeof cost>[2],
    string,
    string,
  ][])('%s %j %o: %s', (name, meters, context, expected) => {
    expect(cost(name, meters, context)).toBe(expected);
  });

  it('leave the standard price of the bundled list as it is, but for what is documented', async () => {
    const list = await openPriceBook({ files: [], builtin: [BUILTIN_ID] });
    const at = Date.parse('2026-11-20T12:00:00Z');
    const differing = openCatalog().shelf.skuIds.filter((skuId) => {
      if (!list.find(skuId)) return false;
      const provider = skuId.slice(0, skuId.indexOf('/'));
      return ['input', 'cache_read', 'cache_write', 'output'].some((meter) => {
        const usage = usageOf({
          provider,
          model: skuId.slice(provider.length + 1),
          quantities: { [meter]: '1000000' },
          context: { at, inputTokens: 1000n },
        });
        const [above, below] = [priceUsage(book, usage), priceUsage(list, usage)];
        return below.lines.length > 0 && toDecimal(above.low) !== toDecimal(below.low);
      });
    });
    expect(differing).toEqual([
      // V4.1 Flash cut its price on 2026-09-10, and the two old names stood for V4 Flash.
      'deepseek/deepseek-chat',
      'deepseek/deepseek-reasoner',
      'deepseek/deepseek-v4-flash',
      // The list bills the multi-agent model at 2.00; xAI's page says 1.25.
      'x-ai/grok-4.20-multi-agent',
    ]);
  });
});
