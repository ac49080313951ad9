// Feeds damaged logs, price books, scenarios, policies, settings and statements to the command, in this process, and looks at
// what it does: never a crash, never an error that no person can read, an account that adds up, no control character, tag, formula
// or key in any output, and no more than ten seconds of the processor per megabyte.
//
//   npm run fuzz -- [--files 1000] [--seed 1] [--only logs|written] [--run 17]
//
// runs.mjs says what is damaged and asked, mutate.mjs and whole.mjs how it is damaged, judge.mjs what must hold. With --run one
// run is done again, and its folder is kept.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { judged } from './judge.mjs';
import { randomOf } from './mutate.mjs';
import { allSettings, logRun, logsOf, writtenRun } from './runs.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is wrong with each run that went wrong, with what it takes to see it again. */
export async function fuzz({ files: enough, seed, only, first = 0, onProblem, onRun, keep = false }) {
  const { run } = await import('../../dist/cli/run.js');
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-fuzz-'));
  const logs = logsOf();
  const problems = [];
  const totals = { runs: 0, files: 0, lines: 0 };
  try {
    await asked(run, ['config', 'init'], folder);
    const settings = allSettings(readFileSync(join(folder, 'tollbook.yaml'), 'utf8'));
    rmSync(join(folder, 'tollbook.yaml'));
    await asked(run, ['load', join(ROOT, 'sample-logs/canonical.jsonl'), '--db', 'entered.duckdb'], folder);
    for (let index = first; totals.files < enough; index += 1) {
      const random = randomOf(seed * 1_000_003 + index);
      const isLog = only === 'logs' || (only !== 'written' && random.below(3) > 0);
      const work = join(folder, String(index));
      mkdirSync(work);
      const one = isLog ? logRun(index, random, logs, work) : writtenRun(index, random, settings, work);
      totals.runs += 1;
      totals.files += one.files;
      totals.lines += one.lines;
      onRun?.(index, one, totals);
      const outcome = await asked(run, one.words, work);
      if (keep) console.log(outcome.output + outcome.errors);
      for (const what of judged(one, outcome)) {
        onProblem?.(`run ${index}: ${what}\n  ${one.words.join(' ')}`);
        problems.push({ index, what, words: one.words.join(' ') });
      }
      if (!keep) rmSync(work, { recursive: true });
    }
  } finally {
    if (keep) console.log(folder);
    else rmSync(folder, { recursive: true, force: true });
  }
  return { ...totals, seed, problems };
}

async function asked(run, words, work) {
  const out = [];
  const errors = [];
  const into = (list) => ({
    isTerminal: false,
    width: undefined,
    write: async (data) => void list.push(data.toString()),
  });
  // Of the processor, because other work on the machine is nobody's fault here.
  const before = process.cpuUsage();
  const exitCode = await run(words, {
    environment: {},
    workingDirectory: work,
    temporaryDirectory: work,
    run: { label: 'fuzz_1', isOver: () => false },
    nodeVersion: process.versions.node,
    standardInput: () => Readable.from([]),
    output: into(out),
    errorOutput: into(errors),
    after: () => () => {},
    onStop: () => {},
  });
  const used = process.cpuUsage(before);
  return { exitCode, output: out.join(''), errors: errors.join(''), milliseconds: (used.user + used.system) / 1000 };
}

/** Ends the process with a sentence where a run does not end: nothing in this thread could. */
function watched() {
  const runs = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { workerData: { runs, id } } = require('node:worker_threads');
     let [last, seconds] = [-1, 0];
     // Seconds of this thread, because the whole process may have been stopped for a while.
     setInterval(() => {
       seconds = runs[0] === last ? seconds + 1 : 0;
       last = runs[0];
       if (seconds < 600) return;
       require('node:fs').writeSync(1, 'run ' + last + ' hangs\\n');
       process.kill(id, 'SIGKILL');
     }, 1000);`,
    { eval: true, workerData: { runs, id: process.pid } },
  );
  worker.unref();
  return (index) => {
    runs[0] = index;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      run: { type: 'string' },
    },
  });
  const beat = watched();
  let told = 0;
  const { problems, ...result } = await fuzz({
    files: values.run === undefined ? Number(values.files) : 1,
    first: Number(values.run ?? 0),
    seed: Number(values.seed),
    only: values.only,
    onProblem: console.log,
    onRun: (index, { words }, { files }) => {
      beat(index);
      if (Math.floor(files / 500) > told) console.log(`${files} files`);
      told = Math.floor(files / 500);
      if (values.run !== undefined) console.log(words.join(' '));
    },
    keep: values.run !== undefined,
  });
  console.log(
    `${result.files} damaged files in ${result.runs} runs with seed ${result.seed}, ${result.lines} lines of logs: ${problems.length} problems`,
  );
  process.exit(problems.length === 0 ? 0 : 1);
}
