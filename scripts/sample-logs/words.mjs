/** What the writers of sample logs share: seeded chance, and moments of September 2026. */
export const DAYS = 30;

/** mulberry32: small, seeded, the same everywhere. */
export function generator(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    chance: (share) => next() < share,
    /** Small values often, large ones seldom. */
    skewed: (low, high) => low + Math.floor(next() ** 3 * (high - low + 1)),
    pick: (weighted) => {
      let left = next() * Object.values(weighted).reduce((sum, weight) => sum + weight, 0);
      for (const [name, weight] of Object.entries(weighted)) {
        left -= weight;
        if (left < 0) return name;
      }
      return Object.keys(weighted)[0];
    },
    letters: (length) => Array.from({ length }, () => 'abcdefghijkmnpqrstuvwxyz23456789'[between(0, 31)]).join(''),
  };
}

/** A moment on a day of September 2026, mostly in office hours. */
export function moment(random, day) {
  const hour = random.chance(0.85) ? random.between(7, 18) : random.between(0, 23);
  return Date.UTC(2026, 8, day, hour, random.between(0, 59), random.between(0, 59), random.between(0, 999));
}

export const iso = (milliseconds) => new Date(milliseconds).toISOString();
export const seconds = (milliseconds) => Math.floor(milliseconds / 1000);
export const line = (object) => JSON.stringify(object);
