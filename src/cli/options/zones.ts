/**
 * Names of time zones. What a zone means is core's business; here only the name is checked.
 */
import { nearest } from '../suggest.js';
import type { Check } from './check.js';

/** An IANA zone name, in its own spelling of capitals. */
export const zoneName: Check<string> = (text) => {
  // Names only: the platform also takes offsets such as +09:00, which know nothing of summer time.
  const resolved = /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(text) ? resolve(text) : undefined;
  if (resolved !== undefined) return { value: resolved };
  const zones = Intl.supportedValuesOf('timeZone');
  const likely = nearest(text, zones) ?? zones.find((zone) => zone.toLowerCase().endsWith(`/${text.toLowerCase()}`));
  return {
    expected: 'a time zone name',
    hint: likely === undefined ? 'write an IANA name such as Asia/Seoul, or UTC' : `did you mean ${likely}?`,
  };
};

function resolve(name: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
    // An alias such as US/Pacific stays as written: which name the platform prefers changes with its version.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return undefined;
  }
}
