/**
 * From a report to the bytes of one format. A renderer knows reports and nothing of what they are about.
 */
import type { Report } from '../reports/report.js';
import { renderArrow } from './arrow.js';
import { renderCsv } from './csv.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import type { RenderOptions } from './options.js';
import { renderTable } from './table.js';

export { DOCUMENT_FORMATS, type DocumentFormat, isDocumentFormat, renderDocument } from './document.js';
export { renderNotes } from './notes.js';
export type { RenderOptions } from './options.js';

export const RENDER_FORMATS = ['table', 'json', 'csv', 'markdown', 'arrow', 'junit'] as const;
export type RenderFormat = (typeof RENDER_FORMATS)[number];

/**
 * Text, or bytes for arrow. `table` and `csv` and `arrow` are without notes: see renderNotes.
 * Throws ToolError `does_not_fit` when arrow cannot hold a value.
 */
export function render(report: Report, format: RenderFormat, options: RenderOptions = {}): string | Uint8Array {
  switch (format) {
    case 'table':
      return renderTable(report, options);
    case 'json':
      return renderJson(report);
    case 'csv':
      return renderCsv(report);
    case 'markdown':
      return renderMarkdown(report, options);
    case 'arrow':
      return renderArrow(report);
    case 'junit':
      return renderJunit(report, options.decimals);
  }
}
