/**
 * Finds again which sentence an English text is, and says it in another language: for what reaches the renderer already said,
 * such as the formulas of bills, reasons and causes, which programs read too.
 *
 * A template is found by the words between its values, from left to right and without going back, so that a hostile value can
 * make a sentence be missed but never costs time. Values stay as they are; only a value named `said…` is a sentence of its own.
 * A text that is no sentence is taken apart at its semicolons, colons and commas, and said clause by clause.
 */
export type Recognise = (text: string) => string;

interface Pattern {
  /** What stands before, between and after the values: one more than there are names. */
  readonly words: readonly string[];
  readonly names: readonly string[];
  readonly translation: string;
}

const DEEPEST = 6;
const CLAUSES = ['; ', ': ', ', ', ' + '] as const;

export function recogniser(
  phrases: Readonly<Record<string, string>>,
  said: Readonly<Record<string, string>>,
): Recognise {
  // A label alone in a clause may be anything, such as a column of a command: only sentences are looked for there.
  const labels = new Map(Object.entries(phrases));
  const sentences = new Map(Object.entries(said));
  const exact = (text: string, depth: number) =>
    sentences.get(text) ?? (depth === 0 || text.includes(' ') ? labels.get(text) : undefined);
  // The more words a template has, the surer it is meant.
  const patterns = Object.entries(said)
    .flatMap(([template, translation]) => patternsOf(template, translation))
    .sort((left, right) => lettersOf(right) - lettersOf(left));

  const sentence = (text: string, depth: number): string | undefined => {
    const whole = exact(text, depth);
    if (whole !== undefined && !whole.includes('{')) return whole;
    for (const pattern of patterns) {
      const values = valuesIn(text, pattern);
      if (values === undefined) continue;
      return pattern.translation.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = values.get(name) ?? '';
        return name.startsWith('said') ? spoken(value, depth + 1) : value;
      });
    }
    return undefined;
  };
  const spoken = (text: string, depth: number): string => {
    if (depth > DEEPEST || !/[A-Za-z]/.test(text)) return text;
    const known = sentence(text, depth);
    if (known !== undefined) return known;
    const mark = CLAUSES.find((one) => text.includes(one));
    if (mark === undefined) return text;
    return text
      .split(mark)
      .map((clause) => spoken(clause, depth + 1))
      .join(mark);
  };
  return (text) => spoken(text, 0);
}

/** One for each way in which its counts may be one or many. */
function patternsOf(template: string, translation: string): Pattern[] {
  const counts = [...new Set([...template.matchAll(/\{(\w+)\|/g)].map(([, name]) => name!))];
  const ways = counts.reduce<ReadonlyMap<string, number>[]>(
    (known, name) => known.flatMap((way) => [0, 1].map((form) => new Map([...way, [name, form]]))),
    [new Map()],
  );
  return ways.map((way) => {
    const plain = template.replace(
      /\{(\w+)\|([^}]*)\}/g,
      (_, name: string, forms: string) => forms.split('|')[way.get(name) ?? 0] ?? '',
    );
    const names = [...plain.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    return { words: plain.split(/\{\w+\}/), names, translation };
  });
}

function lettersOf({ words }: Pattern): number {
  return words.join('').replace(/[^\p{L}]/gu, '').length;
}

/** Undefined where the text is another sentence. */
function valuesIn(text: string, { words, names }: Pattern): ReadonlyMap<string, string> | undefined {
  const [first = '', ...rest] = words;
  if (!text.startsWith(first)) return undefined;
  const values = new Map<string, string>();
  let from = first.length;
  for (const [index, word] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const at = isLast ? text.length - word.length : text.indexOf(word, from + 1);
    if (at <= from || (isLast && !text.endsWith(word))) return undefined;
    values.set(names[index]!, text.slice(from, at));
    from = at + word.length;
  }
  return from === text.length ? values : undefined;
}
