/**
 * The questions of a program, one function for all sources: `analyze` asks logs, a ledger asks itself.
 */
import type { CompareChoice, ExportFormat, Question, Source } from '../core/question.js';
import { compare } from '../pipeline/compare.js';
import { cost } from '../pipeline/cost.js';
import { exportCalls } from '../pipeline/export.js';
import { exportCost, exportFocus } from '../pipeline/export-charges.js';
import { forecast } from '../pipeline/forecast.js';
import { errors, latency, usage } from '../pipeline/usage.js';
import { type Analysis, analysis } from './analysis.js';
import {
  pricingOf,
  type QuestionOptions,
  questionOf,
  type ReadingOptions,
  type RunOptions,
  surroundingsOf,
} from './options.js';

export interface CostOptions extends QuestionOptions {
  /** An offer of the price books or of the scenario; default: list prices. */
  readonly offer?: string;
  readonly scenario?: string;
  /** Keep the price signatures and steps of every amount in the result. */
  readonly explain?: boolean;
}

export interface CompareOptions extends QuestionOptions {
  /** `openrouter`, `fee:5%`, `discount:15%`, or offer ids; default: the alternatives of the scenario. */
  readonly to?: readonly string[];
  readonly scenario?: string;
  /** `5Mtok/month`: scales the observed mix. */
  readonly volume?: string;
  /** A plain decimal in the currency of the prices. */
  readonly oneTimeCost?: string;
}

export interface ForecastOptions extends QuestionOptions {
  /** Months after the current one. */
  readonly months?: number;
  readonly offer?: string;
  readonly scenario?: string;
  /** `5%` a month. */
  readonly growth?: string;
  readonly holidays?: readonly string[];
}

export interface ExportOptions extends QuestionOptions {
  readonly format: ExportFormat;
  /** The file, or with partitions the folder. */
  readonly file: string;
  /** Words that folders of Parquet files are named after. */
  readonly partition?: readonly string[];
}

export interface FocusOptions extends ExportOptions {
  readonly version?: '1.2' | '1.4';
  /** Of the organisation that is billed; no API key. */
  readonly billingAccount: string;
  readonly billingAccountName?: string;
  readonly offer?: string;
  readonly scenario?: string;
}

/** Every function throws ToolError: `usage` and `configuration` for what cannot be asked like this, other codes for what failed. */
export interface Questions {
  usage(options?: QuestionOptions): Promise<Analysis<'usage'>>;
  errors(options?: QuestionOptions): Promise<Analysis<'errors'>>;
  latency(options?: QuestionOptions): Promise<Analysis<'latency'>>;
  cost(options?: CostOptions): Promise<Analysis<'cost'>>;
  compare(options: CompareOptions): Promise<Analysis<'compare'>>;
  forecast(options?: ForecastOptions): Promise<Analysis<'forecast'>>;
  /** One row per call, as the canonical record. Gives the number of rows. */
  exportCalls(options: ExportOptions): Promise<number>;
  /** One row per charge, in our own words or in those of FOCUS. Gives the number of rows. */
  exportCost(options: ExportOptions & { readonly offer?: string; readonly scenario?: string }): Promise<number>;
  exportFocus(options: FocusOptions): Promise<number>;
}

export function questionsTo(source: Source, where: RunOptions, reading: ReadingOptions): Questions {
  const surroundings = surroundingsOf(where);
  const asked = (options: QuestionOptions): Question => questionOf(options, reading, source);
  const target = ({ format, file, partition = [] }: ExportOptions) => ({ format, file, partition, write: toNobody });
  const rowsOf = ({ report }: { readonly report: { readonly result: Readonly<Record<string, unknown>> } }) =>
    Number(report.result.rows_written);
  return {
    usage: async (options = {}) => analysis(await usage(asked(options), pricingOf(options), surroundings)),
    errors: async (options = {}) => analysis(await errors(asked(options), pricingOf(options), surroundings)),
    latency: async (options = {}) => analysis(await latency(asked(options), surroundings)),
    cost: async (options = {}) => {
      const { offer, scenario, explain = false } = options;
      return analysis(await cost(asked(options), pricingOf(options), { offer, scenario, explain }, surroundings));
    },
    compare: async (options) => {
      const { to = [], scenario, volume, oneTimeCost } = options;
      const choice: CompareChoice = { ...pricingOf(options), to, scenario, volume, oneTimeCost };
      return analysis(await compare(asked(options), choice, { explain: false }, surroundings));
    },
    forecast: async (options = {}) => {
      const { months, offer, scenario, growth, holidays = [] } = options;
      const choice = { ...pricingOf(options), months, offer, scenario, growth, holidays };
      return analysis(await forecast(asked(options), choice, surroundings));
    },
    exportCalls: async (options) =>
      rowsOf(await exportCalls({ ...asked(options), by: [] }, target(options), surroundings)),
    exportCost: async (options) => {
      const { offer, scenario } = options;
      const choice = { ...target(options), offer, scenario };
      return rowsOf(await exportCost(chargesBy(options), pricingOf(options), choice, surroundings));
    },
    exportFocus: async (options) => {
      const { offer, scenario, version = '1.2', billingAccount: id, billingAccountName: name = null } = options;
      const choice = { ...target(options), offer, scenario, version, billingAccount: { id, name } };
      return rowsOf(await exportFocus(chargesBy(options), pricingOf(options), choice, surroundings));
    },
  };

  /** Charges are per day, SKU and meter by themselves. */
  function chargesBy(options: QuestionOptions): Question {
    return asked({ ...options, by: options.by ?? [] });
  }
}

async function toNobody(): Promise<void> {}
