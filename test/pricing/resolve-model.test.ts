/** Model names as logs spell them, and the SKU each one is or is not. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUILTIN_ID } from '../../src/pricing/list-prices.js';
import { openPriceBook, type PriceBook } from '../../src/pricing/price-book.js';
import { resolveModel } from '../../src/pricing/price-usage.js';
import { bookText, layered, own, shared } from './helpers.js';

let list: PriceBook;
beforeAll(async () => {
  list = await openPriceBook({ files: [], builtin: [BUILTIN_ID] });
});

function find(book: PriceBook, model: string | null, provider: string | null = null, gateway: string | null = null) {
  return resolveModel(book, { provider, gateway, model });
}

const V = 'versions: [{source: {retrieved: 2026-11-23}, rates: {input: "1", output: "2"}}]';

describe('names the bundled list knows', () => {
  const table: [model: string, provider: string | null, sku: string, rule: string][] = [
    // exact, whatever the case and the blanks
    ['gpt-4o', 'openai', 'openai/gpt-4o', 'exact'],
    ['GPT-4o', 'openai', 'openai/gpt-4o', 'exact'],
    ['  gpt-4o ', 'OpenAI', 'openai/gpt-4o', 'exact'],
    ['gpt-4o:extended', 'openai', 'openai/gpt-4o:extended', 'exact'],
    ['gpt-4o-2024-05-13', 'openai', 'openai/gpt-4o-2024-05-13', 'exact'],
    // without a provider, the vendor's own
    ['claude-sonnet-4-5', null, 'anthropic/claude-sonnet-4-5', 'exact'],
    ['gemini-2.5-pro', null, 'google/gemini-2.5-pro', 'exact'],
    ['deepseek-chat', null, 'deepseek/deepseek-chat', 'exact'],
    ['grok-4', null, 'x-ai/grok-4-0709', 'exact'],
    ['llama-3.3-70b-versatile', null, 'groq/llama-3.3-70b-versatile', 'exact'],
    // a provider nobody has prices of is as good as none
    ['gpt-4o', 'our-proxy', 'openai/gpt-4o', 'exact'],
    // dates, where what is left is a name
    ['claude-sonnet-4-5-20250929', null, 'anthropic/claude-sonnet-4-5', 'date + exact'],
    ['claude-3-5-sonnet-20241022', 'anthropic', 'anthropic/claude-3-5-sonnet', 'date + exact'],
    ['gpt-6-sol-2026-09-01', 'openai', 'openai/gpt-6-sol', 'pattern'],
    // marks that cost nothing
    ['claude-sonnet-4-5-20250929[1m]', 'anthropic', 'anthropic/claude-sonnet-4-5', 'mark + date + exact'],
    ['claude-3-5-sonnet-latest', 'anthropic', 'anthropic/claude-3-5-sonnet', 'mark + exact'],
    // routes in front
    ['anthropic/claude-sonnet-4.5', null, 'anthropic/claude-sonnet-4-5', 'route + exact'],
    ['openrouter/anthropic/claude-sonnet-4.5', null, 'openrouter/anthropic/claude-sonnet-4.5', 'route + exact'],
    ['openai/gpt-5', 'openrouter', 'openrouter/openai/gpt-5', 'exact'],
    ['xai/grok-4', null, 'x-ai/grok-4-0709', 'route + exact'],
    ['models/gemini-2.5-flash', 'google', 'google/gemini-2.5-flash', 'route + exact'],
    ['azure/gpt-4o', 'azure', 'openai/gpt-4o', 'vendor + exact'],
    // Amazon
    [
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'bedrock',
      'aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'version + exact',
    ],
    [
      'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      null,
      'aws/global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'shape + exact',
    ],
    [
      'arn:aws:bedrock:eu-west-1:1:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'aws.bedrock',
      'aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'route + version + exact',
    ],
    // Vertex, and a model of Anthropic that only Anthropic lists
    ['claude-sonnet-4-5@20250929', 'vertex_ai', 'google/claude-sonnet-4-5', 'vertex_version + exact'],
    ['claude-haiku-4-5@20251001', 'gcp.vertex_ai', 'anthropic/claude-haiku-4-5', 'vendor + vertex_version + exact'],
    ['gemini-2.0-flash-001', 'vertex_ai', 'google/gemini-2.0-flash', 'revision + exact'],
  ];
  it.each(table)('%s at %s is %s (%s)', (model, provider, sku, rule) => {
    const found = find(list, model, provider);
    expect(found.sku?.sku).toBe(sku);
    expect(found.rule).toBe(rule);
    expect(found.candidates).toEqual([]);
  });

  it('who bills comes before where it was routed', () => {
    const model = 'anthropic/claude-sonnet-4.5';
    expect(find(list, model, 'anthropic', 'openrouter').sku?.sku).toBe('anthropic/claude-sonnet-4-5');
    expect(find(list, model, null, 'openrouter').sku?.sku).toBe('openrouter/anthropic/claude-sonnet-4.5');
  });

  it('keeps what an Amazon profile says of the region', () => {
    expect(find(list, 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'aws').dims).toEqual({
      region_class: 'regional',
    });
    expect(find(list, 'global.anthropic.claude-opus-5', 'aws').dims).toEqual({ region_class: 'global' });
    expect(find(list, 'gpt-4o', 'openai').dims).toEqual({});
  });
});

describe('names it does not know', () => {
  const table: [model: string | null, provider: string | null, rule: string][] = [
    // the package would take these for claude-sonnet-5, gemini-3.8-flash and a fine-tune of another price
    ['claude-sonnet-5-5', null, 'unknown'],
    ['claude-sonnet-5-9', 'anthropic', 'unknown'],
    ['gemini-3.8-flash-lite', null, 'unknown'],
    ['ft:gpt-4.1-2025-04-14:org::abc', 'openai', 'fine_tune'],
    ['ft:gpt-4o-2024-08-06:org::abc', 'openai', 'fine_tune'],
    ['gpt-9', null, 'unknown'],
    ['my-deployment', 'azure', 'unknown'],
    ['claude-sonnet-4-5', 'groq', 'unknown'],
    // not a day of the calendar, so not a date
    ['claude-sonnet-4-5-20251345', 'anthropic', 'unknown'],
    // four digits may be anything
    ['gpt-4o-0806', 'openai', 'unknown'],
    // a variant with another price
    ['openai/gpt-5:online', 'openrouter', 'unknown'],
    // global has its own price, the list has only the regional one
    ['global.anthropic.claude-3-5-haiku-20241022-v1:0', 'aws', 'unknown'],
    // several resellers, no vendor
    ['meta-llama/llama-3.3-70b-instruct', null, 'ambiguous'],
    ['', null, 'no_model'],
    ['   ', null, 'no_model'],
    [null, 'openai', 'no_model'],
    ['x'.repeat(100_000), null, 'unknown'],
  ];
  it.each(table)('%s at %s: %s → %s', (model, provider, rule) => {
    const found = find(list, model, provider);
    expect(found.sku).toBeNull();
    expect(found.rule).toBe(rule);
    expect(found.candidates.length).toBeLessThanOrEqual(3);
  });

  it('offers what is near, the vendor first', () => {
    expect(find(list, 'claude-sonnet-5-5').candidates[0]).toBe('anthropic/claude-sonnet-5');
    expect(find(list, 'gpt-4o-minni', 'openai').candidates).toContain('openai/gpt-4o-mini');
    expect(find(list, '日本語のモデル').candidates).toEqual([]);
  });

  it('offers a model once, of who billed the call, else of its maker', () => {
    // github-copilot, cursor and others sell these too, and come first by the alphabet.
    for (const [model, maker] of [
      ['gpt-4o-foo', 'openai'],
      ['gemini-3-flash-x', 'google'],
      ['grok-5', 'x-ai'],
    ] as const) {
      const { candidates } = find(list, model);
      expect(candidates.map((one) => one.split('/')[0])).toEqual([maker, maker, maker]);
    }
    expect(find(list, 'o4-minni', 'azure').candidates[0]).toBe('azure/o4-mini');
  });

  it('says the same each time', () => {
    const logged = { provider: null, gateway: null, model: 'claude-sonnet-5-5' };
    expect(resolveModel(list, logged)).toBe(resolveModel(list, logged));
  });

  it('never throws, and never prices what only begins like a name', () => {
    const known = fc.constantFrom('claude-sonnet-5', 'gpt-5', 'gemini-2.5-pro', 'deepseek-chat', 'grok-4');
    fc.assert(
      fc.property(known, fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), (name, tail) => {
        const found = find(list, `${name}-x${tail}`);
        expect(found.sku).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

describe('books of the user', () => {
  it('win over the bundled list, by name, by pattern and by date', async () => {
    const book = await layered(
      bookText(
        `  - {sku: acme/sonnet, provider: anthropic, match: [{exact: Claude-Sonnet-4-5}], ${V}}\n` +
          `  - {sku: acme/flash, provider: google, match: [{regex: '^gemini-2\\.5-flash'}], ${V}}\n`,
      ),
    );
    expect(find(book, 'claude-sonnet-4-5').sku?.sku).toBe('acme/sonnet');
    expect(find(book, 'anthropic/claude-sonnet-4-5').sku?.sku).toBe('acme/sonnet');
    expect(find(book, 'claude-sonnet-4-5-20250929', 'anthropic').sku?.sku).toBe('acme/sonnet');
    expect(find(book, 'gemini-2.5-flash-anything', 'google')).toMatchObject({ rule: 'pattern' });
    expect(find(book, 'claude-opus-5').sku?.sku).toBe('anthropic/claude-opus-5');
    // another seller's traffic keeps that seller's price
    expect(find(book, 'claude-sonnet-4-5@20250929', 'vertex_ai').sku?.sku).toBe('google/claude-sonnet-4-5');
  });

  it('do not take a dated model that the list prices by its full name', async () => {
    const book = await layered(bookText(`  - {sku: acme/4o, provider: openai, match: [{exact: gpt-4o}], ${V}}\n`));
    expect(find(book, 'gpt-4o', 'openai').sku?.sku).toBe('acme/4o');
    expect(find(book, 'gpt-4o-2024-05-13', 'openai').sku?.sku).toBe('openai/gpt-4o-2024-05-13');
  });

  it('replace a SKU under all its names', async () => {
    const book = await layered(bookText(`  - {sku: openai/gpt-4o, provider: openai, match: [{exact: mine}], ${V}}\n`));
    const replaced = find(book, 'gpt-4o-2024-11-20', 'openai').sku;
    expect(replaced?.sku).toBe('openai/gpt-4o');
    expect(replaced?.versions[0]?.source.retrieved).toBe('2026-11-23');
  });

  it('price fine-tunes that they name', async () => {
    const book = await layered(
      bookText(`  - {sku: acme/ft, provider: openai, match: [{regex: '^ft:gpt-4\\.1-'}], ${V}}\n`),
    );
    expect(find(book, 'ft:gpt-4.1-2025-04-14:org::abc', 'openai').sku?.sku).toBe('acme/ft');
  });

  it('later over earlier', async () => {
    const one = `  - {sku: a/x, provider: openai, match: [{exact: gpt-4o}], ${V}}\n`;
    const two = `  - {sku: b/x, provider: openai, match: [{exact: gpt-4o}], ${V}}\n`;
    expect(find(await layered(bookText(one), bookText(two)), 'gpt-4o').sku?.sku).toBe('b/x');
    expect(find(await layered(bookText(two), bookText(one)), 'gpt-4o').sku?.sku).toBe('a/x');
  });

  it('as an own book price what an offer carries, whoever billed it', async () => {
    const book = await own(
      bookText(
        `  - {sku: gw/sonnet, provider: our-gateway, match: [{exact: claude-sonnet-4-5}], ${V}}\n` +
          `  - {sku: gw/gpt, provider: our-gateway, match: [{exact: openai/gpt-5}], ${V}}\n`,
      ),
    );
    expect(find(book, 'claude-sonnet-4-5-20250929', 'anthropic').sku?.sku).toBe('gw/sonnet');
    expect(find(book, 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock').sku?.sku).toBe('gw/sonnet');
    expect(find(book, 'openrouter/anthropic/claude-sonnet-4-5', 'openrouter').sku?.sku).toBe('gw/sonnet');
    expect(find(book, 'openai/gpt-5', 'openai').sku?.sku).toBe('gw/gpt');
    expect(find(book, 'gpt-4o', 'openai').sku).toBeNull();
  });

  it('price global and regional Amazon profiles of one SKU by dims', async () => {
    const book = await own(
      bookText(`  - {sku: aws/s, provider: bedrock, match: [{exact: claude-sonnet-4-5}], ${V}}\n`),
    );
    const found = find(book, 'global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'aws');
    expect(found.sku?.sku).toBe('aws/s');
    expect(found.dims).toEqual({ region_class: 'global' });
  });
});

describe('aliases', () => {
  const find1 = (aliases: Record<string, string>, model: string, provider: string | null = null) =>
    resolveModel(list, { provider, gateway: null, model }, aliases);

  it('come first, the one with a provider before the one without', () => {
    const aliases = { 'Prod-GPT': 'openai/gpt-4o', 'azure/prod-gpt': 'openai/gpt-4.1', 'gpt-4o': 'openai/gpt-5' };
    expect(find1(aliases, 'prod-gpt')).toMatchObject({ rule: 'alias', sku: { sku: 'openai/gpt-4o' } });
    expect(find1(aliases, 'prod-gpt', 'Azure').sku?.sku).toBe('openai/gpt-4.1');
    expect(find1(aliases, 'gpt-4o', 'openai').sku?.sku).toBe('openai/gpt-5');
  });

  it('must lead to a SKU of the book', () => {
    expect(() => find1({ prod: 'openai/gpt-4oo' }, 'x')).toThrowError(
      expect.objectContaining({
        code: 'configuration',
        where: 'aliases: prod',
        message: 'expected the id of a SKU in the price book, found openai/gpt-4oo',
        hint: expect.stringContaining('openai/gpt-4o'),
      }),
    );
  });
});

const cases = shared('oracle/pricing-cases.json');
describe.skipIf(cases === undefined)('worked match cases', async () => {
  interface Case {
    readonly id: string;
    readonly kind: string;
    readonly input: { readonly model: string; readonly provider: string | null };
    readonly expected: {
      readonly sku: string | null;
      readonly dims?: object;
      readonly or_unresolved_if_absent?: boolean;
    };
  }
  const all = cases ? (JSON.parse(await readFile(cases, 'utf8')) as { cases: Case[] }).cases : [];
  // The case names the model of a seller; the bundled list has it under Amazon's own name for it.
  const sameModel: Record<string, string> = {
    'aws/claude-sonnet-4-5': 'aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0',
  };
  for (const { id, input, expected } of all.filter((one) => one.kind === 'match')) {
    it(`${id}: ${input.model}`, () => {
      const found = find(list, input.model, input.provider);
      const isAbsent = expected.or_unresolved_if_absent === true;
      const sku = expected.sku === null || isAbsent ? null : (sameModel[expected.sku] ?? expected.sku);
      expect(found.sku?.sku ?? null).toBe(sku);
      if (expected.dims) expect(found.dims).toEqual(expected.dims);
    });
  }
});
