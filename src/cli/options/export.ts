/**
 * `--format -o --partition` of export: as what rows are written, and where.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { usageError } from '../../core/errors.js';
import type { ExportFormat } from '../../core/question.js';
import type { Effects } from '../effects.js';
import { flagValue, notExpected, oneOf } from './check.js';
import { addCommonOptions, type CommonOptions, isFolder, writableFile } from './output.js';

export interface ExportOptions extends CommonOptions {
  readonly format?: string;
  readonly o?: string;
  readonly partition?: string;
  readonly strict?: boolean;
}

export const EXPORT_FORMATS = ['parquet', 'arrow', 'csv', 'jsonl'] as const satisfies readonly ExportFormat[];

export function addExportOptions(command: Command, defaultFormat: ExportFormat): void {
  command
    .optionsGroup('Output:')
    .option(
      '--format <format>',
      `${EXPORT_FORMATS.join(', ')} (default: what the ending of -o says, else ${defaultFormat})`,
    )
    .option('-o <file>', 'write to this file; .parquet, .arrow, .csv or .jsonl decides the format')
    .option('--partition <words>', 'Parquet files in folders of these, such as month,provider; -o names a new folder')
    .option('--strict', 'exit 4 when something is missing');
  addCommonOptions(command);
}

interface ReadExport {
  readonly format: ExportFormat;
  readonly file: string | undefined;
  readonly partition: readonly string[];
}

/** Throws a usage error where format, file and partitions do not go together, before anything is read. */
export function readExport(options: ExportOptions, effects: Effects, defaultFormat: ExportFormat): ReadExport {
  const { workingDirectory } = effects;
  const asked = flagValue('--format', options.format, oneOf('a format of export', EXPORT_FORMATS));
  if (options.partition !== undefined) {
    return { format: 'parquet', ...readFolder(options, options.partition, asked, workingDirectory) };
  }
  const format = chooseFormat(options.o, asked) ?? defaultFormat;
  if (options.o !== undefined) {
    writableFile(options.o, workingDirectory);
    return { format, file: options.o, partition: [] };
  }
  if (format === 'parquet')
    throw usageError('parquet cannot be written to standard output', 'name a file: -o calls.parquet');
  if (format === 'arrow' && effects.output.isTerminal) {
    throw usageError('arrow is binary and the output is a terminal', 'write it to a file: -o calls.arrow');
  }
  return { format, file: undefined, partition: [] };
}

function readFolder(
  { o: folder }: ExportOptions,
  partition: string,
  asked: ExportFormat | undefined,
  workingDirectory: string,
): Omit<ReadExport, 'format'> {
  if (asked !== undefined && asked !== 'parquet') {
    throw usageError(`--partition writes Parquet, and --format says ${asked}`, 'leave one of the two out');
  }
  const words = partition.split(',').map((word) => word.trim());
  if (words.some((word) => word === '') || new Set(words).size < words.length) {
    throw notExpected('--partition', 'different words joined by commas', partition, 'write --partition month,provider');
  }
  if (folder === undefined) throw usageError('--partition needs a folder', 'name a new one: -o calls');
  const path = resolve(workingDirectory, folder);
  if (!isFolder(dirname(path))) throw usageError(`-o ${folder}: the folder above it does not exist`, 'create it first');
  if (existsSync(path) && !isFolder(path)) {
    throw usageError(`-o ${folder}: this is a file`, 'a partitioned export is a folder: name a new one');
  }
  return { file: folder, partition: words };
}

function chooseFormat(file: string | undefined, asked: ExportFormat | undefined): ExportFormat | undefined {
  const ending = file === undefined ? '' : (/\.([^.]*)$/.exec(basename(file))?.[1] ?? '').toLowerCase();
  const named = EXPORT_FORMATS.find((format) => format === ending || (format === 'jsonl' && ending === 'ndjson'));
  if (named !== undefined && asked !== undefined && named !== asked) {
    throw usageError(
      `-o ${file} says ${named} and --format says ${asked}`,
      'leave --format out, or change the ending of the file',
    );
  }
  const chosen = named ?? asked;
  if (file !== undefined && chosen === undefined) {
    throw usageError(
      `-o ${file}: the ending says no format of export`,
      'end it in .parquet, .arrow, .csv or .jsonl, or say --format',
    );
  }
  return chosen;
}
