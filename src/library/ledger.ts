/**
 * A ledger and logs as sources of answers.
 */
import { usageError } from '../core/errors.js';
import { DEFAULT_LEDGER } from '../core/question.js';
import { ledgerForget, ledgerStatus, load, query } from '../pipeline/ledger.js';
import { type Analysis, analysis } from './analysis.js';
import { type Questions, questionsTo } from './ask.js';
import {
  type QuestionOptions,
  questionOf,
  type ReadingOptions,
  type RunOptions,
  rulesOf,
  surroundingsOf,
} from './options.js';

export interface Ledger extends Questions {
  /** As it was named. */
  readonly path: string;
  /** Brings files, folders or globs into the ledger, which is made where it is missing; what it holds already is not read again. */
  load(logs: readonly string[], reading?: ReadingOptions): Promise<Analysis<'load'>>;
  status(): Promise<Analysis<'ledger'>>;
  /** Takes out what was loaded from a file, named as `status` shows it. */
  forget(file: string): Promise<Analysis<'ledger'>>;
  /** The name of a shipped query or one select statement over `calls`, `sources`, `rejects`; it can read nothing else. */
  query(text: string, options?: QuestionOptions): Promise<Analysis<'query'>>;
}

/**
 * A ledger file. Nothing is opened before something is asked, and nothing stays open: other processes can use it in between.
 * Asking a ledger that does not exist throws ToolError `usage`; one that another process holds, `ledger_locked`.
 */
export function openLedger(path = DEFAULT_LEDGER, where: RunOptions = {}): Ledger {
  const surroundings = surroundingsOf(where);
  return {
    path,
    ...questionsTo({ logs: [], ledger: path }, where, {}),
    load: async (logs, reading = {}) =>
      analysis(await load({ logs, ledger: path }, rulesOf(reading), { dryRun: false }, surroundings)),
    status: async () => analysis(await ledgerStatus(path, surroundings)),
    forget: async (file) => analysis(await ledgerForget(path, file, surroundings)),
    query: async (text, options = {}) =>
      analysis(await query(questionOf({ by: [], ...options }, {}, { logs: [], ledger: path }), { text }, surroundings)),
  };
}

/** Logs read anew for every question, leaving nothing behind. Throws ToolError `usage` where none is named. */
export function analyze(logs: readonly string[], options: RunOptions & ReadingOptions = {}): Questions {
  if (logs.length === 0)
    throw usageError('no log is named', "write analyze(['logs/*.jsonl']), or openLedger() for a ledger");
  const { assumeZone, anthropicInput, cumulative, redact, formats, ...where } = options;
  const reading = { assumeZone, anthropicInput, cumulative, redact, formats };
  return questionsTo({ logs, ledger: 'none' }, where, reading);
}
