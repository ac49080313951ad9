/**
 * `tollbook forecast`: where the month lands, and the months after.
 */
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { collect, flagValue } from '../options/check.js';
import { addExample } from '../options/example.js';
import { addFilterOptions } from '../options/grouping.js';
import { wholeNumber } from '../options/numbers.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';
import { addPeriodOptions } from '../options/period.js';
import { addPricingOptions, type PricingOptions, readPricing } from '../options/pricing.js';
import { type QuestionOptions, readQuestion } from '../options/question.js';
import { addSourceOptions, LOG_HELP } from '../options/source.js';

interface ForecastOptions {
  readonly months?: string;
  readonly growth?: string;
  readonly volume?: string;
  readonly volumes?: string;
  readonly offer?: string;
  readonly scenario?: string;
}

const MOST_MONTHS = 60;

export function addForecast(command: Command, context: CommandContext): void {
  command.argument('[LOG...]', LOG_HELP);
  addSourceOptions(command);
  addPeriodOptions(command);
  addFilterOptions(command);
  command.option(
    '--by <dimensions>',
    'one row per model, team or other words, joined by commas (default: one per month)',
    collect,
  );
  addPricingOptions(command);
  command
    .option('--offer <id>', 'bill the months at an offer: of the price books, of the scenario, or such as discount:15%')
    .option('--scenario <file>', 'the scenario whose books hold the offer');
  command
    .optionsGroup('Forecast:')
    .option('--months <number>', 'months after the current one (default: 1, where the log is long enough)')
    .option('--growth <percent>', 'growth a month on top of what the log says, such as 5%')
    .option('--volume <volume>', 'a volume in place of a forecast, such as 20Mtok/month')
    .option('--volumes <file>', 'calls per month by model and endpoint, in place of their forecast');
  addOutputOptions(command);
  addExample(
    command,
    'tollbook forecast logs/*.jsonl --months 3 --by model',
    'tollbook forecast today.jsonl --volume 20Mtok/month --growth 5%',
  );
  command.action(
    runs(context, (logs: string[], options: QuestionOptions & PricingOptions & OutputOptions & ForecastOptions) =>
      answerWith(context, options, (settings) => {
        const { workingDirectory } = context.effects;
        if (options.scenario !== undefined && options.offer === undefined) {
          throw usageError('--scenario names books and --offer is missing', 'write --offer ID');
        }
        const question = readQuestion(logs, options, settings, { workingDirectory, byDefault: [] });
        const { growth, volume, volumes, offer } = options;
        const choice = {
          ...readPricing(options, settings),
          months: flagValue('--months', options.months, wholeNumber(0, MOST_MONTHS, 3)),
          growth,
          volume,
          volumes,
          offer,
          scenario: offer === undefined ? undefined : settings.path('scenario', options.scenario),
          holidays: settings.holidays,
        };
        return (pipeline, surroundings) => pipeline.forecast(question, choice, surroundings);
      }),
    ),
  );
}
