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

/**
 * What `writeStored` was given; members that were undefined are not there. Changed in place: a reviver is called by name for
 * every member and makes each object anew, which took ten times as long for a close of many groups.
 */
export function readStored<Value>(text: string): Value {
  return revived(JSON.parse(text)) as Value;
}

function revived(value: unknown): unknown {
  if (typeof value === 'string') return value.charCodeAt(0) === WHOLE ? BigInt(value.slice(1)) : value.slice(1);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) value[index] = revived(value[index]);
    return value;
  }
  const members = value as Record<string, unknown>;
  for (const name in members) members[name] = revived(members[name]);
  // Text inside an object is never a list, so a map of texts from a log with such a key is none.
  const entries = members[MAP];
  return Array.isArray(entries) ? new Map(entries as [unknown, unknown][]) : members;
}

const WHOLE = '#'.charCodeAt(0);
