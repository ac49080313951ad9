/**
 * What one run may take for itself: a folder that is gone at its end, and memory.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ToolError, temporaryError } from '../core/errors.js';
import type { Surroundings } from '../core/question.js';
import { makeTemporary } from '../core/temporary.js';
import { visible } from '../core/text.js';

/** Enough for the widest statement; what needs more spills to the temporary folder. */
export const MEMORY_LIMIT = '640MB';

/** A folder of this run's own, removed at its end; beside the ledger where that can be written. */
export async function withTemporaryFolder<Result>(
  surroundings: Surroundings,
  use: (inside: Surroundings) => Promise<Result>,
  otherwise?: string,
): Promise<Result> {
  const folder = make(surroundings.temporaryDirectory, otherwise, surroundings.run);
  try {
    return await use({ ...surroundings, temporaryDirectory: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What the engine spills is apart from copies of logs: a statement of the user's may read the engine's own folder, because the
 * engine never forbids that, and finds nothing else in it.
 */
export function spillFolder({ temporaryDirectory }: Surroundings): string {
  const folder = join(temporaryDirectory, 'spill');
  mkdirSync(folder);
  return folder;
}

function make(parent: string, otherwise: string | undefined, run: Surroundings['run']): string {
  try {
    return makeTemporary(parent, run);
  } catch (error) {
    if (otherwise === undefined) throw noTemporaryFolder(parent, error);
  }
  try {
    return makeTemporary(otherwise, run);
  } catch (error) {
    throw noTemporaryFolder(otherwise, error);
  }
}

function noTemporaryFolder(parent: string, error: unknown): ToolError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return temporaryError(visible(parent), code);
}
