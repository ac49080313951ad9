/**
 * The example offers of examples/gateways.prices.yaml and the shipped ones of the catalog, each for 5 million tokens at
 * 15 USD a million in a month. The totals are worked by hand, and where a seller prints one, are the seller's.
 */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPriceBook, type PriceBook } from '../../src/pricing/price-book.js';
import { amounts, bill, text, usage } from './words.js';

const EXAMPLE = fileURLToPath(new URL('../../examples/gateways.prices.yaml', import.meta.url));

let book: PriceBook;
beforeAll(async () => {
  book = await openPriceBook({ files: [EXAMPLE] });
});

describe('gateways to copy from', () => {
  it.each([
    // 8 purchases of 10 at 0.80, 5 of credit left over and still there
    ['openrouter-topups', { usage: '75', credits: '0', card_fee: '6.4' }, '81.4'],
    ['platform-fee', { usage: '75', platform_fee: '3.75' }, '78.75'],
    // whole packs of a million at 12.50
    ['volume-pack', { packs: '62.5' }, '62.5'],
    ['own-proxy', { usage: '75', servers: '40', upkeep: '60' }, '175'],
    // one purchase of 75: 5.5 % is above the minimum
    ['openrouter-card', { usage: '75', card_fee: '4.125' }, '79.125'],
    ['openrouter-crypto', { usage: '75', crypto_fee: '3.75' }, '78.75'],
    // 1,000 requests are below the million that is free
    ['openrouter-own-keys', { usage: '75', own_key_fee: '0' }, '75'],
  ])('%s', (id, lines, total) => {
    const offer = book.offers.find((one) => one.id === id);
    if (!offer) throw new Error(`no offer ${id}`);
    const made = bill(offer, [usage({ unsplit: '5000000' })]);
    expect(amounts(made)).toEqual({ ...lines, total });
  });

  it('sell packs cheaper from ten on, and a part of one as a whole', () => {
    const offer = book.offers.find(({ id }) => id === 'volume-pack');
    if (!offer) throw new Error('no volume-pack');
    const cost = (tokens: string) => text(bill(offer, [usage({ unsplit: tokens })]).total);
    expect([cost('4000001'), cost('9000000'), cost('10000000')]).toEqual(['62.5', '112.5', '105']);
  });
});
