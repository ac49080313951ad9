/**
 * Opens where calls come from: logs read into memory for this run, or a ledger that was loaded before.
 */
import type { Diagnostics } from '../core/diagnostics.js';
import type { ReadingRules, Source, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import { openDuckDB } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { notePassedOver } from '../ingest/discover.js';
import { createTables, load } from '../ingest/load.js';
import { type CountsOf, skimLoad } from '../ingest/skim/skim-load.js';
import { defineMacros } from '../ingest/stage.js';
import type { FileAccount } from '../queries/rows.js';
import { shown } from './file-accounts.js';
import { loadCommand, noteCumulative, noteRejects, requireUnderstood } from './file-notes.js';
import { withLedger } from './ledger-door.js';
import { makeRoom } from './room.js';
import { MEMORY_LIMIT, spillFolder, withTemporaryFolder } from './workspace.js';

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
