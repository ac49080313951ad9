/**
 * What a log's cost per call comes to at the calls per month of a volume file. A pull request's log is a sample, so nothing
 * here knows about time.
 */
import { asExact, type Count, sumCounts } from '../core/count.js';
import { add, divide, type Exact, exact, isZero, multiply } from '../core/exact.js';
import type { Dimension } from '../core/question.js';
import type { VolumeEntry } from '../projection/volume-file.js';

export function volumeDimensions(volumes: readonly VolumeEntry[]): Dimension[] {
  return [...new Set(volumes.flatMap(({ where }) => [...where.keys()]))].sort();
}

/** A sample's calls and cost in one combination of dimensions. */
export interface Sampled {
  readonly of: ReadonlyMap<Dimension, string | null>;
  readonly calls: Count;
  readonly low: Exact;
  readonly high: Exact;
  /** Some of it has no price. */
  readonly isLowerBound: boolean;
}

export type Monthly = Omit<Sampled, 'calls'>;

/**
 * Cost per call × calls per month, for every volume, shared out among the combinations it covers as the sample has them.
 * `why` says what makes the month unknown: a volume nobody sampled, or calls that no volume, or more than one, covers.
 */
export function statedMonth(
  volumes: readonly VolumeEntry[],
  sample: readonly Sampled[],
): { readonly rows: readonly Monthly[] } | { readonly why: string } {
  const rows: Monthly[] = [];
  const covered = new Set<Sampled>();
  for (const volume of volumes) {
    const matching = sample.filter(({ of }) =>
      [...volume.where].every(([dimension, value]) => (of.get(dimension) ?? '') === value),
    );
    const calls = asExact(sumCounts(matching, (one) => one.calls));
    if (isZero(calls)) return { why: `no call of ${nameOf(volume)} is in the log` };
    const factor = divide(exact(volume.callsPerMonth), calls);
    for (const one of matching) {
      if (covered.has(one)) return { why: `two volumes cover the same calls, the second ${nameOf(volume)}` };
      covered.add(one);
      const { of, isLowerBound } = one;
      rows.push({ of, low: multiply(one.low, factor), high: multiply(one.high, factor), isLowerBound });
    }
  }
  const left = sample.find((one) => !covered.has(one));
  if (left === undefined) return { rows };
  const name = [...left.of].map(([dimension, value]) => `${dimension}=${value ?? ''}`).join(', ');
  return { why: `no volume is stated for calls with ${name}` };
}

/** Summed over everything but `by`. */
export function monthlyBy(rows: readonly Monthly[], by: readonly Dimension[]): Map<string, Omit<Monthly, 'of'>> {
  const groups = new Map<string, Omit<Monthly, 'of'>>();
  for (const { of, low, high, isLowerBound } of rows) {
    const key = JSON.stringify(by.map((dimension) => of.get(dimension) ?? null));
    const before = groups.get(key);
    groups.set(key, {
      low: before ? add(before.low, low) : low,
      high: before ? add(before.high, high) : high,
      isLowerBound: isLowerBound || before?.isLowerBound === true,
    });
  }
  return groups;
}

function nameOf({ where }: VolumeEntry): string {
  return [...where].map(([dimension, value]) => `${dimension}=${value}`).join(', ');
}
