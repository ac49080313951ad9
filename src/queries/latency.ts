/** Latency streamed and not, and the strata in which the two can be compared. */
import type { Dimension } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { groupColumns } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import type { LatencyRow, LatencyStratum } from './rows.js';
import { sqlText } from './sql-file.js';

/** Calls that each side of a stratum must have: a median of fewer says little. */
const LEAST_CALLS = 20n;

interface Measured extends Record<string, unknown> {
  readonly isStreamed: boolean | null;
  readonly calls: bigint;
  readonly timed: bigint;
  readonly firstTokenTimed: bigint;
  readonly durationUsSum: bigint | null;
  readonly durationUs: readonly number[] | null;
  readonly firstTokenUs: readonly number[] | null;
  readonly outputTokensPerSecond: number | null;
  readonly perceived: number | null;
}

export async function latencyRows(engine: Engine, by: readonly Dimension[], zone: string): Promise<LatencyRow[]> {
  const groups = groupColumns(by, zone);
  const rows = await engine.query<Measured>(
    sqlText('usage/latency', { groups: trailing(groups.computed), names: trailing(groups.named) }),
  );
  const at = (values: readonly number[] | null, index: number) => {
    const value = values?.[index];
    return value === undefined ? null : Math.round(value) / 1000;
  };
  return rows.map((row) => ({
    group: groupOf(row, by.length),
    isStreamed: row.isStreamed,
    calls: row.calls,
    timed: row.timed,
    firstTokenTimed: row.firstTokenTimed,
    // The sum is a whole number, so that the mean does not depend on the order in which calls were read.
    durationMsMean:
      row.durationUsSum === null ? null : Math.round(Number(row.durationUsSum) / Number(row.timed)) / 1000,
    durationMsP50: at(row.durationUs, 0),
    durationMsP95: at(row.durationUs, 1),
    durationMsP99: at(row.durationUs, 2),
    firstTokenMsP50: at(row.firstTokenUs, 0),
    firstTokenMsP95: at(row.firstTokenUs, 1),
    firstTokenMsP99: at(row.firstTokenUs, 2),
    outputTokensPerSecondP50: row.outputTokensPerSecond,
    perceivedP50: row.perceived,
  }));
}

interface Stratum {
  readonly model: string | null;
  readonly outputFrom: bigint;
  readonly outputBelow: bigint;
  readonly streamedCalls: bigint;
  readonly notStreamedCalls: bigint;
  readonly streamedDurationUs: number;
  readonly notStreamedDurationUs: number;
  readonly streamedFirstTokenUs: number | null;
}

export async function latencyStrata(engine: Engine): Promise<LatencyStratum[]> {
  const rows = await engine.query<Stratum>(sqlText('usage/latency_strata'), { least: LEAST_CALLS });
  return rows.map((row) => ({
    model: row.model,
    outputFrom: row.outputFrom,
    outputBelow: row.outputBelow,
    streamedCalls: row.streamedCalls,
    notStreamedCalls: row.notStreamedCalls,
    streamedDurationMsP50: Math.round(row.streamedDurationUs) / 1000,
    notStreamedDurationMsP50: Math.round(row.notStreamedDurationUs) / 1000,
    streamedFirstTokenMsP50: row.streamedFirstTokenUs === null ? null : Math.round(row.streamedFirstTokenUs) / 1000,
  }));
}
