/**
 * A process and a pipeline made of values: what run() was given, what it asked, and what it wrote.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Parts } from '../../src/cli/context.js';
import type { Effects, OutputStream, StopSignal } from '../../src/cli/effects.js';
import type { Answer, Pipeline } from '../../src/cli/pipeline-types.js';
import { run } from '../../src/cli/run.js';
import type { Note } from '../../src/core/diagnostics.js';
import { isDocumentFormat } from '../../src/render/document.js';

export interface Setting {
  readonly environment?: Record<string, string>;
  readonly workingDirectory?: string;
  readonly terminal?: { readonly output?: boolean; readonly errorOutput?: boolean };
  readonly answer?: Partial<Answer> & { readonly notes?: readonly Note[] };
  /** Replaces what the pipeline does when it is asked. */
  readonly asked?: (surroundings: { progress: (state: { doing: string }) => void }) => Promise<void>;
}

export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errorOutput: string;
  /** The function of the pipeline that was called, and with what, the surroundings left out. */
  readonly asked: { readonly name: string; readonly arguments: readonly unknown[] } | undefined;
}

export interface FakeProcess {
  readonly effects: Effects;
  readonly parts: Parts;
  readonly written: { output: string; errorOutput: string };
  readonly asked: () => Outcome['asked'];
  /** Lets this much time pass at once. */
  readonly elapse: (milliseconds: number) => void;
  readonly stop: (signal: StopSignal) => void;
}

export function fakeProcess(setting: Setting = {}): FakeProcess {
  const written = { output: '', errorOutput: '' };
  let asked: Outcome['asked'];
  let stop: (signal: StopSignal) => void = () => {};
  let timers: { at: number; action: () => void }[] = [];
  let now = 0;
  const stream = (name: 'output' | 'errorOutput'): OutputStream => ({
    isTerminal: setting.terminal?.[name] === true,
    width: setting.terminal?.[name] === true ? 80 : undefined,
    write: async (data) => {
      written[name] += data.toString();
    },
  });
  const effects: Effects = {
    environment: setting.environment ?? {},
    workingDirectory: setting.workingDirectory ?? '/',
    temporaryDirectory: tmpdir(),
    run: { label: 'test_1', isOver: () => false },
    nodeVersion: '20.19.0',
    standardInput: () => Readable.from([]),
    output: stream('output'),
    errorOutput: stream('errorOutput'),
    after: (milliseconds, action) => {
      const timer = { at: now + milliseconds, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    onStop: (action) => {
      stop = action;
    },
  };
  const { notes = [], ...answer } = setting.answer ?? {};
  const pipeline = new Proxy({} as Pipeline, {
    get:
      (_, name) =>
      async (...given: unknown[]) => {
        const surroundings = given.at(-1) as Parameters<NonNullable<Setting['asked']>>[0];
        asked = { name: String(name), arguments: given.slice(0, -1) };
        await setting.asked?.(surroundings);
        const report = { command: String(name), header: [], tables: [], notes, result: {} };
        return { report, incomplete: false, failed: false, inconclusive: false, ...answer };
      },
  });
  const parts: Parts = {
    // A promise of a proxy would be taken for a promise itself, because every property of it is a function.
    pipeline: async () => ({ ...lifted(pipeline) }),
    renderer: async () => ({
      isDocumentFormat,
      render: (_, format) => `<${format}>\n`,
      renderDocument: async (_, format) => `<${format}>\n`,
      renderNotes: (report) => report.notes.map((note) => `note: ${note.message}\n`).join(''),
    }),
  };
  return {
    effects,
    parts,
    written,
    asked: () => asked,
    elapse: (milliseconds) => {
      now += milliseconds;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.action();
    },
    stop: (signal) => stop(signal),
  };
}

const FUNCTIONS = [
  'usage',
  'errors',
  'report',
  'latency',
  'cost',
  'compare',
  'load',
  'ledgerStatus',
  'ledgerForget',
  'pricesList',
  'pricesExplain',
  'query',
  'exportCalls',
  'exportUsage',
  'exportCost',
  'exportFocus',
] as const satisfies readonly (keyof Pipeline)[];

function lifted(pipeline: Pipeline): Pipeline {
  return Object.fromEntries(FUNCTIONS.map((name) => [name, pipeline[name]])) as unknown as Pipeline;
}

/** Runs a command line, split at blanks or given word by word. */
export async function tollbook(line: string | readonly string[], setting: Setting = {}): Promise<Outcome> {
  const fake = fakeProcess(setting);
  const words = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
  const exitCode = await run(words, fake.effects, fake.parts);
  return { exitCode, ...fake.written, asked: fake.asked() };
}

/** Calls the test with a fresh folder that is removed afterwards. */
export async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-test-'));
  try {
    await test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
