/**
 * The one way to a ledger: brought up to date, in turn with other processes, and told from files that are none.
 */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { fixedLedger, ToolError, usageError } from '../core/errors.js';
import { say } from '../core/phrase.js';
import type { Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import { openDuckDB } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { shownPath } from '../ingest/discover.js';
import { checkLedger, LEDGER_VERSION, ledgerVersion } from '../ingest/layout.js';
import { migrate } from '../ingest/migrate.js';
import { MEMORY_LIMIT, spillFolder, withTemporaryFolder } from './workspace.js';

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
