/**
 * The word after `--format`, also of TOLLBOOK_FORMAT and tollbook.yaml.
 */
import type { DocumentFormat } from '../../render/document.js';
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
  'html',
  'xlsx',
] as const satisfies readonly (RenderFormat | DocumentFormat)[];
export type Format = RenderFormat | DocumentFormat;

export const DOCUMENTS: readonly Format[] = ['html', 'xlsx'] satisfies readonly DocumentFormat[];

export const formatWord = oneOf('an output format of this version', FORMATS);
