/**
 * The whole story, one function per question: open the logs or the ledger, select the calls, count them in the engine,
 * price the counts exactly, and lay the figures out as a report. Nothing here prints, and nothing here knows the process.
 *
 * Read `pipeline/usage.ts` first: the others differ in what they count and what they do with it.
 */

export { ledgerAdopt } from './pipeline/adopt.js';
export type { Answer } from './pipeline/answer.js';
export { type BudgetsChoice, budgetRows, budgets } from './pipeline/budgets.js';
export { check } from './pipeline/check.js';
export { type CloseChoice, close } from './pipeline/close.js';
export { compare } from './pipeline/compare.js';
export { cost, type ExplainedCall, pricesExplain, pricesList } from './pipeline/cost.js';
export { diff } from './pipeline/diff.js';
export { ledgerEnter, ledgerEntries } from './pipeline/entries.js';
export { exportCalls, exportUsage } from './pipeline/export.js';
export { exportCost, exportFocus } from './pipeline/export-charges.js';
export { forecast } from './pipeline/forecast.js';
export { formats, ledgerForget, ledgerStatus, load, query } from './pipeline/ledger.js';
export { type CheckChoice, pricesCheck } from './pipeline/prices-check.js';
export { type ImportChoice, pricesImport, pricesLock, type WrittenBook } from './pipeline/prices-files.js';
export { report } from './pipeline/report.js';
export { reconcile, type StatementChoice } from './pipeline/statement.js';
export { errors, latency, usage } from './pipeline/usage.js';
