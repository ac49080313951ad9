/** Latency streamed and not, and the strata in which the two can be compared. */
import type { Dimension } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { groupColumns } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import { ANSWERED, type Measure, millisecondsAt, quantileRows, WAITED } from './quantiles.js';
import type { LatencyRow, LatencyStratum } from './rows.js';
import { sqlText } from './sql-file.js';

/** Calls that each side of a stratum must have: a median of fewer says little. */
const LEAST_CALLS = 20n;

const MEASURES = {
  duration: { column: 'duration_us', at: [0.5, 0.95, 0.99], where: ANSWERED },
  firstToken: { column: 'first_token_us', at: [0.5, 0.95, 0.99], where: `${ANSWERED} ${WAITED}` },
  tokensPerSecond: {
    column: 'duration_us',
    value: 'output_tokens * 1000000.0::double / duration_us',
    at: [0.5],
    where: `${ANSWERED} and duration_us > 0 and output_tokens > 0`,
  },
  perceived: {
    column: 'first_token_us',
    value: '1 - first_token_us / duration_us',
    at: [0.5],
    where: `${ANSWERED} ${WAITED} and duration_us > 0 and first_token_us <= duration_us`,
  },
} satisfies Record<string, Measure>;

interface Counted extends Record<string, unknown> {
  readonly isStreamed: boolean | null;
  readonly calls: bigint;
  readonly timed: bigint;
  readonly firstTokenTimed: bigint;
  readonly durationUsSum: bigint | null;
}

export async function latencyRows(engine: Engine, by: readonly Dimension[], zone: string): Promise<LatencyRow[]> {
  const { computed, named } = groupColumns(by, zone);
  const rows = await engine.query<Counted>(
    sqlText('usage/latency', { groups: trailing(computed), names: trailing(named) }),
  );
  const grouped = { keys: `${trailing(computed)}is_streamed`, names: `${trailing(named)}is_streamed` };
  const key = (row: Readonly<Record<string, unknown>>) => JSON.stringify([...groupOf(row, by.length), row.isStreamed]);
  const quantiles = async (measure: Measure) => {
    const found = await quantileRows(engine, grouped, measure);
    return new Map(found.map((row) => [key(row), row.quantiles]));
  };
  const duration = await quantiles(MEASURES.duration);
  const firstToken = await quantiles(MEASURES.firstToken);
  const tokensPerSecond = await quantiles(MEASURES.tokensPerSecond);
  const perceived = await quantiles(MEASURES.perceived);
  return rows.map((row) => {
    const [ofDuration, ofFirstToken] = [duration.get(key(row)), firstToken.get(key(row))];
    return {
      group: groupOf(row, by.length),
      isStreamed: row.isStreamed,
      calls: row.calls,
      timed: row.timed,
      firstTokenTimed: row.firstTokenTimed,
      // The sum is a whole number, so that the mean does not depend on the order in which calls were read.
      durationMsMean:
        row.durationUsSum === null ? null : Math.round(Number(row.durationUsSum) / Number(row.timed)) / 1000,
      durationMsP50: millisecondsAt(ofDuration, 0),
      durationMsP95: millisecondsAt(ofDuration, 1),
      durationMsP99: millisecondsAt(ofDuration, 2),
      firstTokenMsP50: millisecondsAt(ofFirstToken, 0),
      firstTokenMsP95: millisecondsAt(ofFirstToken, 1),
      firstTokenMsP99: millisecondsAt(ofFirstToken, 2),
      outputTokensPerSecondP50: tokensPerSecond.get(key(row))?.[0] ?? null,
      perceivedP50: perceived.get(key(row))?.[0] ?? null,
    };
  });
}

interface Stratum {
  readonly model: string | null;
  readonly outputFrom: bigint;
  readonly outputBelow: bigint;
  readonly streamedCalls: bigint;
  readonly notStreamedCalls: bigint;
}

const BAND = 'pow(4, (length(bin(greatest(output_tokens, 1))) - 1) // 2)::bigint';

export async function latencyStrata(engine: Engine): Promise<LatencyStratum[]> {
  const where = `${ANSWERED} and is_streamed is not null and output_tokens is not null`;
  const rows = await engine.query<Stratum>(sqlText('usage/latency_strata', { band: BAND, where }), {
    least: LEAST_CALLS,
  });
  if (rows.length === 0) return [];
  const grouped = { keys: `model, ${BAND} as output_from, is_streamed`, names: 'model, output_from, is_streamed' };
  const medians = async (column: string) => {
    const found = await quantileRows(engine, grouped, {
      column,
      at: [0.5],
      where: `${where} and duration_us is not null`,
    });
    return new Map(found.map((row) => [`${row.isStreamed} ${row.outputFrom} ${row.model}`, row.quantiles]));
  };
  const durations = await medians('duration_us');
  const firstTokens = await medians('first_token_us');
  return rows.map((row) => {
    const of = (values: ReadonlyMap<string, readonly number[]>, isStreamed: boolean) =>
      millisecondsAt(values.get(`${isStreamed} ${row.outputFrom} ${row.model}`), 0);
    return {
      ...row,
      streamedDurationMsP50: of(durations, true) as number,
      notStreamedDurationMsP50: of(durations, false) as number,
      streamedFirstTokenMsP50: of(firstTokens, true),
    };
  });
}
