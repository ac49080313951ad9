/**
 * The word after `--format`, also of TOLLBOOK_FORMAT and tollbook.yaml.
 */
import type { RenderFormat } from '../../render/index.js';
import { oneOf } from './check.js';

/** The renderer's own list, repeated because loading the renderer would slow every start; the compiler compares the two. */
export const FORMATS = [
  'table',
  'json',
  'csv',
  'markdown',
  'arrow',
  'junit',
] as const satisfies readonly RenderFormat[];
export type Format = RenderFormat;

export const formatWord = oneOf('an output format of this version', FORMATS);
