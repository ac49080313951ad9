/** What `prices check` finds in books made for it, and in the shipped ones. */
import { describe, expect, it } from 'vitest';
import { checkBook, type Finding } from '../../src/pricing/check-book.js';
import { openPriceBook } from '../../src/pricing/price-book.js';
import { layered, oneSku } from './helpers.js';

const AT = Date.parse('2026-11-26');
const S = 'source: {retrieved: 2026-11-23}';

/** Findings about test/m alone, in few words. */
async function found(below: string, above: string): Promise<string[]> {
  const book = await layered(oneSku(`[{${below}}]`), oneSku(`[{${above}}]`).replace('id: test', 'id: above'));
  return checkBook(book, { at: AT, days: 365 })
    .filter((finding) => finding.sku === 'test/m')
    .map(inWords);
}

function inWords({ kind, about, layer, found: says, expected, from, to }: Finding): string {
  const day = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 10));
  return `${kind} ${about} ${layer}: ${says} / ${expected} ${day(from)}..${day(to)}`;
}

describe('prices that two layers state', () => {
  it('and agree on are no finding, however they are written', async () => {
    expect(await found(`${S}, rates: {input: 3, output: "15.0"}`, `${S}, rates: {input: 3.00, output: 15}`)).toEqual(
      [],
    );
  });

  it('differently are told with both, for the time that both cover', async () => {
    expect(
      await found(
        `to: 2026-12-01, ${S}, rates: {input: 3, output: 15}`,
        `from: 2026-10-01, ${S}, rates: {input: 2, output: 15}`,
      ),
    ).toEqual(['disagreement input above: 2 / 3 2026-10-01..2026-12-01']);
  });

  it('per other units are compared as they are', async () => {
    const search = (rate: string) => `${S}, rates: {input: 3, web_search: ${rate}}`;
    expect(await found(search('{price: 10, per: 1000}'), search('{price: 0.01, per: 1}'))).toEqual([
      'disagreement web_search above: 0.01 per 1 / 10 per 1000 ..',
    ]);
  });

  it('of a size are compared whether it is above 199,999 or from 200,000', async () => {
    const tier = (when: string, price: string) =>
      `${S}, rates: {input: 3}, overrides: [{id: long, when: {input_tokens: {${when}}}, rates: {input: ${price}}}]`;
    expect(await found(tier('gt: 199999', '6'), tier('gte: 200000', '6'))).toEqual([]);
    expect(await found(tier('gt: 200000', '6'), tier('gte: 200000', '6'))).toEqual([
      'disagreement conditions above: other conditions: long / long: input 6 ..',
    ]);
    expect(await found(tier('gt: 200000', '6'), tier('gt: 200000', '5'))).toEqual([
      'disagreement conditions above: long: input 5 / long: input 6 ..',
    ]);
    expect(await found(tier('gt: 200000', '6'), `${S}, rates: {input: 3}`)).toEqual([
      'disagreement conditions above: no conditions / long: input 6 ..',
    ]);
  });
});

describe('gaps', () => {
  it('are meters that only the layer below prices', async () => {
    expect(await found(`${S}, rates: {input: 3, cache_read: 0.3}`, `${S}, rates: {input: 3}`)).toEqual([
      'gap cache_read above: no price / 0.3 ..',
    ]);
    expect(await found(`${S}, rates: {input: 3, cache_read: 0.3}`, `${S}, free: true`)).toEqual([]);
    // A fallback prices it too.
    expect(
      await found(`${S}, rates: {input: 3, cache_read: 3}`, `${S}, rates: {input: 3}, fallback: {cache_read: input}`),
    ).toEqual([]);
  });

  it('are times between layers, and after all of them', async () => {
    expect(
      await found(
        `to: 2026-09-01, ${S}, rates: {input: 3}`,
        `from: 2026-10-01, to: 2026-11-01, ${S}, rates: {input: 3}`,
      ),
    ).toEqual([
      'gap time test: no price / null 2026-09-01..2026-10-01',
      'gap time above: no price / null 2026-11-01..',
    ]);
  });
});

describe('old entries', () => {
  it('are those read more than so many days before', async () => {
    const book = await layered(oneSku('[{source: {retrieved: 2025-11-26}, rates: {input: 3}}]'));
    const stale = (days: number) =>
      checkBook(book, { at: AT, days })
        .filter(({ kind, layer }) => kind === 'stale' && layer === 'test')
        .map(({ sku, found: says }) => `${sku} ${says}`);
    expect(stale(365)).toEqual([]);
    expect(stale(364)).toEqual(['test/m read 2025-11-26']);
  });

  it('of a whole layer are one finding', async () => {
    const book = await openPriceBook({ files: [] });
    const findings = checkBook(book, { at: Date.parse('2027-11-01'), days: 365 }).filter(
      ({ kind }) => kind === 'stale',
    );
    const list = findings.filter(({ layer }) => layer === 'builtin:genai-prices@0.1.8');
    expect(list).toHaveLength(1);
    expect(list[0]?.found).toMatch(/^read 2026-09-23, 1,?\d+ SKUs, first /);
  });
});

describe('the shipped prices', () => {
  it('have no gap and no old entry, and disagree only where the catalog says why', async () => {
    const book = await openPriceBook({ files: [] });
    const findings = checkBook(book, { at: AT, days: 365 });
    expect(findings.filter(({ kind }) => kind !== 'disagreement')).toEqual([]);
    // src/catalog/README.md: the 272,000 boundary, DeepSeek's dates and hours, Opus 4.6 on Vertex AI, xAI's multi-agent model.
    const skus = new Set(findings.map(({ sku }) => sku));
    expect([...skus].sort()).toEqual([
      'deepseek/deepseek-chat',
      'deepseek/deepseek-reasoner',
      'deepseek/deepseek-v4-flash',
      'deepseek/deepseek-v4-pro',
      'google/claude-opus-4-6',
      'openai/gpt-5.4',
      'openai/gpt-5.4-pro',
      'openai/gpt-5.5',
      'openai/gpt-5.5-pro',
      'openai/gpt-5.6-luna',
      'openai/gpt-5.6-sol',
      'openai/gpt-5.6-terra',
      'openai/gpt-6-astra',
      'x-ai/grok-4.20-multi-agent',
    ]);
  });
});
