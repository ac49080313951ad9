/**
 * Rows the queries return, in the words of the code. Counts are bigint, durations milliseconds, instants milliseconds
 * since the epoch, and null is "not logged": never 0.
 */
import type { Count } from '../core/count.js';

/** lines = blank + rejected + ignored + withCalls, and callsFound = accepted + duplicate; always. */
export interface Account {
  readonly lines: bigint;
  readonly blank: bigint;
  readonly rejected: bigint;
  readonly ignored: bigint;
  readonly withCalls: bigint;
  readonly callsFound: bigint;
  readonly accepted: bigint;
  readonly duplicate: bigint;
}

export interface SourcesAccount extends Account {
  readonly files: number;
}

/** loaded: read now. unchanged: read before. continued: its new tail was read. failed: nothing of it is counted. */
/**
 * continued: it grew, and its new lines were added. moved: held under another name before. copy: its content is held under
 * another name and counted there. changed: it no longer begins with what is held, which stays. replaced: it took the place
 * of what was held.
 */
export type FileStatus =
  | 'loaded'
  | 'unchanged'
  | 'continued'
  | 'moved'
  | 'copy'
  | 'changed'
  | 'replaced'
  | 'grown'
  | 'missing'
  | 'failed';

export interface FileAccount extends Account {
  readonly path: string;
  /** Formats of its lines, most lines first, with the number of lines each. */
  readonly formats: readonly { readonly format: string; readonly lines: bigint }[];
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly status: FileStatus;
  /** Why it failed, or what else there is to say. */
  readonly remark?: string | undefined;
  /** Reasons why lines were ignored or rejected, most lines first; the first line with each. */
  readonly reasons: readonly {
    readonly outcome: 'ignored' | 'rejected';
    readonly reason: string;
    readonly lines: bigint;
    readonly firstLine: bigint;
  }[];
}

export interface Period {
  /** Half-open, milliseconds since the epoch; null where the log is empty or has no times. */
  readonly start: number | null;
  readonly end: number | null;
  readonly zone: string;
  /** True when the user named the period, false when it is the span of the calls. */
  readonly isAsked: boolean;
}

/** Calls per calendar day of the zone, days without calls left out; ordered by date. */
export interface DayCount {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly calls: bigint;
}

/** A day with calls, and when in it the first and the last of them began. */
export interface DayEdges extends DayCount {
  /** Seconds since midnight of the zone's wall clock. */
  readonly firstSecond: number;
  readonly lastSecond: number;
}

export interface Coverage {
  /** Calendar days of the period. */
  readonly days: number;
  readonly daysWithCalls: number;
  /** Not whole where only a share of some was asked for. */
  readonly calls: Count;
  readonly callsWithoutTime: bigint;
  readonly firstCallAt: number | null;
  readonly lastCallAt: number | null;
}

/** Counts are not whole where several share a call. */
export interface UsageRow {
  readonly group: readonly (string | null)[];
  readonly calls: Count;
  /** These three are null where nobody keeps them: of months that were closed with other calls than are there today. */
  readonly errors: Count | null;
  readonly cancelled: Count | null;
  readonly blocked: Count | null;
  readonly inputTokens: Count | null;
  readonly cacheReadTokens: Count | null;
  readonly cacheWriteTokens: Count | null;
  readonly outputTokens: Count | null;
  readonly reasoningTokens: Count | null;
  readonly unsplitTokens: Count | null;
  readonly totalTokens: Count | null;
  readonly durationMsP50: number | null;
  readonly durationMsP95: number | null;
  readonly durationMsP99: number | null;
  readonly firstTokenMsP50: number | null;
  readonly firstTokenMsP95: number | null;
  /** Calls whose prompt was looked at; undefined where that was not asked for. */
  readonly prompts?: bigint | undefined;
  /** Of those, calls whose prompt looks as if it held personal data; null where none was looked at. */
  readonly promptsPersonal?: bigint | null | undefined;
}

export interface ErrorRow {
  readonly group: readonly (string | null)[];
  /** null on rows for cut streams that logged no error. */
  readonly errorType: string | null;
  readonly httpStatus: number | null;
  /** Attempts that ended so. */
  readonly calls: bigint;
  /** Share of all attempts of the group. */
  readonly share: number;
  /** Requests (attempts folded by request or trace id) that saw it at least once. */
  readonly requests: bigint;
  /** Of those, requests that had no successful attempt in the end. */
  readonly requestsFailed: bigint;
  readonly cutStreams: bigint;
  readonly tokens: bigint | null;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

export interface ErrorTotals {
  readonly attempts: bigint;
  readonly errors: bigint;
  readonly requests: bigint;
  readonly requestsFailed: bigint;
  readonly requestsRetried: bigint;
  readonly cutStreams: bigint;
}

export interface LatencyRow {
  readonly group: readonly (string | null)[];
  /** null: the log does not say. */
  readonly isStreamed: boolean | null;
  readonly calls: bigint;
  /** Calls of them that log a duration, and a first-token time. */
  readonly timed: bigint;
  readonly firstTokenTimed: bigint;
  readonly durationMsMean: number | null;
  readonly durationMsP50: number | null;
  readonly durationMsP95: number | null;
  readonly durationMsP99: number | null;
  readonly firstTokenMsP50: number | null;
  readonly firstTokenMsP95: number | null;
  readonly firstTokenMsP99: number | null;
  readonly outputTokensPerSecondP50: number | null;
  /** Median of 1 − first token ÷ total over calls that log both: the share of the wait that streaming hides. */
  readonly perceivedP50: number | null;
}

/** Streamed against not, on strata of one model and one band of output size that both populations have. */
export interface LatencyStratum {
  readonly model: string | null;
  /** Output tokens of the band: from inclusive, below exclusive. */
  readonly outputFrom: bigint;
  readonly outputBelow: bigint;
  readonly streamedCalls: bigint;
  readonly notStreamedCalls: bigint;
  readonly streamedDurationMsP50: number;
  readonly notStreamedDurationMsP50: number;
  readonly streamedFirstTokenMsP50: number | null;
}
