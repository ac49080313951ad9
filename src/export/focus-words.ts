/**
 * What FOCUS rows call meters, units and sellers. A provider that is not among them goes by its id: nothing is guessed.
 */
import { isTokenMeter, type Meter } from '../core/meters.js';

const METER_NAMES: Partial<Record<Meter, string>> = {
  input: 'Input Tokens',
  unsplit: 'Tokens',
  input_audio: 'Audio Input Tokens',
  input_image: 'Image Input Tokens',
  input_video: 'Video Input Tokens',
  cache_read: 'Cache Read Input Tokens',
  cache_read_audio: 'Cache Read Audio Input Tokens',
  cache_read_image: 'Cache Read Image Input Tokens',
  cache_write: 'Cache Write Input Tokens',
  cache_write_5m: 'Cache Write Input Tokens (5 minutes)',
  cache_write_1h: 'Cache Write Input Tokens (1 hour)',
  output: 'Output Tokens',
  output_reasoning: 'Reasoning Output Tokens',
  output_audio: 'Audio Output Tokens',
  output_image: 'Image Output Tokens',
  output_video: 'Video Output Tokens',
  output_citation: 'Citation Output Tokens',
};

/** Plural nouns, as FOCUS asks of units. */
const UNITS: Partial<Record<Meter, string>> = {
  request: 'Requests',
  web_search: 'Searches',
  file_search: 'Searches',
  image: 'Images',
  audio_second: 'Seconds',
  video_second: 'Seconds',
  page: 'Pages',
  code_exec_hour: 'Hours',
  session_hour: 'Hours',
  cache_storage_mtok_hour: 'Million Token-Hours',
};

const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  anthropic: 'Anthropic',
  aws: 'Amazon Web Services',
  azure: 'Microsoft Azure',
  cloudflare: 'Cloudflare',
  cohere: 'Cohere',
  deepseek: 'DeepSeek',
  google: 'Google',
  groq: 'Groq',
  mistral: 'Mistral AI',
  openai: 'OpenAI',
  openrouter: 'OpenRouter',
  'x-ai': 'xAI',
  xai: 'xAI',
};

export function meterName(meter: Meter): string {
  return METER_NAMES[meter] ?? `${meter.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase())}`;
}

export function unitName(meter: Meter): string {
  return isTokenMeter(meter) ? 'Tokens' : (UNITS[meter] ?? 'Units');
}

export function providerName(id: string): string {
  return PROVIDER_NAMES[id] ?? id;
}
