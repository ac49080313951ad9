/** Latency quantiles of groups of calls that were counted without being stored: one value per call, and the group it is in. */
import { NO_DURATION, type ReadLines } from './line-reader.js';
import { quantilesOf } from './quantiles.js';

export interface CountedLatency {
  readonly durationUs: readonly number[] | null;
  readonly firstTokenUs: readonly number[] | null;
}

/**
 * Per place: quantiles over the calls of all counted groups that were put there. `placeOf` and `isStreamed` are asked by the
 * number of the counted group, counted through the parts; a place below 0 is none. First tokens of calls that say that they
 * were not streamed do not count.
 */
export function latencyPerPlace(
  parts: readonly ReadLines[],
  placeOf: Int32Array,
  isUnstreamed: Uint8Array,
  places: number,
): CountedLatency[] {
  const durations = valuesPerPlace(parts, 'durations', places, (group) => placeOf[group] as number);
  const firstTokens = valuesPerPlace(parts, 'firstTokens', places, (group) =>
    isUnstreamed[group] === 1 ? -1 : (placeOf[group] as number),
  );
  return Array.from({ length: places }, (_, place) => ({
    durationUs: quantilesOf(durations[place] as Uint32Array, [0.5, 0.95, 0.99]),
    firstTokenUs: quantilesOf(firstTokens[place] as Uint32Array, [0.5, 0.95]),
  }));
}

function valuesPerPlace(
  parts: readonly ReadLines[],
  kind: 'durations' | 'firstTokens',
  places: number,
  placeOf: (group: number) => number,
): Uint32Array[] {
  const sizes = new Float64Array(places);
  eachValue(parts, kind, placeOf, (place) => {
    sizes[place] = (sizes[place] as number) + 1;
  });
  const values = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Float64Array(places);
  eachValue(parts, kind, placeOf, (place, value) => {
    const at = filled[place] as number;
    (values[place] as Uint32Array)[at] = value;
    filled[place] = at + 1;
  });
  return values;
}

function eachValue(
  parts: readonly ReadLines[],
  kind: 'durations' | 'firstTokens',
  placeOf: (group: number) => number,
  use: (place: number, value: number) => void,
): void {
  let firstGroup = 0;
  for (const part of parts) {
    for (const [index, values] of part[kind].entries()) {
      const groups = part.groupOfCall[index] as Uint32Array;
      for (let at = 0; at < values.length; at += 1) {
        const value = values[at] as number;
        if (value === NO_DURATION) continue;
        const place = placeOf(firstGroup + (groups[at] as number));
        if (place >= 0) use(place, value);
      }
    }
    firstGroup += part.groups.length;
  }
}
