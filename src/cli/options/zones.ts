/**
 * Names of time zones. What a zone means is core's business; here only the name is checked.
 */

import { nearest } from '../../core/suggest.js';
import { knownZone } from '../../core/zone-name.js';
import type { Check } from './check.js';

/** An IANA zone name, in its own spelling of capitals. */
export const zoneName: Check<string> = (text) => {
  const resolved = knownZone(text);
  if (resolved !== undefined) return { value: resolved };
  const zones = Intl.supportedValuesOf('timeZone');
  const likely = nearest(text, zones) ?? zones.find((zone) => zone.toLowerCase().endsWith(`/${text.toLowerCase()}`));
  return {
    expected: 'a time zone name',
    hint: likely === undefined ? 'write an IANA name such as Asia/Seoul, or UTC' : `did you mean ${likely}?`,
  };
};
