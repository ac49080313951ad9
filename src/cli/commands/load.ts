/**
 * `tollbook load`: bring logs into the ledger, once each however often they are named.
 */
import type { Command } from 'commander';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addSourceOptions, ledgerPath, readRules, type SourceOptions } from '../options/source.js';

type LoadOptions = SourceOptions & OutputOptions & { readonly dryRun?: boolean };

export function addLoad(command: Command, context: CommandContext): void {
  command.argument('<LOG...>', 'files, folders, globs or - for standard input; plain, .gz or .zst');
  addSourceOptions(command);
  command.option('--dry-run', 'say what every line is, and store nothing');
  addOutputOptions(command);
  addExample(command, 'tollbook load logs/*.jsonl --db team.duckdb');
  command.action(
    runs(context, (logs: string[], options: LoadOptions) =>
      answerWith(context, options, (settings) => {
        const source = { logs, ledger: ledgerPath(options, settings) };
        const reading = readRules(options, settings);
        return (pipeline, surroundings) =>
          pipeline.load(source, reading, { dryRun: options.dryRun === true }, surroundings);
      }),
    ),
  );
}
