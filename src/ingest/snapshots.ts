/**
 * Which sighting speaks for a call, when a file brings sightings and when it takes its own away.
 */
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import { handOver } from './copies.js';
import { settleCounters, touchCounters } from './cumulative.js';

/**
 * Takes a file's lines out of the tables, those apart that a copy has too, and lets the next best sighting of each of its calls
 * speak. Inside a transaction of the caller's. True when the file was there. `isReadAnew`: its lines come back, copies wait for them.
 */
export async function releaseSource(
  engine: Engine,
  path: string,
  { isReadAnew = false }: { readonly isReadAnew?: boolean | undefined } = {},
): Promise<boolean> {
  const sources = await engine.query<{ sourceId: number }>('select source_id from sources where path = $path', {
    path,
  });
  if (sources.length === 0) return false;
  if (!isReadAnew) for (const { sourceId } of sources) await handOver(engine, sourceId);
  await engine.execute('create or replace temp table batch_files as select source_id from sources where path = $path', {
    path,
  });
  const hasReadings = await touchCounters(engine);
  const [held] = await engine.query<{ ids: bigint }>(
    'select count(call_id) as ids from snapshots inner join batch_files on snapshots.source_id = batch_files.source_id',
  );
  await chooseSnapshots(engine, held?.ids ?? 0n, 'source_id not in (select source_id from batch_files)');
  for (const table of ['snapshots', 'source_formats', 'source_reasons', 'rejects', 'sources']) {
    await engine.execute(`delete from ${table} where source_id in (select source_id from batch_files)`);
  }
  if (hasReadings) await settleCounters(engine);
  return true;
}

/** So many ids are held in memory at once, whatever a batch has of them: about 40 bytes each. */
const IDS_AT_ONCE = 2_000_000n;

/** Counts of which a more complete sighting logs more, in no order. */
export const TELLING_COUNTS: readonly string[] = [
  ...['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens', 'cache_write_5m_tokens'],
  ...['cache_write_1h_tokens', 'reasoning_tokens'],
];

/**
 * Of several sightings of a call the first by this order speaks: the most complete, by tokens, by how it ended, and of two that come
 * to the same the one that says more of it. What is left is decided by content, so that the order of files never matters.
 */
export const BEST_FIRST = [
  'coalesce(output_tokens, 0) desc',
  'coalesce(input_tokens, 0) desc',
  "status = 'ok' desc",
  `${TELLING_COUNTS.map((name) => `(${name} is not null)::integer`).join(' + ')} desc`,
  'started_at is not null desc',
  'duration_us is not null desc',
  'started_at',
  'format',
  'model',
].join(', ');

/** Conditions on ids, given by a whole number, that divide so many of them into parts that fit in memory. */
export function* partsOfIds(ids: bigint, number: string): Generator<string> {
  const parts = (ids + IDS_AT_ONCE - 1n) / IDS_AT_ONCE;
  for (let part = 0n; part < parts; part += 1n) yield parts === 1n ? 'true' : `${number} % ${parts} = ${part}`;
}

/**
 * Lets one sighting speak for each call, part by part of the ids; `ids` of the batch may be counted more than once. `staying`: a
 * condition on the source of a sighting that may speak.
 */
export async function chooseSnapshots(engine: Engine, ids: bigint, staying = 'true'): Promise<void> {
  for (const part of partsOfIds(ids, 'hash(call_id)')) {
    await engine.execute(sqlText('ingest/choose_snapshots', { part, best_first: BEST_FIRST, staying }));
  }
}
