/**
 * What the lines of a flat log add up to, per group of lines that are alike for reports and prices: the texts that few lines
 * differ in, a piece of time, a segment of input size. Plain numbers in typed arrays, because it is asked once per line.
 *
 * Sums are exact: they are doubles below 2^53, and `isExact` says whether they stayed there.
 */
import type { Unlogged } from '../../core/usage.js';

/** Order of the numbers kept per group; `with_…` counts the calls that log the figure, because none is not 0. */
export const TALLIED = [
  'calls',
  'input',
  'output',
  'unsplit',
  'cache_read',
  'cache_write',
  'reasoning',
  'with_input',
  'with_output',
  'with_unsplit',
  'with_cache_read',
  'with_cache_write',
  'with_reasoning',
  'first_us',
  'last_us',
] as const;
export const WIDTH = TALLIED.length;

/** Places of the figures of one line. */
export const TIME = 0;
export const DURATION = 1;
export const FIRST_TOKEN = 2;
export const INPUT = 3;
export const OUTPUT = 4;
export const TOTAL = 5;
export const CACHE_READ = 6;
export const CACHE_WRITE = 7;
export const REASONING = 8;
export const FIGURES = 9;

export interface TallyOptions {
  /** How many texts a line is grouped by. */
  readonly slots: number;
  /** Microseconds of the pieces of time. */
  readonly unit: number;
  /** Lower bounds of the size segments above the first, ascending. */
  readonly sizeCuts: readonly number[];
}

export interface Group {
  /** Keys with a value, as a mask. */
  readonly mask: number;
  /** Ids of the texts, one per slot; 0 is none. */
  readonly texts: readonly number[];
  /** Microseconds since the epoch; null without a time. */
  readonly bucket: number | null;
  /** Lower bound of the size segment; null where the size is not known. */
  readonly sizeCut: number | null;
  readonly hasTokens: boolean;
  /** Tokens that none of these lines logs, though calls use some. */
  readonly unlogged: Unlogged | null;
  readonly tallied: readonly number[];
}

/** Beyond these the log is not what the quick way is for. */
const MOST_GROUPS = 250_000;
const VALUES = 66;
/** By the bits of a cell above the lowest. */
const UNLOGGED: readonly (Unlogged | null)[] = [null, 'input', 'output', 'all'];
const KINDS = 2 * UNLOGGED.length;

export type Tally = ReturnType<typeof makeTally>;

/**
 * `texts` are the ids of the texts of the current line, `figures` its figures: a count below 0 is one that the line does not
 * log, a time that is not a number is none. Both are read in place, because numbers handed over would be allocated per line.
 */
