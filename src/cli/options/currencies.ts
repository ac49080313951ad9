/**
 * Currency codes of the command line and the configuration.
 */
import type { Check } from './check.js';

/** Three capital letters; whether a rate for it is stated is known only when something has to be converted. */
export const currencyCode: Check<string> = (text) =>
  /^[A-Z]{3}$/.test(text)
    ? { value: text }
    : { expected: 'a currency code', hint: 'write three capital letters, such as KRW' };
