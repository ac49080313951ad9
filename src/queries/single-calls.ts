/**
 * Single calls that log an id, for pairing with those of another log.
 */
import type { Engine } from '../engine/engine.js';
import { CHARGED_SQL } from './charged.js';
import { localSql } from './dimensions.js';
import { sqlText } from './sql-file.js';

export interface SingleCallRow {
  readonly callId: string | null;
  readonly requestId: string | null;
  readonly day: string | null;
  readonly provider: string | null;
  readonly gateway: string | null;
  readonly model: string | null;
  readonly tokens: bigint | null;
}

/** Of the selected calls those that were charged per call; undefined where there are more than `most`. */
export async function singleCalls(engine: Engine, zone: string, most: number): Promise<SingleCallRow[] | undefined> {
  const text = sqlText('books/single_calls', { local: localSql(zone), charged: CHARGED_SQL });
  const rows = await engine.query<SingleCallRow>(text, { limit: BigInt(most + 1) });
  return rows.length > most ? undefined : rows;
}
