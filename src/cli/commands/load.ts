/**
 * `tollbook load`: bring logs into the ledger, once each however often they are named.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addScanOption, addSourceOptions, ledgerPath, readRules, type SourceOptions } from '../options/source.js';

type LoadOptions = SourceOptions &
  OutputOptions & { readonly dryRun?: boolean; readonly formats?: boolean; readonly replace?: boolean };

export function addLoad(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', 'files, folders, globs or - for standard input; plain, .gz or .zst');
  addSourceOptions(command);
  addScanOption(command);
  command.option('--dry-run', 'say what every line is, and store nothing');
  command.option('--replace', 'read files anew that no longer begin with what was loaded, in place of that');
  command.option('--formats', 'list the log formats that are read, your own first');
  addOutputOptions(command);
  addExample(command, 'tollbook load logs/*.jsonl --db team.duckdb');
  command.action(
    runs(context, (logs: string[], options: LoadOptions) =>
      answerWith(context, options, (settings) => {
        if (options.formats === true) {
          const rules = readRules(options, settings);
          return (pipeline) => pipeline.formats(rules);
        }
        if (logs.length === 0) throw usageError('tollbook load needs LOG', 'write tollbook load LOG…');
        const source = { logs, ledger: ledgerPath(options, settings) };
        const reading = readRules(options, settings);
        return (pipeline, surroundings) =>
          pipeline.load(
            source,
            reading,
            { dryRun: options.dryRun === true, replace: options.replace === true },
            surroundings,
          );
      }),
    ),
  );
}
