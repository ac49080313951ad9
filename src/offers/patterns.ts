/**
 * SKU patterns of offers: `*` stands for any text, everything else for itself; letter case does not matter.
 */

/** True when one of the names fits one of the patterns. */
export function matches(patterns: readonly string[], names: readonly string[]): boolean {
  return patterns.some((pattern) => names.some((name) => fits(pattern.toLowerCase(), name.toLowerCase())));
}

// Taking the earliest place for each piece is enough when only `*` is special, and cannot run away on hostile names.
function fits(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let place = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, place);
    if (found < 0) return false;
    place = found + piece.length;
  }
  return name.length - last.length >= place && name.endsWith(last);
}
