/**
 * Exact quantiles of many 32-bit values without sorting them: a histogram of their upper halves says which few have to be.
 *
 * Between two values it interpolates as the engine's `quantile_cont` does, so that both ways give the same figures.
 */

/** Values and how many of them have each upper half. */
export interface Counted {
  readonly values: Uint32Array;
  readonly histogram: Uint32Array;
}

export function histogramOf(values: Uint32Array): Counted {
  const histogram = new Uint32Array(65_536);
  for (let index = 0; index < values.length; index += 1) {
    const upper = (values[index] as number) >>> 16;
    histogram[upper] = (histogram[upper] as number) + 1;
  }
  return { values, histogram };
}

/** Quantiles of all values of these together; null where there are none. */
export function quantilesOf(all: readonly Counted[], fractions: readonly number[]): number[] | null {
  const count = all.reduce((total, { values }) => total + values.length, 0);
  if (count === 0) return null;
  const histogram = new Float64Array(65_536);
  for (const one of all) {
    for (let upper = 0; upper < histogram.length; upper += 1) {
      histogram[upper] = (histogram[upper] as number) + (one.histogram[upper] as number);
    }
  }
  const sorted = new Map<number, Uint32Array>();
  const atRank = (rank: number): number => {
    let before = 0;
    let upper = 0;
    while (before + (histogram[upper] as number) <= rank) {
      before += histogram[upper] as number;
      upper += 1;
    }
    let bucket = sorted.get(upper);
    if (bucket === undefined) {
      bucket = valuesWith(all, upper, histogram[upper] as number).sort();
      sorted.set(upper, bucket);
    }
    return bucket[rank - before] as number;
  };
  return fractions.map((fraction) => {
    const rank = (count - 1) * fraction;
    const below = atRank(Math.floor(rank));
    const above = atRank(Math.ceil(rank));
    return below + (above - below) * (rank - Math.floor(rank));
  });
}

function valuesWith(all: readonly Counted[], upper: number, count: number): Uint32Array {
  const bucket = new Uint32Array(count);
  let filled = 0;
  for (const { values, histogram } of all) {
    if (histogram[upper] === 0) continue;
    for (let index = 0; index < values.length; index += 1) {
      if ((values[index] as number) >>> 16 !== upper) continue;
      bucket[filled] = values[index] as number;
      filled += 1;
    }
  }
  return bucket;
}
