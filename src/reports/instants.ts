/**
 * Instants as text: ISO 8601, UTC, ending in Z, with only the fraction digits that the value has. No zone ever gets in here.
 */
const LAST_MILLISECOND = 8.64e15;

/** `2026-10-01T00:00:00Z` or `…00.125Z` or `…00.125250Z`, for milliseconds since the epoch (which may have a fraction). */
export function isoInstant(milliseconds: number): string {
  // Only an engine's own infinity lies outside the calendar of ISO 8601 with six-digit years.
  if (!(Math.abs(milliseconds) < LAST_MILLISECOND)) return milliseconds < 0 ? '-infinity' : 'infinity';
  const whole = Math.floor(milliseconds);
  const micros = Math.round((milliseconds - whole) * 1000);
  if (micros === 1000) return isoInstant(whole + 1);
  const text = new Date(whole).toISOString();
  if (micros > 0) return `${text.slice(0, -1)}${String(micros).padStart(3, '0')}Z`;
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

export function isoInstantOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoInstant(milliseconds);
}
