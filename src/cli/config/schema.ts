/**
 * tollbook.yaml: its keys, checked when it is read. Loaded only where there is such a file.
 *
 * Each value goes through the check that its option uses, so the two can never disagree about what is allowed.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { configurationError } from '../../core/errors.js';
import { LOCALES } from '../../core/locales.js';
import { nearest } from '../../core/suggest.js';
import { parseYaml, readShape } from '../../core/yaml.js';
import { OwnFormatsShape } from '../../formats/own-schema.js';
import { RealDateText } from '../../pricing/schema-parts.js';
import type { Check } from '../options/check.js';
import { FORMATS } from '../options/formats.js';
import { AllocationRules } from './allocation.js';
import { BudgetsShape } from './budgets.js';
import { ExchangeRates } from './exchange-rates.js';
import { CHECKS } from './keys.js';

// What an editor needs beside the check: YAML reads 0.75 as a number, tollbook as text.
const NUMBER = { type: ['string', 'number'] };

function checked(check: Check<unknown>, description: string, more: Readonly<Record<string, unknown>> = {}) {
  return z
    .string({ error: 'expected text' })
    .superRefine((text, context) => {
      const result = check(text);
      if ('value' in result) return;
      context.addIssue({ code: 'custom', message: `expected ${result.expected}\n${result.hint}` });
    })
    .meta({ description, ...more })
    .optional();
}

const File = z.string({ error: 'expected a file name' }).min(1, { error: 'expected a file name' });

const KEYS = {
  tz: checked(CHECKS.tz, 'Time zone in which days and months are cut; UTC unless said otherwise.'),
  db: File.meta({ description: 'The ledger, relative to this file.' }).optional(),
  prices: z
    .array(File, { error: 'expected a list of price book files' })
    .meta({ description: 'Your own price books, relative to this file; a later one wins.' })
    .optional(),
  scenario: File.meta({ description: 'The scenario of compare, relative to this file.' }).optional(),
  aliases: z
    .record(z.string().min(1), z.string({ error: 'expected the id of a SKU' }).min(1), {
      error: 'expected a map from logged model to SKU id',
    })
    .meta({ description: 'Model or provider/model as logged, to the id of the SKU that prices it.' })
    .optional(),
  split: checked(CHECKS.split, 'Share of input in calls that log only a token total, 0 to 1.', NUMBER),
  currency: checked(CHECKS.currency, 'Currency to tell amounts in; needs a rate for every month, see fx.'),
  fx: ExchangeRates.optional(),
  allocation: AllocationRules.optional(),
  budgets: BudgetsShape.optional(),
  fiscal_year_start: checked(
    CHECKS.fiscal_year_start,
    'Month in which fiscal years and their quarters begin, 1 to 12; 1 unless said otherwise.',
    NUMBER,
  ),
  holidays: z
    .array(RealDateText, { error: 'expected a list of dates such as 2026-12-25' })
    .meta({ description: 'Days that forecast takes for holidays, past and to come.' })
    .optional(),
  assume_tz: checked(CHECKS.assume_tz, 'Time zone of log times that name none.'),
  anthropic_input: checked(
    CHECKS.anthropic_input,
    'Whether input_tokens of Anthropic-shaped usage leave out cached tokens (exclusive) or hold them.',
    { enum: ['exclusive', 'inclusive'] },
  ),
  cumulative: checked(
    CHECKS.cumulative,
    'Columns, joined by commas, per which the counts of application logs are totals so far, such as session_id; none: they are not.',
  ),
  redact: checked(CHECKS.redact, 'What becomes of user ids, IP and e-mail addresses before calls are stored.', {
    enum: ['hash', 'drop', 'none'],
  }),
  redact_salt: checked(
    CHECKS.redact_salt,
    'A secret text of 16 characters or more that hashed identities are salted with.',
  ),
  decimals: checked(CHECKS.decimals, 'Decimal places of money in tables.', NUMBER),
  format: checked(CHECKS.format, 'Format where none is asked for.', { enum: FORMATS }),
  locale: checked(CHECKS.locale, 'Language of sentences, labels and figures.', { enum: LOCALES }),
  formats: OwnFormatsShape.optional(),
  memory_limit: checked(CHECKS.memory_limit, 'Memory that the engine may use, such as 2GB.'),
};

export const configSchema = z.strictObject(KEYS, {
  error: (issue) => {
    const known = Object.keys(KEYS);
    if (issue.code !== 'unrecognized_keys') return `expected a map of settings\nthe keys are ${known.join(', ')}`;
    const likely = nearest(issue.keys[0] ?? '', known);
    return `expected a setting\n${likely === undefined ? '' : `did you mean ${likely}? `}the keys are ${known.join(', ')}`;
  },
});

export type ConfigFile = z.output<typeof configSchema>;

/** The settings of a file; `name` is how the user would type its path. Throws a configuration error naming file and key. */
export async function readConfig(file: string, name: string): Promise<ConfigFile> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code === 'ENOENT' ? 'no such file' : `one that cannot be read (${cause.code})`;
    throw configurationError(name, `expected a configuration file, found ${found}`, 'tollbook config init writes one');
  });
  // A file with nothing but comments is a configuration that says nothing.
  return readShape(configSchema, parseYaml(text, name) ?? {}, name);
}
