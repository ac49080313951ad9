// The parts about reading logs in one shot, beside the large flat one: loops that people write, ten times as many lines, nested
// answers, transcripts, compressed logs, and a flat log into a ledger. `run.mjs --logs` runs them.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pythonPath } from './contestants.mjs';
import { logOf } from './generate.mjs';
import { chat, fileOf, folderOf, transcript } from './ledger-logs.mjs';
import { count, fresh, rowsOf } from './parts.mjs';

const here = import.meta.dirname;
const NOT_THERE = { seconds: null, cpuSeconds: null, peakMib: null };

/** How many times the time of the second the first took; undefined where one was not measured. */
const ratio = (one, other) =>
  one.seconds === null || other.seconds === null ? undefined : one.seconds / other.seconds;

export const LOGS = {
  loops: {
    set: loops,
    goals: [
      ['Node loop ÷ tollbook', 1, (run) => ratio(run.node, run.usage), 'atLeast'],
      ['jq ÷ tollbook', 1, (run) => ratio(run.jq, run.usage), 'atLeast'],
    ],
  },
  tenfold: {
    set: tenfold,
    goals: [['ten times as many lines ÷ once', 10.5, (run) => ratio(run.ten, run.one)]],
  },
  nested: {
    set: nested,
    goals: [
      ['one-shot usage ÷ bare object reader', 1.35, (run) => ratio(run.usage, run.sums)],
      ['peak MiB', 900, (run) => run.usage.peakMib, 'largest'],
    ],
  },
  transcripts: {
    set: transcripts,
    goals: [
      ['ccusage ÷ tollbook', 1.9, (run) => ratio(run.ccusage, run.usage), 'atLeast'],
      ['peak MiB', 900, (run) => run.usage.peakMib, 'largest'],
    ],
  },
  packed: {
    set: packed,
    goals: [['peak MiB', 900, (run) => Math.max(run.gz.peakMib, run.zst.peakMib ?? 0), 'largest']],
  },
  table: {
    set: flatTable,
    goals: [
      ['load ÷ bare create table', 1.3, (run) => ratio(run.load, run.table)],
      ['peak MiB of the load', 900, (run) => run.load.peakMib, 'largest'],
    ],
  },
};

function usageOf({ tollbook }, title, log) {
  return tollbook(title, 'usage', log, '--by', 'model');
}

function loops(tools, scale, folder) {
  const lines = count(scale, 1_000_000);
  const log = logOf(lines, folder);
  const python = pythonPath();
  const hasJq = spawnSync('jq', ['--version']).status === 0;
  const totals =
    '[inputs] | group_by(.model) | map({model: .[0].model, total_tokens: (map(.total_tokens // 0) | add)})';
  return async () => {
    const runs = {
      usage: await usageOf(tools, `tollbook usage, ${lines} flat lines`, log),
      node: await tools.yardstick('Node readline and JSON.parse', 'loop.mjs', log),
      python:
        python === undefined
          ? { title: 'Python: not installed', ...NOT_THERE }
          : await tools.run('Python json.loads', python, [join(here, 'yardsticks/loop.py'), log]),
      jq: hasJq ? await tools.run('jq', 'jq', ['-n', totals, log]) : { title: 'jq: not installed', ...NOT_THERE },
    };
    const answer = rowsOf(runs.usage.answer).map((row) => ({
      ...row,
      total_tokens: row.input_tokens + row.output_tokens,
    }));
    for (const one of [runs.node, runs.python, runs.jq]) {
      if (one.seconds !== null) tools.sameTotals(one, { ...runs.usage, answer });
    }
    return runs;
  };
}

function tenfold(tools, scale, folder) {
  const lines = count(scale, 1_000_000);
  const [one, ten] = [logOf(lines, folder), logOf(lines * 10, folder)];
  return async () => ({
    one: await usageOf(tools, `tollbook usage, ${lines} lines`, one),
    ten: await usageOf(tools, `tollbook usage, ${lines * 10} lines`, ten),
  });
}

