/**
 * The functions of the pipeline that commands call, and of the renderer that dresses their answers: types only, so that
 * nothing heavy is loaded before a command is known to need it.
 */
import type { Budgets } from '../books/budgets.js';
import type { Tolerance } from '../books/statements/differences.js';

import type { Locale } from '../core/locales.js';
import type {
  CompareChoice,
  ExportChoice,
  FocusChoice,
  ForecastChoice,
  IncurredChoice,
  PricingChoice,
  Question,
  ReadingRules,
  ReportChoice,
  Source,
  Surroundings,
} from '../core/question.js';
import type { CheckChoice } from '../quality/policy.js';
import type { DocumentFormat } from '../render/document.js';
import type { RenderOptions } from '../render/options.js';
import type { Report } from '../reports/report.js';
import type { Format } from './options/formats.js';

export interface Answer {
  readonly report: Report;
  /** Something could not be read or priced: exit 4 with --strict. */
  readonly incomplete: boolean;
  /** Some input could not be read at all: exit 1 after the answer. */
  readonly failed: boolean;
  /** Too little data for what was asked: exit 5. */
  readonly inconclusive: boolean;
  /** A gate failed: exit 3. */
  readonly gateFailed?: boolean | undefined;
  /** There is nothing to tell: a table is not printed. */
  readonly isSilent?: boolean | undefined;
}

export interface ExplainedCall {
  readonly model: string;
  readonly provider?: string | undefined;
  /** A UTC date or instant. */
  readonly at?: string | undefined;
  /** Meter to quantity, a plain decimal. */
  readonly usage: Readonly<Record<string, string>>;
  readonly serviceTier?: string | undefined;
  readonly isBatch?: boolean | undefined;
  readonly speed?: string | undefined;
  readonly region?: string | undefined;
  readonly inferenceGeo?: string | undefined;
}

export interface ImportChoice {
  readonly from: 'litellm' | 'openrouter';
  readonly file: string;
  readonly asOf: string;
  readonly id?: string | undefined;
}

/** A file to be, and what its reader must know about how it came to be. */
export interface WrittenBook {
  readonly text: string;
  readonly notes: readonly string[];
}

export interface Pipeline {
  usage(question: Question, pricing: PricingChoice, surroundings: Surroundings): Promise<Answer>;
  errors(question: Question, pricing: PricingChoice, surroundings: Surroundings): Promise<Answer>;
  latency(question: Question, surroundings: Surroundings): Promise<Answer>;
  cost(
    question: Question,
    pricing: PricingChoice,
    choice: { readonly explain: boolean; readonly offer?: string | undefined; readonly scenario?: string | undefined },
    surroundings: Surroundings,
  ): Promise<Answer>;
  compare(
    question: Question,
    choice: CompareChoice,
    how: { readonly explain: boolean },
    surroundings: Surroundings,
  ): Promise<Answer>;
  check(question: Question, pricing: PricingChoice, choice: CheckChoice, surroundings: Surroundings): Promise<Answer>;
  diff(files: { readonly base: string; readonly head: string }, surroundings: Surroundings): Promise<Answer>;
  budgets(
    question: Question,
    choice: PricingChoice & Budgets & { readonly holidays: readonly string[] },
    surroundings: Surroundings,
  ): Promise<Answer>;
  forecast(question: Question, choice: ForecastChoice, surroundings: Surroundings): Promise<Answer>;
  report(question: Question, choice: ReportChoice & Budgets, surroundings: Surroundings): Promise<Answer>;
  load(
    source: Source,
    reading: ReadingRules,
    how: { readonly dryRun: boolean; readonly replace?: boolean | undefined },
    surroundings: Surroundings,
  ): Promise<Answer>;
  formats(reading: ReadingRules): Promise<Answer>;
  ledgerStatus(ledger: string, surroundings: Surroundings): Promise<Answer>;
  close(
    question: Question,
    pricing: PricingChoice,
    choice: { readonly month: string | undefined; readonly reopen: string | undefined },
    surroundings: Surroundings,
  ): Promise<Answer>;
  reconcile(
    question: Question,
    choice: PricingChoice & { readonly invoices: readonly string[]; readonly tolerance: Tolerance },
    surroundings: Surroundings,
  ): Promise<Answer>;
  ledgerEnter(ledger: string, file: string, surroundings: Surroundings): Promise<Answer>;
  ledgerAdopt(ledger: string, from: string, surroundings: Surroundings): Promise<Answer>;
  ledgerEntries(ledger: string, surroundings: Surroundings): Promise<Answer>;
  ledgerForget(ledger: string, file: string, surroundings: Surroundings): Promise<Answer>;
  pricesList(
    pricing: PricingChoice,
    choice: { readonly filter?: string | undefined },
    surroundings: Surroundings,
  ): Promise<Answer>;
  pricesExplain(
    pricing: PricingChoice,
    call: ExplainedCall,
    surroundings: Surroundings,
    logged?: { readonly question: Question; readonly isNamed: boolean },
  ): Promise<Answer>;
  pricesCheck(
    question: Question | undefined,
    pricing: PricingChoice,
    choice: { readonly now?: string | undefined; readonly days: number; readonly builtin?: boolean | undefined },
    surroundings: Surroundings,
  ): Promise<Answer>;
  pricesImport(choice: ImportChoice, surroundings: Surroundings): Promise<WrittenBook>;
  pricesLock(pricing: PricingChoice, surroundings: Surroundings): Promise<WrittenBook>;
  exportCalls(question: Question, choice: ExportChoice, surroundings: Surroundings): Promise<Answer>;
  exportUsage(
    question: Question,
    pricing: PricingChoice,
    choice: ExportChoice,
    surroundings: Surroundings,
  ): Promise<Answer>;
  exportCost(
    question: Question,
    pricing: PricingChoice,
    choice: IncurredChoice & ExportChoice,
    surroundings: Surroundings,
  ): Promise<Answer>;
  exportFocus(
    question: Question,
    pricing: PricingChoice,
    choice: FocusChoice & ExportChoice,
    surroundings: Surroundings,
  ): Promise<Answer>;
  query(
    question: Question,
    choice: { readonly text: string; readonly isUnsafe?: boolean },
    surroundings: Surroundings,
  ): Promise<Answer>;
}

export interface Renderer {
  isDocumentFormat(format: string): format is DocumentFormat;
  render(report: Report, format: Exclude<Format, DocumentFormat>, options: RenderOptions): string | Uint8Array;
  renderDocument(report: Report, format: DocumentFormat, options: RenderOptions): Promise<string | Uint8Array>;
  renderNotes(report: Report, locale: Locale): string;
}
