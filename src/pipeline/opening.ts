/**
 * Opens where calls come from: logs read into memory for this run, or a ledger that was loaded before.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { fixedLedger, noReadableLog, ToolError, temporaryError, usageError } from '../core/errors.js';
import { say } from '../core/phrase.js';
import type { ReadingRules, Source, Surroundings } from '../core/question.js';
import { makeTemporary } from '../core/temporary.js';
import { plural, visible } from '../core/text.js';
import { openDuckDB } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { reportEvidence, shellWord } from '../ingest/cumulative.js';
import { notePassedOver, shownPath } from '../ingest/discover.js';
import { checkLedger, LEDGER_VERSION, ledgerVersion } from '../ingest/layout.js';
import { createTables, type LoadedFile, load } from '../ingest/load.js';
import { migrate } from '../ingest/migrate.js';
import { type CountsOf, skimLoad } from '../ingest/skim/skim-load.js';
import { defineMacros } from '../ingest/stage.js';
import { fileAccounts } from '../queries/account.js';
import type { FileAccount } from '../queries/rows.js';
import { makeRoom } from './room.js';

/** Enough for the widest statement; what needs more spills to the temporary folder. */
export const MEMORY_LIMIT = '640MB';

export interface Opened {
  readonly engine: Engine;
  readonly kind: 'logs' | 'ledger';
  /** As shown: the ledger's path, or what was named. */
  readonly path: string;
  readonly files: readonly FileAccount[];
}

/**
 * What will be asked of calls: everything, or only counts, outcomes, tokens and latency by what is the same for many calls, as long as
 * calls are of models that this holds for. Of the account alone it is no failing that no line was understood.
 */
export type Asked = 'everything' | 'account' | { readonly countsOf: CountsOf };

/** Opens the source, lets `use` ask, and closes it whatever happens. */
export async function withSource<Result>(
  source: Source,
  reading: ReadingRules,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
  use: (opened: Opened) => Promise<Result>,
  asked: Asked = 'everything',
): Promise<Result> {
  return source.logs.length > 0
    ? withLogs(source.logs, reading, surroundings, diagnostics, use, asked)
    : withLedger(source.ledger, surroundings, { isReadOnly: true, diagnostics }, async (engine, path) => {
        await defineMacros(engine);
        await noteCumulative(engine, surroundings, loadCommand(source.ledger), diagnostics);
        return use({ engine, kind: 'ledger', path, files: await shown(engine, surroundings, []) });
      });
}

async function withLogs<Result>(
  logs: readonly string[],
  reading: ReadingRules,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
  use: (opened: Opened) => Promise<Result>,
  asked: Asked,
): Promise<Result> {
  return withTemporaryFolder(surroundings, async (inside) => {
    const engine = await openDuckDB({
      path: ':memory:',
      temporaryDirectory: spillFolder(inside),
      memoryLimit: surroundings.memoryLimit ?? MEMORY_LIMIT,
    });
    const stopListening = surroundings.onInterrupt(() => engine.interrupt());
    try {
      await notePassedOver(logs, surroundings.workingDirectory, diagnostics);
      await makeRoom(engine, logs, inside);
      await createTables(engine);
      const skimmed =
        typeof asked === 'string' ? undefined : await skimLoad(engine, logs, reading, inside, { fits: asked.countsOf });
      const loaded =
        skimmed ?? (await load(engine, { named: logs, reading, surroundings: inside, explain: true }, diagnostics));
      const files = await shown(engine, surroundings, loaded);
      if (asked !== 'account') requireUnderstood(files, diagnostics);
      noteRejects(files, diagnostics);
      await noteCumulative(engine, surroundings, 'tollbook usage', diagnostics);
      return await use({ engine, kind: 'logs', path: logs.map(visible).join(' '), files });
    } finally {
      stopListening();
      await engine.close();
    }
  });
}

