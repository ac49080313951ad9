/**
 * What commander found wrong with the command line, told like every other error: what, and what to write.
 */
import type { Command, CommanderError } from 'commander';
import { DIMENSIONS } from '../core/dimensions.js';
import { type ToolError, usageError } from '../core/errors.js';
import { nearest } from '../core/suggest.js';
import { excerpt } from '../core/text.js';

/** `program` is the whole program, `command` the one whose arguments were being read, `words` what was typed. */
export function asUsageError(error: CommanderError, command: Command, words: readonly string[]): ToolError {
  const path = commandPath(command);
  const behind = command.parent === null ? 'options stand behind a command; ' : '';
  const help = `${behind}${path} --help lists what there is`;
  const message = error.message.replace(/^error: /, '');
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';

  switch (error.code) {
    case 'commander.unknownOption':
      return unknownOption(command, quoted.split('=')[0] ?? '', help);
    case 'commander.unknownCommand':
      return unknownCommand(command, quoted, words);
    case 'commander.optionMissingArgument': {
      const [flag = quoted, value = 'VALUE'] = quoted.split(', ').at(-1)!.split(' ');
      return usageError(`${flag} needs a value`, `write ${flag} ${value.replace(/[<>[\]]/g, '').toUpperCase()}`);
    }
    case 'commander.missingArgument':
      return usageError(`${path} needs ${quoted}`, `write ${path} ${usageOf(command)}${meaningOf(command, quoted)}`);
    case 'commander.excessArguments':
      return usageError(
        `${path} takes ${command.registeredArguments.length === 0 ? 'no arguments' : 'fewer arguments'}`,
        `write ${path} ${usageOf(command)}`.trimEnd(),
      );
    case 'commander.help':
      return usageError(`${path} needs a subcommand`, `write one of ${subcommands(command).join(', ')}`);
    default:
      return usageError(excerpt(message.split('\n')[0] ?? message, 200), help);
  }
}

function unknownOption(command: Command, flag: string, help: string): ToolError {
  const flags = command.options.flatMap((option) => option.long ?? []);
  const likely = flag.startsWith('--')
    ? nearest(
        flag.slice(2),
        flags.map((one) => one.slice(2)),
      )
    : undefined;
  const dimension =
    likely === undefined && flags.includes('--where') ? nearest(flag.replace(/^-+/, ''), DIMENSIONS) : undefined;
  const hint =
    likely !== undefined
      ? `did you mean --${likely}? ${help}`
      : dimension !== undefined
        ? `to ask for some of them, write --where ${dimension}=…; to group by it, --by ${dimension}; ${help}`
        : help;
  return usageError(`${commandPath(command)} has no option ${excerpt(flag, 60)}`, hint);
}

function unknownCommand(command: Command, word: string, words: readonly string[]): ToolError {
  const path = commandPath(command);
  const likely = nearest(word, subcommands(command));
  const isLog = /[./*\\]/.test(word) || word === '-';
  const hint =
    likely === undefined && isLog
      ? `to read a log: ${path} usage ${excerpt(words.join(' '), 80)}`
      : `${likely === undefined ? '' : `did you mean ${likely}? `}${path} --help lists what there is`;
  const what = command.parent === null ? 'there is' : `${path} has`;
  return usageError(`${what} no command "${excerpt(word, 60)}"`, hint);
}

function subcommands(command: Command): string[] {
  return command.commands.map((one) => one.name());
}

function usageOf(command: Command): string {
  return command.registeredArguments
    .map((one) => {
      const name = one.variadic ? `${one.name()}…` : one.name();
      return one.required ? name : `[${name}]`;
    })
    .join(' ');
}

/** What may stand in the place of an argument, where it takes few words to say. */
function meaningOf(command: Command, name: string): string {
  const { description = '' } = command.registeredArguments.find((one) => one.name() === name) ?? {};
  return description === '' || description.length > 80 ? '' : `; ${name} is ${description}`;
}

/** `tollbook prices list`. */
export function commandPath(command: Command): string {
  const names: string[] = [];
  for (let here: Command | null = command; here; here = here.parent) names.unshift(here.name());
  return names.join(' ');
}
