/**
 * `tollbook reconcile`: the ledger against what an issuer says.
 */
import type { Command } from 'commander';
import type { Tolerance } from '../../books/statements/differences.js';
import { divide, exact, parseDecimal } from '../../core/exact.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { type Check, collect, flagValue } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addFilterOptions } from '../options/grouping.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { type QuestionOptions, readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP } from '../options/source.js';
import { zoneName } from '../options/zones.js';

interface ReconcileOptions {
  readonly invoice?: readonly string[];
  readonly issuerTz?: string;
  readonly tolerance?: string;
}

const tolerance: Check<Tolerance> = (text) => {
  const isPercent = text.endsWith('%');
  const value = parseDecimal(isPercent ? text.slice(0, -1).trimEnd() : text);
  if (value !== undefined && value.numerator >= 0n)
    return { value: isPercent ? { rate: divide(value, exact(100n)) } : { amount: value } };
  return { expected: 'a percentage or an amount', hint: 'write 1% or 0.50' };
};

const ONE_PERCENT: Tolerance = { rate: exact(1n, 100n) };

export function addReconcile(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  command
    .optionsGroup('Statement:')
    .option(
      '--invoice <file>',
      'an export of the issuer: costs, usage, activity, spend logs, or rows that --map describes; repeatable for pages (none: invoice lines of the ledger)',
      collect,
    )
    .option('--issuer-tz <zone>', 'time zone in which the issuer cuts days (default: UTC, as providers do)')
    .option('--tolerance <limit>', 'difference that passes, per model and in all: 1% or 0.50 (default: 1%)');
  addSourceOptions(command);
  command
    .optionsGroup('Period:')
    .option('--since <time>', 'from this date on, inclusive (default: the days of the statement)')
    .option('--until <time>', 'up to this date, inclusive')
    .option(
      '--month <month>',
      'one calendar month, such as 2026-10; within tolerance, the ledger keeps that it is reconciled',
    )
    .option('--now <time>', 'what today, this-month and last-month are relative to');
  addFilterOptions(command);
  addPricingOptions(command);
  addOutputOptions(command);
  addExample(
    command,
    'tollbook reconcile --invoice openai-costs.json --month 2026-10',
    'tollbook reconcile logs/*.jsonl --invoice gateway.csv --map started_at=Date,model=Model,logged_cost=Cost',
  );
  command.action(
    runs(
      context,
      (
        logs: string[],
        options: Omit<QuestionOptions, 'tz' | 'by' | 'top'> & PricingOptions & OutputOptions & ReconcileOptions,
      ) =>
        answerWith(context, options, (settings) => {
          const { workingDirectory } = context.effects;
          const zone = flagValue('--issuer-tz', options.issuerTz, zoneName) ?? 'UTC';
          const choice = {
            ...readPricing(options, settings),
            invoices: options.invoice ?? [],
            tolerance: flagValue('--tolerance', options.tolerance, tolerance) ?? ONE_PERCENT,
          };
          const question = readQuestion(logs, { ...options, tz: zone }, settings, {
            workingDirectory,
            byDefault: ['day'],
          });
          return (pipeline, surroundings) => pipeline.reconcile(question, choice, surroundings);
        }),
    ),
  );
}
