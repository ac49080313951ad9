/**
 * SKUs whose ids look like a name that has no price. For a person to choose from; nothing is ever priced by likeness.
 */

/** Finds at most `count` of the ids, the most alike first; ids that share less than half with the name are not offered. */
export type Nearest = (name: string, count: number) => string[];

/** The ids by the pairs of neighbouring characters they have, so that one search looks only at ids that share some. */
export function nearestAmong(ids: Iterable<string>): Nearest {
  const entries: { readonly id: string; readonly size: number }[] = [];
  const entriesWith = new Map<string, number[]>();
  for (const id of new Set(ids)) {
    // With the seller and without: a logged model may carry a prefix or not.
    for (const text of new Set([id, id.slice(id.indexOf('/') + 1)])) {
      const pairs = pairsOf(text);
      const entry = entries.push({ id, size: pairs.size }) - 1;
      for (const pair of pairs) {
        const sharing = entriesWith.get(pair);
        if (sharing) sharing.push(entry);
        else entriesWith.set(pair, [entry]);
      }
    }
  }
  return (name, count) => {
    const wanted = pairsOf(name);
    const shared = new Map<number, number>();
    for (const pair of wanted) {
      for (const entry of entriesWith.get(pair) ?? []) shared.set(entry, (shared.get(entry) ?? 0) + 1);
    }
    const likeness = new Map<string, number>();
    for (const [index, both] of shared) {
      const entry = entries[index];
      // Sørensen–Dice: twice what both have over what each has.
      const alike = entry ? (2 * both) / (wanted.size + entry.size) : 0;
      if (entry && alike >= 0.5 && alike > (likeness.get(entry.id) ?? 0)) likeness.set(entry.id, alike);
    }
    return [...likeness]
      .sort(([leftId, left], [rightId, right]) => right - left || (leftId < rightId ? -1 : 1))
      .slice(0, count)
      .map(([id]) => id);
  };
}

function pairsOf(text: string): Set<string> {
  const folded = ` ${text.toLowerCase()} `;
  const pairs = new Set<string>();
  for (let index = 0; index < folded.length - 1; index += 1) pairs.add(folded.slice(index, index + 2));
  return pairs;
}
