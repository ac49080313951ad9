/**
 * `tollbook errors`: errors by class, per group and day; retries and cut streams.
 */
import type { Command } from 'commander';
import type { Dimension } from '../../core/question.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addGroupingOptions } from '../options/grouping.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPeriodOptions } from '../options/period.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { type QuestionOptions, readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP } from '../options/source.js';

const BY_DEFAULT: readonly Dimension[] = ['model', 'day'];

export function addErrors(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  addPeriodOptions(command);
  addGroupingOptions(command, BY_DEFAULT);
  addPricingOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook errors logs/*.jsonl --by provider,endpoint --since 2026-10-01');
  command.action(
    runs(context, (logs: string[], options: QuestionOptions & PricingOptions & OutputOptions) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        const pricing = readPricing(options, settings);
        const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: BY_DEFAULT });
        return (pipeline, surroundings) => pipeline.errors(question, pricing, surroundings);
      }),
    ),
  );
}
