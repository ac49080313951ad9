/**
 * Reads `2026-09-01T00:00:02.592Z` (up to microseconds, `Z` or an offset) from bytes as microseconds since the epoch.
 *
 * The instant goes into an array of the caller's: a result object, or a number that is no small integer, would be allocated
 * per line. The day is remembered: most lines share theirs.
 */
const DIGITS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 48 && byte <= 57 ? byte - 48 : 255));

/** By month; that of February in a year without a leap day. */
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days from the first of March of the year 0 to the epoch. */
const EPOCH_DAY = 719_468;

export function makeStamps(bytes: Uint8Array, view: DataView) {
  // The words of `2026-09-01T`, overlapping.
  let first = 0;
  let second = 0;
  let third = 0;
  const dayStart = new Float64Array(1);

  /** Two digits; far above 99 when one is none. */
  const two = (at: number): number => {
    const tens = DIGITS[bytes[at] as number] as number;
    const ones = DIGITS[bytes[at + 1] as number] as number;
    return tens > 9 || ones > 9 ? 100_000 : tens * 10 + ones;
  };

  const rememberDay = (start: number): boolean => {
    if (bytes[start + 4] !== 45 || bytes[start + 7] !== 45 || bytes[start + 10] !== 84) return false;
    const year = two(start) * 100 + two(start + 2);
    const month = two(start + 5);
    const day = two(start + 8);
    if (year > 9999 || month > 12 || day > 31) return false;
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    if (month === 0 || day === 0 || day > (month === 2 && isLeap ? 29 : (DAYS[month] as number))) return false;
    // Days since the epoch, counted in years that begin in March.
    const marched = month < 3 ? year - 1 : year;
    const dayOfYear = Math.floor((153 * (month < 3 ? month + 9 : month - 3) + 2) / 5) + day - 1;
    const leaps = Math.floor(marched / 4) - Math.floor(marched / 100) + Math.floor(marched / 400);
    dayStart[0] = (marched * 365 + leaps + dayOfYear - EPOCH_DAY) * 86_400_000_000;
    first = view.getInt32(start, true);
    second = view.getInt32(start + 4, true);
    third = view.getInt32(start + 7, true);
    return true;
  };

  return {
    /** The index after the quote that closes the stamp, and the instant in `into[place]`; -1 when it is no valid one. */
    after(start: number, into: Float64Array, place: number): number {
      const isKnownDay =
        view.getInt32(start, true) === first &&
        view.getInt32(start + 4, true) === second &&
        view.getInt32(start + 7, true) === third;
      if (!isKnownDay && !rememberDay(start)) return -1;
      const hour = two(start + 11);
      const minute = two(start + 14);
      const seconds = two(start + 17);
      if (hour > 23 || minute > 59 || seconds > 59 || bytes[start + 13] !== 58 || bytes[start + 16] !== 58) return -1;
      let at = start + 19;
      let fraction = 0;
      if (bytes[at] === 46) {
        at += 1;
        let scale = 1_000_000;
        for (;;) {
          const digit = DIGITS[bytes[at] as number] as number;
          if (digit > 9) break;
          scale /= 10;
          // Engines differ in what they do with nanoseconds.
          if (scale < 1) return -1;
          fraction += digit * scale;
          at += 1;
        }
        if (scale === 1_000_000) return -1;
      }
      const micros = (dayStart[0] as number) + ((hour * 60 + minute) * 60 + seconds) * 1_000_000 + fraction;
      into[place] = micros;
      const sign = bytes[at];
      if (sign === 90) return bytes[at + 1] === 34 ? at + 2 : -1;
      if ((sign !== 43 && sign !== 45) || bytes[at + 3] !== 58 || bytes[at + 6] !== 34) return -1;
      const hours = two(at + 1);
      const minutes = two(at + 4);
      if (hours > 14 || minutes > 59) return -1;
      const offset = (hours * 60 + minutes) * 60_000_000;
      into[place] = micros + (sign === 43 ? -offset : offset);
      return at + 7;
    },
  };
}
