/**
 * The meters: mutually exclusive buckets of billable usage. Every token of a call lands in exactly one of them, and the
 * token meters of a call sum to its total tokens.
 */
export const METERS = [
  'input',
  'unsplit',
  'input_audio',
  'input_image',
  'input_video',
  'cache_read',
  'cache_read_audio',
  'cache_read_image',
  'cache_write',
  'cache_write_5m',
  'cache_write_1h',
  'output',
  'output_reasoning',
  'output_audio',
  'output_image',
  'output_video',
  'output_citation',
  'request',
  'web_search',
  'file_search',
  'image',
  'audio_second',
  'video_second',
  'page',
  'code_exec_hour',
  'session_hour',
  'cache_storage_mtok_hour',
] as const;

export type Meter = (typeof METERS)[number];

/** Meters that a record keeps in `other_units`. */
export const OTHER_METERS = [
  'cache_read_image',
  'output_video',
  'output_citation',
  'request',
  'file_search',
  'image',
  'audio_second',
  'video_second',
  'page',
  'code_exec_hour',
  'session_hour',
  'cache_storage_mtok_hour',
] as const satisfies readonly Meter[];

/** Meters that count tokens: a bare price for one of them is per million tokens. */
export function isTokenMeter(meter: Meter): boolean {
  return /^(input|unsplit|cache_read|cache_write|output)/.test(meter);
}

export function isInputMeter(meter: Meter): boolean {
  return /^(input|cache_read|cache_write)/.test(meter);
}

export function isOutputMeter(meter: Meter): boolean {
  return meter.startsWith('output');
}
