/**
 * What a log format is: a declaration, read by `ingest`, that says which lines are its own and how their fields map to
 * the canonical record. Everything in it that is SQL is ours; log content is never part of a statement.
 *
 * In expressions each declared member of the parsed line is a column named by its path, `"$.usage.prompt_tokens"`, leaves
 * as text; `at()` in sql.ts writes it.
 */

/** `text`: any scalar as text. `json`: a key whose kind differs between lines, kept as JSON text. A list of one: an array of it. */
export type Shape = { readonly [key: string]: 'text' | 'json' | Shape | readonly [Shape] };

/** Columns of the canonical record that a format can fill, as SQL over `r`. */
export type RecordColumn =
  | 'call_id'
  | 'call_id_kind'
  | 'request_id'
  | 'trace_id'
  | 'session_id'
  | 'pair_id'
  | 'started_at_text'
  /** What kind of time it was where it was first read; only a log of our own says it. */
  | 'stated_time_kind'
  | 'provider'
  | 'gateway'
  | 'endpoint'
  | 'region'
  | 'model'
  | 'model_requested'
  | 'service_tier'
  | 'speed'
  | 'inference_geo'
  | 'is_batch'
  | 'other_units'
  | 'usage_kind'
  | 'status'
  | 'http_status'
  | 'error_type'
  | 'is_billed'
  | 'is_cut'
  | 'attempt'
  | 'gateway_cache_hit'
  | 'quality_score'
  | 'duration_us'
  | 'first_token_us'
  | 'is_streamed'
  | 'user_id'
  | 'api_key'
  | 'team'
  | 'project'
  | 'environment'
  | 'tags'
  | 'logged_cost'
  | 'logged_cost_currency'
  | 'logged_cost_kind'
  | 'calls_text'
  | 'rate_limit_remaining'
  | 'is_notional'
  /** Whether its prompt looked like personal data; only a log of our own says it. */
  | 'has_personal_data';

/** Token counts as the log spells them: SQL giving text, checked and normalised in one place for all formats. */
export type TokenColumn =
  | 'input'
  | 'cache_read'
  | 'cache_write'
  | 'cache_write_5m'
  | 'cache_write_1h'
  | 'output'
  | 'reasoning'
  | 'total'
  | 'tool_input'
  | 'input_audio'
  | 'input_image'
  | 'input_video'
  | 'cache_read_audio'
  | 'output_audio'
  | 'output_image'
  | 'web_searches';

/** How the counts of a family nest. */
export interface TokenConvention {
  /** inclusive: input already contains cached tokens. exclusive: it does not. by_file: decided over all lines of the file. */
  readonly cache: 'inclusive' | 'exclusive' | 'by_file';
  /** contained: output already contains reasoning. additive: it does not. inferred: the total decides, line by line. */
  readonly reasoning: 'contained' | 'additive' | 'inferred';
}

export interface Reason {
  /** SQL over `r`. */
  readonly when: string;
  /** What people read; a phrase that completes "line 7: …". */
  readonly reason: string;
}

export interface Format {
  readonly id: string;
  readonly title: string;
  readonly fields: Shape;
  /**
   * Expressions over `r` that several columns need, computed once per line and named in SQL through `local(id, name)`.
   * They exist because the engine keeps a buffer per expression: written out everywhere they would take its memory.
   */
  readonly locals?: Readonly<Record<string, string>>;
  /** SQL over `r`: is this line mine? Formats are asked in the order of the registry; the first yes decides. */
  readonly claims: string;
  /**
   * Keys at the top of a line, of which each line of this format has at least one. A format none of whose signs occurs in a
   * file takes no part in the statement that reads it; without signs it always does.
   */
  readonly signs?: readonly string[];
  /** Lines of this format that are not calls; the first that holds names the reason. */
  readonly ignores: readonly Reason[];
  /** Lines that should be calls but cannot be read as one. */
  readonly rejects: readonly Reason[];
  readonly tokens: Partial<Record<TokenColumn, string>>;
  /** Constant, or SQL per line giving the same words. */
  readonly convention: TokenConvention | { readonly cache: string; readonly reasoning: string };
  readonly record: Partial<Record<RecordColumn, string>>;
  /** The same format for lines that have only these paths: less to read, the same result. Formats with many spellings offer it. */
  readonly narrowed?: (known: ReadonlySet<string>) => Format;
  /** A query of `queries/formats/` that completes staged lines of this format from others of their file. */
  readonly completedBy?: string;
  /** For the generated table: where its call id comes from, and what such logs lack. */
  readonly identity: string;
  readonly notLogged: string;
}
