/**
 * The answer of OpenRouter's `/api/v1/models` in the words of a price book: prices are texts, in USD per token or unit
 * (openrouter.ai/docs, SDK types of `pricing`, read 2026-11-23).
 *
 * 0 stands for "not priced apart" in all but the two main prices; a model whose two main prices are 0 is free only where its id
 * says `:free`. Conditions of `overrides` must all hold, and the later wins per key, as in a price book.
 */
import { type Exact, isNegative, isZero, multiply, ONE, subtract } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import {
  exactOf,
  type Imported,
  type ImportedRates,
  type ImportedSku,
  type LeftOut,
  leaveOut,
  PER_MILLION,
  priceText,
  UNSCALED,
} from './import-shared.js';

const PRICES: Readonly<Record<string, { readonly meter: Meter; readonly per?: string }>> = {
  prompt: { meter: 'input' },
  completion: { meter: 'output' },
  input_cache_read: { meter: 'cache_read' },
  input_cache_write: { meter: 'cache_write' },
  input_cache_write_1h: { meter: 'cache_write_1h' },
  input_audio_cache: { meter: 'cache_read_audio' },
  internal_reasoning: { meter: 'output_reasoning' },
  audio: { meter: 'input_audio' },
  audio_output: { meter: 'output_audio' },
  image_token: { meter: 'input_image' },
  image_output: { meter: 'output_image' },
  image: { meter: 'image', per: '1' },
  request: { meter: 'request', per: '1' },
  web_search: { meter: 'web_search', per: '1' },
};

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

type Entry = Readonly<Record<string, unknown>>;

/** Undefined for JSON of another shape. */
export function importOpenRouter(value: unknown): Imported | undefined {
  const models = isEntry(value) ? value.data : undefined;
  if (!Array.isArray(models)) return undefined;
  const leftOut: LeftOut = new Map();
  const skus = new Map<string, ImportedSku>();
  for (const model of models as readonly unknown[]) {
    if (!isEntry(model) || typeof model.id !== 'string' || !isEntry(model.pricing)) {
      leaveOut(leftOut, 'without an id or prices', String(isEntry(model) ? model.id : model));
      continue;
    }
    const sku = skuOf(model.id, model.pricing, leftOut);
    if (sku && !skus.has(sku.sku)) skus.set(sku.sku, sku);
  }
  return { skus: [...skus.values()], leftOut };
}

function skuOf(id: string, pricing: Entry, leftOut: LeftOut): ImportedSku | undefined {
  const words = {
    sku: `openrouter/${id}`,
    provider: 'openrouter',
    match: [id.toLowerCase()],
    note: `openrouter ${id}`,
  };
  const main = [exactOf(pricing.prompt), exactOf(pricing.completion)];
  if (main.some((price) => price === undefined || isNegative(price))) {
    leaveOut(leftOut, 'whose price depends on where a call is routed', id);
    return undefined;
  }
  const discount = exactOf(pricing.discount);
  const factor = discount === undefined ? ONE : subtract(ONE, discount);
  const rates = ratesOf(pricing, factor, id, leftOut);
  if (main.every((price) => price && isZero(price)) && Object.keys(rates).length <= 2) {
    if (id.endsWith(':free')) return { ...words, rates: undefined };
    leaveOut(leftOut, 'priced 0 without being called free', id);
    return undefined;
  }
  const overrides = Array.isArray(pricing.overrides) ? (pricing.overrides as readonly unknown[]) : [];
  return {
    ...words,
    rates,
    overrides: overrides.flatMap((override) => {
      const when = isEntry(override) ? whenOf(override) : undefined;
      const changed = isEntry(override) ? ratesOf(override, factor, id, leftOut) : {};
      if (!when || Object.keys(changed).length === 0) {
        leaveOut(leftOut, 'conditions of a kind that is not known', id);
        return [];
      }
      return [{ ...when, rates: changed }];
    }),
  };
}

function ratesOf(pricing: Entry, factor: Exact, id: string, leftOut: LeftOut): ImportedRates {
  const rates: ImportedRates = {};
  for (const [key, { meter, per }] of Object.entries(PRICES)) {
    const written = exactOf(pricing[key]);
    const isMain = key === 'prompt' || key === 'completion';
    if (written === undefined || (isZero(written) && !isMain)) continue;
    const price = priceText(multiply(written, factor), per === undefined ? PER_MILLION : UNSCALED);
    if (price === undefined || price.startsWith('-')) {
      leaveOut(leftOut, 'prices with the trace of a computation in floats', `${id} ${key}`);
    } else {
      rates[meter] = per === undefined ? price : { price, per };
    }
  }
  return rates;
}

const KNOWN_CONDITIONS = new Set(['min_prompt_tokens', 'utc_start', 'utc_end', 'utc_days']);

/** Undefined where the conditions are none, or not all of them are known. */
function whenOf(override: Entry): { readonly id: string; readonly when: object } | undefined {
  const conditions = Object.keys(override).filter((key) => !Object.hasOwn(PRICES, key) && override[key] !== null);
  if (conditions.length === 0 || conditions.some((key) => !KNOWN_CONDITIONS.has(key))) return undefined;
  const { min_prompt_tokens: size, utc_start: start, utc_end: end, utc_days: days } = override;
  const window =
    start === undefined && end === undefined ? undefined : [timeOf(start ?? '0000'), timeOf(end ?? '2400')];
  if (window?.includes(undefined) || (size !== undefined && !/^\d+$/.test(String(size)))) return undefined;
  const names = Array.isArray(days) ? (days as readonly unknown[]).map(dayOf) : undefined;
  if (names?.includes(undefined)) return undefined;
  const clock =
    window || names
      ? { tz: 'UTC', ...(names ? { days: names } : {}), ...(window ? { windows: [window] } : {}) }
      : undefined;
  const id = [
    ...(size === undefined ? [] : [`over ${size} input tokens`]),
    ...(names ? [names.join(' ')] : []),
    ...(window ? [`${window.join('–')} UTC`] : []),
  ].join(', ');
  return {
    id,
    when: { ...(size === undefined ? {} : { input_tokens: { gt: String(size) } }), ...(clock ? { clock } : {}) },
  };
}

/** `0930` or `930` as `09:30`. */
function timeOf(text: unknown): string | undefined {
  const digits = String(text).padStart(4, '0');
  return /^([01]\d|2[0-3])[0-5]\d$|^2400$/.test(digits) ? `${digits.slice(0, 2)}:${digits.slice(2)}` : undefined;
}

/** A day by its English name or by its number from Sunday, 0. */
function dayOf(day: unknown): string | undefined {
  const text = String(day).toLowerCase();
  return /^[0-6]$/.test(text) ? DAYS[Number(text)] : DAYS.find((name) => text.startsWith(name));
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
