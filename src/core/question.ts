/**
 * What a user asks, after the command line and the configuration were read and before anything is opened.
 */
import type { AllocationRule } from './allocation.js';
import type { ExchangeRate } from './currency.js';
import type { Dimension } from './dimensions.js';
import type { Exact } from './exact.js';
import type { OwnFormat } from './own-format.js';
import type { RunIdentity } from './temporary.js';

export { DIMENSIONS, type Dimension } from './dimensions.js';

/** `--where team=search`: rows whose dimension has this value; an empty value means "not logged". */
export interface Filter {
  readonly dimension: Dimension;
  readonly value: string;
}

/** Columns of a call that a running total can be kept for, and the grouping words that mean them. */
export const COUNTER_COLUMNS = {
  session_id: 'session_id',
  session: 'session_id',
  trace_id: 'trace_id',
  request_id: 'request_id',
  user_id: 'user_id',
  user: 'user_id',
  api_key: 'api_key',
  key: 'api_key',
  team: 'team',
  project: 'project',
  environment: 'environment',
  endpoint: 'endpoint',
  gateway: 'gateway',
  provider: 'provider',
  model: 'model',
} as const;

export type CounterColumn = (typeof COUNTER_COLUMNS)[keyof typeof COUNTER_COLUMNS];

/** The ledger that is meant where none is named. */
export const DEFAULT_LEDGER = 'tollbook.duckdb';

/** Where calls come from: logs read for this run, or a ledger file. */
export interface Source {
  /** Files, folders, globs or `-`, as typed. Empty: read the ledger. */
  readonly logs: readonly string[];
  /** The ledger file. With `logs` empty it must exist. */
  readonly ledger: string;
}

/** `hash` needs a salt; `none` stores identities where they were redacted before. */
export type Redaction = { readonly how: 'none' | 'drop' } | { readonly how: 'hash'; readonly salt: string };

/** How ambiguous log content is to be read, and what of it is kept. */
export interface ReadingRules {
  /** Zone of times written without one; undefined means UTC, and the calls are marked `assumed_utc`. */
  readonly assumeZone?: string | undefined;
  /** Whether `input_tokens` of Anthropic-shaped usage excludes cached tokens (Anthropic itself) or includes them (some relays). */
  readonly anthropicInput: 'exclusive' | 'inclusive';
  /**
   * Columns that tell counters apart in application logs whose counts are totals so far. Empty: counts are those of the call.
   * Undefined: as what the ledger holds of a file was read, else as empty, and files that look otherwise are reported.
   */
  readonly cumulative?: readonly CounterColumn[] | undefined;
  /** What becomes of user ids, IP addresses and e-mail addresses before a call is stored. Undefined: nothing. */
  readonly redact?: Redaction | undefined;
  /** Look at prompts while they are read, and keep whether they seem to hold personal data. */
  readonly scansPrompts?: boolean | undefined;
  /** Formats of the user's own, asked before the shipped ones. */
  readonly formats?: readonly OwnFormat[] | undefined;
}

export interface Question {
  readonly source: Source;
  readonly reading: ReadingRules;
  /** Zone in which days and months are cut. */
  readonly zone: string;
  /** A date (first instant of that day in the zone) or an instant; inclusive. */
  readonly since?: string | undefined;
  /** A date (the whole day is included) or an instant (excluded). */
  readonly until?: string | undefined;
  /** YYYY-MM, short for since its first and until its last day. */
  readonly month?: string | undefined;
  readonly by: readonly Dimension[];
  readonly where: readonly Filter[];
  /** Keep the N largest groups and fold the rest into `Other`. */
  readonly top?: number | undefined;
  /** YYYY-MM that calls without a time are taken to be in. */
  readonly assumeMonth?: string | undefined;
  /** Number of days that calls without a time are taken to span. */
  readonly days?: number | undefined;
  /** Who pays for which calls; looked at where a team or a cost centre is asked for. */
  readonly allocation?: readonly AllocationRule[] | undefined;
}

/** Price book files of the user, later ones win, and how to read what no book decides. */
export interface PricingChoice {
  readonly books: readonly string[];
  /** Share of input in calls that log only a token total, as a plain decimal 0–1; undefined: such cost is a range. */
  readonly split?: string | undefined;
  /** model or provider/model as logged → SKU id. */
  readonly aliases: Readonly<Record<string, string>>;
  /** The currency to tell amounts in; undefined: that of the prices. */
  readonly currency?: string | undefined;
  /** What the user says a currency was worth, month by month. */
  readonly exchangeRates?: readonly ExchangeRate[] | undefined;
}

