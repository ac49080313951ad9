/**
 * `tollbook prices list | explain`: what is known about prices, and how one call would be or was priced. The other
 * subcommands have files of their own: prices-check.ts, prices-files.ts.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import { answerWith } from '../answer.js';
import type { Settings } from '../config/settings.js';
import { type CommandContext, runs } from '../context.js';
import { collect, flagValue } from '../options/check.js';
import { addExample } from '../options/example.js';
import { type MeterOptions, readMeters } from '../options/meters.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPriceBookOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP, ledgerPath, type SourceOptions } from '../options/source.js';
import { dateOrInstant } from '../options/times.js';
import { addCheck } from './prices-check.js';
import { addImport, addLock } from './prices-files.js';

type ListOptions = PricingOptions & OutputOptions;

interface ExplainOptions extends ListOptions, MeterOptions, SourceOptions {
  readonly provider?: string;
  readonly at?: string;
  readonly tier?: string;
  readonly batch?: boolean;
  readonly speed?: string;
  readonly region?: string;
  readonly geo?: string;
}

export function addPrices(prices: Command, context: CommandContext): void {
  addExample(prices, 'tollbook prices list sonnet');
  addList(prices, context);
  addExplain(prices, context);
  addCheck(prices, context);
  addImport(prices, context);
  addLock(prices, context);
}

function addList(prices: Command, context: CommandContext): void {
  const command = prices
    .command('list')
    .description('Prices in force and before, with dates and sources.')
    .argument('[FILTER]', 'only SKUs and providers that contain this');
  addPriceBookOptions(command);
  addOutputOptions(command);
  addExample(command, 'tollbook prices list sonnet --prices acme.yaml');
  command.action(
    runs(context, (filter: string | undefined, options: ListOptions) =>
      answerWith(context, options, (settings) => {
        const pricing = readPricing(options, settings);
        return (pipeline, surroundings) => pipeline.pricesList(pricing, { filter }, surroundings);
      }),
    ),
  );
}

function addExplain(prices: Command, context: CommandContext): void {
  const command = prices
    .command('explain')
    .description('Which price applies to a call, why, and what the call costs: one that is logged, or one of a model.')
    .argument('<CALL|MODEL>', 'the id of a logged call or request, or a model as logs name it')
    .argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  command
    .optionsGroup('Call of a model:')
    .option('--provider <name>', 'who bills it')
    .option('--at <time>', 'when it was made, a date or an instant in UTC (default: the latest price)')
    .option('--input <tokens>', 'plain input tokens, without cached ones')
    .option('--output <tokens>', 'output tokens')
    .option('--cache-read <tokens>', 'input tokens read from the prompt cache')
    .option('--cache-write <tokens>', 'input tokens written to the prompt cache')
    .option('--meter <name=quantity>', 'any other meter, such as web_search=3; repeatable', collect)
    .option('--tier <name>', 'the service tier that served it')
    .option('--batch', 'a call of a batch')
    .option('--speed <name>', 'the speed it was served at')
    .option('--region <name>', 'the region it was served from')
    .option('--geo <name>', 'where inference was bound to run');
  addPriceBookOptions(command);
  addOutputOptions(command);
  addExample(
    command,
    'tollbook prices explain claude-sonnet-4-5 --input 1000 --output 500 --at 2026-10-01',
    'tollbook prices explain chatcmpl-Bx81nv logs/*.jsonl',
  );
  command.action(
    runs(context, (model: string, logs: string[], options: ExplainOptions) =>
      answerWith(context, options, (settings) => {
        const pricing = readPricing(options, settings);
        const logged = readLogged(logs, options, settings, context.effects.workingDirectory);
        const call = {
          model,
          provider: options.provider,
          at: flagValue('--at', options.at, dateOrInstant),
          usage: readMeters(options),
          serviceTier: options.tier,
          isBatch: options.batch,
          speed: options.speed,
          region: options.region,
          inferenceGeo: options.geo,
        };
        return (pipeline, surroundings) => pipeline.pricesExplain(pricing, call, surroundings, logged);
      }),
    ),
  );
}

const CALL_OPTIONS = [
  'provider',
  'at',
  'input',
  'output',
  'cacheRead',
  'cacheWrite',
  'meter',
  'tier',
  'batch',
  'speed',
  'region',
  'geo',
] as const;

/** Where the call may be logged; undefined where one is described instead, or where nothing is logged. */
function readLogged(logs: readonly string[], options: ExplainOptions, settings: Settings, workingDirectory: string) {
  const isNamed = logs.length > 0 || options.db !== undefined;
  if (CALL_OPTIONS.some((option) => options[option] !== undefined)) {
    if (!isNamed) return undefined;
    throw usageError(
      'a logged call is priced as it was logged, and these options describe another',
      'leave the logs and --db out to explain a call of a model, or the other options to explain a logged call',
    );
  }
  if (!isNamed && !existsSync(resolve(workingDirectory, ledgerPath(options, settings)))) return undefined;
  return { question: readQuestion(logs, options, settings, { workingDirectory, byDefault: [] }), isNamed };
}
