/**
 * One line on the error output that says what is being done, for a person who waits; it leaves no trace behind.
 *
 * Shown only on a terminal, only after half a second, and never in CI: a log is no place for a line that moves.
 */
import type { Surroundings } from '../core/question.js';
import { excerpt } from '../core/text.js';
import type { Effects } from './effects.js';

type State = Parameters<Surroundings['progress']>[0];

export interface ProgressLine {
  report(state: State): void;
  /** Nothing is shown from here on: --quiet. */
  silence(): void;
  /** Erases the line. */
  end(): void;
}

const PATIENCE_MS = 500;
const ERASE = '\r\u001b[2K';

export function progressLine(effects: Effects): ProgressLine {
  const { errorOutput } = effects;
  const ci = effects.environment.CI;
  let isWanted = errorOutput.isTerminal && (ci === undefined || ci === '' || ci === 'false');
  let latest: State | undefined;
  let shown = '';
  let isDue = false;
  let cancel: (() => void) | undefined;

  function show(): void {
    if (!isWanted || !isDue || !latest) return;
    const text = excerpt(sentence(latest), (errorOutput.width ?? 80) - 1);
    if (text === shown) return;
    shown = text;
    void errorOutput.write(ERASE + text);
  }

  return {
    report(state) {
      latest = state;
      if (isWanted && !cancel) {
        cancel = effects.after(PATIENCE_MS, () => {
          isDue = true;
          show();
        });
      }
      show();
    },
    silence() {
      isWanted = false;
    },
    end() {
      cancel?.();
      if (shown !== '') void errorOutput.write(ERASE);
      shown = '';
      isWanted = false;
    },
  };
}

function sentence({ doing, done, of }: State): string {
  if (done === undefined) return `${doing} …`;
  if (of === undefined || of <= 0) return `${doing} … ${done.toLocaleString('en-US')}`;
  return `${doing} … ${Math.min(100, Math.floor((done / of) * 100))} %`;
}
