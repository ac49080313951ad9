/**
 * `tollbook latency`: how long calls take, streamed against not streamed.
 */
import type { Command } from 'commander';
import type { Dimension } from '../../core/question.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addGroupingOptions } from '../options/grouping.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPeriodOptions } from '../options/period.js';
import { type QuestionOptions, readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP } from '../options/source.js';

const BY_DEFAULT: readonly Dimension[] = ['model'];

export function addLatency(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  addPeriodOptions(command);
  addGroupingOptions(command, BY_DEFAULT);
  addOutputOptions(command);
  addExample(command, 'tollbook latency logs/*.jsonl --by model,endpoint');
  command.action(
    runs(context, (logs: string[], options: QuestionOptions & OutputOptions) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: BY_DEFAULT });
        return (pipeline, surroundings) => pipeline.latency(question, surroundings);
      }),
    ),
  );
}
