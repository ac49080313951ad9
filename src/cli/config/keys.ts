/**
 * The settings that may be written as an option, as a TOLLBOOK_ variable or in tollbook.yaml, and the one check of each.
 */
import { LOCALES } from '../../core/locales.js';
import { type Check, oneOf } from '../options/check.js';
import { counterColumns } from '../options/counters.js';
import { currencyCode } from '../options/currencies.js';
import { formatWord } from '../options/formats.js';
import { share, wholeNumber } from '../options/numbers.js';
import { zoneName } from '../options/zones.js';

const memorySize: Check<string> = (text) =>
  /^\d{1,6}(\.\d{1,3})? ?([KMGT]i?B)$/.test(text)
    ? { value: text }
    : { expected: 'an amount of memory', hint: 'write it like 2GB or 700MiB' };

/** Nothing is said of it here, because a complaint would show it. */
const anyText: Check<string> = (text) => ({ value: text });

/** Keys of tollbook.yaml whose value is one checked word. */
export const CHECKS = {
  tz: zoneName,
  assume_tz: zoneName,
  anthropic_input: oneOf('how Anthropic-shaped input is counted', ['exclusive', 'inclusive']),
  cumulative: counterColumns,
  redact: oneOf('what becomes of identities', ['hash', 'drop', 'none']),
  redact_salt: anyText,
  split: share,
  currency: currencyCode,
  fiscal_year_start: wholeNumber(1, 12, 4),
  decimals: wholeNumber(0, 18, 2),
  format: formatWord,
  locale: oneOf('a language of reports', LOCALES),
  memory_limit: memorySize,
} as const;

export type CheckedKey = keyof typeof CHECKS;
export type ValueOfKey<Key extends CheckedKey> =
  ReturnType<(typeof CHECKS)[Key]> extends infer Result
    ? Result extends { value: infer Value }
      ? Value
      : never
    : never;

/** Keys whose value is one file. */
export type PathKey = 'db' | 'scenario';

/** How the option of a setting is spelled, where it has one. */
export const FLAGS: Readonly<Record<CheckedKey | PathKey, string>> = {
  tz: '--tz',
  assume_tz: '--assume-tz',
  anthropic_input: '--anthropic-input',
  cumulative: '--cumulative',
  redact: '--redact',
  redact_salt: 'redact_salt',
  split: '--split',
  currency: '--currency',
  fiscal_year_start: 'fiscal_year_start',
  decimals: '--decimals',
  format: '--format',
  locale: '--locale',
  memory_limit: '--memory-limit',
  db: '--db',
  scenario: '--scenario',
};

/** `TOLLBOOK_ASSUME_TZ` for `assume_tz`. */
export function variableOf(key: string): string {
  return `TOLLBOOK_${key.toUpperCase()}`;
}

/** Every variable that is read; `config check` names the others. */
export const VARIABLES: readonly string[] = ['config', 'prices', ...Object.keys(FLAGS)].map(variableOf);
