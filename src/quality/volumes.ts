/**
 * The volume format `tollbook-volumes/1`: how many calls a month each route and model makes, and what a log's cost per call
 * comes to at that. A pull request's log is a sample, so nothing here knows about time.
 */

import { z } from 'zod';
import { asExact, type Count, sumCounts } from '../core/count.js';
import { add, divide, type Exact, exact, isZero, multiply } from '../core/exact.js';
import { DIMENSIONS, type Dimension } from '../core/question.js';
import { readShape, readYaml } from '../core/yaml.js';
import { expected, Integer, shape, someOf } from '../pricing/schema-parts.js';

export const VOLUMES_SCHEMA = 'tollbook-volumes/1';

export interface StatedVolume {
  readonly where: ReadonlyMap<Dimension, string>;
  readonly callsPerMonth: bigint;
}

export const VolumesShape = shape({
  schema: z.literal(VOLUMES_SCHEMA, { error: expected(VOLUMES_SCHEMA) }),
  volumes: someOf(
    shape({
      where: z
        .record(z.string(), z.string(), { error: expected('a map such as {model: gpt-5.4}') })
        .superRefine((where, context) => {
          const wrong = Object.keys(where).find(
            (word) => !DIMENSIONS.some((known) => known === word) && !/^tag:\S/u.test(word),
          );
          if (wrong !== undefined) {
            const message = expected('dimensions', `dimensions are ${DIMENSIONS.join(', ')} and tag:NAME`);
            context.addIssue({ code: 'custom', message });
          }
        })
        .meta({ description: 'The calls that this is about, such as {endpoint: /chat, model: gpt-5.4}.' }),
      calls_per_month: Integer,
    }),
  ),
});

/** Throws a configuration error naming file and path for the first thing that is wrong. */
export async function loadVolumes(path: string, file: string): Promise<StatedVolume[]> {
  const { volumes } = readShape(VolumesShape, await readYaml(path), file);
  return volumes.map(({ where, calls_per_month: callsPerMonth }) => ({
    where: new Map(Object.entries(where) as [Dimension, string][]),
    callsPerMonth,
  }));
}

export function volumeDimensions(volumes: readonly StatedVolume[]): Dimension[] {
  return [...new Set(volumes.flatMap(({ where }) => [...where.keys()]))].sort();
}

/** A sample's calls and cost in one combination of dimensions. */
export interface Sampled {
  readonly of: ReadonlyMap<Dimension, string | null>;
  readonly calls: Count;
  readonly low: Exact;
  readonly high: Exact;
}

export interface Monthly {
  readonly of: Sampled['of'];
  readonly low: Exact;
  readonly high: Exact;
}

/**
 * Cost per call × calls per month, for every volume, shared out among the combinations it covers as the sample has them.
 * `why` says what makes the month unknown: a volume nobody sampled, or calls that no volume, or more than one, covers.
 */
export function statedMonth(
  volumes: readonly StatedVolume[],
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
      rows.push({ of: one.of, low: multiply(one.low, factor), high: multiply(one.high, factor) });
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
  for (const { of, low, high } of rows) {
    const key = JSON.stringify(by.map((dimension) => of.get(dimension) ?? null));
    const before = groups.get(key);
    groups.set(key, before ? { low: add(before.low, low), high: add(before.high, high) } : { low, high });
  }
  return groups;
}

function nameOf({ where }: StatedVolume): string {
  return [...where].map(([dimension, value]) => `${dimension}=${value}`).join(', ');
}
