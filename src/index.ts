/**
 * The library: the same answers as the commands, as values. `Report.result` of an answer is what `--json` prints; money in
 * it is exact (`core/exact.ts`), counts are bigint.
 */
export { ToolError } from './core/errors.js';
export type { Exact } from './core/exact.js';
export type { CompareChoice, ForecastChoice, PricingChoice, Question, Source, Surroundings } from './core/question.js';
export * from './pipeline.js';
export { type RenderFormat, type RenderOptions, render, renderNotes } from './render/index.js';
export type { Report } from './reports/report.js';
