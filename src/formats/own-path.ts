/**
 * Paths as people write them, `usage."prompt.tokens"`, and how their keys reach SQL: through one function, as text.
 *
 * A key may hold anything: quotes, dots, brackets, newlines. It is never an identifier, only a step of a JSON pointer
 * (RFC 6901) inside a text literal.
 */
import { literal } from './sql.js';

const STEP = /"((?:[^"\\]|\\.)*)"|([^".]+)/suy;

/** The keys of a path; undefined where it is none. In quotes, `\"` and `\\` stand for themselves. */
export function readPath(text: string): string[] | undefined {
  const keys: string[] = [];
  let at = 0;
  for (;;) {
    STEP.lastIndex = at;
    const found = STEP.exec(text);
    if (found === null) return undefined;
    keys.push(found[1] === undefined ? (found[2] as string) : found[1].replace(/\\(.)/gsu, '$1'));
    at = STEP.lastIndex;
    if (at === text.length) return keys;
    if (text[at] !== '.') return undefined;
    at += 1;
  }
}

/** A path as people write it. */
export function writtenPath(keys: readonly string[]): string {
  return keys.map((key) => (/^[^".\\]+$/su.test(key) ? key : `"${key.replace(/["\\]/gu, '\\$&')}"`)).join('.');
}

/**
 * A text of the user's as SQL. Columns of the parsed line are recognised in statements by how they begin, so a text that
 * begins alike inside is written in two parts.
 */
export function ownText(text: string): string {
  const parts = text.split(/(?<=")(?=\$\.)/u).map(literal);
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(' || ')})`;
}

/** The text literal of a JSON pointer. */
export function pointer(keys: readonly string[]): string {
  return ownText(keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
}
