/**
 * Says why lines were rejected: where each is, what is wrong, and what it looks like with every value masked.
 */
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

function whyInvalid(wanted: WantedLine): string {
  if (wanted.head.includes(0)) return 'not valid JSON: it holds NUL bytes';
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

/** The line with every string value as `"…"` and every run of digits as `0`: its shape, none of its content. */
export function masked(text: string): string {
  const shape = text
    .replace(/"(?:[^"\\]|\\.)*"(\s*:)?/g, (match, colon: string | undefined) =>
      colon !== undefined && /^"[A-Za-z_][\w.-]{0,40}"/.test(match) ? match : `"…"${colon ?? ''}`,
    )
    .replace(/"[^"…]*$/, '"…')
    .replace(/\d+/g, '0')
    // Whatever is left between the tokens of a broken line may be content too.
    .replace(/[^\s{}[\]:,"…0\w.-]+/g, '?');
  return shape.length <= EXCERPT_CHARACTERS ? shape : `${shape.slice(0, EXCERPT_CHARACTERS)}…`;
}
