/**
 * `tollbook compare`: the baseline against other offers, per month, with what moving brings.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import type { CompareChoice } from '../../core/question.js';
import { answerWith } from '../answer.js';
import type { Settings } from '../config/settings.js';
import { type CommandContext, runs } from '../context.js';
import { collect, flagValue, notExpected } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addFilterOptions, type FilterOptions } from '../options/grouping.js';
import { amount, wholeNumber } from '../options/numbers.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPeriodOptions, type PeriodOptions } from '../options/period.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP, type SourceOptions } from '../options/source.js';
import { addWhatIfOptions, readWhatIf, type WhatIfOptions } from '../options/what-if.js';

interface CompareOptions
  extends SourceOptions,
    PeriodOptions,
    FilterOptions,
    PricingOptions,
    WhatIfOptions,
    OutputOptions {
  readonly scenario?: string;
  readonly to?: readonly string[];
  readonly volume?: string;
  readonly oneTimeCost?: string;
  readonly explain?: boolean;
  readonly suggest?: boolean;
  readonly sensitivity?: boolean;
  readonly growth?: string;
  readonly seed?: string;
}

export function addCompare(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  addPeriodOptions(command);
  addFilterOptions(command);
  addPricingOptions(command);
  command
    .option('--scenario <file>', 'baseline, alternatives, horizon and one-time cost')
    .option(
      '--to <offers>',
      'offers without a file: openrouter, fee:5%, discount:15% or ids; repeatable, or joined by commas',
      collect,
    )
    .option('--volume <volume>', 'scale the observed mix to this, such as 5Mtok/month')
    .option('--one-time-cost <amount>', 'what moving costs, for ROI and payback')
    .option('--growth <percent>', 'growth a month over the horizon, such as 5% or 0%, in place of a forecast')
    .option('--seed <number>', 'of the draws that say how likely moving pays (default: 1)')
    .option('--explain', 'show the formula of each step')
    .option('--sensitivity', 'show what the decision hangs on: each assumption a tenth less and more')
    .option('--suggest', 'list the ten largest savings that the calls themselves show');
  addWhatIfOptions(command);
  addOutputOptions(command);
  addExample(
    command,
    'tollbook compare logs/*.jsonl --to openrouter,discount:15% --one-time-cost 2000',
    'tollbook compare logs/*.jsonl --scenario scenario.yaml --month 2026-09',
    'tollbook compare logs/*.jsonl --swap gpt-5.4=gpt-5.4-mini --batch 30%',
  );
  command.action(
    runs(context, (logs: string[], options: CompareOptions) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        const choice = readChoice(options, settings);
        const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: [] });
        return (pipeline, surroundings) =>
          pipeline.compare(question, choice, { explain: options.explain === true }, surroundings);
      }),
    ),
  );
}

function readChoice(options: CompareOptions, settings: Settings): CompareChoice {
  const to = (options.to ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
  if (to.includes('')) {
    throw notExpected('--to', 'offers joined by commas', (options.to ?? []).join(','), 'write --to openrouter,fee:5%');
  }
  const scenario = settings.path('scenario', options.scenario);
  const whatIf = readWhatIf(options);
  const isSuggesting = options.suggest;
  if (scenario === undefined && to.length === 0 && whatIf === undefined && isSuggesting !== true) {
    throw usageError(
      'nothing to compare with: neither --scenario nor --to is given',
      'write --to openrouter, --to discount:15%, --swap MODEL=MODEL, --suggest or --scenario FILE',
    );
  }
  return {
    ...readPricing(options, settings),
    scenario,
    to,
    volume: options.volume,
    whatIf,
    isSuggesting,
    isSensitivityAsked: options.sensitivity,
    growth: options.growth,
    seed: flagValue('--seed', options.seed, wholeNumber(0, 999_999_999, 1)),
    holidays: settings.holidays,
    oneTimeCost: flagValue('--one-time-cost', options.oneTimeCost, amount),
  };
}
