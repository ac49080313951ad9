/**
 * Documents as files that people open: a page, a workbook. What draws and packs them is loaded when the first is written.
 */
import { broken } from '../core/errors.js';
import type { Report } from '../reports/report.js';
import type { RenderOptions } from './options.js';

export const DOCUMENT_FORMATS = ['html', 'xlsx'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export function isDocumentFormat(format: string): format is DocumentFormat {
  return DOCUMENT_FORMATS.some((known) => known === format);
}

/** Throws for a report that is no document. */
export async function renderDocument(
  report: Report,
  format: DocumentFormat,
  options: RenderOptions = {},
): Promise<string | Uint8Array> {
  const { document } = report;
  if (document === undefined) throw broken(`${report.command} is no document for ${format}`);
  if (format === 'html') return (await import('./html/page.js')).pageOf(report, document, options);
  return (await import('./xlsx/workbook.js')).workbookOf(report, document, options);
}
