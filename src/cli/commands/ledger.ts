/**
 * `tollbook ledger status | forget FILE | enter FILE | entries | adopt FILE`: what the ledger holds, how to take a file out of
 * it, the lines that people enter, and bringing along what another ledger keeps of them.
 */
import type { Command } from 'commander';
import { answerWith } from '../answer.js';
import type { Settings } from '../config/settings.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addLedgerOptions, type LedgerOptions, ledgerPath, requireLedger } from '../options/source.js';

type Options = LedgerOptions & OutputOptions;

export function addLedger(ledger: Command, context: CommandContext): void {
  addExample(ledger, 'tollbook ledger status');
  addStatus(ledger, context);
  addForget(ledger, context);
  addEnter(ledger, context);
  addEntries(ledger, context);
  addAdopt(ledger, context);
}

function addStatus(ledger: Command, context: CommandContext): void {
  const command = ledger.command('status').description('The files in the ledger, and what each of their lines was.');
  addLedgerOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook ledger status --db team.duckdb');
  command.action(
    runs(context, (options: Options) =>
      answerWith(context, options, (settings) => {
        const path = existingLedger(options, settings, context);
        return (pipeline, surroundings) => pipeline.ledgerStatus(path, surroundings);
      }),
    ),
  );
}

function addForget(ledger: Command, context: CommandContext): void {
  const command = ledger
    .command('forget')
    .description('Take the calls of one file out of the ledger.')
    .argument('<FILE>', 'the file, as ledger status shows it');
  addLedgerOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook ledger forget logs/2026-10-03.jsonl');
  command.action(
    runs(context, (file: string, options: Options) =>
      answerWith(context, options, (settings) => {
        const path = existingLedger(options, settings, context);
        return (pipeline, surroundings) => pipeline.ledgerForget(path, file, surroundings);
      }),
    ),
  );
}

function addEnter(ledger: Command, context: CommandContext): void {
  const command = ledger
    .command('enter')
    .description('Enter credits, adjustments and lines of invoices, from YAML or CSV; see config schema entries.')
    .argument('<FILE>', 'tollbook-entries/1 in YAML, or a .csv with the same keys as columns');
  addLedgerOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook ledger enter credits.yaml');
  command.action(
    runs(context, (file: string, options: Options) =>
      answerWith(context, options, (settings) => {
        const path = existingLedger(options, settings, context);
        return (pipeline, surroundings) => pipeline.ledgerEnter(path, file, surroundings);
      }),
    ),
  );
}

function addEntries(ledger: Command, context: CommandContext): void {
  const command = ledger.command('entries').description('The lines that were entered.');
  addLedgerOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook ledger entries --format csv');
  command.action(
    runs(context, (options: Options) =>
      answerWith(context, options, (settings) => {
        const path = existingLedger(options, settings, context);
        return (pipeline, surroundings) => pipeline.ledgerEntries(path, surroundings);
      }),
    ),
  );
}

function addAdopt(ledger: Command, context: CommandContext): void {
  const command = ledger
    .command('adopt')
    .description('Bring the closed months and entered lines of another ledger along, also of another version.')
    .argument('<FILE>', 'the other ledger; this one must have none of its own');
  addLedgerOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook ledger adopt old.duckdb');
  command.action(
    runs(context, (from: string, options: Options) =>
      answerWith(context, options, (settings) => {
        const path = existingLedger(options, settings, context);
        return (pipeline, surroundings) => pipeline.ledgerAdopt(path, from, surroundings);
      }),
    ),
  );
}

function existingLedger(options: Options, settings: Settings, context: CommandContext): string {
  const path = ledgerPath(options, settings);
  requireLedger(path, context.effects.workingDirectory, 'this ledger does not exist');
  return path;
}
