/**
 * `load --formats`: the log formats that are read, in the order in which a line is offered to them.
 */
import type { DescribedFormat } from '../formats/describe.js';
import { assemble, type Envelope } from './envelope.js';
import type { Report } from './report.js';

export interface FormatsInput {
  readonly common: Envelope;
  readonly formats: readonly (DescribedFormat & { readonly isOwn: boolean })[];
}

export function formatsReport({ common, formats }: FormatsInput): Report {
  const table = {
    id: 'formats',
    title: 'Log formats, in the order in which a line is offered to them',
    columns: [
      { key: 'id', label: 'format', type: 'text' },
      { key: 'title', label: 'what it is', type: 'text' },
      { key: 'dedupe_key', label: 'a call is known by', type: 'text' },
      { key: 'cache', label: 'cached tokens in input', type: 'text', isWords: true },
      { key: 'reasoning', label: 'reasoning in output', type: 'text', isWords: true },
      { key: 'not_logged', label: 'not logged', type: 'text' },
    ] as const,
    rows: formats.map((one) => [
      one.id,
      one.title,
      bare(one.identity),
      bare(one.cache),
      one.reasoning,
      bare(one.notLogged),
    ]),
  };
  return assemble(common, [table], {
    formats: formats.map((one) => ({
      id: one.id,
      title: one.title,
      is_own: one.isOwn,
      dedupe_key: bare(one.identity),
      cache: bare(one.cache),
      reasoning: one.reasoning,
      not_logged: bare(one.notLogged),
      fields: [...one.fields].map(([column, paths]) => ({ column, paths: [...paths] })),
    })),
  });
}

/** Without the marks that Markdown needs. */
function bare(text: string): string {
  return text.replaceAll('`', '');
}
