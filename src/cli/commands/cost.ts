/**
 * `tollbook cost`: what the traffic cost at list prices or at an offer.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import type { Dimension, PricingChoice } from '../../core/question.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { flagValue, oneOf } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addGroupingOptions } from '../options/grouping.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPeriodOptions } from '../options/period.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { type QuestionOptions, readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP } from '../options/source.js';

interface CostOptions {
  readonly offer?: string;
  readonly scenario?: string;
  readonly reconcile?: string;
  readonly explain?: boolean;
}

const BY_DEFAULT: readonly Dimension[] = ['model'];

function readReconcile({ reconcile, offer }: CostOptions, pricing: PricingChoice): 'logged' | undefined {
  const word = flagValue('--reconcile', reconcile, oneOf('what to compare with', ['logged']));
  if (word === undefined) return undefined;
  if (offer !== undefined)
    throw usageError('--reconcile compares with list prices, and --offer asks for others', 'leave one of the two out');
  if (pricing.currency !== undefined) {
    throw usageError(
      '--reconcile compares amounts in the currency they were logged in, and --currency asks for another',
      'leave --currency out',
    );
  }
  return word;
}

export function addCost(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  addPeriodOptions(command);
  addGroupingOptions(command, BY_DEFAULT);
  addPricingOptions(command);
  command
    .option('--offer <id>', 'an offer of the price books or of the scenario (default: list prices)')
    .option('--scenario <file>', 'the scenario whose books hold the offer')
    .option(
      '--reconcile <with>',
      'logged: set what logs say that calls cost beside the computed cost, and say why they differ',
    )
    .option('--explain', 'show usage × unit price and each step of every amount');
  addOutputOptions(command);
  addExample(command, 'tollbook cost logs/*.jsonl --by team --explain');
  command.action(
    runs(context, (logs: string[], options: QuestionOptions & PricingOptions & OutputOptions & CostOptions) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        if (options.scenario !== undefined && options.offer === undefined) {
          throw usageError(
            '--scenario names books and --offer is missing',
            'write --offer ID, or use tollbook compare',
          );
        }
        const pricing = readPricing(options, settings);
        const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: BY_DEFAULT });
        const { offer } = options;
        const scenario = offer === undefined ? undefined : settings.path('scenario', options.scenario);
        const reconcile = readReconcile(options, pricing);
        const choice = { explain: options.explain === true, offer, scenario, reconcile };
        return (pipeline, surroundings) => pipeline.cost(question, pricing, choice, surroundings);
      }),
    ),
  );
}
