/** Reads the same logs by skimming and the general way, and hands back what reports could see of either. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Diagnostics } from '../../../src/core/diagnostics.js';
import type { ReadingRules, Surroundings } from '../../../src/core/question.js';
import { openDuckDB } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { createTables, load } from '../../../src/ingest/load.js';
import { skimShare } from '../../../src/ingest/skim/share.js';
import type { Runner } from '../../../src/ingest/skim/skim-files.js';
import { skimLoad } from '../../../src/ingest/skim/skim-load.js';
import { fileAccounts } from '../../../src/queries/account.js';

/** Columns of skimmed calls that are not those of single calls alone. */
const SEEN = `source_id, format, provider, gateway, endpoint, region, model, service_tier, speed, inference_geo, is_batch, status,
  is_billed, gateway_cache_hit, is_streamed, is_notional, started_at, started_at_kind, duration_us, first_token_us, usage_kind,
  input_tokens, cache_read_tokens, cache_write_tokens, cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens,
  input_audio_tokens, input_image_tokens, input_video_tokens, cache_read_audio_tokens, output_audio_tokens, output_image_tokens,
  unsplit_tokens, web_searches, other_units, calls`;

export interface Seen {
  readonly calls: readonly unknown[];
  readonly accounts: readonly unknown[];
}

/** The tasks one after the other, in this thread, with small pieces. */
const inTurn: Runner = async (tasks, threads, onPiece) => {
  const shares = [];
  for (const [number, task] of tasks.entries()) {
    const share = skimShare({ ...task, pieceBytes: 1 << 20 }, threads.onBytes, (piece) => void onPiece(piece, number));
    if (share === undefined) return undefined;
    shares.push(share);
  }
  return shares;
};

export interface Logs {
  skimmed(
    files: Readonly<Record<string, string>>,
    reading?: Partial<ReadingRules>,
    options?: { readonly load?: typeof skimLoad; readonly run?: Runner },
  ): Promise<Seen | undefined>;
  loaded(files: Readonly<Record<string, string>>, reading?: Partial<ReadingRules>): Promise<Seen>;
  close(): void;
}

export function openLogs(): Logs {
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-skim-'));
  let count = 0;
  const inside = async <Result>(
    files: Readonly<Record<string, string>>,
    work: (engine: Engine, surroundings: Surroundings, names: string[]) => Promise<Result>,
  ): Promise<Result> => {
    count += 1;
    const directory = join(folder, String(count));
    const temporary = join(directory, 'temporary');
    mkdirSync(temporary, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    const surroundings: Surroundings = {
      workingDirectory: directory,
      temporaryDirectory: temporary,
      standardInput: () => Readable.from([]),
      progress: () => undefined,
      onInterrupt: () => () => undefined,
    };
    const engine = await openDuckDB({ path: ':memory:', temporaryDirectory: temporary, memoryLimit: '640MB' });
    try {
      await createTables(engine);
      return await work(engine, surroundings, Object.keys(files));
    } finally {
      await engine.close();
      rmSync(directory, { recursive: true, force: true });
    }
  };
  const seen = async (engine: Engine): Promise<Seen> => {
    const accounts = await fileAccounts(engine);
    const calls = await engine.query(`select ${SEEN} from calls order by all`);
    return { calls, accounts: accounts.map(({ path, ...account }) => ({ name: path.split('/').at(-1), ...account })) };
  };
  return {
    skimmed: (files, reading = {}, { load: skim = skimLoad, run = inTurn } = {}) =>
      inside(files, async (engine, surroundings, names) => {
        const rules: ReadingRules = { anthropicInput: 'exclusive', ...reading };
        const isRead = await skim(engine, names, rules, surroundings, { fits: async () => true, leastBytes: 0, run });
        return isRead === undefined ? undefined : seen(engine);
      }),
    loaded: (files, reading = {}) =>
      inside(files, async (engine, surroundings, named) => {
        const rules: ReadingRules = { anthropicInput: 'exclusive', ...reading };
        await load(engine, { named, reading: rules, surroundings, explain: true }, new Diagnostics());
        return seen(engine);
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function sampleLog(name: string): string {
  return readFileSync(new URL(`../../../sample-logs/${name}`, import.meta.url), 'utf8');
}
