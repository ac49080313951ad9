/**
 * A user's price book out of a file of prices that somebody else publishes: what is common to all such files. Decimals are
 * taken from the file's own text, never from a parsed number; what cannot be said exactly, or would price unknown usage at 0,
 * is left out and counted.
 */
import { createHash } from 'node:crypto';
import { configurationError } from '../core/errors.js';
import { excerpt, plural } from '../core/text.js';
import { bookText } from './book-text.js';
import { importLiteLlm } from './import-litellm.js';
import { importOpenRouter } from './import-openrouter.js';
import type { Imported } from './import-shared.js';

export const IMPORT_KINDS = ['litellm', 'openrouter'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

const PUBLISHED: Readonly<
  Record<
    ImportKind,
    { readonly url: string; readonly read: (value: unknown) => Imported | undefined; readonly like: string }
  >
> = {
  litellm: {
    url: 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json',
    read: importLiteLlm,
    like: 'a map from models to their prices, as in model_prices_and_context_window.json',
  },
  openrouter: {
    url: 'https://openrouter.ai/api/v1/models',
    read: importOpenRouter,
    like: '{"data": [{"id": …, "pricing": …}]}, as https://openrouter.ai/api/v1/models answers',
  },
};

/** The book as YAML, and what its reader must know. Throws a configuration error for a file that is not of that kind. */
export function importBook(input: {
  readonly from: ImportKind;
  readonly file: string;
  readonly asOf: string;
  readonly id?: string | undefined;
  readonly bytes: Uint8Array;
}): { readonly text: string; readonly notes: readonly string[] } {
  const { url, read, like } = PUBLISHED[input.from];
  const value = jsonOfTexts(Buffer.from(input.bytes).toString('utf8'));
  const imported = value === undefined ? undefined : read(value);
  if (!imported || imported.skus.length === 0) {
    const found = value === undefined ? 'something else' : imported ? 'no price that can be used' : 'other JSON';
    throw configurationError(excerpt(input.file, 200), `expected ${like}, found ${found}`, 'check --from and the file');
  }
  const digest = createHash('sha256').update(input.bytes).digest('hex');
  const text = bookText({
    id: input.id ?? input.from,
    asOf: input.asOf,
    source: { url, retrieved: input.asOf, sha256: digest },
    skus: imported.skus,
  });
  const notes = [...imported.leftOut].map(
    ([reason, { count, first }]) =>
      `${plural(count, 'entry', 'entries')} left out: ${reason}, first ${excerpt(first, 80)}`,
  );
  return { text, notes: [`${plural(imported.skus.length, 'SKU')} imported`, ...notes] };
}

const NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gsu;

/** JSON in which every number is the text it was written as; undefined for text that is no JSON. */
function jsonOfTexts(text: string): unknown {
  try {
    // Twice, so that what is accepted is JSON itself and not merely something with numbers in quotes.
    JSON.parse(text);
    return JSON.parse(text.replace(NUMBERS, (token) => (token.startsWith('"') ? token : `"${token}"`)));
  } catch {
    return undefined;
  }
}
