// Kills loads with SIGKILL at random moments and looks at what they left: the ledger must be as it was before the load or as
// it is after it, every account must add up, no call may be lost or counted twice, and the last load must complete.
//
//   npm run faults -- [--runs 200] [--seed 1]
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const FILES = 6;
const GROWTH = 700;
/** Every so many lines have a call that every file tells of, the later file the more complete. */
const SHARED = 10;

const idOf = (file, index) => (index % SHARED === 0 ? `chatcmpl-shared-${index}` : `chatcmpl-${file}-${index}`);
const outputOf = (file, index) => 10 * (index % 97) + file + 1;
// One line in five hundred is cut: of each file only the first thousand rejected lines are kept.
const isCut = (index) => index % 500 === 49;

function lineOf(file, index) {
  const text = JSON.stringify({
    object: 'chat.completion',
    id: idOf(file, index),
    model: 'gpt-x',
    created: 1_790_000_000 + index,
    usage: { prompt_tokens: 5, completion_tokens: outputOf(file, index) },
  });
  return `${isCut(index) ? text.slice(0, 40) : text}\n`;
}

/** What a ledger with the first so many lines of each file must hold. */
function expected(lengths) {
  const best = new Map();
  lengths.forEach((length, file) => {
    for (let index = 0; index < length; index += 1) {
      if (isCut(index)) continue;
      const id = idOf(file, index);
      best.set(id, Math.max(best.get(id) ?? 0, outputOf(file, index)));
    }
  });
  return { calls: best.size, output: [...best.values()].reduce((sum, value) => sum + value, 0) };
}

/** Lines of each file that the ledger holds. Throws where an account does not add up. */
async function inspected(ledger) {
  const instance = await DuckDBInstance.create(ledger);
  const connection = await instance.connect();
  const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowObjects();
  try {
    const [{ tables }] = await rows("select count(*) as tables from duckdb_tables() where table_name = 'sources'");
    if (tables === 0n) return undefined;
    const lengths = Array(FILES).fill(0);
    const sources = await rows(
      `select path, lines, blank + rejected + ignored + with_calls as accounted, calls_found, count(source_line) as stored, rejected,
         (select count(*) from rejects where rejects.source_id = sources.source_id) as explained
       from sources left join snapshots using (source_id) group by all order by path`,
    );
    for (const { path, lines, accounted, calls_found, stored, rejected, explained } of sources) {
      if (lines !== accounted) throw new Error(`${path}: ${lines} lines, ${accounted} accounted for`);
      if (calls_found !== stored) throw new Error(`${path}: ${calls_found} calls found, ${stored} stored`);
      if (rejected !== explained) throw new Error(`${path}: ${rejected} rejected, ${explained} explained`);
      const file = Number(/(\d+)\.jsonl$/.exec(basename(path))[1]);
      if (lengths[file] !== 0) throw new Error(`${path} is held twice`);
      lengths[file] = Number(lines);
    }
    const [{ calls, ids, output }] = await rows(
      'select count(*) as calls, count(distinct call_id) as ids, coalesce(sum(output_tokens), 0)::bigint as output from calls',
    );
    const right = expected(lengths);
    if (calls !== ids || Number(calls) !== right.calls || Number(output) !== right.output) {
      throw new Error(
        `${calls} calls of ${ids} ids with ${output} output tokens, expected ${right.calls} with ${right.output}`,
      );
    }
    return lengths;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Runs a load, killed after so many milliseconds; undefined: let it end. Resolves to what ended it, and how long it took. */
function loaded(folder, killAfterMs) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [MAIN, 'load', 'logs', '--db', 'ledger.duckdb', '--quiet', '--json'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complaint += text;
    });
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === null && code !== 0) reject(new Error(`a load ended with ${code}: ${complaint}`));
      else resolve({ isKilled: signal === 'SIGKILL', milliseconds: performance.now() - started });
    });
  });
}

/** Mulberry32. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Resolves to how many loads were killed, and of these how many had stored nothing or everything. Throws at the first fault. */
export async function killLoads({ runs, seed, onRun }) {
  const random = randomNumbers(seed);
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-faults-'));
  const ledger = join(folder, 'ledger.duckdb');
  mkdirSync(join(folder, 'logs'));
  try {
    const written = Array(FILES).fill(0);
    const grow = (file) => {
      let text = '';
      for (let index = written[file]; index < written[file] + GROWTH; index += 1) text += lineOf(file, index);
      appendFileSync(join(folder, 'logs', `${file}.jsonl`), text);
      written[file] += GROWTH;
    };
    for (let file = 0; file < FILES; file += 1) grow(file);
    let usual = (await loaded(folder)).milliseconds;
    let held = await inspected(ledger);
    const result = { runs, killed: 0, before: 0, after: 0, calls: 0 };
    for (let run = 0; run < runs; run += 1) {
      grow(Math.floor(random() * FILES));
      if (random() < 0.3) grow(Math.floor(random() * FILES));
      const { isKilled, milliseconds } = await loaded(folder, usual * (0.2 + random()));
      const now = (await inspected(ledger)) ?? Array(FILES).fill(0);
      const is = (lengths) => now.every((length, file) => length === lengths[file]);
      if (!is(held) && !is(written)) throw new Error(`run ${run}: held ${held}, wrote ${written}, found ${now}`);
      if (!isKilled && !is(written)) throw new Error(`run ${run}: a load that ended did not load everything`);
      if (isKilled) {
        result.killed += 1;
        result[is(written) ? 'after' : 'before'] += 1;
      } else usual = milliseconds;
      held = now;
      onRun?.(run + 1, result);
      // From an empty ledger again from time to time, so that its making is interrupted too.
      if (random() < 0.15) {
        rmSync(ledger, { force: true });
        rmSync(`${ledger}.wal`, { force: true });
        held = Array(FILES).fill(0);
      }
    }
    await loaded(folder);
    const last = await inspected(ledger);
    if (last.some((length, file) => length !== written[file]))
      throw new Error(`the last load left ${last} of ${written}`);
    result.calls = expected(written).calls;
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
  });
  const { runs, killed, before, after, calls } = await killLoads({
    runs: Number(values.runs),
    seed: Number(values.seed),
    onRun: (run, { killed: sofar }) => {
      if (run % 50 === 0) console.log(`${run} loads, ${sofar} killed`);
    },
  });
  console.log(
    `${runs} loads, ${killed} killed: ${before} left the ledger as it was before, ${after} as it is after. Every account added up; the last load completed to ${calls.toLocaleString('en-US')} calls.`,
  );
}
