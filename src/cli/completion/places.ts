/**
 * What can be typed where, read off the commands themselves: a shell's completion is made of it, so it knows every option
 * there is and none that is not.
 */
import { type Argument, Command, type Option } from 'commander';
import { DIMENSIONS } from '../../core/dimensions.js';
import { LOCALES } from '../../core/locales.js';
import type { CommandList } from '../commands/entry.js';
import type { CommandContext } from '../context.js';
import { FORMATS } from '../options/formats.js';

/** What may stand behind an option: nothing, one of these words (or several, joined by commas), a file, or anything. */
export type Value =
  | { readonly kind: 'none' | 'file' | 'any' }
  | { readonly kind: 'word' | 'list'; readonly words: readonly string[] };

export interface Choice {
  /** A command's name, or an option as it is typed: `--format`, `-o`. */
  readonly word: string;
  readonly summary: string;
  readonly value: Value;
}

/** A place on the command line: `''`, `usage`, `ledger status`. */
export interface Place {
  readonly path: string;
  readonly commands: readonly Choice[];
  readonly options: readonly Choice[];
  /** What the arguments of the command are. */
  readonly argument: Value;
}

const HELP: Choice = { word: '--help', summary: 'print help', value: { kind: 'none' } };
const VERSION: Choice = { word: '--version', summary: 'print the version', value: { kind: 'none' } };

/** Every place, the empty one first. `argumentWords` are the words of arguments that are no files, by the path of the command. */
export async function places(
  commands: CommandList,
  context: CommandContext,
  argumentWords: Readonly<Record<string, readonly string[]>>,
): Promise<Place[]> {
  const entries = Object.values(commands).flat();
  const top = entries.map(({ name, summary }) => ({ word: name, summary, value: { kind: 'none' } as const }));
  const found: Place[] = [{ path: '', commands: top, options: [HELP, VERSION], argument: { kind: 'none' } }];
  for (const entry of entries) {
    const command = new Command(entry.name);
    (await entry.load())(command, context);
    found.push(...below(command, '', argumentWords));
  }
  return found;
}

function below(command: Command, above: string, argumentWords: Readonly<Record<string, readonly string[]>>): Place[] {
  const path = `${above} ${command.name()}`.trim();
  const here: Place = {
    path,
    commands: command.commands.map((one) => ({
      word: one.name(),
      summary: one.description(),
      value: { kind: 'none' },
    })),
    options: [...command.options.filter(({ hidden }) => !hidden).map(choiceOf), HELP],
    argument: argumentOf(command.registeredArguments, argumentWords[path]),
  };
  return [here, ...command.commands.flatMap((one) => below(one, path, argumentWords))];
}

function argumentOf(taken: readonly Argument[], words: readonly string[] | undefined): Value {
  if (words !== undefined) return { kind: 'word', words };
  if (taken.length === 0) return { kind: 'none' };
  return { kind: taken.some((one) => /^(LOG|FILE|BASE|HEAD)$/.test(one.name())) ? 'file' : 'any' };
}

function choiceOf(option: Option): Choice {
  return { word: option.long ?? option.short ?? '', summary: option.description, value: takenBy(option) };
}

/** Closed lists whose words the help of an option names: all of them, or those that this command takes. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  format: [...FORMATS, 'parquet', 'jsonl'],
  language: LOCALES,
  version: ['1.2', '1.4'],
  word: ['pass', 'fail'],
  with: ['logged'],
};

function takenBy({ flags, description }: Option): Value {
  const [, taken] = /[<[](.+)[>\]]/.exec(flags) ?? [];
  if (taken === undefined) return { kind: 'none' };
  if (taken === 'file' || taken === 'policy') return { kind: 'file' };
  if (taken === 'dimensions') return { kind: 'list', words: DIMENSIONS };
  if (taken.includes('|')) return { kind: 'word', words: taken.split('|') };
  const named = NAMED[taken]?.filter((word) =>
    description.split(/[^\w.]+/).some((one) => one === word || one === `${word}.`),
  );
  return named !== undefined && named.length > 0 ? { kind: 'word', words: named } : { kind: 'any' };
}
