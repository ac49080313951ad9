/**
 * A report: what a command found, not yet dressed. Reports fill it, renderers read it and nothing else.
 *
 * `tables` is what people see (table, markdown, csv, arrow), `result` what programs see (json, see RESULTS in the README).
 * Both carry exact values; only a renderer drops digits.
 */
import type { Note } from '../core/diagnostics.js';
import type { Exact } from '../core/exact.js';
import type { Text } from '../core/phrase.js';
import type { Cell } from './cell.js';
import type { Chart } from './chart.js';

export type { Cell, Figure, MoneyRange } from './cell.js';

export type ColumnType =
  | 'text'
  | 'integer' // bigint or safe number
  | 'rate' // number 0–1, shown as a percentage
  | 'money' // Exact, in the column's currency
  | 'price' // Exact, shown with all its digits
  | 'average' // Exact, an amount for one of many: rounded, but never to less than its first three digits
  | 'decimal' // Exact or number, shown with all its digits
  | 'milliseconds' // number
  | 'measured' // number, shown to one decimal place
  | 'instant' // milliseconds since the epoch, shown ISO 8601 UTC
  | 'date' // YYYY-MM-DD
  | 'boolean';

export interface Column {
  /** snake_case; the CSV header, the Arrow field and the JSON key. */
  readonly key: string;
  /** What a person reads above it. */
  readonly label: Text;
  /** What stands above it in CSV where its key would not say what it is, as one of several models'. */
  readonly heading?: string | undefined;
  readonly type: ColumnType;
  readonly currency?: string | undefined;
  /** Its texts are words of ours, or sentences: said to people in their language. Names never are. */
  readonly isWords?: boolean | undefined;
  /** Left to csv, arrow and the JSON rows: people get the table without it. */
  readonly isDetail?: boolean | undefined;
  /** Cells may be ranges: csv, arrow and the JSON rows then have `<key>_low` and `<key>_high` beside it, whatever the data. */
  readonly isRange?: boolean | undefined;
}

export interface Table {
  readonly id: string;
  readonly title: Text;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** One more row under a rule: exact totals, not sums of the rounded cells. */
  readonly totals?: readonly Cell[] | undefined;
  /** What there is none of where there are no rows and the title does not say it. */
  readonly none?: Text | undefined;
  /** Sentences under this table only, such as audit formulas. */
  readonly remarks?: readonly Text[] | undefined;
}

/** JSON to be: money as Exact, counts as bigint or number; the renderer decides their spelling. */
export type ResultValue =
  | null
  | boolean
  | string
  | number
  | bigint
  | Exact
  | readonly ResultValue[]
  | { readonly [key: string]: ResultValue | undefined };

/** One thing that passes or fails, for systems that show test results. */
export interface ReportCase {
  readonly name: string;
  readonly status: 'pass' | 'warn' | 'fail' | 'inconclusive';
  /** Words and figures of one sentence. */
  readonly says: readonly Cell[];
  readonly see: string;
}

/** A figure that stands by itself, with the word that says what it is. */
export interface Headline {
  readonly id: string;
  readonly label: Text;
  readonly value: Cell;
  readonly type: ColumnType;
  readonly currency?: string | undefined;
  /** `list`, `contracted`, `invoiced` or `notional`, and over what. */
  readonly basis: Text;
  /** One sentence more. */
  readonly detail?: Text | undefined;
}

export interface Section {
  /** Unique in the document; the anchor of its heading. */
  readonly id: string;
  readonly title: Text;
  readonly says: readonly Text[];
  /** Each drawn from a table of this section. */
  readonly charts: readonly Chart[];
  readonly tables: readonly Table[];
}

/** A report that is read from top to bottom. Its tables are the report's tables too, in the same order. */
export interface ReportDocument {
  readonly title: Text;
  readonly subtitle: Text;
  readonly headlines: readonly Headline[];
  readonly sections: readonly Section[];
}

export interface Report {
  readonly command: string;
  /** Sentences above the tables: which source answered, the period, the coverage, what the figures are. */
  readonly header: readonly Text[];
  /** The first table is the one that csv and arrow write. */
  readonly tables: readonly Table[];
  readonly notes: readonly Note[];
  /** What a pull-request comment says first; with one, Markdown folds what was read and what has to be known. */
  readonly headline?: string | undefined;
  readonly cases?: readonly ReportCase[] | undefined;
  /** Html and xlsx are made of it; Markdown, where there is one, too. */
  readonly document?: ReportDocument | undefined;
  readonly result: { readonly [key: string]: ResultValue | undefined };
}