/** Logs of which no line is understood have no answer, whatever is asked of them. In those without a line there is nothing to understand. */
function requireUnderstood(files: readonly FileAccount[], diagnostics: Diagnostics): void {
  if (files.some(({ ignored, withCalls }) => ignored + withCalls > 0n)) return;
  const [first] = files;
  if (first === undefined) return;
  const rejected = files.find((file) => file.rejected > 0n);
  if (rejected === undefined) {
    const says = say('{file}{others}: there is no line but blank ones', {
      file: first.path,
      others: files.length === 1 ? '' : say(' and {count} more {count|file|files}', { count: files.length - 1 }),
    });
    diagnostics.add(noteOf('no_lines', says));
    return;
  }
  const others = files.length === 1 ? '' : ` and ${plural(files.length - 1, 'more file')}`;
  const { path } = rejected;
  const [reason] = [...rejected.reasons].sort((left, right) => Number(left.firstLine - right.firstLine));
  throw noReadableLog(
    `${first.path}${others}`,
    `no line was understood, first ${path} line ${reason?.firstLine ?? 1}: ${reason?.reason ?? 'not recognised'}`,
    `\`tollbook load --dry-run ${path.startsWith('standard input') ? '-' : shellWord(path)}\` tells what every line is; \`tollbook load --formats\` lists what is read, and a format of your own can be declared in tollbook.yaml`,
  );
}

export interface LedgerUse {
  readonly isReadOnly: boolean;
  /** Of any version, and left as it is: only the journal is read. */
  readonly isAnyLayout?: boolean;
  /** Told when the ledger was brought up from an earlier version. */
  readonly diagnostics?: Diagnostics;
}

/** Opens a ledger, brought up to date first. Read-only, it must exist; otherwise it is made where it is missing. */
export async function withLedger<Result>(
  ledger: string,
  surroundings: Surroundings,
  options: LedgerUse,
  use: (engine: Engine, path: string, inside: Surroundings) => Promise<Result>,
): Promise<Result> {
  const path = resolve(surroundings.workingDirectory, ledger);
  // The engine would take a file with such a name for data, not for a ledger.
  if (/\.(jsonl?|ndjson|log|csv|tsv|parquet|arrow|gz|zst)$/i.test(path)) {
    throw usageError(`--db ${visible(ledger)} has the name of a log, not of a ledger`, 'name it like tollbook.duckdb');
  }
  if (options.isReadOnly && !existsSync(path)) {
    throw usageError(
      `no log is named and there is no ledger at ${visible(ledger)}`,
      'name logs (`tollbook usage logs/*.jsonl`), or make a ledger first with `tollbook load logs/*.jsonl`',
    );
  }
  return withTemporaryFolder(
    { ...surroundings, temporaryDirectory: dirname(path) },
    async (inside) => {
      const shownAs = shownPath(path, surroundings.workingDirectory);
      // Made once, however often the ledger is tried.
      const temporaryDirectory = spillFolder(inside);
      const memoryLimit = surroundings.memoryLimit ?? MEMORY_LIMIT;
      const opened = async <Given>(isReadOnly: boolean, ask: (engine: Engine) => Promise<Given>): Promise<Given> => {
        const engine = await openedInTurn(surroundings, () =>
          openDuckDB({ path, temporaryDirectory, memoryLimit, isReadOnly }),
        );
        const stopListening = surroundings.onInterrupt(() => engine.interrupt());
        try {
          return await ask(engine);
        } finally {
          stopListening();
          await engine.close();
        }
      };
      const current = (engine: Engine) => use(engine, shownAs, inside);
      if (options.isAnyLayout === true) {
        return opened(options.isReadOnly, async (engine) => {
          await checkLedger(engine, shownAs);
          return current(engine);
        });
      }
      const first = await opened(options.isReadOnly, async (engine) =>
        (await ledgerVersion(engine, shownAs)) < LEDGER_VERSION ? 'earlier' : { result: await current(engine) },
      );
      if (first !== 'earlier') return first.result;
      const from = await opened(false, (engine) => migrate(engine, shownAs)).catch((error: unknown) => {
        throw error instanceof ToolError && error.code === 'ledger_unavailable'
          ? fixedLedger(shownAs, error.message)
          : error;
      });
      noteUpgrade(from, options.diagnostics);
      return opened(options.isReadOnly, current);
    },
    surroundings.temporaryDirectory,
  );
}

function noteUpgrade(from: number, diagnostics: Diagnostics | undefined): void {
  if (from === LEDGER_VERSION) return;
  const says = say(
    'the ledger was brought from version {from} of its tables to {to}; earlier versions of tollbook cannot read it any more',
    { from: String(from), to: String(LEDGER_VERSION) },
  );
  diagnostics?.add(noteOf('ledger_upgraded', says));
}

