/**
 * The options that make up a Question, read together: raw words in, domain values out, and nothing opened yet.
 */
import { resolve } from 'node:path';
import { usageError } from '../../core/errors.js';
import type { Dimension, Question } from '../../core/question.js';
import type { Settings } from '../config/settings.js';
import { type GroupingOptions, readGrouping } from './grouping.js';
import { type PeriodOptions, readPeriod } from './period.js';
import { readRules, readSource, type SourceOptions } from './source.js';

export type QuestionOptions = SourceOptions & PeriodOptions & GroupingOptions & { readonly o?: string };

export function readQuestion(
  logs: readonly string[],
  options: QuestionOptions,
  settings: Settings,
  surroundings: { readonly workingDirectory: string; readonly byDefault: readonly Dimension[] },
): Question {
  const { workingDirectory, byDefault } = surroundings;
  refuseOverwriting(logs, options.o, workingDirectory);
  // The words are checked before the disk is looked at, so that a slip is reported even where there is no ledger yet.
  const reading = readRules(options, settings);
  const period = readPeriod(options, settings);
  const grouping = readGrouping(options, byDefault);
  return {
    source: readSource(logs, options, settings, workingDirectory),
    reading,
    ...period,
    ...grouping,
    allocation: settings.allocation,
  };
}

function refuseOverwriting(logs: readonly string[], output: string | undefined, workingDirectory: string): void {
  if (output === undefined) return;
  const file = resolve(workingDirectory, output);
  if (logs.some((log) => resolve(workingDirectory, log) === file)) {
    throw usageError(`-o ${output} is one of the logs and would be overwritten`, 'name another file');
  }
}
