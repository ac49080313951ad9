/**
 * Where an export goes: a file that is whole or not there, a folder of files, or a stream.
 *
 * A file is written beside its place and put there when it is finished, so that nobody reads half of one and an interrupted
 * export leaves what was there before.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { outputError, ToolError, usageError } from '../core/errors.js';
import { makeTemporary, type RunIdentity } from '../core/temporary.js';
import { visible } from '../core/text.js';

export type Write = (bytes: string | Uint8Array) => Promise<void>;

/** `make` gets the path to write to; its folder is this run's own. Throws ToolError `output` where the disk does not take it. */
export async function writtenFile(
  file: string,
  make: (path: string) => Promise<void>,
  run?: RunIdentity,
): Promise<void> {
  await beside(file, run, async (folder) => {
    const path = join(folder, 'export');
    await make(path);
    // A device or a pipe is written into, not replaced.
    const isSpecial = await stat(file).then(
      (found) => !found.isFile(),
      () => false,
    );
    if (isSpecial) await pipeline(createReadStream(path), createWriteStream(file));
    else await rename(path, file);
  });
}

/** The same for a file that is written piece by piece. */
export async function writtenPieces(
  file: string,
  make: (write: Write) => Promise<void>,
  run?: RunIdentity,
): Promise<void> {
  await writtenFile(
    file,
    async (path) => {
      const handle = await open(path, 'w');
      try {
        await make(async (bytes) => {
          await (typeof bytes === 'string' ? handle.appendFile(bytes) : handle.appendFile(bytes));
        });
      } finally {
        await handle.close();
      }
    },
    run,
  );
}

/** A folder of files, which must not exist or be empty: what is in it was somebody's. */
export async function writtenFolder(
  folder: string,
  make: (path: string) => Promise<void>,
  run?: RunIdentity,
): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error.code === 'ENOTDIR'
      ? usageError(`-o ${visible(folder)}: this is a file`, 'a partitioned export is a folder: name a new one')
      : cannotWrite(folder, error);
  });
  if (names.length > 0) {
    throw usageError(`-o ${visible(folder)}: the folder is not empty`, 'name a new one, or empty it first');
  }
  await beside(folder, run, async (own) => {
    const path = join(own, 'export');
    await make(path);
    await rename(path, folder);
  });
}

async function beside(
  place: string,
  run: RunIdentity | undefined,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  let own: string | undefined;
  try {
    own = makeTemporary(dirname(place), run);
    await use(own);
  } catch (error) {
    throw error instanceof ToolError ? error : cannotWrite(place, error as NodeJS.ErrnoException);
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true });
  }
}

function cannotWrite(place: string, { code, message }: NodeJS.ErrnoException): ToolError {
  return outputError(visible(place), `this cannot be written (${code ?? message})`);
}
