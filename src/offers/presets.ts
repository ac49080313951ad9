/**
 * Offers that need no file: `--to openrouter`, `--to fee:5%`, `--to discount:15%`, and the list prices themselves.
 *
 * Each is written as a price book would write it and read by the same schema: what is shipped enjoys no privilege.
 */
import { toDecimal } from '../core/decimal.js';
import { usageError } from '../core/errors.js';
import { decimal, exact, multiply } from '../core/exact.js';
import { Offer } from '../pricing/offer-schema.js';

/** What `--to` understands beside offer ids, for hints. */
export const SHORTHANDS = ['openrouter', 'openrouter:TOP-UP', 'fee:5%', 'discount:15%'] as const;

/** List prices and nothing else: the baseline where a scenario names none. */
export function listOffer(currency: string, id = 'official'): Offer {
  return read({
    id,
    label: 'Official API at list prices',
    kind: 'official',
    currency,
    source: { retrieved: '2026-11-23', note: 'the list prices of the price book in use, no fees' },
    steps: [{ id: 'usage', kind: 'usage' }],
  });
}

/**
 * The offer a shorthand stands for; undefined for any other text. `openrouter:10` buys credit in top-ups of 10.00, as
 * the card fee has a minimum per top-up; without an amount one top-up a month pays for the whole month.
 * Source of the fee: https://www.openrouter.ai/docs/faq.md (5.5 %, at least 0.80 USD per card purchase), read 2026-11-23.
 */
export function shorthandOffer(text: string, currency: string): Offer | undefined {
  const [, name, amount, sign] = /^(openrouter|fee|discount)(?::(\d+(?:\.\d+)?)(%)?)?$/u.exec(text) ?? [];
  if (name !== undefined && name !== 'openrouter' && sign === undefined) refuseShare(name, amount);
  if (name === 'openrouter' && !text.endsWith('%')) return openRouter(text, amount);
  if (name === 'fee' && amount !== undefined) return onList(text, `List prices plus ${amount} %`, amount, currency);
  // Nobody pays for being used.
  if (name === 'discount' && amount !== undefined && Number(amount) <= 100)
    return onList(text, `List prices less ${amount} %`, `-${amount}`, currency);
  return undefined;
}

/** 0.15 without a sign is 0.15 % to one reader and 15 % to another: it has to be said. */
function refuseShare(name: string, amount = '0'): void {
  if (!/^0*\.\d*[1-9]/u.test(amount)) return;
  const meant = toDecimal(multiply(decimal(amount), exact(100n)));
  throw usageError(
    `${name}:${amount} may mean ${meant} % or ${amount} %`,
    `write ${name}:${meant}% or ${name}:${amount}%`,
  );
}

function openRouter(id: string, topUp: string | undefined): Offer | undefined {
  if (topUp !== undefined && /^0+(\.0+)?$/u.test(topUp)) return undefined;
  const usage = { id: 'usage', kind: 'usage' };
  const fee = { id: 'card_fee', kind: 'percent', percent: '5.5', min: '0.80' };
  return read({
    id,
    label: topUp === undefined ? 'OpenRouter, one card top-up a month' : `OpenRouter, card top-ups of ${topUp}`,
    kind: 'gateway',
    currency: 'USD',
    source: {
      url: 'https://www.openrouter.ai/docs/faq.md',
      retrieved: '2026-11-23',
      note: 'tokens at provider prices; buying credit by card costs 5.5 %, at least 0.80 USD per purchase',
    },
    steps:
      topUp === undefined
        ? [usage, { ...fee, base: ['usage'] }]
        : [
            usage,
            { id: 'credits', kind: 'prepaid', increment: topUp, base: ['usage'] },
            { ...fee, base: ['usage', 'credits'], charge_size: topUp },
          ],
  });
}

function onList(id: string, label: string, percent: string, currency: string): Offer {
  const step = percent.startsWith('-') ? 'discount' : 'fee';
  return read({
    id,
    label,
    kind: 'gateway',
    currency,
    source: { retrieved: '2026-11-23', note: 'stated on the command line' },
    steps: [
      { id: 'usage', kind: 'usage' },
      { id: step, kind: 'percent', percent, base: ['usage'] },
    ],
  });
}

function read(offer: unknown): Offer {
  return Offer.parse(offer);
}
