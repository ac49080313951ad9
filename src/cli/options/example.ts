/**
 * The example at the end of a command's help.
 */
import type { Command } from 'commander';

export function addExample(command: Command, ...lines: readonly string[]): void {
  command.addHelpText('after', `\nExample:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
}
