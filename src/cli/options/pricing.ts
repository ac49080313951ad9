/**
 * `--prices --split --currency`: what usage is priced with, and what amounts are told in.
 */
import type { Command } from 'commander';
import type { PricingChoice } from '../../core/question.js';
import type { Settings } from '../config/settings.js';
import { collect } from './check.js';

export interface PricingOptions {
  readonly prices?: readonly string[];
  readonly split?: string;
  readonly currency?: string;
}

export function addPriceBookOptions(command: Command): void {
  command
    .optionsGroup('Prices:')
    .option('--prices <file>', 'a price book of your own; repeatable, and a later one wins', collect);
}

export function addPricingOptions(command: Command): void {
  addPriceBookOptions(command);
  command.option(
    '--currency <code>',
    'tell amounts in this currency, each month at its own rate of `fx` in tollbook.yaml',
  );
  addSplitOption(command);
}

export function addSplitOption(command: Command): void {
  command.option(
    '--split <share>',
    'input share of calls that log only a token total, such as 0.75 (default: their cost is a range)',
  );
}

export function readPricing(options: PricingOptions, settings: Settings): PricingChoice {
  return {
    books: settings.books(options.prices),
    split: settings.value('split', options.split),
    aliases: settings.aliases,
    currency: settings.value('currency', options.currency),
    exchangeRates: settings.exchangeRates,
  };
}
