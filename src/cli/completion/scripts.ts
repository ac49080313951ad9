/** What the scripts of all shells are written from. */
import type { Place, Value } from './places.js';

export type { Place } from './places.js';

/** Every way to a place as a pattern of `case`: the place before and the next word, in quotes. */
export function known(places: readonly Place[]): string[] {
  return places.flatMap(({ path, commands }) => commands.map(({ word }) => `'${path} ${word}'`));
}

/** Options that want a value: what may follow, once, and after which `place option`. */
export function valued(places: readonly Place[]): { readonly at: readonly string[]; readonly value: Value }[] {
  const found = new Map<string, { at: string[]; value: Value }>();
  for (const { path, options } of places) {
    for (const { word, value } of options) {
      if (value.kind === 'none') continue;
      const key = JSON.stringify(value);
      const same = found.get(key) ?? { at: [], value };
      same.at.push(`${path} ${word}`);
      found.set(key, same);
    }
  }
  return [...found.values()];
}

/** A word that the shell takes as it is. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
