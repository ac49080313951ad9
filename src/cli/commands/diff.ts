/**
 * `tollbook diff BASE HEAD`: what changed between two saved results, and whether price or volume did it.
 */
import type { Command } from 'commander';
import { answerWith } from '../answer.js';
import { type CommandContext, runs } from '../context.js';
import { addExample } from '../options/example.js';
import { addOutputOptions, type OutputOptions } from '../options/output.js';

export function addDiff(command: Command, context: CommandContext): void {
  command
    .argument('<BASE>', 'a result that tollbook cost wrote with -o base.json')
    .argument('<HEAD>', 'a later one, with the same --by');
  addOutputOptions(command);
  addExample(
    command,
    'tollbook cost september/*.jsonl -o base.json',
    'tollbook cost october/*.jsonl -o head.json',
    'tollbook diff base.json head.json',
  );
  command.action(
    runs(context, (base: string, head: string, options: OutputOptions) =>
      answerWith(context, options, () => (pipeline, surroundings) => pipeline.diff({ base, head }, surroundings)),
    ),
  );
}
