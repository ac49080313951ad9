/**
 * `tollbook report`: the finance report of one month.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { collect, flagValue, notExpected } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addFilterOptions, type FilterOptions } from '../options/grouping.js';
import { amount } from '../options/numbers.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import type { PeriodOptions } from '../options/period.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP, type SourceOptions } from '../options/source.js';

interface ReportOptions
  extends SourceOptions,
    Pick<PeriodOptions, 'month' | 'tz' | 'now'>,
    FilterOptions,
    PricingOptions,
    OutputOptions {
  readonly to?: readonly string[];
  readonly scenario?: string;
  readonly oneTimeCost?: string;
}

export function addReport(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  command
    .optionsGroup('Period:')
    .option('--month <month>', 'the calendar month, such as 2026-10')
    .option('--tz <zone>', 'time zone in which days and months are cut (default: UTC)')
    .option('--now <time>', 'what this-month and last-month are relative to');
  addFilterOptions(command);
  addPricingOptions(command);
  command
    .option('--to <offers>', 'offers to compare with, as compare takes them; repeatable, or joined by commas', collect)
    .option('--scenario <file>', 'the offers, horizon and one-time cost of a scenario')
    .option('--one-time-cost <amount>', 'what moving costs, for ROI and payback');
  addOutputOptions(command, { isDocument: true });
  addExample(
    command,
    'tollbook report --month 2026-10 -o report.html',
    'tollbook report logs/*.jsonl --month 2026-10 --to openrouter -o report.xlsx --locale ko',
  );
  command.action(
    runs(context, (logs: string[], options: ReportOptions) =>
      answerWith(
        context,
        options,
        (settings) => {
          if (options.month === undefined) throw usageError('a report is of one month', 'write --month 2026-10');
          const { workingDirectory } = context.effects;
          const to = (options.to ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
          if (to.includes('')) {
            throw notExpected('--to', 'offers joined by commas', to.join(','), 'write --to openrouter,fee:5%');
          }
          const choice = {
            ...readPricing(options, settings),
            to,
            scenario: settings.path('scenario', options.scenario),
            oneTimeCost: flagValue('--one-time-cost', options.oneTimeCost, amount),
            holidays: settings.holidays,
            budgets: settings.budgets,
            fiscalYearStart: settings.fiscalYearStart,
          };
          const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: [] });
          return (pipeline, surroundings) => pipeline.report(question, choice, surroundings);
        },
        { isDocument: true },
      ),
    ),
  );
}
