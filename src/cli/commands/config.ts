/**
 * `tollbook config init | check | schema`: the settings file, what is wrong with it, and the schemas of all files.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { outputError, usageError } from '../../core/errors.js';
import { checkInstallation } from '../config/check.js';
import { CONFIG_TEMPLATE } from '../config/template.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addCommonOptions, type CommonOptions } from '../options/output.js';
import { addPriceBookOptions, type PricingOptions } from '../options/pricing.js';
import { addLedgerOptions, type LedgerOptions } from '../options/source.js';

const FILE_NAME = 'tollbook.yaml';

export function addConfig(config: Command, context: CommandContext): void {
  addExample(config, 'tollbook config init');
  addInit(config, context);
  addCheck(config, context);
  addSchema(config, context);
}

function addInit(config: Command, context: CommandContext): void {
  const command = config
    .command('init')
    .description('Write a commented tollbook.yaml into this folder; an existing one is never overwritten.');
  addExample(command, 'tollbook config init');
  command.action(
    runs(context, async () => {
      const { workingDirectory, output } = context.effects;
      await createFile(resolve(workingDirectory, FILE_NAME));
      await output.write(`wrote ${FILE_NAME}; every setting in it is commented out\n`);
      return 0;
    }),
  );
}

async function createFile(path: string): Promise<void> {
  try {
    await writeFile(path, CONFIG_TEMPLATE, { flag: 'wx' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw usageError(`${FILE_NAME} is already here and is left as it is`, 'edit it, or remove it first');
    }
    throw outputError(FILE_NAME, `this file cannot be written (${code})`);
  }
}

function addCheck(config: Command, context: CommandContext): void {
  const command = config
    .command('check')
    .description('Versions, and whether the settings, the ledger and the price books can be read.');
  addLedgerOptions(command);
  addPriceBookOptions(command);
  addCommonOptions(command);
  addExample(command, 'tollbook config check');
  command.action(
    runs(context, async (options: CommonOptions & LedgerOptions & PricingOptions) =>
      checkInstallation(options, context),
    ),
  );
}

function addSchema(config: Command, context: CommandContext): void {
  const command = config
    .command('schema')
    .description(
      'The JSON Schema of config, prices, scenario, policy, volumes or the result of a command; without a name, what there is.',
    )
    .argument('[NAME...]', 'config, prices, scenario, or a command such as usage or prices explain');
  addExample(command, 'tollbook config schema prices > prices.schema.json');
  command.action(
    runs(context, async (words: string[]) => {
      // The schemas and their library are loaded only here.
      const { schemaNames, schemaText } = await import('../config/schemas.js');
      const text = words.length === 0 ? `${schemaNames().join('\n')}\n` : schemaText(words.join(' '));
      await context.effects.output.write(text);
      return 0;
    }),
  );
}
