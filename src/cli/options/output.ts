/**
 * `--format --json -o --decimals --strict --quiet --verbose --no-color --config`: how an answer leaves, for every command.
 */
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import type { Locale } from '../../core/locales.js';
import type { Settings } from '../config/settings.js';
import type { Effects } from '../effects.js';
import { checkedValue } from './check.js';
import { DOCUMENTS, FORMATS, type Format, formatWord } from './formats.js';

/** What --config and --verbose need before anything else is read. */
export interface CommonOptions {
  readonly config?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface OutputOptions extends CommonOptions {
  readonly format?: string;
  readonly json?: boolean;
  readonly o?: string;
  readonly decimals?: string;
  readonly locale?: string;
  readonly strict?: boolean;
  readonly color?: boolean;
}

export interface Output {
  readonly format: Format;
  /** Absolute path; undefined: standard output. */
  readonly file: string | undefined;
  /** Undefined: those that the currency of an amount has. */
  readonly decimals: number | undefined;
  readonly locale: Locale;
  readonly isStrict: boolean;
  readonly isQuiet: boolean;
  readonly color: boolean;
  readonly width: number | undefined;
}

export function addCommonOptions(command: Command): void {
  command
    .optionsGroup('General:')
    .option('--config <file>', 'configuration (default: tollbook.yaml, looked for upwards from here)')
    .option('--quiet', 'no notes and no progress')
    .option('--verbose', 'say more when something goes wrong');
}

/** What a command answers with, beside tables. */
export interface Answers {
  /** Gates that pass or fail: junit. */
  readonly hasCases?: boolean | undefined;
  /** A document: html and xlsx. */
  readonly isDocument?: boolean | undefined;
}

export function addOutputOptions(command: Command, answers: Answers = {}): void {
  const [formats, endings] =
    answers.isDocument === true
      ? ['html, xlsx, markdown, json, table, csv or arrow', '.html, .xlsx, .md, .json, .txt, .csv or .arrow']
      : answers.hasCases === true
        ? ['table, json, csv, markdown, arrow or junit', '.txt, .json, .csv, .md, .arrow or .xml']
        : ['table, json, csv, markdown or arrow', '.txt, .json, .csv, .md or .arrow'];
  command
    .optionsGroup('Output:')
    .option('--format <format>', `${formats} (default: table)`)
    .option('--json', 'short for --format json')
    .option('-o <file>', `write to this file; ${endings} decides the format`)
    .option('--locale <language>', 'language of sentences, labels and figures: en or ko (default: en)')
    .option('--decimals <number>', 'decimal places of money in tables (default: those of the currency, 2 for USD)')
    .option('--strict', 'exit 4 when the answer is incomplete')
    .option('--no-color', 'plain text on a terminal');
  addCommonOptions(command);
}

/** Throws a usage error when two options contradict each other, or the file cannot be written, before anything is run. */
export function readOutput(options: OutputOptions, settings: Settings, effects: Effects, answers: Answers): Output {
  const format = chooseFormat(options, settings, answers);
  if (format === 'junit' && answers.hasCases !== true) {
    throw usageError(
      'junit tells what passed and what failed, and this command judges nothing',
      'it is for tollbook check',
    );
  }
  if (DOCUMENTS.includes(format) && answers.isDocument !== true) {
    throw usageError(`${format} is for a document, and this command answers with tables`, 'it is for tollbook report');
  }
  if (options.o === undefined && BINARY.includes(format) && effects.output.isTerminal) {
    throw usageError(`${format} is binary and the output is a terminal`, `write it to a file: -o file.${format}`);
  }
  const file = options.o === undefined ? undefined : writableFile(options.o, effects.workingDirectory);
  const { NO_COLOR: noColor, TERM: terminal } = effects.environment;
  return {
    format,
    file,
    locale: settings.value('locale', options.locale) ?? 'en',
    decimals: settings.value('decimals', options.decimals),
    isStrict: options.strict === true,
    isQuiet: options.quiet === true,
    color:
      file === undefined && effects.output.isTerminal && options.color !== false && !noColor && terminal !== 'dumb',
    width: file === undefined ? effects.output.width : undefined,
  };
}

const BINARY: readonly Format[] = ['arrow', 'xlsx'];

const ENDINGS: Readonly<Record<string, Format>> = {
  '.txt': 'table',
  '.json': 'json',
  '.csv': 'csv',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.arrow': 'arrow',
  '.xml': 'junit',
  '.html': 'html',
  '.xlsx': 'xlsx',
};

/** Those that this command takes. */
function formatsOf({ hasCases = false, isDocument = false }: Answers): Format[] {
  return FORMATS.filter((format) => (format === 'junit' ? hasCases : isDocument || !DOCUMENTS.includes(format)));
}

export function chooseFormat(options: OutputOptions, settings: Settings, answers: Answers): Format {
  const taken = formatsOf(answers);
  const word: typeof formatWord = (text) => {
    const checked = formatWord(text);
    // A format of another command is told with the command that has it.
    return 'value' in checked ? checked : { ...checked, hint: `write one of ${taken.join(', ')}` };
  };
  const named =
    options.format === undefined ? undefined : checkedValue({ text: options.format, place: '--format' }, word);
  if (options.json === true && named !== undefined && named !== 'json') {
    throw usageError(`--json and --format ${named} contradict each other`, 'keep one of the two');
  }
  const asked = options.json === true ? 'json' : named;
  if (options.o === undefined) return asked ?? settings.value('format', undefined) ?? 'table';
  const ending = /\.[^.]*$/.exec(basename(options.o))?.[0].toLowerCase() ?? '';
  const byEnding = ENDINGS[ending];
  if (byEnding !== undefined && asked !== undefined && asked !== byEnding) {
    throw usageError(
      `-o ${options.o} says ${byEnding} and --format says ${asked}`,
      'leave --format out, or change the ending of the file',
    );
  }
  const chosen = byEnding ?? asked;
  if (chosen !== undefined) return chosen;
  const endings = Object.keys(ENDINGS).filter((one) => taken.includes(ENDINGS[one] as Format));
  throw usageError(
    `-o ${options.o}: the ending says no format of this version`,
    `end it in ${endings.join(', ')}, or say --format`,
  );
}

/** The file as an absolute path. Throws a usage error where it cannot be one. */
export function writableFile(name: string, workingDirectory: string): string {
  const file = resolve(workingDirectory, name);
  if (!isFolder(dirname(file))) throw usageError(`-o ${name}: the folder does not exist`, 'create it first');
  if (isFolder(file)) throw usageError(`-o ${name}: this is a folder`, 'name a file in it, such as usage.csv');
  return file;
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
