/** What the monthly report asks of calls beside the questions that other commands ask too. */
import type { Engine } from '../engine/engine.js';
import { localSql } from './dimensions.js';
import { sqlText } from './sql-file.js';

export interface ErrorDay {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly isError: boolean;
  /** Null where the attempt did not fail, or logs no class. */
  readonly errorType: string | null;
  readonly httpStatus: number | null;
  readonly calls: bigint;
  readonly cutStreams: bigint;
}

/** Counts of calls that log what is named. */
export interface ReadinessFacts {
  readonly calls: bigint;
  readonly callsMeasured: bigint;
  readonly callsTimed: bigint;
  readonly callsStreamKnown: bigint;
  readonly callsStreamed: bigint;
  readonly callsFirstToken: bigint;
  readonly callsTraced: bigint;
  readonly callsPaired: bigint;
  readonly callsWithUser: bigint;
  readonly callsScored: bigint;
  readonly callsWithHeadroom: bigint;
  readonly callsInBatches: bigint;
  readonly callsWithCache: bigint;
  readonly apiKeys: bigint;
  readonly endpoints: bigint;
}

/** When the first and the last of all calls were, whatever is selected. */
export async function wholeSpan(
  engine: Engine,
): Promise<{ readonly firstAt: number | null; readonly lastAt: number | null }> {
  const [row] = await engine.query<{ firstAt: number | null; lastAt: number | null }>(
    'select min(started_at) as first_at, max(started_at) as last_at from calls',
  );
  return row ?? { firstAt: null, lastAt: null };
}

/** Of the selected calls that have a time; ordered by date. */
export async function errorDays(engine: Engine, zone: string): Promise<ErrorDay[]> {
  return engine.query<ErrorDay>(sqlText('report/error_days', { local: localSql(zone) }));
}

export async function readinessFacts(engine: Engine): Promise<ReadinessFacts> {
  const [row] = await engine.query<ReadinessFacts>(sqlText('report/readiness'));
  return row as ReadinessFacts;
}
