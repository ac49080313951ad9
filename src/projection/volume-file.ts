/**
 * The volume file `tollbook-volumes/1`: how many calls a month each route and model makes, as the user states it. What follows
 * from it is the reader's: `forecast` expects them, `check` multiplies a sample's cost per call by them.
 */
import { z } from 'zod';
import { DIMENSIONS, type Dimension } from '../core/question.js';
import { readShape, readYaml } from '../core/yaml.js';
import { expected, Integer, shape, someOf } from '../pricing/schema-parts.js';

export const VOLUMES_SCHEMA = 'tollbook-volumes/1';

export interface VolumeEntry {
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
export async function loadVolumes(path: string, file: string): Promise<VolumeEntry[]> {
  const { volumes } = readShape(VolumesShape, await readYaml(path), file);
  return volumes.map(({ where, calls_per_month: callsPerMonth }) => ({
    where: new Map(Object.entries(where) as [Dimension, string][]),
    callsPerMonth,
  }));
}
