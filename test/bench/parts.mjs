// The parts of a benchmark: each runs commands round by round, prints what they took and holds ratios against goals. A wrong
// answer is kept; a missed goal is only told.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { disagreements } from './answers.mjs';
import { TOLLBOOK } from './contestants.mjs';
import { measured } from './measure.mjs';
import { median, table } from './tables.mjs';

const here = import.meta.dirname;

/**
 * Prints a table per part and gives sentences about wrong answers. Per part: `set`, which gives what a round runs, and `goals`, each a
 * title, a bound, the figure of a round and, for memory, `largest`; `atLeast` bounds from below. Of ratios the median over the rounds
 * counts, and a figure that is undefined was not measured.
 */
export async function benchParts(parts, { only, scale, rounds, folder }) {
  const wrong = [];
  for (const part of only) {
    const set = parts[part].set(bench(folder, wrong), scale, folder);
    const runs = [];
    for (let round = 1; round <= rounds; round += 1) {
      runs.push(await set());
      console.error(`${part}: round ${round} of ${rounds} done`);
    }
    console.log(`\n### ${part}\n`);
    const ids = Object.keys(runs[0]);
    console.log(
      table(
        ['', 'wall s', 'CPU s', 'peak MiB'],
        ids.map((id) => [runs[0][id].title, ...['seconds', 'cpuSeconds', 'peakMib'].map((one) => told(runs, id, one))]),
      ),
    );
    const judged = parts[part].goals.map((goal) => judgedBy(goal, runs));
    if (judged.length > 0) console.log(`\n${table(['goal', '', 'measured', ''], judged)}`);
  }
  return [...new Set(wrong)];
}

function judgedBy([title, bound, figure, kind], runs) {
  const sign = kind === 'atLeast' ? '≥' : '≤';
  const figures = runs.map(figure);
  if (figures.includes(undefined)) return [title, `${sign} ${bound}`, '–', 'not measured'];
  const value = kind === 'largest' ? Math.max(...figures) : median(figures);
  const isReached = kind === 'atLeast' ? value >= bound : value <= bound;
  return [title, `${sign} ${bound}`, value.toFixed(value < 100 ? 2 : 0), isReached ? 'reached' : 'missed'];
}

function told(runs, id, figure) {
  const values = runs.map((run) => run[id][figure]);
  return values.includes(null) ? '–' : median(values).toFixed(figure === 'peakMib' ? 0 : 2);
}

/** Runs commands; what fails or answers wrongly is kept. */
function bench(folder, wrong) {
  const run = async (title, command, args) => {
    const one = await measured({ command, args, folder });
    if (one.exitCode !== 0) wrong.push(`${title}: ended with ${one.exitCode}: ${one.stderr.trim().slice(0, 500)}`);
    let answer;
    try {
      answer = JSON.parse(one.stdout);
    } catch {
      answer = {};
    }
    return { title, answer, ...one };
  };
  return {
    wrong,
    run,
    tollbook: (title, ...args) =>
      run(title, process.execPath, [TOLLBOOK, ...args, ...(args.includes('-o') ? [] : ['--json']), '--quiet']),
    yardstick: (title, name, ...args) => run(title, process.execPath, [join(here, 'yardsticks', name), ...args]),
    /** What a load must have found. */
    found(one, expected) {
      for (const [name, value] of Object.entries(expected)) {
        const actual = one.answer.sources?.[name];
        if (actual !== value) wrong.push(`${one.title}: ${name} is ${actual}, expected ${value}`);
      }
    },
    /** What the second gate measures is what all calls cost. */
    sameCost(check, cost, count) {
      const gates = check.answer.gates ?? [];
      const { cost: exact, cost_low: low } = cost.answer.totals ?? {};
      const [told, expected] = [gates[1]?.value ?? gates[1]?.value_low, exact ?? low];
      if (gates.length !== count) wrong.push(`${check.title}: ${gates.length} gates, expected ${count}`);
      if (told === undefined || told !== expected) wrong.push(`${check.title}: cost is ${told}, expected ${expected}`);
    },
    /** What a loop gives: tokens per model, and nothing else. */
    sameTotals(one, other) {
      const sentences = disagreements(rowsOf(one.answer), rowsOf(other.answer), ['total_tokens']);
      wrong.push(...sentences.map((sentence) => `${one.title}: ${sentence}`));
    },
    equal(title, actual, expected) {
      if (JSON.stringify(actual) !== JSON.stringify(expected)) wrong.push(`${title}: ${actual}, expected ${expected}`);
    },
    same(one, other) {
      const sentences = disagreements(rowsOf(one.answer), rowsOf(other.answer), [
        'calls',
        'input_tokens',
        'output_tokens',
      ]);
      wrong.push(...sentences.map((sentence) => `${one.title}: ${sentence}`));
    },
  };
}

export const rowsOf = (answer) => (Array.isArray(answer) ? answer : (answer.rows ?? []));

export const count = (scale, full) => Math.max(1, Math.round(full * scale));

export function fresh(folder, name) {
  const path = join(folder, `${name}.duckdb`);
  for (const one of [path, `${path}.wal`]) rmSync(one, { force: true });
  return path;
}
