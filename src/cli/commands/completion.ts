/**
 * `tollbook completion bash | zsh | fish`: the script that lets a shell complete commands, options, their words and files.
 */
import type { Command } from 'commander';
import { shippedQueryNames } from '../../queries/shipped.js';
import { bashScript } from '../completion/bash.js';
import { fishScript } from '../completion/fish.js';
import { places } from '../completion/places.js';
import { zshScript } from '../completion/zsh.js';
import { type CommandContext, runs } from '../context.js';
import { checkedValue, oneOf } from '../options/check.js';
import { addExample } from '../options/example.js';
import type { CommandList } from './entry.js';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };
const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** The function that makes the command, for completing these commands. */
export function completionOf(commands: CommandList): (command: Command, context: CommandContext) => void {
  return (command, context) => {
    command.argument('<SHELL>', 'bash, zsh or fish');
    addExample(command, 'tollbook completion bash > ~/.tollbook.bash', 'echo "source ~/.tollbook.bash" >> ~/.bashrc');
    command.action(runs(context, (text: string) => printScript(text, commands, context)));
  };
}

async function printScript(text: string, commands: CommandList, context: CommandContext): Promise<number> {
  const shell = checkedValue({ text, place: 'tollbook completion' }, oneOf('a shell', SHELLS));
  // The schemas and their library are loaded only here.
  const { schemaNames } = await import('../config/schemas.js');
  const found = await places(commands, context, {
    completion: SHELLS,
    query: shippedQueryNames(),
    'config schema': schemaNames(),
  });
  await context.effects.output.write(SCRIPTS[shell](found));
  return 0;
}
