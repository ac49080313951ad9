/**
 * What every command gets: the process as a value, the parts to load when they are needed, and where to leave the exit code.
 */
import type { Surroundings } from '../core/question.js';
import type { Effects } from './effects.js';
import type { Pipeline, Renderer } from './pipeline-types.js';
import type { ProgressLine } from './progress.js';

/** Loaded only when a command runs, so that `--help` starts at once. */
export interface Parts {
  readonly pipeline: () => Promise<Pipeline>;
  readonly renderer: () => Promise<Renderer>;
}

export interface CommandContext {
  readonly effects: Effects;
  readonly parts: Parts;
  readonly progress: ProgressLine;
  readonly onInterrupt: Surroundings['onInterrupt'];
  /** True once the user asked to stop: an answer that arrives later is not printed. */
  readonly isInterrupted: () => boolean;
  readonly finish: (exitCode: number) => void;
}

/** An action for commander that reports its exit code to run(). */
export function runs<Given extends unknown[]>(
  context: CommandContext,
  action: (...given: Given) => Promise<number>,
): (...given: Given) => Promise<void> {
  return async (...given) => context.finish(await action(...given));
}
