/**
 * Names of time zones, checked without loading what knows their rules: see zone.ts.
 */

/**
 * The IANA zone in its own spelling of capitals; undefined for any other text. Names only: the platform also takes offsets
 * such as +09:00, which know nothing of summer time.
 */
export function knownZone(text: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(text)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions();
    // An alias such as US/Pacific stays as written: which name the platform prefers changes with its version.
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch {
    return undefined;
  }
}
