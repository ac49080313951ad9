/**
 * Which meter a price key of `@pydantic/genai-prices` is, and what its fallbacks are. Keys that no meter can express
 * (annotated pages, text messages of a voice session) are not here: such usage stays unpriced.
 */

import { toFixed } from '../core/decimal.js';
import { decimal, type Exact, exact } from '../core/exact.js';
import type { Meter } from '../core/meters.js';

const MILLION = exact(1_000_000n);
const THOUSAND = exact(1_000n);
/** Hours are priced, seconds are counted. */
const HOUR = exact(3_600n);

// Units of the package: `*_mtok` per million tokens, `*_kcount` and `*_kpages` per thousand, `*_hours` per hour
// (github.com/pydantic/genai-prices, prices/units.yml, 0.1.8). The last of two keys for one meter wins.
export const UNITS: Readonly<Record<string, { readonly meter: Meter; readonly per: Exact }>> = {
  input_mtok: { meter: 'input', per: MILLION },
  input_audio_mtok: { meter: 'input_audio', per: MILLION },
  input_image_mtok: { meter: 'input_image', per: MILLION },
  input_video_mtok: { meter: 'input_video', per: MILLION },
  cache_read_mtok: { meter: 'cache_read', per: MILLION },
  cache_audio_read_mtok: { meter: 'cache_read_audio', per: MILLION },
  cache_image_read_mtok: { meter: 'cache_read_image', per: MILLION },
  cache_write_mtok: { meter: 'cache_write', per: MILLION },
  cache_write_1h_mtok: { meter: 'cache_write_1h', per: MILLION },
  output_mtok: { meter: 'output', per: MILLION },
  output_reasoning_mtok: { meter: 'output_reasoning', per: MILLION },
  output_audio_mtok: { meter: 'output_audio', per: MILLION },
  output_image_mtok: { meter: 'output_image', per: MILLION },
  output_video_mtok: { meter: 'output_video', per: MILLION },
  output_citation_mtok: { meter: 'output_citation', per: MILLION },
  requests_kcount: { meter: 'request', per: THOUSAND },
  web_searches_kcount: { meter: 'web_search', per: THOUSAND },
  storage_searches_kcount: { meter: 'file_search', per: THOUSAND },
  audio_hours: { meter: 'audio_second', per: HOUR },
  input_audio_hours: { meter: 'audio_second', per: HOUR },
  input_document_kpages: { meter: 'page', per: THOUSAND },
};

/**
 * The published decimal behind a number of the package, or undefined when there is none to be sure of.
 *
 * Published prices have at most six decimals per million tokens, which `String` gives back digit for digit. Seven numbers
 * of 0.1.8 carry the trace of a float computation instead (0.18000000000000002, 0.08333333333333334): those have at least
 * 16 significant digits and are rounded half-even to nine decimals, 0.18 and 0.083333333. Anything between is refused.
 */
export function publishedPrice(value: number): Exact | undefined {
  const text = String(value);
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const decimals = text.split('.')[1]?.length ?? 0;
  const significant = text.replace('.', '').replace(/^0+/, '').length;
  if (decimals <= 9 && significant <= 12) return decimal(text);
  return significant >= 16 ? decimal(toFixed(decimal(text), 9)) : undefined;
}

// Text models of these three bill images (and Google's, video and audio) as input tokens at the input price, and name a
// modality on the page only where its price differs: "Text models price image tokens at standard text token rates, while GPT
// Image and gpt-realtime uses a separate image token rate" (openai.com/api/pricing FAQ, quoted at
// community.openai.com/t/1357218), "Input price (text / image / video)" (ai.google.dev/gemini-api/docs/pricing),
// platform.claude.com/docs/en/build-with-claude/vision. OpenAI's audio always has a rate of its own, so it gets none here.
const PLAIN_INPUT: Readonly<Record<string, readonly Meter[]>> = {
  anthropic: ['input_image'],
  openai: ['input_image', 'cache_read_image'],
  google: ['input_image', 'input_video', 'input_audio', 'cache_read_image', 'cache_read_audio'],
};

/**
 * Fallbacks of a model beyond the defaults. Models that only speak or only draw list the price of that output as their
 * output price, so what they give falls back to it.
 */
export function listFallback(provider: string, modelId: string): ReadonlyMap<Meter, Meter> {
  const fallback = new Map<Meter, Meter>();
  for (const meter of PLAIN_INPUT[provider] ?? []) {
    fallback.set(meter, meter.startsWith('cache_read') ? 'cache_read' : 'input');
  }
  if (provider in PLAIN_INPUT) {
    if (/(^|-)tts($|-)/.test(modelId)) fallback.set('output_audio', 'output');
    if (modelId.startsWith('gpt-image-')) fallback.set('output_image', 'output');
  }
  return fallback;
}
