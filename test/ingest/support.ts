/**
 * What the ingest and format tests share: a folder to write logs into, and one call that loads them through the real
 * engine and hands back the rows. It judges nothing.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { Diagnostics } from '../../src/core/diagnostics.js';
import type { ReadingRules, Surroundings } from '../../src/core/question.js';
import { openDuckDB } from '../../src/engine/duckdb.js';
import type { Engine } from '../../src/engine/engine.js';
import { createTables, type LoadedFile, load } from '../../src/ingest/load.js';
import { fileAccounts } from '../../src/queries/account.js';

export interface SourceRow {
  readonly path: string;
  readonly lines: bigint;
  readonly blank: bigint;
  readonly rejected: bigint;
  readonly ignored: bigint;
  readonly withCalls: bigint;
  readonly callsFound: bigint;
}

export interface RejectRow {
  readonly path: string;
  readonly line: bigint;
  readonly byteOffset: bigint;
  readonly reason: string;
  readonly excerpt: string;
}

export type CallRow = Readonly<Record<string, unknown>>;

/** A ledger in memory with its own folder of logs. */
export interface Ledger {
  readonly folder: string;
  readonly engine: Engine;
  /** Writes a file below the folder and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  load(named: readonly string[], options?: LoadSettings): Promise<Loaded>;
  calls(): Promise<CallRow[]>;
  sources(): Promise<SourceRow[]>;
  rejects(): Promise<RejectRow[]>;
  /** Forgets everything that was loaded and removes the files. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface LoadSettings {
  readonly reading?: Partial<ReadingRules>;
  readonly standardInput?: string | Uint8Array;
  /** Load as into a ledger that will be loaded again. */
  readonly isLedger?: boolean;
  readonly isReplacing?: boolean;
  /** So many bytes of lines are staged in memory, the rest in a file. */
  readonly memoryBytes?: number;
}

export interface Loaded {
  readonly files: readonly LoadedFile[];
  readonly diagnostics: Diagnostics;
}

export async function openLedger(): Promise<Ledger> {
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-test-'));
  const logs = join(folder, 'logs');
  const temporary = join(folder, 'temporary');
  mkdirSync(logs);
  mkdirSync(temporary);
  const engine = await openDuckDB({ path: ':memory:', temporaryDirectory: temporary, memoryLimit: '640MB' });
  await createTables(engine);
  return {
    folder: logs,
    engine,
    write(name, content) {
      const path = join(logs, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    async load(named, settings = {}) {
      const diagnostics = new Diagnostics();
      const surroundings: Surroundings = {
        workingDirectory: logs,
        temporaryDirectory: temporary,
        standardInput: () => Readable.from([Buffer.from(settings.standardInput ?? '')]),
        progress: () => undefined,
        onInterrupt: () => () => undefined,
      };
      const reading: ReadingRules = { anthropicInput: 'exclusive', ...settings.reading };
      const { isLedger, isReplacing, memoryBytes } = settings;
      const files = await load(
        engine,
        { named, reading, surroundings, explain: true, isLedger, isReplacing, memoryBytes },
        diagnostics,
      );
      return { files, diagnostics };
    },
    calls: () => engine.query<CallRow>('select * from calls order by source_id, source_line'),
    sources: () => engine.query<SourceRow>('select * from sources order by path'),
    rejects: () =>
      engine.query<RejectRow>(
        'select path, rejects.* from rejects inner join sources using (source_id) order by path, line',
      ),
    async clear() {
      for (const table of ['snapshots', 'source_formats', 'source_reasons', 'rejects', 'sources']) {
        await engine.execute(`delete from ${table}`);
      }
      for (const name of readdirSync(logs)) rmSync(join(logs, name), { recursive: true });
    },
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a ledger for one piece of work and closes it whatever happens. */
export async function withLedger<Result>(work: (ledger: Ledger) => Promise<Result>): Promise<Result> {
  const ledger = await openLedger();
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

/** One object per line. */
export function jsonLines(...lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Lines in, calls out: the whole way through the real engine, in a ledger of its own. */
export async function callsOf(content: string, settings: LoadSettings = {}): Promise<CallRow[]> {
  return withLedger(async (ledger) => {
    ledger.write('log.jsonl', content);
    await ledger.load(['log.jsonl'], settings);
    return ledger.calls();
  });
}

/** Lines, calls found, accepted and duplicate of each file. */
export async function countsByFile({ engine, folder }: Ledger): Promise<Record<string, number[]>> {
  return Object.fromEntries(
    (await fileAccounts(engine)).map((file) => [
      file.path.slice(folder.length + 1),
      [file.lines, file.callsFound, file.accepted, file.duplicate].map(Number),
    ]),
  );
}
