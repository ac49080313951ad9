/** A command as the list of commands shows it. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';

export interface CommandEntry {
  readonly name: string;
  /** What stands behind the name in the list of commands. */
  readonly takes: string;
  readonly summary: string;
  /** Gives the function that adds arguments, options and action to the bare command. */
  readonly load: () => Promise<(command: Command, context: CommandContext) => void>;
}

/** Commands by group, in the order of the help. */
export type CommandList = Readonly<Record<string, readonly CommandEntry[]>>;
