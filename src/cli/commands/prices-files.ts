/**
 * `tollbook prices import | lock`: price books written as files.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import { surroundingsOf } from '../answer.js';
import { loadSettings } from '../config/settings.js';
import { type CommandContext, runs } from '../context.js';
import { type Check, checkedValue, oneOf } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addPriceBookOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { dateOrInstant } from '../options/times.js';
import { addWriteOptions, checkWritable, type WriteOptions, writeText } from '../options/write-text.js';

const KINDS = ['litellm', 'openrouter'] as const;

interface ImportOptions extends WriteOptions {
  readonly from?: string;
  readonly asOf?: string;
  readonly id?: string;
}

const day: Check<string> = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? dateOrInstant(text) : { expected: 'a date', hint: 'write it like 2026-11-23' };

const bookId: Check<string> = (text) =>
  /^[\w.@-]{1,80}$/.test(text) ? { value: text } : { expected: 'a short name', hint: 'write it like acme-2026' };

export function addImport(prices: Command, context: CommandContext): void {
  const command = prices
    .command('import')
    .description('A price book of your own out of a file you downloaded; nothing is fetched.')
    .argument('<FILE>', 'the file, as it was downloaded');
  command
    .optionsGroup('Import:')
    .option('--from <litellm|openrouter>', 'whose prices they are')
    .option('--as-of <date>', 'the day the file was downloaded, which the book says of every price')
    .option('--id <name>', 'how the book is called (default: after whose prices they are)');
  addWriteOptions(command);
  addExample(command, 'tollbook prices import --from litellm model_prices.json --as-of 2026-11-23 -o litellm.yaml');
  command.action(
    runs(context, async (file: string, options: ImportOptions) => {
      if (options.from === undefined) throw usageError('--from is missing', `write one of ${KINDS.join(', ')}`);
      if (options.asOf === undefined) {
        throw usageError('--as-of is missing', 'write the day the file was downloaded, such as --as-of 2026-11-23');
      }
      const choice = {
        file,
        from: checkedValue({ text: options.from, place: '--from' }, oneOf('whose prices they are', KINDS)),
        asOf: checkedValue({ text: options.asOf, place: '--as-of' }, day),
        id: options.id === undefined ? undefined : checkedValue({ text: options.id, place: '--id' }, bookId),
      };
      checkWritable(options, context.effects.workingDirectory);
      const settings = await loadSettings(options, context.effects);
      const { pricesImport } = await context.parts.pipeline();
      await writeText(context, options, await pricesImport(choice, surroundingsOf(context, settings)));
      return 0;
    }),
  );
}

export function addLock(prices: Command, context: CommandContext): void {
  const command = prices
    .command('lock')
    .description(
      'All layers of prices in one file with their hash: --prices FILE makes the same report again, always.',
    );
  addPriceBookOptions(command);
  addWriteOptions(command);
  addExample(command, 'tollbook prices lock --prices acme.yaml -o lock.yaml');
  command.action(
    runs(context, async (options: PricingOptions & WriteOptions) => {
      checkWritable(options, context.effects.workingDirectory);
      const settings = await loadSettings(options, context.effects);
      const pricing = readPricing(options, settings);
      const { pricesLock } = await context.parts.pipeline();
      await writeText(context, options, await pricesLock(pricing, surroundingsOf(context, settings)));
      return 0;
    }),
  );
}
