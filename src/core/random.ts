/**
 * Numbers that look random and that only their seed decides: the same on every machine. For draws, never for secrets.
 */

/** The next number from 0 up to, not including, 1. */
export type Random = () => number;

/** sfc32 by Chris Doty-Humphrey (PractRand, https://pracrand.sourceforge.net), its first numbers thrown away. */
export function seeded(seed: number): Random {
  let a = 0;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const next = () => {
    const found = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + found) | 0;
    return (found >>> 0) / 2 ** 32;
  };
  for (let drawn = 0; drawn < 16; drawn += 1) next();
  return next;
}
