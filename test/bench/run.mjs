// The benchmark: tollbook and its yardsticks on one generated log, in turn, several rounds; medians and ratios against the
// goals. A wrong answer ends with exit code 1; a missed goal only says `missed`, because machines differ.
//
//   node test/bench/run.mjs [--lines 10000000] [--rounds 3] [--only tollbook,objects] [--smoke]
//   node test/bench/run.mjs --ledger [--scale 0.1] [--rounds 3] [--only mixed,reports]
//   node test/bench/run.mjs --logs [--scale 0.1] [--rounds 3] [--only nested,transcripts]
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { disagreements, largestDeviation, USAGE_FIGURES, withTotals } from './answers.mjs';
import { contestants, machine, TOLLBOOK } from './contestants.mjs';
import { forecastSpeed } from './forecast/speed.mjs';
import { logOf } from './generate.mjs';
import { LEDGER } from './ledger.mjs';
import { LOGS } from './logs.mjs';
import { measured, memoryBy, milliseconds } from './measure.mjs';
import { benchParts } from './parts.mjs';
import { goalTable, resultTable } from './tables.mjs';

const FOLDER = join(import.meta.dirname, 'data');
const START_ROUNDS = 15;
/** Whose figures the others must have. */
const REFERENCE = 'read_json';

async function main() {
  const { lines, rounds, only, isSmoke, scale, parts } = options();
  if (!existsSync(TOLLBOOK)) throw new Error('dist/cli/main.js is missing: run `npm run build` first');
  if (parts !== undefined) return inParts(parts, only, scale, rounds);
  const everybody = contestants();
  const unknown = only?.find((id) => everybody.every((one) => one.id !== id));
  if (unknown !== undefined) throw new Error(`--only: nobody here is called ${unknown}`);
  const field = everybody.filter(({ id }) => only === undefined || id === REFERENCE || only.includes(id));

  const log = logOf(lines, FOLDER);
  console.log(`${lines} lines, ${(statSync(log).size / 1e9).toFixed(2)} GB, rounds: ${rounds}`);
  console.log(`${machine()}; peak memory by ${memoryBy}\n`);
  const start = isSmoke ? undefined : await startTimes();
  warm(log);
  const results = [];
  for (let round = 1; round <= rounds; round += 1) {
    results.push(await runRound(field, log, lines));
    console.error(`round ${round} of ${rounds} done`);
  }
  console.log(resultTable(field, results));
  if (!isSmoke) console.log(`\n${goalTable(results, start)}`);
  if (!isSmoke && only === undefined) forecastSpeed(FOLDER);
  conclude(results);
}

/** The other benchmarks: `only` names parts of one. */
async function inParts(parts, only, scale, rounds) {
  const names = Object.keys(parts);
  const unknown = only?.find((part) => !names.includes(part));
  if (unknown !== undefined) throw new Error(`--only: no part is called ${unknown}; there are ${names.join(', ')}`);
  console.log(`at ${scale} of its size, rounds: ${rounds}\n${machine()}; peak memory by ${memoryBy}`);
  const wrong = await benchParts(parts, { only: only ?? names, scale, rounds, folder: FOLDER });
  console.log(
    wrong.length === 0 ? '\nAll answers agree.' : `\nWrong answers:\n${wrong.map((one) => `- ${one}`).join('\n')}`,
  );
  if (wrong.length > 0) process.exitCode = 1;
}

/** One run of everybody: by id, what was measured and the rows answered. */
async function runRound(field, log, lines) {
  const round = new Map();
  for (const { id, command, args, answer } of field) {
    const run = await measured({ command, args: args(log), folder: FOLDER });
    round.set(id, { ...run, ...answered(run, answer, lines) });
  }
  return round;
}

function answered({ exitCode, stdout, stderr }, answer = (rows) => rows, lines) {
  if (exitCode !== 0) return { problem: `it ended with ${exitCode}: ${stderr.trim().slice(0, 2000)}` };
  try {
    return { rows: answer(JSON.parse(stdout), lines) };
  } catch (error) {
    return { problem: error.message };
  }
}

/** Prints whether the answers agree, and decides the exit code. */
function conclude(results) {
  const wrong = results.flatMap((round) => {
    const expected = round.get(REFERENCE).rows && withTotals(round.get(REFERENCE).rows);
    return [...round].flatMap(([id, { rows, problem }]) => {
      if (problem !== undefined) return [`${id}: ${problem}`];
      if (expected === undefined) return [];
      return disagreements(rows, expected, id === 'tollbook' ? USAGE_FIGURES : []).map((one) => `${id}: ${one}`);
    });
  });
  if (wrong.length > 0) {
    console.log(`\nWrong answers:\n${[...new Set(wrong)].map((one) => `- ${one}`).join('\n')}`);
    process.exitCode = 1;
    return;
  }
  const off = results.map((round) => {
    const usage = round.get('tollbook');
    return usage ? largestDeviation(usage.rows, round.get(REFERENCE).rows) : 0;
  });
  const quantiles = Math.max(...off);
  const word = quantiles < 1e-6 ? 'quantiles too' : `quantiles within ${(quantiles * 100).toFixed(2)} %`;
  console.log(`\nAll answers agree: calls, errors and tokens exactly, ${word}.`);
}

/** Milliseconds of `tollbook --help` and of an empty Node program, in turn; the first of each is not counted. */
async function startTimes() {
  const times = { help: [], empty: [] };
  for (let round = 0; round <= START_ROUNDS; round += 1) {
    const empty = await milliseconds(process.execPath, ['-e', '0'], FOLDER);
    const help = await milliseconds(process.execPath, [TOLLBOOK, '--help'], FOLDER);
    if (round === 0) continue;
    times.empty.push(empty);
    times.help.push(help);
  }
  return times;
}

/** Reads the file once, so that the first contestant does not pay for the disk. */
function warm(path) {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(1 << 22);
  while (readSync(file, buffer) > 0);
  closeSync(file);
}

function options() {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      ledger: { type: 'boolean', default: false },
      logs: { type: 'boolean', default: false },
      scale: { type: 'string' },
    },
  });
  return {
    isSmoke: values.smoke,
    lines: count('--lines', values.lines ?? (values.smoke ? '100000' : '10000000')),
    rounds: count('--rounds', values.rounds ?? (values.smoke ? '1' : '3')),
    only: values.only?.split(','),
    scale: share('--scale', values.scale ?? '1'),
    parts: values.ledger ? LEDGER : values.logs ? LOGS : undefined,
  };
}

function share(name, text) {
  if (!(Number(text) > 0 && Number(text) <= 1)) throw new Error(`${name}: expected a number up to 1, found "${text}"`);
  return Number(text);
}

function count(name, text) {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Error(`${name}: expected a whole number such as 1000000, found "${text}"`);
  return Number(text);
}

try {
  await main();
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