/** One process writes a ledger at a time; whoever comes second waits as long as it was told to. */
async function openedInTurn(surroundings: Surroundings, open: () => Promise<Engine>): Promise<Engine> {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      const isHeld = error instanceof ToolError && error.code === 'ledger_locked';
      if (!isHeld || !(await (surroundings.patience?.() ?? false))) throw error;
    }
  }
}

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
function spillFolder({ temporaryDirectory }: Surroundings): string {
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

/** The account of every file, paths as the user knows them, with what this run did to each. */
export async function shown(
  engine: Engine,
  surroundings: Surroundings,
  loaded: readonly LoadedFile[],
): Promise<FileAccount[]> {
  const byPath = new Map(loaded.map((file) => [file.path, file]));
  const accounts = (await fileAccounts(engine)).map((account): FileAccount => {
    const file = byPath.get(account.path);
    return {
      ...account,
      path: shownPath(account.path, surroundings.workingDirectory),
      status: file?.status ?? 'unchanged',
      remark: file?.remark,
    };
  });
  const held = new Map(accounts.map((account) => [account.path, account]));
  const unheld = loaded.flatMap((file): FileAccount[] => {
    const isHeld = held.has(shownPath(file.path, surroundings.workingDirectory));
    if (file.copyOf !== undefined && !isHeld) {
      const original = held.get(shownPath(file.copyOf, surroundings.workingDirectory));
      return original === undefined ? [] : [copyAccount(file, original, surroundings)];
    }
    return file.status === 'failed' && !isHeld ? [failedAccount(file, surroundings)] : [];
  });
  return [...accounts, ...unheld];
}

/** A copy has the lines of its original, and every call of them is counted there. */
function copyAccount(file: LoadedFile, original: FileAccount, surroundings: Surroundings): FileAccount {
  return {
    ...original,
    path: shownPath(file.path, surroundings.workingDirectory),
    accepted: 0n,
    duplicate: original.callsFound,
    status: file.status,
    remark: file.remark,
  };
}

function failedAccount(file: LoadedFile, surroundings: Surroundings): FileAccount {
  return {
    path: shownPath(file.path, surroundings.workingDirectory),
    lines: 0n,
    blank: 0n,
    rejected: 0n,
    ignored: 0n,
    withCalls: 0n,
    callsFound: 0n,
    accepted: 0n,
    duplicate: 0n,
    formats: [],
    firstAt: null,
    lastAt: null,
    status: 'failed',
    remark: file.remark,
    reasons: [],
  };
}

/** What to type to load a file into this ledger. */
export function loadCommand(ledger: string): string {
  return `tollbook load --db ${shellWord(visible(ledger))}`;
}

/** Says which files look as if their counts were totals so far. */
export async function noteCumulative(
  engine: Engine,
  surroundings: Surroundings,
  command: string,
  diagnostics: Diagnostics,
  isMeant: (path: string) => boolean = () => true,
): Promise<void> {
  const files = await engine.query<{ path: string; sessions: bigint }>(
    'select path, cumulative_sessions as sessions from sources where cumulative_sessions > 0 order by path',
  );
  const meant = files.map(({ path, sessions }) => ({ path: shownPath(path, surroundings.workingDirectory), sessions }));
  reportEvidence(
    meant.filter(({ path }) => isMeant(path)),
    command,
    diagnostics,
  );
}

/** One note for all rejected lines, with the first of them. */
export function noteRejects(files: readonly FileAccount[], diagnostics: Diagnostics): void {
  const count = files.reduce((total, file) => total + file.rejected, 0n);
  if (count === 0n) return;
  const file = files.find((one) => one.rejected > 0n) as FileAccount;
  const first = [...file.reasons]
    .filter((reason) => reason.outcome === 'rejected')
    .sort((left, right) => Number(left.firstLine - right.firstLine))[0];
  const where =
    first === undefined
      ? file.path
      : say('{file} line {line}: {reason}', {
          file: file.path,
          line: String(first.firstLine),
          reason: say(first.reason),
        });
  const command = `tollbook load --dry-run ${file.path.startsWith('standard input') ? 'LOG' : shellWord(file.path)}`;
  const says =
    count === file.rejected
      ? say('{count} {count|line was|lines were} rejected, first {where}; `{command}` lists {count|it|them}', {
          count,
          where,
          command,
        })
      : say('{count} {count|line was|lines were} rejected, first {where}; `{command}` lists those of this file', {
          count,
          where,
          command,
        });
  diagnostics.add(noteOf('rejected_lines', says, { count: Number(count), incomplete: true }));
}
