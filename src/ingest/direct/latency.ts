/** Latency quantiles of groups of calls that were counted without being stored: one value per call, and the group it is in. */
import { NO_DURATION, type ReadLines } from './line-reader.js';
import { type Counted, histogramOf, quantilesOf } from './quantiles.js';

/** Microseconds at the quantiles that are reported; null where no call has the figure. */
export interface CountedLatency {
  /** At 50, 95 and 99 %. */
  readonly durationUs: readonly number[] | null;
  /** At 50 and 95 %. */
  readonly firstTokenUs: readonly number[] | null;
}

/**
 * Quantiles of each place and of all together, over the calls of the counted groups that were put there. `placeOf` and
 * `isUnstreamed` are asked by the number of the counted group, counted through the parts; a place below 0 is none. First
 * tokens of calls that say that they were not streamed do not count.
 */
export function latencyPerPlace(
  parts: readonly ReadLines[],
  placeOf: Int32Array,
  isUnstreamed: Uint8Array,
  places: number,
): { readonly each: readonly CountedLatency[]; readonly all: CountedLatency } {
  const streamedPlaceOf = placeOf.map((place, group) => (isUnstreamed[group] === 1 ? -1 : place));
  const durations = valuesPerPlace(parts, 'durations', places, placeOf);
  const firstTokens = valuesPerPlace(parts, 'firstTokens', places, streamedPlaceOf);
  const latency = (from: number, to: number) => ({
    durationUs: quantilesOf(durations.slice(from, to), [0.5, 0.95, 0.99]),
    firstTokenUs: quantilesOf(firstTokens.slice(from, to), [0.5, 0.95]),
  });
  return { each: durations.map((_, place) => latency(place, place + 1)), all: latency(0, places) };
}

function valuesPerPlace(
  parts: readonly ReadLines[],
  kind: 'durations' | 'firstTokens',
  places: number,
  placeOf: Int32Array,
): Counted[] {
  const sizes = new Float64Array(places);
  eachPiece(parts, kind, (values, groups, firstGroup) => {
    for (let at = 0; at < values.length; at += 1) {
      if (values[at] === NO_DURATION) continue;
      const place = placeOf[firstGroup + (groups[at] as number)] as number;
      if (place >= 0) sizes[place] = (sizes[place] as number) + 1;
    }
  });
  const placed = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Float64Array(places);
  eachPiece(parts, kind, (values, groups, firstGroup) => {
    for (let at = 0; at < values.length; at += 1) {
      if (values[at] === NO_DURATION) continue;
      const place = placeOf[firstGroup + (groups[at] as number)] as number;
      if (place < 0) continue;
      const index = filled[place] as number;
      (placed[place] as Uint32Array)[index] = values[at] as number;
      filled[place] = index + 1;
    }
  });
  return placed.map(histogramOf);
}

function eachPiece(
  parts: readonly ReadLines[],
  kind: 'durations' | 'firstTokens',
  use: (values: Uint32Array, groups: Uint32Array, firstGroup: number) => void,
): void {
  let firstGroup = 0;
  for (const part of parts) {
    for (const [index, values] of part[kind].entries()) use(values, part.groupOfCall[index] as Uint32Array, firstGroup);
    firstGroup += part.groups.length;
  }
}
