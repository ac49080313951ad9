/** A lock holds every layer: the same prices, names and hash come out of it, and a changed one is refused. */
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { lockText } from '../../src/pricing/lock.js';
import { openPriceBook, type PriceBook } from '../../src/pricing/price-book.js';
import { priceUsage, resolveModel } from '../../src/pricing/price-usage.js';
import { bookFile, oneSku, usageOf } from './helpers.js';

const OWN = oneSku('[{from: 2026-10-01, source: {retrieved: 2026-11-23}, rates: {input: "1.5"}}]').replace(
  'skus: [',
  'skus: [{sku: openai/gpt-4o, provider: openai, match: [{regex: "^gpt-4o$"}], versions: [{source: {retrieved: 2026-11-23}, rates: {input: "9"}}]}, ',
);

let book: PriceBook;
let file: string;
beforeAll(async () => {
  book = await openPriceBook({ files: [await bookFile(OWN)] });
  file = await bookFile(lockText(book), 'lock.yaml');
});

describe('a lock', () => {
  it('gives the book it was written from', async () => {
    const locked = await openPriceBook({ files: [file] });
    const { id, hash, asOf, currency, layers } = locked;
    expect({ id, hash, asOf, currency, layers }).toEqual({
      id: book.id,
      hash: book.hash,
      asOf: book.asOf,
      currency: book.currency,
      layers: book.layers,
    });
    expect(locked.offers).toEqual(book.offers);
    expect(locked.list().map(({ sku }) => sku)).toEqual(book.list().map(({ sku }) => sku));
    expect(lockText(locked)).toBe(await readFile(file, 'utf8'));
  });

  it('finds models as the book does, and names the same candidates for those it does not', async () => {
    const locked = await openPriceBook({ files: [file] });
    for (const model of [
      'gpt-4o',
      'claude-sonnet-5-6',
      'us.anthropic.claude-opus-5-v1:0',
      'deepseek-flash',
      'm',
      'gpt-9',
    ]) {
      const logged = { provider: null, gateway: null, model };
      expect(resolveModel(locked, logged), model).toEqual(resolveModel(book, logged));
    }
    const usage = usageOf({
      provider: 'openai',
      model: 'gpt-4o',
      quantities: { input: '1000' },
      context: { inputTokens: 1000n },
    });
    expect(priceUsage(locked, usage)).toEqual(priceUsage(book, usage));
  });

  it('may have books on top, and has them below nothing', async () => {
    const above = await bookFile(OWN.replace('id: test', 'id: more').replace('"9"', '"8"'));
    const both = await openPriceBook({ files: [file, above] });
    expect(both.layers.map(({ id }) => id)).toEqual([...book.layers.map(({ id }) => id), 'more']);
    await expect(openPriceBook({ files: [above, file] })).rejects.toMatchObject({
      where: file,
      message: 'expected a lock before any other book, found one above others',
    });
  });

  it.each([
    ['"input_mtok":2.5', '"input_mtok":2.4', 'layers[0].content'],
    ['"sku":"test/m"', '"sku":"test/n"', 'layers[2].content'],
    [/^hash: sha256:./m, 'hash: sha256:', 'hash'],
  ])('that was changed is refused: %s', async (before, after, place) => {
    const text = await readFile(file, 'utf8');
    const changed = text.replace(before, after);
    expect(changed).not.toBe(text);
    const other = await bookFile(changed, 'lock.yaml');
    await expect(openPriceBook({ files: [other] })).rejects.toMatchObject({
      where: expect.stringContaining(`${other}: ${place}`),
      exitCode: 2,
    });
  });

  it('with another hash of the whole is refused', async () => {
    const text = (await readFile(file, 'utf8')).replace(
      /^hash: sha256:[0-9a-f]{64}$/m,
      `hash: sha256:${'0'.repeat(64)}`,
    );
    const other = await bookFile(text, 'lock.yaml');
    await expect(openPriceBook({ files: [other] })).rejects.toMatchObject({ where: `${other}: hash` });
  });
});