function nested(tools, scale, folder) {
  const lines = count(scale, 1_000_000);
  const log = fileOf(folder, 'chat', lines, chat);
  return async () => {
    const runs = {
      sums: await tools.yardstick(
        `bare object reader, transform, sums, ${lines} chat completions`,
        'mixed.mjs',
        'sums',
        log,
      ),
      usage: await usageOf(tools, 'tollbook usage', log),
    };
    tools.same(runs.usage, runs.sums);
    return runs;
  };
}

/** Every call is on two lines, as transcripts have it: who counts lines counts it twice. */
function transcripts(tools, scale, folder) {
  const files = count(scale, 400);
  const log = folderOf(join(folder, `claude-${files}/projects`), 'bench', files, 5000, transcript);
  const ccusage = ccusagePath();
  return async () => {
    const runs = { usage: await usageOf(tools, `tollbook usage, ${files} transcripts of 5000 lines`, log) };
    const calls = files * 1250;
    tools.found(runs.usage, { lines: files * 5000, accepted: calls, duplicate: calls });
    if (ccusage === undefined) return { ...runs, ccusage: { title: 'ccusage: not installed', ...NOT_THERE } };
    const settings = [`CLAUDE_CONFIG_DIR=${join(folder, `claude-${files}`)}`, 'TZ=UTC'];
    runs.ccusage = await tools.run('ccusage monthly', 'env', [...settings, ccusage, 'monthly', '--offline', '--json']);
    const totals = runs.ccusage.answer.totals ?? {};
    const [row] = rowsOf(runs.usage.answer);
    tools.equal(
      'ccusage',
      [totals.inputTokens, totals.cacheCreationTokens, totals.cacheReadTokens, totals.outputTokens],
      [
        row.input_tokens - row.cache_read_tokens - row.cache_write_tokens,
        row.cache_write_tokens,
        row.cache_read_tokens,
        row.output_tokens,
      ],
    );
    return runs;
  };
}

/** `npm i --no-save ccusage@20.0.24`, or wherever the shell finds it. */
function ccusagePath() {
  const own = join(here, '../../node_modules/.bin/ccusage');
  if (existsSync(own)) return own;
  return spawnSync('ccusage', ['--version']).status === 0 ? 'ccusage' : undefined;
}

function packed(tools, scale, folder) {
  const lines = count(scale, 1_000_000);
  const log = logOf(lines, folder);
  const zst = spawnSync('zstd', ['--version']).status === 0;
  return async () => {
    if (!existsSync(`${log}.gz`)) {
      await pipeline(createReadStream(log), createGzip(), createWriteStream(`${log}.part`));
      renameSync(`${log}.part`, `${log}.gz`);
    }
    if (zst && !existsSync(`${log}.zst`)) spawnSync('zstd', ['-q', log, '-o', `${log}.zst`]);
    const runs = {
      plain: await usageOf(tools, `tollbook usage, ${lines} lines`, log),
      gz: await usageOf(tools, 'the same as .gz', `${log}.gz`),
      bareGz: await tools.yardstick('DuckDB read_json of the .gz, same aggregate', 'read-json.mjs', `${log}.gz`),
      zst: zst
        ? await usageOf(tools, 'the same as .zst', `${log}.zst`)
        : { title: 'zstd: not installed', ...NOT_THERE },
    };
    for (const one of [runs.gz, runs.zst]) if (one.seconds !== null) tools.same(one, runs.plain);
    tools.same(runs.gz, runs.bareGz);
    return runs;
  };
}

function flatTable({ tollbook, yardstick, found }, scale, folder) {
  const lines = count(scale, 10_000_000);
  const log = logOf(lines, folder);
  return async () => {
    const runs = {
      table: await yardstick(
        `bare create table, ${lines} flat lines`,
        'flat-table.mjs',
        log,
        fresh(folder, 'bare-flat'),
      ),
      load: await tollbook('tollbook load', 'load', log, '--db', fresh(folder, 'flat')),
    };
    found(runs.load, { lines, accepted: lines });
    return runs;
  };
}
