/**
 * How a word of the command line, of a variable or of tollbook.yaml becomes a value: one check for all three places.
 *
 * A check only knows the text; who found it adds the place, so that every complaint reads alike:
 * `--top: expected a whole number from 1 to 10000, found "x"`.
 */
import { type ToolError, usageError } from '../../core/errors.js';
import { excerpt } from '../../core/text.js';

export type Checked<T> = { readonly value: T } | { readonly expected: string; readonly hint: string };
export type Check<T> = (text: string) => Checked<T>;

/** A text and where it was written: `--top`, `TOLLBOOK_TZ`, `tollbook.yaml: tz`. */
export interface Written {
  readonly text: string;
  readonly place: string;
}

/** The value of a text. Throws a usage error that names the place, what was expected and what to write. */
export function checkedValue<T>({ text, place }: Written, check: Check<T>): T {
  const checked = check(text);
  if ('value' in checked) return checked.value;
  throw notExpected(place, checked.expected, text, checked.hint);
}

/** As checkedValue, for an option that may be absent. */
export function flagValue<T>(flag: string, text: string | undefined, check: Check<T>): T | undefined {
  return text === undefined ? undefined : checkedValue({ text, place: flag }, check);
}

export function notExpected(place: string, expected: string, found: string, hint: string): ToolError {
  const shown = found === '' ? 'nothing' : `"${excerpt(found, 60)}"`;
  return usageError(`${place}: expected ${expected}, found ${shown}`, hint);
}

/** One of a closed list of words. */
export function oneOf<const Word extends string>(what: string, words: readonly Word[]): Check<Word> {
  return (text) => {
    const word = words.find((known) => known === text);
    return word === undefined ? { expected: what, hint: `write one of ${words.join(', ')}` } : { value: word };
  };
}

/** Collects an option that may be given several times; for commander. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
