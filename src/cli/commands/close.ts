/**
 * `tollbook close MONTH`: keep the figures of a month, or hold what is kept against today.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { type Check, checkedValue, flagValue } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPriceBookOptions, addSplitOption, type PricingOptions, readPricing } from '../options/pricing.js';
import { addLedgerOptions, type LedgerOptions, ledgerPath, readRules, requireLedger } from '../options/source.js';
import { calendarMonth } from '../options/times.js';

interface CloseOptions extends LedgerOptions, OutputOptions, Omit<PricingOptions, 'currency'> {
  readonly tz?: string;
  readonly reopen?: string;
}

const someReason: Check<string> = (text) =>
  /\S/u.test(text) && text.length <= 1000
    ? { value: text.trim() }
    : {
        expected: 'a reason of at most 1,000 characters',
        hint: 'it is kept in the ledger: --reopen "late logs of search"',
      };

export function addClose(command: Command, context: CommandContext): void {
  command.argument('[MONTH]', 'a calendar month such as 2026-10 (none: which months are closed)');
  command.option('--reopen <reason>', 'let the month follow logs and prices again; the reason is kept in the ledger');
  addLedgerOptions(command);
  command
    .optionsGroup('Period:')
    .option('--tz <zone>', 'time zone in which the month and its days are cut (default: UTC)');
  addPriceBookOptions(command);
  addSplitOption(command);
  addOutputOptions(command);
  addExample(command, 'tollbook close 2026-10', 'tollbook close 2026-10 --reopen "late logs of search"');
  command.action(
    runs(context, (word: string | undefined, options: CloseOptions) =>
      answerWith(context, options, (settings) => {
        const month = word === undefined ? undefined : checkedValue({ text: word, place: 'MONTH' }, calendarMonth);
        const reopen = flagValue('--reopen', options.reopen, someReason);
        if (reopen !== undefined && month === undefined) {
          throw usageError('--reopen needs a month', 'write tollbook close 2026-10 --reopen REASON');
        }
        const zone = settings.value('tz', options.tz) ?? 'UTC';
        // A month is closed in the currency of its prices, whatever the settings say; `cost` tells it in another.
        const pricing = { ...readPricing(options, settings), currency: undefined };
        const ledger = ledgerPath(options, settings);
        requireLedger(ledger, context.effects.workingDirectory, 'this ledger does not exist');
        const question = {
          source: { logs: [], ledger },
          reading: readRules({}, settings),
          zone,
          by: [],
          where: [],
          month,
          allocation: settings.allocation,
        };
        return (pipeline, surroundings) => pipeline.close(question, pricing, { month, reopen }, surroundings);
      }),
    ),
  );
}
