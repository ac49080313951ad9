/** Counts the lines of a file that there are to read: of a ledger's files the finished ones. */
import { open, truncate } from 'node:fs/promises';
import { noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import { withOrigin } from './fingerprint.js';
import type { PreparedFile } from './prepared.js';
import type { Run } from './run.js';
import { type Scan, scan } from './scan.js';
import { type Unpacked, withoutLast } from './unpack/unpacked.js';

/**
 * An unfinished last line, row or record is left for the next load of a ledger, unless it is whole but for its end. Of what comes
 * through standard input or a pipe there is no next time.
 */
export async function countedLines<File extends PreparedFile>(
  run: Run,
  file: File,
  onBytes?: (bytes: number) => void,
): Promise<File & { readonly counted: Scan }> {
  const { readPath, compression, unpacked } = file;
  const all = await scan(readPath, { compression, ...(onBytes === undefined ? {} : { onBytes }) });
  const known = async (scanned: Scan) => ({
    ...scanned,
    fingerprint: await withOrigin(scanned.fingerprint, unpacked?.from),
  });
  const isReadAgain = run.options.isLedger === true && file.modifiedMs !== null;
  if (!isReadAgain || compression !== 'none' || all.unfinished === 0) return { ...file, counted: await known(all) };
  const until = all.bytes - all.unfinished;
  if (await isWhole(readPath, until, all.unfinished)) {
    if (unpacked !== undefined) noteOpenRow(run, file.path, unpacked);
    return { ...file, counted: await known(all) };
  }
  if (unpacked === undefined) {
    run.diagnostics.add({
      code: 'unfinished_line',
      message: `${run.shown(file.path)}: its last line is unfinished and left for the next load`,
    });
    return { ...file, counted: await scan(readPath, { compression, until }) };
  }
  const says = say('{file}: its last record, from line {line} on, is unfinished and left for the next load', {
    file: run.shown(file.path),
    line: String(unpacked.lines.at(-1)),
  });
  run.diagnostics.add(noteOf('unfinished_line', says));
  // The copy is this run's own: the engine then reads what was counted.
  await truncate(readPath, until);
  return {
    ...file,
    unpacked: withoutLast(unpacked),
    counted: await known(await scan(readPath, { compression, until })),
  };
}

/** Nothing shows whether the last value of a row without a line end is all of it. */
function noteOpenRow(run: Run, path: string, { lines }: Unpacked): void {
  const says = say(
    '{file}: its last row, line {line}, has no line end: it is counted as it stands, and read again when the file has grown',
    { file: run.shown(path), line: String(lines.at(-1)) },
  );
  run.diagnostics.add(noteOf('open_row', says));
}

async function isWhole(path: string, from: number, length: number): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    const text = buffer.toString('utf8', 0, bytesRead).trim();
    if (text === '') return true;
    JSON.parse(text);
    return true;
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}
