/**
 * `load --formats`: the log formats that are read, in the order in which a line is offered to them.
 */
import { type Phrase, say } from '../core/phrase.js';
import type { DescribedFormat } from '../formats/describe.js';
import { UNTITLED, UNTITLED_MAP } from '../formats/own.js';
import { assemble, type Envelope } from './envelope.js';
import type { Report } from './report.js';

type ShownFormat = DescribedFormat & { readonly isOwn: boolean };

export interface FormatsInput {
  readonly common: Envelope;
  readonly formats: readonly ShownFormat[];
}

export function formatsReport({ common, formats }: FormatsInput): Report {
  const table = {
    id: 'formats',
    title: 'Log formats, in the order in which a line is offered to them',
    columns: [
      { key: 'id', label: 'format', type: 'text' },
      { key: 'title', label: 'what it is', type: 'text', isWords: true },
      { key: 'dedupe_key', label: 'a call is known by', type: 'text', isWords: true },
      { key: 'cache', label: 'cached tokens in input', type: 'text', isWords: true },
      { key: 'reasoning', label: 'reasoning in output', type: 'text', isWords: true },
      { key: 'not_logged', label: 'not logged', type: 'text', isWords: true },
    ] as const,
    rows: formats.map((one) => [
      one.id,
      titleOf(one),
      identityOf(one),
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

/** What a user called a format is a name, even where it is one of our words. */
function titleOf({ title, isOwn }: ShownFormat): Phrase {
  return isOwn && title !== UNTITLED && title !== UNTITLED_MAP ? named(title) : say(title);
}

/** Nothing but a field is a name, and so are the fields of a format of the user's own. */
function identityOf({ identity, isOwn }: ShownFormat): Phrase {
  return /^`[^`]+`$/.test(identity) || (isOwn && identity !== 'none') ? named(bare(identity)) : say(bare(identity));
}

function named(name: string): Phrase {
  return say('{name}', { name });
}

/** Without the marks that Markdown needs. */
function bare(text: string): string {
  return text.replaceAll('`', '');
}
