/**
 * Values as the ledger's books keep them: JSON in which whole numbers of any size and maps come back as what they were, and
 * text from a log can never be taken for either.
 *
 * Text is written with a colon before it, a whole number with a #; a map is an object whose one key holds a list.
 */
const MAP = '%';

export function writeStored(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === 'string') return `:${one}`;
    if (typeof one === 'bigint') return `#${one}`;
    return one instanceof Map ? { [MAP]: [...one] } : one;
  });
}

/** What `writeStored` was given; members that were undefined are not there. */
export function readStored<Value>(text: string): Value {
  return JSON.parse(text, (_, one: unknown) => {
    if (typeof one === 'string') return one.startsWith('#') ? BigInt(one.slice(1)) : one.slice(1);
    return isMap(one) ? new Map(one[MAP]) : one;
  }) as Value;
}

// Text inside an object is never a list, so a map of texts from a log with such a key is none.
function isMap(value: unknown): value is { readonly [MAP]: [unknown, unknown][] } {
  return typeof value === 'object' && value !== null && Array.isArray((value as Record<string, unknown>)[MAP]);
}
