/**
 * A sentence of ours, apart from the values in it, so that it can be said in any language. Its English is its name: what a
 * language file does not have is said in English. Values are spelled by whoever says the sentence, and only there rounded.
 *
 *   say('{calls} {calls|call|calls} without a time', { calls: 3n })
 */
import type { Exact } from './exact.js';
import { visible } from './text.js';

export interface Phrase {
  /** English: `{name}` is a value, `{name|one|many}` the word that goes with how many it is. */
  readonly say: string;
  readonly values: Readonly<Record<string, PhraseValue>>;
}

/** A plain text is a label or a title of ours that needs no values. */
export type Text = string | Phrase;

export type PhraseValue =
  | string // as it is: a name, a path, whatever a log holds
  | bigint // a count
  | number // a count
  | Exact // all its digits
  | Phrase
  | readonly PhraseValue[] // joined by commas
  | { readonly money: Exact; readonly currency: string | undefined; readonly isLowerBound?: boolean | undefined }
  | { readonly rate: Exact | number }
  | { readonly milliseconds: number }
  | { readonly date: string }
  | { readonly month: string };

export function say(template: string, values: Readonly<Record<string, PhraseValue>> = {}): Phrase {
  return { say: template, values };
}

export function isPhrase(value: unknown): value is Phrase {
  return typeof value === 'object' && value !== null && 'say' in value && 'values' in value;
}

/** `plural` gives the place of the form that goes with a number: 0 for one, 1 for many, in English. */
export function filled(
  template: string,
  values: Phrase['values'],
  spell: (value: PhraseValue) => string,
  plural: (count: number | bigint) => number,
): string {
  return template.replace(/\{(\w+)(?:\|([^}]*))?\}/g, (whole, name: string, forms: string | undefined) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (forms === undefined) return spell(value);
    const words = forms.split('|');
    const count = typeof value === 'bigint' || typeof value === 'number' ? value : 2;
    return words[Math.min(plural(count), words.length - 1)] ?? '';
  });
}

/** In English and without a renderer: for notes, which programs read too. Counts and words only; an amount belongs in a cell. */
export function english(text: Text): string {
  if (typeof text === 'string') return text;
  return filled(text.say, text.values, spelled, (count) => (BigInt(count) === 1n ? 0 : 1));
}

function spelled(value: PhraseValue): string {
  if (typeof value === 'string') return visible(value);
  if (typeof value === 'bigint' || typeof value === 'number') return value.toLocaleString('en-US');
  if (isPhrase(value)) return english(value);
  if (Array.isArray(value)) return value.map(spelled).join(', ');
  if ('date' in value) return value.date;
  if ('month' in value) return value.month;
  throw new RangeError('an amount cannot be said without a renderer');
}
