/**
 * Everything that stops a run, as one type made by factories. Imperfect data is not an error: see diagnostics.ts.
 *
 * A message says what is wrong, `where` names the place, `hint` says what to do. `cli/run.ts` prints it; nothing else does.
 */
export interface ToolErrorDetails {
  readonly code: string;
  readonly message: string;
  readonly where?: string | undefined;
  readonly hint?: string | undefined;
  /** 2: the question cannot be asked like this (usage, configuration). 1: the run failed. */
  readonly exitCode?: 1 | 2;
}

export class ToolError extends Error {
  readonly code: string;
  readonly where: string | undefined;
  readonly hint: string | undefined;
  readonly exitCode: 1 | 2;

  constructor(details: ToolErrorDetails) {
    super(details.message);
    this.name = 'ToolError';
    this.code = details.code;
    this.where = details.where;
    this.hint = details.hint;
    this.exitCode = details.exitCode ?? 2;
  }
}

/** A command line that cannot be understood. */
export function usageError(message: string, hint?: string): ToolError {
  return new ToolError({ code: 'usage', message, hint, exitCode: 2 });
}

/** A value in a configuration file, price book or scenario that breaks its schema. `where` is `file: path.in[0].it`. */
export function configurationError(where: string, message: string, hint?: string): ToolError {
  return new ToolError({ code: 'configuration', where, message, hint, exitCode: 2 });
}

/** None of the named logs could be read. `where` lists what was looked for. */
export function noReadableLog(where: string, message: string, hint?: string): ToolError {
  return new ToolError({ code: 'no_readable_log', where, message, hint, exitCode: 2 });
}

/** A file that cannot be read to its end: the others of the run can. */
export function unreadable(message: string): ToolError {
  return new ToolError({ code: 'unreadable', message, exitCode: 1 });
}

/** A ledger whose tables are none that this program knows. */
export function strangeLedger(where: string): ToolError {
  return new ToolError({
    code: 'ledger_layout',
    where,
    message: 'this ledger was made by another version of tollbook, whose tables are not those of this one',
    hint: 'move it away and load the logs again with `tollbook load`, or use the version that made it; `tollbook ledger adopt FILE` brings closed months and entered lines along',
    exitCode: 1,
  });
}

/** A ledger of a later version. `program` is the version of tollbook that wrote it last. */
export function newerLedger(where: string, program: string | undefined): ToolError {
  return new ToolError({
    code: 'ledger_layout',
    where,
    message: `this ledger was made by a later version of tollbook${program === undefined ? '' : `, ${program}`}, and this one cannot read it`,
    hint: 'install that version or a later one, or name another ledger with --db; nothing in it was changed',
    exitCode: 1,
  });
}

/** A ledger of an earlier version that cannot be brought up to this one where it is. */
export function fixedLedger(where: string, reason: string): ToolError {
  return new ToolError({
    code: 'ledger_layout',
    where,
    message: `this ledger was made by an earlier version of tollbook, and has to be brought up to date before it is read: ${reason}`,
    hint: 'copy it to a folder of your own and name the copy with --db',
    exitCode: 1,
  });
}

/** A load that would redact identities otherwise than what the ledger holds. */
export function redactionConflict(message: string, hint: string): ToolError {
  return new ToolError({ code: 'redaction', message, hint, exitCode: 2 });
}

/** A database file that something else made. */
export function foreignLedger(where: string): ToolError {
  return new ToolError({
    code: 'ledger_layout',
    where,
    message: 'this is a database, but not a ledger of tollbook',
    hint: 'name another file with --db',
    exitCode: 1,
  });
}

/** The engine refused: the cause is kept for --verbose, the message is for people. */
export function engineError(message: string, hint?: string): ToolError {
  return new ToolError({ code: 'engine', message, hint, exitCode: 1 });
}

/** A value that the output format asked for cannot hold. `where` names the column. */
export function doesNotFit(where: string, message: string, hint: string): ToolError {
  return new ToolError({ code: 'does_not_fit', where, message, hint, exitCode: 1 });
}

/** The answer is there and cannot be written. */
export function outputError(where: string, message: string): ToolError {
  return new ToolError({ code: 'output', where, message, hint: 'check permissions and free space', exitCode: 1 });
}

/** Nowhere to put temporary files. `code` is the file system's. */
export function temporaryError(where: string, code: string): ToolError {
  return new ToolError({
    code: 'temporary_folder',
    where,
    message: `no temporary folder can be made here (${code})`,
    hint: 'free space, or name a folder that exists and may be written in TMPDIR',
    exitCode: 1,
  });
}

/** A bug of ours: an identity that must hold does not. */
export function broken(invariant: string): ToolError {
  return new ToolError({
    code: 'invariant',
    message: `an internal check failed: ${invariant}`,
    hint: 'nothing was stored; please report this with the command you ran',
    exitCode: 1,
  });
}

/** A statement of the user's that the engine cannot run, or that does more than read. `hint`: what else there is to do. */
export function queryError(message: string, hint?: string): ToolError {
  return new ToolError({
    code: 'query',
    where: 'query',
    message,
    hint:
      hint ??
      'write one select statement over calls, sources or rejects, such as "select model, count(*) from calls group by model"; files are out of reach without --unsafe, and writing is out of reach with it too',
    exitCode: 2,
  });
}
