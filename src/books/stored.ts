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
  return storedReader()(text) as Value;
}

/**
 * Reads many values that are much alike, such as the usage of a close: equal texts, numbers and fractions are one in memory, so
 * nothing that was read may be changed. Values are changed in place while they are read: a reviver is called by name for every
 * member and makes each object anew.
 */
export function storedReader(): (text: string) => unknown {
  const texts = new Map<string, string | bigint>();
  const fractions = new Map<string, unknown>();

  const textOf = (written: string): string | bigint => {
    const known = texts.get(written);
    if (known !== undefined) return known;
    const value = written.charCodeAt(0) === WHOLE ? BigInt(written.slice(1)) : written.slice(1);
    if (texts.size < MOST_SHARED) texts.set(written, value);
    return value;
  };
  const fractionOf = (members: Record<string, unknown>, numerator: string, denominator: string): unknown => {
    const key = numerator + denominator;
    const known = fractions.get(key);
    if (known !== undefined) return known;
    members.numerator = textOf(numerator);
    members.denominator = textOf(denominator);
    if (fractions.size < MOST_SHARED) fractions.set(key, members);
    return members;
  };
  const revived = (value: unknown): unknown => {
    if (typeof value === 'string') return textOf(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) value[index] = revived(value[index]);
      return value;
    }
    const members = value as Record<string, unknown>;
    const { numerator, denominator } = members;
    if (typeof numerator === 'string' && typeof denominator === 'string' && Object.keys(members).length === 2) {
      return fractionOf(members, numerator, denominator);
    }
    for (const name in members) members[name] = revived(members[name]);
    // Text inside an object is never a list, so a map of texts from a log with such a key is none.
    const entries = members[MAP];
    return Array.isArray(entries) ? new Map(entries as [unknown, unknown][]) : members;
  };
  return (text) => revived(JSON.parse(text));
}

const WHOLE = '#'.charCodeAt(0);

/** Of each kind: what is seen for the first time later on is likely to be seen once. */
const MOST_SHARED = 200_000;
