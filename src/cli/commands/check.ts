/**
 * `tollbook check`: limits on the line or in a policy, and one exit code.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import type { CheckChoice, LineLimit } from '../../quality/policy.js';
import { answerWith } from '../answer.js';
import type { Settings } from '../config/settings.js';
import { type CommandContext, runs } from '../context.js';
import { type Check, collect, flagValue, oneOf } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addFilterOptions, type FilterOptions } from '../options/grouping.js';
import { amount } from '../options/numbers.js';
import { type Answers, addOutputOptions, chooseFormat, type OutputOptions } from '../options/output.js';
import { addPeriodOptions, type PeriodOptions } from '../options/period.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP, type SourceOptions } from '../options/source.js';

interface CheckOptions extends SourceOptions, PeriodOptions, FilterOptions, PricingOptions, OutputOptions {
  readonly policy?: string;
  readonly maxMonth?: string;
  readonly maxCostPerCall?: string;
  readonly maxIncrease?: string;
  readonly budget?: string;
  readonly maxErrorRate?: string;
  readonly maxUnpriced?: string;
  readonly maxLatency?: string;
  readonly forbidModel?: readonly string[];
  readonly against?: string;
  readonly volume?: string;
  readonly onInconclusive?: string;
}

const ANSWERS: Answers = { hasCases: true };

export function addCheck(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  command
    .optionsGroup('Limits:')
    .option('--policy <file>', 'gates with warn and fail limits; see tollbook config schema policy')
    .option('--max-month <amount>', 'cost per month')
    .option('--budget <amount>', 'what the month may cost: fails where it is likelier to land above')
    .option('--max-cost-per-call <amount>', 'cost per call')
    .option('--max-increase <limit>', 'more cost per month than --against: 5% or an amount')
    .option('--max-error-rate <share>', 'errors per attempt: 5% or 0.05')
    .option('--max-unpriced <share>', 'calls without a price: 1% or 0.01')
    .option('--max-latency <ms>', 'mean latency in milliseconds')
    .option(
      '--forbid-model <name>',
      'a model that must not be called, under any name that prices know: by route, date or alias; * for any text; repeatable',
      collect,
    )
    .option(
      '--against <file>',
      'what increases are measured against: tollbook cost … -o FILE, or previous for the period before',
    )
    .option('--volume <file>', 'calls per month by route and model: months are these times the cost per call')
    .option('--on-inconclusive <word>', 'pass or fail where there is too little data (default: exit 5)');
  addSourceOptions(command);
  addPeriodOptions(command);
  addFilterOptions(command);
  addPricingOptions(command);
  addOutputOptions(command, ANSWERS);
  addExample(
    command,
    'tollbook check logs/*.jsonl --max-month 20000 --max-error-rate 5%',
    'tollbook check pr.jsonl --against main.json --volume volumes.yaml --max-increase 5%',
    'tollbook check --policy tollbook-policy.yaml --month 2026-09 -o gates.xml',
    'tollbook check --policy tollbook-policy.yaml -o incident.md',
  );
  command.action(
    runs(context, (logs: string[], options: CheckOptions) =>
      answerWith(
        context,
        options,
        (settings) => {
          const { workingDirectory } = context.effects;
          const choice = readChoice(options, settings);
          const pricing = readPricing(options, settings);
          const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: [] });
          return (pipeline, surroundings) => pipeline.check(question, pricing, choice, surroundings);
        },
        ANSWERS,
      ),
    ),
  );
}

function readChoice(options: CheckOptions, settings: Settings): CheckChoice {
  const limits = readLimits(options);
  if (limits.length === 0 && options.policy === undefined) {
    throw usageError('there is no limit to check', 'write --max-month 20000, another --max option or --policy FILE');
  }
  if (options.maxIncrease !== undefined && options.against === undefined) {
    throw usageError(
      '--max-increase needs a result to compare with',
      'name it with --against base.json, or write --against previous',
    );
  }
  return {
    policy: options.policy,
    limits,
    onInconclusive: flagValue(
      '--on-inconclusive',
      options.onInconclusive,
      oneOf('what becomes of it', ['pass', 'fail']),
    ),
    against: options.against,
    volume: options.volume,
    showAll: options.verbose === true,
    isIncident: options.o !== undefined && chooseFormat(options, settings, ANSWERS) === 'markdown',
    holidays: settings.holidays,
  };
}

function readLimits(options: CheckOptions): LineLimit[] {
  const limit = (
    flag: string,
    kind: LineLimit['kind'],
    text: string | undefined,
    check: Check<string>,
  ): LineLimit[] => {
    const fail = flagValue(flag, text, check);
    return fail === undefined ? [] : [{ id: flag.slice(2), kind, fail }];
  };
  const { maxIncrease, forbidModel } = options;
  if (forbidModel?.some((name) => name.trim() === '') === true) {
    throw usageError(
      '--forbid-model names no model',
      'name one, such as --forbid-model gpt-4-turbo, or leave the option out',
    );
  }
  const budget = flagValue('--budget', options.budget, amount);
  return [
    ...limit('--max-month', 'monthly_cost', options.maxMonth, amount),
    ...(budget === undefined ? [] : [{ id: 'budget', kind: 'landing_over_budget' as const, fail: '0.5', budget }]),
    ...limit('--max-cost-per-call', 'cost_per_call', options.maxCostPerCall, amount),
    ...(maxIncrease?.endsWith('%') === true
      ? limit('--max-increase', 'cost_increase_rate', maxIncrease, percent)
      : limit('--max-increase', 'cost_increase', maxIncrease, amount)),
    ...limit('--max-error-rate', 'error_rate', options.maxErrorRate, share),
    ...limit('--max-unpriced', 'unpriced_rate', options.maxUnpriced, share),
    ...limit('--max-latency', 'duration_ms_mean', options.maxLatency, amount),
    ...(forbidModel === undefined
      ? []
      : [{ id: 'forbid-model', kind: 'forbidden_models' as const, names: forbidModel }]),
  ];
}

const PERCENT = /^\d{1,6}(\.\d{1,6})?%$/;

const percent: Check<string> = (text) =>
  PERCENT.test(text) ? { value: text } : { expected: 'a percentage', hint: 'write 5%' };

const share: Check<string> = (text) => {
  const isShare = /^(0(\.\d{1,9})?|1(\.0{1,9})?|(\d{1,2}(\.\d{1,6})?|100(\.0{1,6})?)%)$/.test(text);
  return isShare
    ? { value: text }
    : { expected: 'a share from 0 to 1, or a percentage up to 100 %', hint: 'write 5% or 0.05' };
};
