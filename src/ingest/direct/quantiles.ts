/**
 * Exact quantiles of many 32-bit values without sorting them: a histogram of their upper halves says which few have to be.
 *
 * Between two values it interpolates as the engine's `quantile_cont` does, so that both ways give the same figures.
 */
export function quantilesOf(values: Uint32Array, fractions: readonly number[]): number[] | null {
  if (values.length === 0) return null;
  const counts = new Uint32Array(65_536);
  for (let index = 0; index < values.length; index += 1) {
    const upper = (values[index] as number) >>> 16;
    counts[upper] = (counts[upper] as number) + 1;
  }
  const sorted = new Map<number, Uint32Array>();
  const atRank = (rank: number): number => {
    let before = 0;
    let upper = 0;
    while (before + (counts[upper] as number) <= rank) {
      before += counts[upper] as number;
      upper += 1;
    }
    let bucket = sorted.get(upper);
    if (bucket === undefined) {
      bucket = valuesWith(values, upper, counts[upper] as number).sort();
      sorted.set(upper, bucket);
    }
    return bucket[rank - before] as number;
  };
  return fractions.map((fraction) => {
    const rank = (values.length - 1) * fraction;
    const below = atRank(Math.floor(rank));
    const above = atRank(Math.ceil(rank));
    return below + (above - below) * (rank - Math.floor(rank));
  });
}

function valuesWith(values: Uint32Array, upper: number, count: number): Uint32Array {
  const bucket = new Uint32Array(count);
  let filled = 0;
  for (let index = 0; index < values.length; index += 1) {
    if ((values[index] as number) >>> 16 !== upper) continue;
    bucket[filled] = values[index] as number;
    filled += 1;
  }
  return bucket;
}