export function makeTally({ slots, unit, sizeCuts }: TallyOptions, texts: Uint8Array, figures: Float64Array) {
  // A walk from the mask over the texts: each state is a distinct prefix, the last one a distinct combination.
  let steps = new Int32Array(VALUES * 64).fill(-1);
  const cameFrom: { readonly state: number; readonly value: number; readonly mask: number }[] = [];
  const starts = new Map<number, number>();
  let latestMask = -1;
  let latestStart = -1;
  const segments = sizeCuts.length + 2;
  let latest = new Int32Array(1024).fill(-1);
  const byBucket: Map<number, number>[] = [];
  const cells: number[] = [];
  const buckets: number[] = [];
  let numbers = new Float64Array(WIDTH * 1024);

  const newState = (state: number, value: number, mask: number): number => {
    cameFrom.push({ state, value, mask });
    const needed = cameFrom.length * VALUES;
    if (needed > steps.length) {
      const larger = new Int32Array(needed * 2).fill(-1);
      larger.set(steps);
      steps = larger;
    }
    return cameFrom.length - 1;
  };

  const newGroup = (cell: number, bucket: number): number => {
    if (cells.length >= MOST_GROUPS) return -1;
    const group = cells.length;
    cells.push(cell);
    buckets.push(bucket);
    if ((group + 1) * WIDTH > numbers.length) {
      const larger = new Float64Array(numbers.length * 2);
      larger.set(numbers);
      numbers = larger;
    }
    numbers[group * WIDTH + 13] = Number.POSITIVE_INFINITY;
    numbers[group * WIDTH + 14] = Number.NEGATIVE_INFINITY;
    return group;
  };

  const groupAt = (cell: number, bucket: number): number => {
    if (cell >= latest.length) {
      const larger = new Int32Array(cell * 2).fill(-1);
      larger.set(latest);
      latest = larger;
    }
    const last = latest[cell] as number;
    if (last >= 0 && buckets[last] === bucket) return last;
    let known = byBucket[cell];
    if (known === undefined) {
      known = new Map();
      byBucket[cell] = known;
    }
    const group = known.get(bucket) ?? newGroup(cell, bucket);
    if (group >= 0) {
      known.set(bucket, group);
      latest[cell] = group;
    }
    return group;
  };

  return {
    /** Counts the current line, which has the keys of this mask, and gives its group; -1 when there are too many groups. */
    add(mask: number): number {
      const time = figures[TIME] as number;
      const input = figures[INPUT] as number;
      const output = figures[OUTPUT] as number;
      const cacheRead = figures[CACHE_READ] as number;
      const cacheWrite = figures[CACHE_WRITE] as number;
      const reasoning = figures[REASONING] as number;
      const unsplit = input < 0 ? (figures[TOTAL] as number) : -1;
      if (mask !== latestMask) {
        latestStart = starts.get(mask) ?? newState(-1, 0, mask);
        starts.set(mask, latestStart);
        latestMask = mask;
      }
      let state = latestStart;
      for (let slot = 0; slot < slots; slot += 1) {
        const value = texts[slot] as number;
        const next = steps[state * VALUES + value] as number;
        if (next >= 0) state = next;
        else {
          const made = newState(state, value, mask);
          steps[state * VALUES + value] = made;
          state = made;
        }
      }
      let segment = 0;
      if (input >= 0) {
        segment = 1;
        for (let cut = 0; cut < sizeCuts.length && input >= (sizeCuts[cut] as number); cut += 1) segment += 1;
      }
      const hasTokens = input > 0 || output > 0 || unsplit > 0 ? 1 : 0;
      const unlogged = unsplit >= 0 ? 0 : (input < 0 ? 2 : 0) + (output < 0 ? 4 : 0);
      const bucket = Number.isNaN(time) ? NO_TIME : Math.floor(time / unit);
      const group = groupAt((state * segments + segment) * KINDS + hasTokens + unlogged, bucket);
      if (group < 0) return -1;
      const at = group * WIDTH;
      const sums = numbers;
      sums[at] = (sums[at] as number) + 1;
      if (input >= 0) {
        sums[at + 1] = (sums[at + 1] as number) + input;
        sums[at + 7] = (sums[at + 7] as number) + 1;
      }
      if (output >= 0) {
        sums[at + 2] = (sums[at + 2] as number) + output;
        sums[at + 8] = (sums[at + 8] as number) + 1;
      }
      if (unsplit >= 0) {
        sums[at + 3] = (sums[at + 3] as number) + unsplit;
        sums[at + 9] = (sums[at + 9] as number) + 1;
      }
      if (cacheRead >= 0) {
        sums[at + 4] = (sums[at + 4] as number) + cacheRead;
        sums[at + 10] = (sums[at + 10] as number) + 1;
      }
      if (cacheWrite >= 0) {
        sums[at + 5] = (sums[at + 5] as number) + cacheWrite;
        sums[at + 11] = (sums[at + 11] as number) + 1;
      }
      if (reasoning >= 0) {
        sums[at + 6] = (sums[at + 6] as number) + reasoning;
        sums[at + 12] = (sums[at + 12] as number) + 1;
      }
      if (time < (sums[at + 13] as number)) sums[at + 13] = time;
      if (time > (sums[at + 14] as number)) sums[at + 14] = time;
      return group;
    },

    groups(): Group[] {
      return cells.map((cell, group) => {
        const hasTokens = cell % 2 === 1;
        const segment = Math.floor(cell / KINDS) % segments;
        const texts: number[] = [];
        let state = Math.floor(cell / KINDS / segments);
        const { mask } = cameFrom[state] as { mask: number };
        for (let slot = 0; slot < slots; slot += 1) {
          const step = cameFrom[state] as { state: number; value: number };
          texts.unshift(step.value);
          state = step.state;
        }
        const bucket = buckets[group] as number;
        return {
          mask,
          texts,
          bucket: bucket === NO_TIME ? null : bucket * unit,
          sizeCut: segment === 0 ? null : segment === 1 ? 0 : (sizeCuts[segment - 2] as number),
          hasTokens,
          unlogged: UNLOGGED[Math.floor((cell % KINDS) / 2)] as Unlogged | null,
          tallied: [...numbers.subarray(group * WIDTH, (group + 1) * WIDTH)],
        };
      });
    },

    isExact(): boolean {
      return numbers.every((number, index) => index % WIDTH >= 13 || number <= Number.MAX_SAFE_INTEGER);
    },
  };
}

const NO_TIME = Number.MIN_SAFE_INTEGER;
