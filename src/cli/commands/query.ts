/**
 * `tollbook query NAME | 'SQL'`: a question of your own to the same tables.
 */
import type { Command } from 'commander';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addFilterOptions, type FilterOptions } from '../options/grouping.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPeriodOptions, type PeriodOptions } from '../options/period.js';
import { readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP, type SourceOptions } from '../options/source.js';

type QueryOptions = SourceOptions & PeriodOptions & FilterOptions & OutputOptions & { readonly unsafe?: boolean };

export function addQuery(command: Command, context: CommandContext): void {
  command.argument('<QUERY>', 'the name of a shipped query, or a select statement').argument('[LOG...]', LOG_HELP);
  command
    .optionsGroup('Statement:')
    .option(
      '--unsafe',
      'let the statement read files, any that you may read: only for statements that you have read (writing, attaching, installing and the network stay out of reach)',
    );
  addSourceOptions(command);
  addPeriodOptions(command);
  addFilterOptions(command);
  addOutputOptions(command);
  addExample(
    command,
    "tollbook query 'select model, count(*) as calls from calls group by model' logs/*.jsonl",
    'tollbook query --unsafe "select owner, count(*) as calls from calls join \'owners.csv\' using (team) group by owner"',
  );
  command.action(
    runs(context, (text: string, logs: string[], options: QueryOptions) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: [] });
        return (pipeline, surroundings) =>
          pipeline.query(question, { text, isUnsafe: options.unsafe === true }, surroundings);
      }),
    ),
  );
}
