/** `prices import` and `prices lock`: price books written as files. Writes nothing itself: the text is the answer. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configurationError } from '../core/errors.js';
import type { PricingChoice, Surroundings } from '../core/question.js';
import { excerpt } from '../core/text.js';
import { type ImportKind, importBook } from '../pricing/import-book.js';
import { lockText } from '../pricing/lock.js';
import { openPriceBook } from '../pricing/price-book.js';

/** A file to be, and what its reader must know about how it came to be. */
export interface WrittenBook {
  readonly text: string;
  readonly notes: readonly string[];
}

export interface ImportChoice {
  readonly from: ImportKind;
  readonly file: string;
  /** YYYY-MM-DD on which the file was downloaded. */
  readonly asOf: string;
  /** How the book is called; undefined: after where it comes from. */
  readonly id?: string | undefined;
}

/** A user's price book out of a file of prices that others publish. Throws a configuration error for a file that is none. */
export async function pricesImport(choice: ImportChoice, surroundings: Surroundings): Promise<WrittenBook> {
  const path = resolve(surroundings.workingDirectory, choice.file);
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code === 'ENOENT' ? 'no such file' : `an error (${cause.code})`;
    throw configurationError(excerpt(choice.file, 200), `expected a readable file, found ${found}`, 'check the path');
  });
  return importBook({ ...choice, bytes });
}

export async function pricesLock(pricing: PricingChoice, _surroundings: Surroundings): Promise<WrittenBook> {
  const book = await openPriceBook({ files: pricing.books });
  const own = book.offers.flatMap((offer) =>
    offer.steps.flatMap((step) =>
      step.kind === 'usage' && step.book !== undefined ? [`${offer.id} (${step.book})`] : [],
    ),
  );
  const notes =
    own.length === 0
      ? []
      : [`not in the lock: books of their own that offers name: ${own.map((one) => excerpt(one, 80)).join(', ')}`];
  return { text: lockText(book), notes };
}
