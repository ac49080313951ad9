/**
 * The file of `--volumes`: how many calls a month there will be, by model and endpoint as the logs name them.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { configurationError } from '../../core/errors.js';
import { decimal } from '../../core/exact.js';
import { parseYaml, readShape } from '../../core/yaml.js';
import { expected, Name, Positive, shape } from '../../pricing/schema-parts.js';
import type { StatedVolume } from './stated.js';

const Entry = shape({
  model: Name.optional().meta({ description: 'As the logs name it; any where left out.' }),
  endpoint: Name.optional().meta({ description: 'The route, as the logs name it; any where left out.' }),
  calls: Positive.meta({ description: 'Calls per month.' }),
});

export const volumesSchema = shape({
  volumes: z
    .array(Entry, { error: expected('a list of volumes') })
    .min(1, { error: expected('at least one volume') })
    .meta({ description: 'The first entry that fits a call counts.' }),
});

/** Throws a configuration error that names file and key. `name` is how the user typed the file. */
export async function readVolumes(file: string, name: string): Promise<StatedVolume[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code === 'ENOENT' ? 'no such file' : `one that cannot be read (${cause.code})`;
    throw configurationError(
      name,
      `expected a volume file, found ${found}`,
      'write volumes: [{model: …, calls: 20000}]',
    );
  });
  const { volumes } = readShape(volumesSchema, parseYaml(text, name), name);
  return volumes.map(({ model, endpoint, calls }) => ({
    model,
    endpoint,
    volume: { quantity: typeof calls === 'string' ? decimal(calls) : calls, unit: 'calls' as const },
  }));
}
