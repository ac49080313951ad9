/**
 * LiteLLM's `model_prices_and_context_window.json` in the words of a price book: a map from model keys to costs per token.
 *
 * Its rules (github.com/BerriAI/litellm, litellm_core_utils/llm_cost_calc, read 2026-11-23): a tier holds for the whole call
 * when its input is above the threshold, at xAI from it on; `_batches`, `_flex` and `_priority` are the rates of that mode. Where
 * a mode has no long-context rate of its own, the standard one is taken here, which is never below what is billed.
 */
import { isZero } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import {
  exactOf,
  type Imported,
  type ImportedRate,
  type ImportedRates,
  type ImportedSku,
  type LeftOut,
  leaveOut,
  PER_MILLION,
  priceText,
  UNSCALED,
} from './import-shared.js';
import { providerId } from './provider-names.js';

const TOKEN_COSTS: Readonly<Record<string, Meter>> = {
  input_cost_per_token_cache_hit: 'cache_read',
  input_cost_per_token: 'input',
  output_cost_per_token: 'output',
  cache_read_input_token_cost: 'cache_read',
  cache_creation_input_token_cost: 'cache_write',
  cache_creation_input_token_cost_above_1hr: 'cache_write_1h',
  cache_read_input_audio_token_cost: 'cache_read_audio',
  citation_cost_per_token: 'output_citation',
  input_cost_per_audio_token: 'input_audio',
  input_cost_per_image_token: 'input_image',
  input_cost_per_video_token: 'input_video',
  output_cost_per_audio_token: 'output_audio',
  output_cost_per_image_token: 'output_image',
  output_cost_per_video_token: 'output_video',
  output_cost_per_reasoning_token: 'output_reasoning',
};

const UNIT_COSTS: Readonly<Record<string, { readonly meter: Meter; readonly per: string }>> = {
  file_search_cost_per_1k_calls: { meter: 'file_search', per: '1000' },
  input_cost_per_request: { meter: 'request', per: '1' },
  ocr_cost_per_page: { meter: 'page', per: '1' },
};

const MODES: Readonly<Record<string, object>> = {
  flex: { service_tier: ['flex'] },
  batches: { is_batch: 'true' },
  priority: { service_tier: ['priority', 'fast'] },
};

type Entry = Readonly<Record<string, unknown>>;

/** Undefined for JSON of another shape. */
export function importLiteLlm(value: unknown): Imported | undefined {
  if (!isEntry(value)) return undefined;
  const leftOut: LeftOut = new Map();
  const skus = new Map<string, ImportedSku>();
  const names = new Set<string>();
  for (const [key, entry] of Object.entries(value)) {
    if (key === 'sample_spec') continue;
    if (!isEntry(entry) || typeof entry.litellm_provider !== 'string') {
      leaveOut(leftOut, 'without litellm_provider', key);
      continue;
    }
    const sku = skuOf(key, entry, entry.litellm_provider, leftOut);
    if (!sku) continue;
    if (skus.has(sku.sku)) {
      leaveOut(leftOut, 'another key of the same model at the same seller comes first', key);
      continue;
    }
    const match = sku.match.filter((name) => !names.has(`${sku.provider}\n${name}`));
    for (const name of match) names.add(`${sku.provider}\n${name}`);
    if (match.length > 0) skus.set(sku.sku, { ...sku, match });
  }
  return { skus: [...skus.values()], leftOut };
}

