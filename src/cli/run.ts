/**
 * One run of the command line: arguments in, exit code out. The one place where an error is caught and told.
 */
import type { CommandContext, Parts } from './context.js';
import type { Effects, StopSignal } from './effects.js';
import { describeError } from './error-text.js';
import { shippedParts } from './parts.js';
import { progressLine } from './progress.js';

const STOPPED: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 };
// How long an interrupted run may take to roll back and to remove its temporary files.
const GRACE_MS = 2000;

/** Never throws. Data goes to the output of `effects`, everything else to its error output. */
export async function run(argv: readonly string[], effects: Effects, parts: Parts = shippedParts): Promise<number> {
  const progress = progressLine(effects);
  const interruptions = new Set<() => void>();
  let stopped: StopSignal | undefined;
  let exitCode = 0;
  const context: CommandContext = {
    effects,
    parts,
    progress,
    onInterrupt: (action) => {
      interruptions.add(action);
      return () => interruptions.delete(action);
    },
    isInterrupted: () => stopped !== undefined,
    finish: (code) => {
      exitCode = code;
    },
  };

  const work = dispatch(argv, context).then(
    () => exitCode,
    (error: unknown) => tell(error, argv, context),
  );
  const stop = new Promise<StopSignal>((resolve) => effects.onStop(resolve));
  const first = await Promise.race([work, stop]);
  if (typeof first === 'number') return first;

  stopped = first;
  for (const interrupt of interruptions) interrupt();
  await Promise.race([work, new Promise<void>((resolve) => effects.after(GRACE_MS, resolve))]);
  progress.end();
  await effects.errorOutput.write('tollbook: interrupted\n').catch(() => {});
  return STOPPED[first];
}

async function dispatch(argv: readonly string[], context: CommandContext): Promise<void> {
  if (argv.length === 0) return (await import('./bare.js')).showHint(context.effects);
  const { buildProgram, isDone } = await import('./program.js');
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  const printed: string[] = [];
  try {
    const program = await buildProgram(context, words, (text) => printed.push(text));
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!isDone(error)) throw error;
  }
  if (printed.length > 0) await context.effects.output.write(printed.join(''));
}

async function tell(error: unknown, argv: readonly string[], context: CommandContext): Promise<number> {
  context.progress.end();
  const { text, exitCode } = describeError(error, argv.includes('--verbose'));
  // After an interruption the engine complains that it was interrupted, which the user knows.
  if (!context.isInterrupted()) await context.effects.errorOutput.write(text).catch(() => {});
  return exitCode;
}
