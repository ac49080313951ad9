/**
 * What the engine says goes wrong, as errors that people can act on.
 */
import { ToolError } from '../core/errors.js';

export function openingError(path: string, error: unknown): ToolError {
  const text = error instanceof Error ? error.message : String(error);
  const holder = /held in .*?\(PID (\d+)\)/.exec(text)?.[1];
  if (/lock/i.test(text)) {
    return new ToolError({
      code: 'ledger_locked',
      where: path,
      message: `another process${holder ? ` (process id ${holder})` : ''} holds the ledger`,
      hint: 'run it again when that has finished, or add --wait to wait for it; --db names another ledger',
      exitCode: 1,
    });
  }
  if (/not a valid DuckDB database|Could not read enough bytes|checksum|serializ/i.test(text))
    return damaged(path, error);
  if (/Is a directory/i.test(text)) {
    return new ToolError({
      code: 'ledger_unavailable',
      where: path,
      message: 'this is a folder, and a ledger is a file',
      hint: `name the file: --db ${path.replace(/\/+$/u, '')}/tollbook.duckdb`,
      exitCode: 1,
    });
  }
  const refused = /Read-only file system|Permission denied/i.exec(text)?.[0];
  if (refused !== undefined) {
    return new ToolError({
      code: 'ledger_unavailable',
      where: path,
      message: `this ledger cannot be opened for writing (${refused.toLowerCase()})`,
      hint: 'name a ledger in a folder of your own with --db, or ask this one without loading into it',
      exitCode: 1,
    });
  }
  return new ToolError({
    code: 'ledger_unavailable',
    where: path,
    message: `the ledger cannot be opened: ${firstLine(error).replace(/^[A-Za-z ]*Error: /u, '')}`,
    hint: 'check that the folder exists and may be written, or name another ledger with --db',
    exitCode: 1,
  });
}

/** `path` is the database's: only what opening it reads of a ledger is known to be sound by then. */
export function statementError(error: unknown, path: string): ToolError {
  const text = error instanceof Error ? error.message : String(error);
  if (isDamage(text, path)) return damaged(path, error);
  if (/No space left on device/i.test(text)) return diskFull(error);
  const isInterrupted = /^INTERRUPT/.test(text);
  const isMemory = /Out of Memory/i.test(text);
  const failure = new ToolError({
    code: isInterrupted ? 'interrupted' : isMemory ? 'out_of_memory' : /^IO Error/.test(text) ? 'unreadable' : 'engine',
    message: isInterrupted ? 'stopped' : isMemory ? 'the engine ran out of memory' : firstLine(error),
    hint: isMemory ? 'free space in the temporary folder, or give it more with TOLLBOOK_MEMORY_LIMIT=2GB' : undefined,
    exitCode: 1,
  });
  failure.cause = error;
  return failure;
}

function isDamage(text: string, path: string): boolean {
  if (path === ':memory:') return false;
  return (
    /^(Serialization|FATAL|INTERNAL|IO) ?Error[\s\S]*(checksum|Failed to load metadata|deserializ|corrupt)/i.test(
      text,
    ) ||
    (text.includes('Could not read enough bytes') && text.includes(path))
  );
}

function damaged(path: string, cause: unknown): ToolError {
  const failure = new ToolError({
    code: 'ledger_unreadable',
    where: path,
    message: 'this file is not a ledger that can be read: it is damaged or something else',
    hint: 'move it away and load the logs again with `tollbook load`',
    exitCode: 1,
  });
  failure.cause = cause;
  return failure;
}

/** The engine writes its journal first: what a statement that failed like this would have stored is not there, the rest is. */
function diskFull(cause: unknown): ToolError {
  const failure = new ToolError({
    code: 'disk_full',
    message: 'the disk is full: nothing of this was stored, and what was there before is as it was',
    hint: 'free space where the ledger, the output or TMPDIR is, and run it again',
    exitCode: 1,
  });
  failure.cause = cause;
  return failure;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
