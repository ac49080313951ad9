/**
 * Everything impure that the command line needs of its process, as one value that tests replace.
 *
 * Beside main.ts the only file that touches `process` or a timer. Reading and writing named files is not here: a path
 * means the same to everybody, a process does not.
 */
import { createHash } from 'node:crypto';
import { hostname, tmpdir } from 'node:os';
import { outputError } from '../core/errors.js';
import type { RunIdentity } from '../core/temporary.js';

export interface OutputStream {
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly width: number | undefined;
  /** Resolves when the bytes are handed over, also when the reader has gone away: a closed pipe is success. */
  write(data: string | Uint8Array): Promise<void>;
}

export type StopSignal = 'SIGINT' | 'SIGTERM';

export interface Effects {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly temporaryDirectory: string;
  /** This run among others that share a temporary folder. */
  readonly run: RunIdentity;
  /** Such as `20.19.0`. */
  readonly nodeVersion: string;
  readonly standardInput: () => NodeJS.ReadableStream;
  readonly output: OutputStream;
  readonly errorOutput: OutputStream;
  /** Runs the action once after some milliseconds; returns how to cancel it. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
  /** Calls the action for the first stop signal only, so that a second one ends the process at once. */
  readonly onStop: (action: (signal: StopSignal) => void) => void;
}

export function processEffects(): Effects {
  return {
    environment: process.env,
    workingDirectory: process.cwd(),
    temporaryDirectory: tmpdir(),
    run: ownRun(),
    nodeVersion: process.versions.node,
    standardInput: () => process.stdin,
    output: outputStream(process.stdout, 'standard output'),
    errorOutput: outputStream(process.stderr, 'standard error'),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    onStop: (action) => {
      const stop = (signal: StopSignal) => {
        process.off('SIGINT', stop).off('SIGTERM', stop);
        action(signal);
      };
      process.on('SIGINT', stop).on('SIGTERM', stop);
    },
  };
}

/** A number of a process means something on its own machine only. */
function ownRun(): RunIdentity {
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  return {
    label: `${machine}_${process.pid}`,
    isOver: (label) => {
      const [where, number = ''] = label.split('_');
      if (where !== machine || !/^[1-9]\d{0,9}$/.test(number)) return false;
      try {
        process.kill(Number(number), 0);
        return false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ESRCH';
      }
    },
  };
}

function outputStream(stream: NodeJS.WriteStream, name: string): OutputStream {
  // Each failure reaches the callback of its write; without a listener the same failure would also end the process.
  stream.on('error', () => {});
  return {
    isTerminal: stream.isTTY === true,
    // A terminal that does not know its size says 0.
    width: stream.isTTY === true && stream.columns > 0 ? stream.columns : undefined,
    write: (data) =>
      new Promise((resolve, reject) => {
        stream.write(data, (problem?: NodeJS.ErrnoException | null) => {
          if (!problem || isReaderGone(problem)) resolve();
          else reject(outputError(name, `this cannot be written to (${problem.code})`));
        });
      }),
  };
}

function isReaderGone(problem: NodeJS.ErrnoException): boolean {
  return problem.code === 'EPIPE' || problem.code === 'ERR_STREAM_DESTROYED';
}
