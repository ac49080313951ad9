/**
 * The library: the same answers as the commands, as values.
 *
 *   import { analyze, openLedger, priceBook } from 'tollbook';
 *
 * `analyze(logs)` reads logs for each question, `openLedger(file)` asks a ledger, `priceBook(files)` prices a call. Results are
 * the objects that `--json` prints, with types, and Arrow tables of the same rows. Everything that stops a question is a
 * ToolError with `code`, `where` and `hint`; imperfect data is no error but a note. Nothing here reads the clock, the
 * environment or a settings file, and nothing reaches the network.
 *
 * The functions of the pipeline, which those three are made of, are there too: `Report.result` of an answer is what `--json`
 * prints with money exact (`core/exact.ts`) and counts as bigint.
 */
export { toDecimal } from './core/decimal.js';
export { ToolError } from './core/errors.js';
export { type Exact, exact, parseDecimal } from './core/exact.js';
export type {
  CompareChoice,
  ExportChoice,
  FocusChoice,
  ForecastChoice,
  IncurredChoice,
  PricingChoice,
  Question,
  Source,
  Surroundings,
} from './core/question.js';
export type { Analysis } from './library/analysis.js';
export type {
  CompareOptions,
  CostOptions,
  ExportOptions,
  FocusOptions,
  ForecastOptions,
  Questions,
} from './library/ask.js';
export { analyze, type Ledger, openLedger } from './library/ledger.js';
export type { QuestionOptions, ReadingOptions, RunOptions } from './library/options.js';
export { type PriceBookOptions, type PriceBookValue, priceBook } from './library/price-book.js';
export * from './pipeline.js';
export { type RenderFormat, type RenderOptions, render, renderNotes } from './render/index.js';
export type { Report } from './reports/report.js';
