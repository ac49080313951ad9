/**
 * `tollbook usage`: calls, tokens, error rate, latency and list cost per group.
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
import { addScanOption, addSourceOptions, LOG_HELP } from '../options/source.js';

const BY_DEFAULT: readonly Dimension[] = ['model'];

export function addUsage(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  addScanOption(command);
  addPeriodOptions(command);
  addGroupingOptions(command, BY_DEFAULT);
  addPricingOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook usage logs/*.jsonl --by team,model --month 2026-10');
  command.action(
    runs(context, (logs: string[], options: QuestionOptions & PricingOptions & OutputOptions) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        const pricing = readPricing(options, settings);
        const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: BY_DEFAULT });
        return (pipeline, surroundings) => pipeline.usage(question, pricing, surroundings);
      }),
    ),
  );
}
