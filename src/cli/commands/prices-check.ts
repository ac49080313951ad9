/**
 * `tollbook prices check`: gaps, disagreements between layers, old entries, and usage that no price covers.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { flagValue } from '../options/check.js';
import { addExample } from '../options/example.js';
import { wholeNumber } from '../options/numbers.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPriceBookOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import {
  addSourceOptions,
  LOG_HELP,
  ledgerPath,
  readRules,
  readSource,
  type SourceOptions,
} from '../options/source.js';
import { dateOrInstant } from '../options/times.js';

interface CheckOptions extends PricingOptions, OutputOptions, SourceOptions {
  readonly now?: string;
  readonly olderThan?: string;
  readonly builtin?: boolean;
}

const A_YEAR = 365;

export function addCheck(prices: Command, context: CommandContext): void {
  const command = prices
    .command('check')
    .description(
      'Gaps, disagreements between layers, old entries, and calls that no price covers. With --strict a gap, an old entry or an uncovered call exits 4.',
    )
    .argument('[LOG...]', `${LOG_HELP}; without either, the prices alone are checked`);
  addSourceOptions(command);
  addPriceBookOptions(command);
  command
    .option('--now <time>', 'what ages are counted to (default: the newest call, else the newest price)')
    .option('--older-than <days>', `after how many days an entry is old (default: ${A_YEAR})`)
    .option('--builtin', 'also where the price lists that come with tollbook say otherwise than each other');
  addOutputOptions(command);
  addExample(command, 'tollbook prices check --strict --prices acme.yaml');
  command.action(
    runs(context, (logs: string[], options: CheckOptions) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        const pricing = readPricing(options, settings);
        const choice = {
          now: flagValue('--now', options.now, dateOrInstant),
          days: flagValue('--older-than', options.olderThan, wholeNumber(1, 36_500, A_YEAR)) ?? A_YEAR,
          builtin: options.builtin === true,
        };
        // A ledger that nobody named and that is not there is no mistake: prices can be checked without calls.
        const isAsked = logs.length > 0 || options.db !== undefined;
        const hasCalls = isAsked || existsSync(resolve(workingDirectory, ledgerPath(options, settings)));
        const question = hasCalls
          ? {
              source: readSource(logs, options, settings, workingDirectory),
              reading: readRules(options, settings),
              zone: 'UTC',
              by: ['provider', 'model'] as const,
              where: [],
            }
          : undefined;
        return (pipeline, surroundings) => pipeline.pricesCheck(question, pricing, choice, surroundings);
      }),
    ),
  );
}
