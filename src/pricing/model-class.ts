/**
 * What a model's name says of its size and kind, so that a name which has no price is never held beside a model of another: a
 * `-mini` costs a tenth of what it is the mini of. Names are only compared here; nothing is priced by what they look like.
 */
import { nearest } from '../core/suggest.js';

/** Words that makers of models tell sizes, kinds and speeds apart with. */
const WORDS: readonly string[] = [
  ...[
    'nano',
    'micro',
    'tiny',
    'mini',
    'small',
    'medium',
    'large',
    'xl',
    'lite',
    'light',
    'flash',
    'fast',
    'turbo',
    'air',
  ],
  ...['plus', 'pro', 'max', 'ultra', 'premier', 'heavy', 'scout', 'maverick', 'behemoth', 'highspeed', 'instant'],
  ...['haiku', 'sonnet', 'opus', 'mythos', 'sol', 'luna', 'terra', 'ministral', 'pixtral', 'codestral', 'devstral'],
  ...[
    'codex',
    'coder',
    'code',
    'audio',
    'realtime',
    'live',
    'tts',
    'transcribe',
    'whisper',
    'voxtral',
    'image',
    'video',
  ],
  ...['vision', 'vl', 'omni', 'ocr', 'embed', 'embedding', 'rerank', 'guard', 'safeguard', 'moderation', 'search'],
  ...['research', 'distill', 'math', 'prover', 'computer', 'robotics', 'ft'],
];
const KNOWN = new Set(WORDS);
/** A shorter word is another word more often than a slip. */
const SLIPPED_FROM = 4;

/** Whether two names say the same of size and kind. */
export function isSameClass(name: string, other: string): boolean {
  return same(classOf(name), classOf(other));
}

/** Whether they can also be two names of one model: then their versions do not differ either. */
export function canBeSameModel(name: string, other: string): boolean {
  return isSameClass(name, other) && same(versionsOf(name), versionsOf(other));
}

/** The words of sizes and kinds, also with a slip in them, and numbers of parameters. */
function classOf(name: string): string[] {
  const model = modelOf(name);
  const words = (model.match(/[a-z]+/g) ?? []).flatMap((word) => {
    if (KNOWN.has(word)) return [word];
    return word.length < SLIPPED_FROM ? [] : (nearest(word, WORDS) ?? []);
  });
  return [...words, ...(model.match(/(?<![a-z0-9.])\d+(?:\.\d+)?(?:x\d+)?b(?![a-z0-9])/g) ?? [])];
}

/** Numbers with the letter at them, `4o` or `o3`, and letters by themselves; not those of a day, nor what Amazon puts behind names. */
function versionsOf(name: string): string[] {
  const undated = modelOf(name)
    .replace(/-v\d+:\d+$|-v1$/, '')
    .replace(/\d{4}-\d{2}-\d{2}|\d{4,}|(?<![a-z0-9])a\d+b/g, '');
  const numbers = undated.match(/(?:(?<![a-z])[a-uw-z])?\d+(?:[a-z](?![a-z]))?/g) ?? [];
  return [...numbers, ...(undated.match(/(?<![a-z0-9])[a-z](?![a-z0-9])/g) ?? [])];
}

function modelOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).toLowerCase();
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return [...new Set(left)].sort().join(' ') === [...new Set(right)].sort().join(' ');
}
