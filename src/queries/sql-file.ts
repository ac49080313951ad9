/**
 * Reads statements from `queries/`. A `{{slot}}` takes SQL of our own making: expressions from declarations in this code,
 * never a value of the user's or a log's; those are bound as parameters.
 */
import { readFileSync } from 'node:fs';

const texts = new Map<string, string>();
const ROOT = new URL('../../queries/', import.meta.url);

/** The statement in `queries/<name>.sql` with its slots filled. Throws when a slot is left open. */
export function sqlText(name: string, slots: Readonly<Record<string, string>> = {}): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(new URL(`${name}.sql`, ROOT), 'utf8');
    texts.set(name, text);
  }
  return text.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => {
    const value = slots[slot];
    if (value === undefined) throw new Error(`${name}.sql: slot ${slot} is not filled`);
    return value;
  });
}