/** `cost`. */
export interface CostChoice {
  readonly explain: boolean;
  /** Set what logs say that calls cost beside what is computed. */
  readonly reconcile?: 'logged' | undefined;
  /** An offer instead of list prices. */
  readonly offer?: string | undefined;
  readonly scenario?: string | undefined;
}

/** Calls as they would have been. Shares are from 0 to 1. */
export interface WhatIf {
  /** Models as logged, or `provider/model` of a book. */
  readonly swaps: readonly { readonly from: string; readonly to: string }[];
  /** Of the calls that were not sent in batches. */
  readonly batch?: Exact | undefined;
  readonly tier?: string | undefined;
  /** Of the text that is sent. */
  readonly cacheHit?: Exact | undefined;
  /** Without the failed calls that were billed. */
  readonly isWithoutFailures: boolean;
}

/** `compare`. */
export interface CompareChoice extends PricingChoice {
  readonly scenario?: string | undefined;
  /** `openrouter`, `fee:5%`, `discount:15%`, or offer ids of the scenario's books. */
  readonly to: readonly string[];
  /** `5Mtok/month`: scales the observed mix; undefined: the log's own volume. */
  readonly volume?: string | undefined;
  readonly oneTimeCost?: string | undefined;
  readonly whatIf?: WhatIf | undefined;
  /** Look for savings that nobody asked about. */
  readonly isSuggesting?: boolean | undefined;
  /** Say what the decision hangs on. */
  readonly isSensitivityAsked?: boolean | undefined;
  /** `5%` a month, in place of a forecast. */
  readonly growth?: string | undefined;
  /** Of the draws that say how likely moving pays. */
  readonly seed?: number | undefined;
  /** Dates, YYYY-MM-DD. */
  readonly holidays?: readonly string[] | undefined;
}

/** `forecast`. */
export interface ForecastChoice extends PricingChoice {
  /** Months after the current one; undefined: one, where the log is long enough for it. */
  readonly months?: number | undefined;
  /** `5%` a month on top. */
  readonly growth?: string | undefined;
  /** `20Mtok/month` in place of a forecast. */
  readonly volume?: string | undefined;
  /** A file of calls per month by model and endpoint. */
  readonly volumes?: string | undefined;
  readonly offer?: string | undefined;
  readonly scenario?: string | undefined;
  /** Dates, YYYY-MM-DD. */
  readonly holidays: readonly string[];
}

export type ExportFormat = 'parquet' | 'arrow' | 'csv' | 'jsonl';

/** `export`: where rows go and as what. */
export interface ExportChoice {
  /** Parquet needs a file. */
  readonly format: ExportFormat;
  /** The file, or with partitions the folder, as typed; undefined: `write`. */
  readonly file?: string | undefined;
  /** Words that folders of Parquet files are named after, outermost first; empty: one file. */
  readonly partition: readonly string[];
  readonly write: (bytes: string | Uint8Array) => Promise<void>;
}

/** What was incurred: list prices, or the offer that billed the calls. */
export interface IncurredChoice {
  /** Undefined: the baseline of the scenario, or list prices without one. */
  readonly offer?: string | undefined;
  readonly scenario?: string | undefined;
}

/** `export focus`. */
export interface FocusChoice extends IncurredChoice {
  readonly version: '1.2' | '1.4';
  /** Of the organisation that is billed. */
  readonly billingAccount: { readonly id: string; readonly name: string | null };
}

/** `report`: the question names the month. */
export interface ReportChoice extends PricingChoice {
  /** Offers to compare the month with, as `compare` takes them; empty with no scenario: none. */
  readonly to: readonly string[];
  readonly scenario?: string | undefined;
  readonly oneTimeCost?: string | undefined;
  /** Dates, YYYY-MM-DD. */
  readonly holidays: readonly string[];
}

/** What the pipeline needs of the process, passed in so that nothing below `cli` touches it. */
export interface Surroundings {
  readonly workingDirectory: string;
  readonly temporaryDirectory: string;
  readonly standardInput: () => NodeJS.ReadableStream;
  /** Called a few times a second with what is being done; a no-op where nobody watches. */
  readonly progress: (state: {
    readonly doing: string;
    readonly done?: number | undefined;
    readonly of?: number | undefined;
  }) => void;
  /** Registers what must happen when the user interrupts; returns how to unregister it. */
  readonly onInterrupt: (action: () => void) => () => void;
  readonly memoryLimit?: string | undefined;
  /** What temporary folders are named after; absent: nothing, and what others left stays. */
  readonly run?: RunIdentity | undefined;
  /**
   * Asked when another process holds the ledger: pauses, then says whether to try once more. Absent: never.
   */
  readonly patience?: (() => Promise<boolean>) | undefined;
}
