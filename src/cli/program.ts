/**
 * The command line as a tree of commands, of which only the one that was asked for is built in full.
 *
 * To add a command: write its file in commands/, then name it in commands/catalog.ts.
 */
import { Command, CommanderError, Option } from 'commander';
import { COMMANDS } from './commands/catalog.js';
import type { CommandContext } from './context.js';
import { asUsageError } from './usage-errors.js';
import { packageVersion } from './version.js';

const GENERAL = 'General:';
const HELP_WIDTH = 100;

const HELP_END = `
Example:
  $ tollbook usage logs/*.jsonl

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 a gate failed,
            4 incomplete with --strict, 5 inconclusive.`;

/** `words` are the arguments as typed, `print` gets help and version. */
export async function buildProgram(
  context: CommandContext,
  words: readonly string[],
  print: (text: string) => void,
): Promise<Command> {
  const program = new Command('tollbook')
    .description('What LLM traffic costs, and what it would cost elsewhere, from the logs you already have.')
    .usage('COMMAND [LOG…] [options]')
    .optionsGroup(GENERAL)
    .version(packageVersion(), '--version', 'print the version')
    .addHelpOption(new Option('-h, --help', 'print help, also of a command').helpGroup(GENERAL))
    .configureOutput({
      writeOut: print,
      writeErr: () => {}, // run() tells errors, in one style
      getOutHelpWidth: () => Math.min(context.effects.output.width ?? HELP_WIDTH, HELP_WIDTH),
      getOutHasColors: () => false,
    })
    .addHelpText('after', HELP_END);
  const asked = words.find((word) => !word.startsWith('-'));
  const takes = new Map<string, string>();
  for (const [group, entries] of Object.entries(COMMANDS)) {
    program.commandsGroup(`${group}:`);
    for (const entry of entries) {
      const command = program.command(entry.name).description(entry.summary);
      takes.set(entry.name, entry.takes);
      if (entry.name === asked) (await entry.load())(command, context);
    }
  }
  finish(program, words);
  // Set last, because commands that exist inherit nothing any more: below, commander's own form is right.
  return program.configureHelp({
    subcommandTerm: (command) => `${command.name()} ${takes.get(command.name()) ?? ''}`.trimEnd(),
  });
}

function finish(command: Command, words: readonly string[]): void {
  command.helpCommand(false).exitOverride((error) => {
    throw isDone(error) ? error : asUsageError(error, command, words);
  });
  for (const below of command.commands) finish(below, words);
}

/** True for what commander throws after it printed help or version. */
export function isDone(error: unknown): boolean {
  return error instanceof CommanderError && error.exitCode === 0;
}