function skuOf(key: string, entry: Entry, litellmProvider: string, leftOut: LeftOut): ImportedSku | undefined {
  const provider = sellerOf(litellmProvider);
  const name = nameOf(key, litellmProvider, provider);
  const parts = new Map<string, { readonly size: number; readonly mode: string; readonly rates: ImportedRates }>();
  for (const [cost, written] of Object.entries(entry)) {
    const read = readCost(cost);
    if (!read) {
      const isCost = /cost|price|pricing/.test(cost) && cost !== 'search_context_cost_per_query';
      if (isCost) leaveOut(leftOut, `costs of the kind ${cost}`, key);
      continue;
    }
    const { meter, per, size, mode } = read;
    const amount = exactOf(written);
    const price = amount && priceText(amount, per === undefined ? PER_MILLION : UNSCALED);
    if (price === undefined || price.startsWith('-')) {
      leaveOut(leftOut, 'prices with the trace of a computation in floats', `${key} ${cost}`);
      continue;
    }
    const place = `${mode}\n${size}`;
    const part = parts.get(place) ?? { size, mode, rates: {} };
    const rate: ImportedRate = per === undefined ? price : { price, per };
    // The older spelling of a cache hit gives way to the newer.
    const isOlder = cost.startsWith('input_cost_per_token_cache_hit') && part.rates[meter] !== undefined;
    parts.set(place, isOlder ? part : { ...part, rates: { ...part.rates, [meter]: rate } });
  }
  const base = { ...parts.get('\n0')?.rates, ...searchRate(entry) };
  if (Object.values(base).every((rate) => isZero(exactOf(typeof rate === 'string' ? rate : rate?.price) ?? UNSCALED))) {
    leaveOut(leftOut, 'without a price above 0 (0 there also stands for unknown)', key);
    return undefined;
  }
  const above = litellmProvider.startsWith('xai') ? 'gte' : 'gt';
  const overrides = [...parts.values()]
    .filter(({ size, mode }) => size > 0 || mode !== '')
    .sort((left, right) => rank(left) - rank(right) || left.size - right.size)
    .map(({ size, mode, rates }) => ({
      id: [mode, size > 0 ? `over ${size} input tokens` : ''].filter((word) => word !== '').join(' '),
      when: { ...(size > 0 ? { input_tokens: { [above]: String(size) } } : {}), ...MODES[mode] },
      rates,
    }));
  const match = [...new Set([name.toLowerCase(), key.toLowerCase()])];
  return {
    sku: `${provider}/${name}`,
    provider,
    match,
    rates: base,
    overrides,
    multipliers: factorsOf(entry),
    note: `litellm ${key}`,
  };
}

/** Modes first, then sizes, then sizes of a mode: the later wins. */
function rank({ size, mode }: { readonly size: number; readonly mode: string }): number {
  return (size > 0 ? 10 : 0) + (mode === '' ? 0 : 1 + Object.keys(MODES).indexOf(mode));
}

function readCost(
  key: string,
):
  | { readonly meter: Meter; readonly per?: string | undefined; readonly size: number; readonly mode: string }
  | undefined {
  const unit = UNIT_COSTS[key];
  if (unit) return { ...unit, size: 0, mode: '' };
  const [, withoutMode = key, mode = ''] = /^(.*)_(batches|flex|priority)$/.exec(key) ?? [];
  const [, base = withoutMode, thousands = '0'] = /^(.*)_above_(\d+)k_tokens$/.exec(withoutMode) ?? [];
  const meter = Object.hasOwn(TOKEN_COSTS, base) ? TOKEN_COSTS[base] : undefined;
  return meter && { meter, size: Number(thousands) * 1000, mode };
}

/** One price of a search, where all sizes of its context have the same. */
function searchRate({ search_context_cost_per_query: costs }: Entry): ImportedRates {
  if (!isEntry(costs)) return {};
  const [price, ...others] = [...new Set(Object.values(costs))].map((cost) => exactOf(cost));
  const text = price && others.length === 0 ? priceText(price, UNSCALED) : undefined;
  return text === undefined ? {} : { web_search: { price: text, per: '1' } };
}

function factorsOf(entry: Entry): NonNullable<ImportedSku['multipliers']> {
  const special = isEntry(entry.provider_specific_entry) ? entry.provider_specific_entry : {};
  const factors = [
    { id: 'regional processing eu', when: { region: ['eu'] }, of: entry.regional_processing_uplift_multiplier_eu },
    { id: 'regional processing us', when: { region: ['us'] }, of: entry.regional_processing_uplift_multiplier_us },
    { id: 'inference geo us', when: { inference_geo: 'us' }, of: special.us },
    { id: 'fast', when: { speed: 'fast' }, of: special.fast },
  ];
  return factors.flatMap(({ id, when, of }) => {
    const factor = exactOf(of);
    const text = factor && priceText(factor, UNSCALED);
    return text === undefined || text.startsWith('-') ? [] : [{ id, when, factor: text }];
  });
}

function sellerOf(litellmProvider: string): string {
  if (litellmProvider.startsWith('vertex_ai')) return 'google';
  if (litellmProvider.startsWith('fireworks_ai')) return 'fireworks';
  return providerId(litellmProvider.replace(/^text-completion-/, ''));
}

/** The key without the seller before it. */
function nameOf(key: string, litellmProvider: string, provider: string): string {
  const slash = key.indexOf('/');
  const first = key.slice(0, slash);
  return slash > 0 && (first === litellmProvider || providerId(first) === provider) ? key.slice(slash + 1) : key;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
