/**
 * Says why lines were rejected: where each is, what is wrong, and what it looks like with every value masked.
 */
import type { Shape } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import type { WantedLine } from './scan.js';

export interface Rejected {
  readonly line: number;
  readonly byteOffset: number;
  readonly reason: string;
  readonly excerpt: string;
}

const EXCERPT_CHARACTERS = 120;

/** `reason` as the statement found it, made more precise where only the bytes can tell. */
export function explained(wanted: WantedLine, reason: string): Rejected {
  return {
    line: wanted.line,
    byteOffset: wanted.byteOffset,
    reason: reason === 'not valid JSON' ? whyInvalid(wanted) : reason,
    excerpt: masked(wanted.head.toString('utf8')),
  };
}

/** Within a string the quote of the next key would be escaped too. */
const WRITTEN_NEWLINE = /\}\s*\\n\s*(\{\s*"|$)/;
export const WRITTEN_NEWLINES =
  "not valid JSON: records are separated by a backslash and the letter n instead of a newline; replace these two characters between records with newlines, with GNU sed: sed 's/}\\\\n/}\\n/g'";

function whyInvalid(wanted: WantedLine): string {
  if (wanted.head.includes(0)) return 'not valid JSON: it holds NUL bytes';
  if (WRITTEN_NEWLINE.test(wanted.head.toString('latin1'))) return WRITTEN_NEWLINES;
  if (wanted.length > wanted.head.length) return 'not valid JSON';
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(wanted.head);
  } catch {
    return 'not valid JSON: it is not UTF-8 text';
  }
  try {
    JSON.parse(text);
    return 'not valid JSON for the engine';
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/Unexpected end|Unterminated/.test(message)) return 'not valid JSON: the line is cut short';
    if (/after JSON at position/.test(message)) return 'not valid JSON: something follows the object';
    return 'not valid JSON';
  }
}

/** A whole string, one that the end of the excerpt cuts, a number, a word, or any other character. */
const TOKEN = /"(?:[^"\\]|\\.)*"|"[\s\S]*$|-?\d[\w.+-]*|[\p{L}_][\p{L}\p{N}_]*|[\s\S]/gu;
const KEY = /^"[A-Za-z][A-Za-z0-9_.]{0,40}"$/;
/** Shaped like a key of an API rather than one of an object. */
const SECRET = /^"(?:[A-Za-z0-9]{1,8}[-_])*(?=[A-Za-z_]*[0-9])(?=[A-Z0-9_]*[A-Za-z])[A-Za-z0-9_]{16,}"$/;
const LITERALS = new Set(['true', 'false', 'null']);

/**
 * The line's shape, none of its content: string values become `"…"`, numbers `0`, words outside of strings `?`. A string
 * shows as a key only where a key can stand; in a line that is no JSON, where quotes may be the text's own, only when some
 * format has such a key.
 */
export function masked(text: string): string {
  const isWhole = isJson(text);
  const parts: string[] = [];
  const open: string[] = [];
  let length = 0;
  let before = '';
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    if (/^\s$/.test(token)) continue;
    const isKey =
      open.at(-1) === '{' &&
      (before === '{' || before === ',') &&
      KEY.test(token) &&
      (isWhole ? !SECRET.test(token) : KNOWN_KEYS.has(token)) &&
      /^\s{0,8}:/.test(text.slice(match.index + token.length, match.index + token.length + 9));
    if (token === '{' || token === '[') open.push(token);
    else if (token === '}' || token === ']') open.pop();
    before = token;
    const part = isKey ? token : shapeOf(token);
    if (part === '?' && parts.at(-1) === '?') continue;
    parts.push(part);
    length += part.length;
    if (length > EXCERPT_CHARACTERS) return `${parts.join('').slice(0, EXCERPT_CHARACTERS)}…`;
  }
  return parts.join('');
}

/** Every key that some format reads, in quotes. */
const KNOWN_KEYS: ReadonlySet<string> = new Set(FORMATS.flatMap(({ fields }) => keysIn(fields)));

function keysIn(shape: Shape): string[] {
  return Object.entries(shape).flatMap(([key, leaf]) => {
    const inner = Array.isArray(leaf) ? leaf[0] : leaf;
    return [`"${key}"`, ...(typeof inner === 'object' ? keysIn(inner as Shape) : [])];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function shapeOf(token: string): string {
  if (token.startsWith('"')) return token.length > 1 && token.endsWith('"') ? '"…"' : '"…';
  if (/^-?\d/.test(token)) return '0';
  return LITERALS.has(token) || /^[{}[\]:,]$/.test(token) ? token : '?';
}
