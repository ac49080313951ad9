/**
 * `-o FILE` of commands that write a file of text rather than a report, and what they say beside it.
 */
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { outputError, usageError } from '../../core/errors.js';
import { visible } from '../../core/text.js';
import type { CommandContext } from '../context.js';
import { addCommonOptions, type CommonOptions } from './output.js';

export interface WriteOptions extends CommonOptions {
  readonly o?: string;
}

export function addWriteOptions(command: Command): void {
  command.optionsGroup('Output:').option('-o <file>', 'write to this file (default: standard output)');
  addCommonOptions(command);
}

/** Throws a usage error where the folder is not there, before anything is worked out. */
export function checkWritable({ o: file }: WriteOptions, workingDirectory: string): void {
  if (file === undefined) return;
  const folder = dirname(resolve(workingDirectory, file));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw usageError(
      `-o ${visible(file)}: there is no folder ${visible(folder)}`,
      'make it first, or name another file',
    );
  }
}

/** Text to the file or to standard output; notes to the error output unless quiet was asked for. */
export async function writeText(
  { effects }: CommandContext,
  options: WriteOptions,
  { text, notes }: { readonly text: string; readonly notes: readonly string[] },
): Promise<void> {
  if (options.o === undefined) await effects.output.write(text);
  else {
    await writeFile(resolve(effects.workingDirectory, options.o), text).catch((cause: NodeJS.ErrnoException) => {
      throw outputError(visible(options.o ?? ''), `this file cannot be written (${cause.code})`);
    });
  }
  if (options.quiet !== true) await effects.errorOutput.write(notes.map((note) => `note: ${visible(note)}\n`).join(''));
}
