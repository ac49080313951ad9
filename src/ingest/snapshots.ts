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
  await chooseSnapshots(engine, held?.ids ?? 0n, (part) => sqlText('ingest/release_snapshots', { part }));
  for (const table of ['snapshots', 'source_formats', 'source_reasons', 'rejects', 'sources']) {
    await engine.execute(`delete from ${table} where source_id in (select source_id from batch_files)`);
  }
  if (hasReadings) await settleCounters(engine);
  return true;
}

/** So many ids are held in memory at once, whatever a batch has of them: about 40 bytes each. */
export const IDS_AT_ONCE = 2_000_000n;

/** Lets one sighting speak for each call, part by part of the ids; `ids` of the batch may be counted more than once. */
export async function chooseSnapshots(engine: Engine, ids: bigint, statement: (part: string) => string): Promise<void> {
  const parts = (ids + IDS_AT_ONCE - 1n) / IDS_AT_ONCE;
  for (let part = 0n; part < parts; part += 1n) {
    await engine.execute(statement(parts === 1n ? 'true' : `hash(call_id) % ${parts} = ${part}`));
  }
}
