/**
 * Where what `-o` names goes: a file that is whole or not there, a folder of files, or a stream. Reports and exports alike.
 *
 * A file is written beside its place and put there when it is finished, so that nobody reads half of one and an interrupted
 * export leaves what was there before.
 */
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, chown, open, readdir, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { outputError, ToolError, usageError } from '../core/errors.js';
import { makeTemporary, type RunIdentity } from '../core/temporary.js';
import { visible } from '../core/text.js';

export type Write = (bytes: string | Uint8Array) => Promise<void>;

/**
 * `make` gets the path to write to; its folder is this run's own. A link stays a link and the permissions of a file that was
 * there stay as they were. Throws ToolError `output` where the disk does not take it; what was there before is then untouched.
 */
export async function writtenFile(
  file: string,
  make: (path: string) => Promise<void>,
  run?: RunIdentity,
): Promise<void> {
  const target = await targetOf(file);
  await inOwnFolder(file, target.folder, run, async (folder) => {
    const path = join(folder, 'export');
    await make(path);
    await target.put(path);
  });
}

/** The same for bytes that are there already. */
export async function writtenBytes(file: string, bytes: string | Uint8Array, run?: RunIdentity): Promise<void> {
  await writtenFile(file, (path) => writeFile(path, bytes), run);
}

interface Target {
  /** Where the new file is made: beside its place, so that it can take it in one step. */
  readonly folder: string;
  readonly put: (made: string) => Promise<void>;
}

/** Throws ToolError `output` where the file may not be written. */
async function targetOf(file: string): Promise<Target> {
  const place = await followed(file);
  const known = await stat(place).catch(() => undefined);
  if (known === undefined) return { folder: dirname(place), put: (made) => rename(made, place) };
  // A device or a pipe is written into, not replaced.
  if (!known.isFile() && !known.isDirectory()) {
    return { folder: tmpdir(), put: (made) => pipeline(createReadStream(made), createWriteStream(place)) };
  }
  const refused = known.isDirectory() ? 'EISDIR' : await access(place, constants.W_OK).then(nothing, codeOf);
  if (refused !== undefined) throw cannotWrite(file, refused);
  // Where no file can be made beside it, what is finished is copied over it.
  const isOpen = (await access(dirname(place), constants.W_OK).then(nothing, codeOf)) === undefined;
  if (!isOpen) return { folder: tmpdir(), put: (made) => pipeline(createReadStream(made), createWriteStream(place)) };
  return {
    folder: dirname(place),
    put: async (made) => {
      await chmod(made, known.mode & 0o7777);
      // Only the superuser can give a file away; to others it is theirs already, or becomes so.
      await chown(made, known.uid, known.gid).catch(() => {});
      await rename(made, place);
    },
  };
}

/** Where a link leads, also one to a file that is not there yet. */
async function followed(file: string): Promise<string> {
  let place = file;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const to = await readlink(place).catch(() => undefined);
    // What the system itself makes of its descriptors names no path.
    if (to === undefined || place.startsWith('/dev/') || place.startsWith('/proc/')) return place;
    place = resolve(dirname(place), to);
  }
  throw cannotWrite(file, 'ELOOP');
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
      : cannotWrite(folder, codeOf(error));
  });
  if (names.length > 0) {
    throw usageError(`-o ${visible(folder)}: the folder is not empty`, 'name a new one, or empty it first');
  }
  await inOwnFolder(folder, dirname(folder), run, async (own) => {
    const path = join(own, 'export');
    await make(path);
    await rename(path, folder);
  });
}

async function inOwnFolder(
  place: string,
  parent: string,
  run: RunIdentity | undefined,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  let own: string | undefined;
  try {
    own = makeTemporary(parent, run);
    await use(own);
  } catch (error) {
    throw error instanceof ToolError ? error : cannotWrite(place, codeOf(error));
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true });
  }
}

const MOST_LINKS = 40;

function nothing(): undefined {
  return undefined;
}

const WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
};

function cannotWrite(place: string, code: string): ToolError {
  const why = WHY[code];
  return outputError(
    visible(place),
    `this file cannot be written (${code})${why === undefined ? '' : `: ${why}`}; what was there is as it was`,
  );
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
