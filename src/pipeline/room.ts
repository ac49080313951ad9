/**
 * Where the calls of a one-shot run are kept: in memory, or, of large logs, in a database file in the temporary folder of the run.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostics } from '../core/diagnostics.js';
import type { Surroundings } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../formats/sql.js';
import { discover, STANDARD_INPUT } from '../ingest/discover.js';

/** From here on a file takes less time than memory, where nothing is compressed and what does not fit is moved out and in again. */
const IN_MEMORY_BYTES = 128 << 20;

/** Calls of large logs, and of standard input, whose size is not known, go into a database file in the temporary folder. */
export async function makeRoom(engine: Engine, logs: readonly string[], inside: Surroundings): Promise<void> {
  const paths = await discover(logs, inside.workingDirectory, engine, new Diagnostics());
  const bytes = paths.map((path) => (path === STANDARD_INPUT ? Number.POSITIVE_INFINITY : sizeOf(path)));
  if (bytes.reduce((total, size) => total + size, 0) <= IN_MEMORY_BYTES) return;
  await engine.execute(`attach ${literal(join(inside.temporaryDirectory, 'calls.duckdb'))} as calls_of_logs`);
  await engine.execute('use calls_of_logs');
  // Nobody opens it again.
  await engine.execute("set checkpoint_threshold = '1TB'");
  await engine.execute('pragma disable_checkpoint_on_shutdown');
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
