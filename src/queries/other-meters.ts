/**
 * What calls use beside what the record has a column for.
 */
import type { Meter } from '../core/meters.js';

/** Meters that a record keeps in `other_units`. */
export const OTHER_METERS: readonly Meter[] = [
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
];
