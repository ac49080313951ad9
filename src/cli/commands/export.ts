/**
 * `tollbook export calls | usage | cost | focus`: rows for other tools.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import type { Dimension, ExportFormat, IncurredChoice, Question } from '../../core/question.js';
import type { Settings } from '../config/settings.js';
import { type CommandContext, runs } from '../context.js';
import { exportWith } from '../exporting.js';
import { flagValue, oneOf } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addExportOptions, type ExportOptions } from '../options/export.js';
import { addApartOption, addFilterOptions, addGroupingOptions } from '../options/grouping.js';
import { addPeriodOptions } from '../options/period.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { type QuestionOptions, readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP } from '../options/source.js';

type Options = QuestionOptions & ExportOptions;

interface IncurredOptions extends PricingOptions {
  readonly offer?: string;
  readonly scenario?: string;
}

interface FocusOptions extends IncurredOptions {
  readonly focusVersion?: string;
  readonly billingAccount?: string;
  readonly billingAccountName?: string;
}

const USAGE_BY: readonly Dimension[] = ['day', 'provider', 'model'];
const LINES: ExportFormat = 'jsonl';
const TABLE: ExportFormat = 'csv';

export function addExport(exports: Command, context: CommandContext): void {
  addExample(exports, 'tollbook export focus --month 2026-10 --billing-account acme -o focus.csv');
  addCalls(exports, context);
  addUsageExport(exports, context);
  addCostExport(exports, context);
  addFocus(exports, context);
}

function begun(command: Command, by: readonly Dimension[] | undefined): Command {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  addPeriodOptions(command);
  if (by === undefined) addFilterOptions(command);
  else if (by.length === 0) addApartOption(command);
  else addGroupingOptions(command, by);
  return command;
}

function questionOf(
  logs: readonly string[],
  options: Options,
  settings: Settings,
  context: CommandContext,
  byDefault: readonly Dimension[],
): Question {
  const { workingDirectory } = context.effects;
  return readQuestion(logs, options, settings, { workingDirectory, byDefault });
}

function addCalls(exports: Command, context: CommandContext): void {
  const command = begun(
    exports
      .command('calls')
      .description('Every call as the canonical record; a JSONL file of them is read like any log.'),
    undefined,
  );
  addExportOptions(command, LINES);
  addExample(command, 'tollbook export calls --month 2026-10 --partition month,provider -o calls');
  command.action(
    runs(context, (logs: string[], options: Options) =>
      exportWith(context, options, LINES, (settings) => {
        const question = questionOf(logs, options, settings, context, []);
        return (pipeline, choice, surroundings) => pipeline.exportCalls(question, choice, surroundings);
      }),
    ),
  );
}

function addUsageExport(exports: Command, context: CommandContext): void {
  const command = begun(
    exports.command('usage').description('The rows of tollbook usage: counts, latency and list cost per group.'),
    USAGE_BY,
  );
  addPricingOptions(command);
  addExportOptions(command, TABLE);
  addExample(command, 'tollbook export usage logs/*.jsonl --by day,team -o usage.parquet');
  command.action(
    runs(context, (logs: string[], options: Options & PricingOptions) =>
      exportWith(context, options, TABLE, (settings) => {
        const pricing = readPricing(options, settings);
        const question = questionOf(logs, options, settings, context, USAGE_BY);
        return (pipeline, choice, surroundings) => pipeline.exportUsage(question, pricing, choice, surroundings);
      }),
    ),
  );
}

function addIncurredOptions(command: Command): void {
  addPricingOptions(command);
  command
    .option('--offer <id>', 'the offer that billed the calls (default: the baseline of the scenario, else list prices)')
    .option('--scenario <file>', 'the scenario whose books hold the offer; its alternatives bill nothing');
}

function incurredOf({ offer, scenario }: IncurredOptions, settings: Settings): IncurredChoice {
  return {
    offer,
    scenario: scenario === undefined && offer === undefined ? undefined : settings.path('scenario', scenario),
  };
}

function addCostExport(exports: Command, context: CommandContext): void {
  const command = begun(
    exports
      .command('cost')
      .description('What the calls cost, charge by charge: quantity × unit price = cost, per day, SKU and meter.'),
    [],
  );
  addIncurredOptions(command);
  addExportOptions(command, TABLE);
  addExample(command, 'tollbook export cost --month 2026-10 --by team -o cost.parquet');
  command.action(
    runs(context, (logs: string[], options: Options & IncurredOptions) =>
      exportWith(context, options, TABLE, (settings) => {
        const pricing = readPricing(options, settings);
        const question = questionOf(logs, options, settings, context, []);
        const incurred = incurredOf(options, settings);
        return (pipeline, choice, surroundings) =>
          pipeline.exportCost(question, pricing, { ...choice, ...incurred }, surroundings);
      }),
    ),
  );
}

function addFocus(exports: Command, context: CommandContext): void {
  const command = begun(
    exports
      .command('focus')
      .description('Cost and usage as FOCUS rows, the FinOps specification that cost tools read.'),
    [],
  );
  addIncurredOptions(command);
  command
    .option('--focus-version <version>', '1.2 or 1.4 (default: 1.2, which public validators cover)')
    .option(
      '--billing-account <id>',
      'the account that is billed, which FOCUS demands: of your organisation, no API key',
    )
    .option('--billing-account-name <name>', 'its name');
  addExportOptions(command, TABLE);
  addExample(command, 'tollbook export focus --month 2026-10 --billing-account acme --by project -o focus.parquet');
  command.action(
    runs(context, (logs: string[], options: Options & FocusOptions) =>
      exportWith(context, options, TABLE, (settings) => {
        const pricing = readPricing(options, settings);
        const question = questionOf(logs, options, settings, context, []);
        const focus = { ...incurredOf(options, settings), ...focusOf(options) };
        return (pipeline, choice, surroundings) =>
          pipeline.exportFocus(question, pricing, { ...choice, ...focus }, surroundings);
      }),
    ),
  );
}

function focusOf(options: FocusOptions) {
  const version =
    flagValue('--focus-version', options.focusVersion, oneOf('a version of FOCUS', ['1.2', '1.4'])) ?? '1.2';
  const id = options.billingAccount;
  if (id === undefined || id.trim() === '') {
    throw usageError('FOCUS demands the account that is billed', 'name it with --billing-account, such as acme');
  }
  return { version, billingAccount: { id, name: options.billingAccountName ?? null } } as const;
}
