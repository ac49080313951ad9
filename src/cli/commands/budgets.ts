/**
 * `tollbook budgets`: how the budgets of the settings stand.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import type { PeriodOptions } from '../options/period.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP, type SourceOptions } from '../options/source.js';

interface Options extends SourceOptions, Pick<PeriodOptions, 'month' | 'tz' | 'now'>, PricingOptions, OutputOptions {}

export function addBudgets(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  command
    .optionsGroup('Period:')
    .option('--month <month>', 'the periods that this month is in (default: that of the last call)')
    .option('--tz <zone>', 'time zone in which days and months are cut (default: UTC)')
    .option('--now <time>', 'what this-month and last-month are relative to');
  addPricingOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook budgets logs/*.jsonl', 'tollbook budgets --month 2026-10 --format markdown');
  command.action(
    runs(context, (logs: string[], options: Options) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        const pricing = readPricing(options, settings);
        const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: [] });
        const { budgets, fiscalYearStart, holidays } = settings;
        if (budgets.length === 0) {
          throw usageError(
            'there is no budget in the settings',
            'write in tollbook.yaml: budgets: [{id: all, per: month, amount: 20000}]; tollbook config schema config has its keys',
          );
        }
        const choice = { ...pricing, budgets, fiscalYearStart, holidays };
        return (pipeline, surroundings) => pipeline.budgets(question, choice, surroundings);
      }),
    ),
  );
}
