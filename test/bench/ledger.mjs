// The parts about ledgers: loading, loading again, adding to what is there, and asking; every part against a yardstick in the
// same round, every answer checked. `run.mjs --ledger` runs them.
import { copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logOf } from './generate.mjs';
import { addedTo, chat, fileOf, flat, folderOf, fourFormats } from './ledger-logs.mjs';
import { count, fresh } from './parts.mjs';

const REPORT_GOALS = [
  ['report of the month ÷ usage --by model,day', 5, (run) => run.report.seconds / run.usageDay.seconds],
  ['peak MiB of the report', 900, (run) => run.report.peakMib, 'largest'],
  ['MB of the page', 1.5, (run) => run.report.megabytes, 'largest'],
];

const GOALS = {
  files: [
    ['many files ÷ one file', 3, (run) => run.many.seconds / run.one.seconds],
    ['many files again ÷ first time', 0.1, (run) => run.again.seconds / run.many.seconds],
    ['peak MiB of many files', 900, (run) => run.many.peakMib, 'largest'],
  ],
  growth: [
    ['added to the ledger ÷ added to an empty one', 2, (run) => run.added.seconds / run.empty.seconds],
    ['peak MiB of adding', 900, (run) => run.added.peakMib, 'largest'],
  ],
  mixed: [
    ['load ÷ bare create table', 1.4, (run) => run.load.seconds / run.table.seconds],
    ['peak MiB of the load', 900, (run) => run.load.peakMib, 'largest'],
    ['one-shot usage ÷ bare object reader', 1.35, (run) => run.usage.seconds / run.sums.seconds],
    ['peak MiB of one-shot usage', 900, (run) => run.usage.peakMib, 'largest'],
  ],
  reports: [
    ['cost --by model,day ÷ usage --by model,day', 3, (run) => run.costDay.seconds / run.usageDay.seconds],
    ['usage --by model ÷ bare aggregate', 3, (run) => run.usage.seconds / run.sums.seconds],
    ['cost --by model ÷ bare aggregate', 3, (run) => run.cost.seconds / run.sums.seconds],
    ['usage --by model,day ÷ bare aggregate', 3, (run) => run.usageDay.seconds / run.sumsDay.seconds],
    ['check with 20 gates ÷ usage --by model', 6, (run) => run.check.seconds / run.usage.seconds],
    ...REPORT_GOALS,
  ],
  large: [
    ['peak MiB of the load', 900, (run) => run.load.peakMib, 'largest'],
    ['usage --by model ÷ bare aggregate', 3, (run) => run.usage.seconds / run.sums.seconds],
    ['cost --by model ÷ bare aggregate', 3, (run) => run.cost.seconds / run.sums.seconds],
    ['peak MiB of usage', 900, (run) => run.usage.peakMib, 'largest'],
    ...REPORT_GOALS,
  ],
};

function manyFiles({ tollbook, found }, scale, folder) {
  const files = count(scale, 5000);
  const lines = files * 200;
  const one = fileOf(folder, 'flat', lines, flat);
  const many = folderOf(folder, 'flat', files, 200, flat);
  return async () => {
    const runs = {};
    runs.one = await tollbook(`load ${lines} lines as one file`, 'load', one, '--db', fresh(folder, 'one'));
    const ledger = fresh(folder, 'many');
    runs.many = await tollbook(`load them as ${files} files`, 'load', many, '--db', ledger);
    runs.again = await tollbook('load the files again', 'load', many, '--db', ledger);
    for (const run of Object.values(runs)) found(run, { lines, calls_found: lines, accepted: lines });
    return runs;
  };
}

function growth({ tollbook, found }, scale, folder) {
  const held = count(scale, 10_000_000);
  const added = count(scale, 1_000_000);
  const base = fileOf(folder, 'chat', held, chat);
  const more = fileOf(folder, 'added', added, addedTo(held));
  let full;
  return async () => {
    if (full === undefined) {
      full = fresh(folder, 'full');
      await tollbook(`load ${held} calls`, 'load', base, '--db', full);
    }
    const grown = fresh(folder, 'grown');
    copyFileSync(full, grown);
    const runs = {
      empty: await tollbook(`${added} calls into an empty ledger`, 'load', more, '--db', fresh(folder, 'empty')),
      added: await tollbook(`the same into a ledger of ${held}`, 'load', more, '--db', grown),
    };
    found(runs.empty, { calls_found: added, accepted: added, duplicate: 0 });
    const usage = await tollbook('usage', 'usage', '--db', grown);
    const half = added - Math.floor(added / 2);
    found(usage, { calls_found: held + added, accepted: held + added - half, duplicate: half });
    return runs;
  };
}

function mixed({ tollbook, yardstick, found, same }, scale, folder) {
  const lines = count(scale, 2_000_000);
  const log = fileOf(folder, 'mixed', lines, fourFormats);
  return async () => {
    console.error(`mixed: ${(statSync(log).size / 1e9).toFixed(2)} GB`);
    const ledger = fresh(folder, 'mixed');
    const runs = {
      table: await yardstick('bare create table', 'mixed.mjs', 'table', log, fresh(folder, 'bare')),
      load: await tollbook('tollbook load', 'load', log, '--db', ledger),
      sums: await yardstick('bare object reader, transform, sums', 'mixed.mjs', 'sums', log),
      usage: await tollbook('tollbook usage, one shot', 'usage', log, '--by', 'model'),
    };
    found(runs.load, { lines, rejected: 0 });
    same(runs.usage, runs.sums);
    same(await tollbook('tollbook usage of the ledger', 'usage', '--db', ledger, '--by', 'model'), runs.table);
    return runs;
  };
}

/** A ledger of so many flat calls. */
async function flatLedger({ tollbook, found }, lines, folder) {
  const ledger = fresh(folder, `flat-${lines}`);
  const load = await tollbook(`load ${lines} lines`, 'load', logOf(lines, folder), '--db', ledger);
  found(load, { lines, accepted: lines });
  return { ledger, load };
}

async function asked({ tollbook, yardstick, same }, ledger) {
  const runs = {
    sums: await yardstick('bare aggregate by model', 'ledger-sums.mjs', ledger, 'model'),
    usage: await tollbook('usage --by model', 'usage', '--db', ledger, '--by', 'model'),
    cost: await tollbook('cost --by model', 'cost', '--db', ledger, '--by', 'model'),
  };
  same(runs.usage, runs.sums);
  return runs;
}

/** The page of the month that the flat log is of. */
async function reported({ tollbook, wrong }, ledger, folder) {
  const page = join(folder, 'report.html');
  rmSync(page, { force: true });
  const report = await tollbook('report of the month', 'report', '--month', '2026-09', '--db', ledger, '-o', page);
  const written = statSync(page, { throwIfNoEntry: false });
  if (written === undefined) wrong.push('report of the month: no page was written');
  return { ...report, megabytes: (written?.size ?? 0) / 1e6 };
}

/** One of most kinds, with limits that nothing reaches: as much is counted as if they were reached. */
const GATES = [
  'kind: monthly_cost, fail: 1000000000000',
  'kind: cost, fail: 1000000000000',
  'kind: cost, by: [model], fail: 1000000000000',
  'kind: cost_per_call, by: [model], fail: 1000000',
  'kind: cost_per_request, fail: 1000000',
  'kind: unpriced_rate, fail: 100%',
  'kind: unallocated_rate, by: [team], fail: 100%',
  'kind: rejected_rate, fail: 100%',
  'kind: coverage, fail: 0',
  'kind: error_rate, fail: 100%',
  'kind: error_rate, by: [model], min_calls: 20, fail: 100%',
  'kind: request_error_rate, fail: 100%',
  'kind: error_class_rate, error_type: server_error, fail: 100%',
  'kind: rate_limited_rate, fail: 100%',
  'kind: connection_errors_per_day, fail: 1000000000',
  'kind: consecutive_failures, fail: 1000000000',
  'kind: duration_ms_mean, fail: 1000000000',
  'kind: duration_ms, percentile: 95%, fail: 1000000000',
  'kind: daily_calls_spike, fail: 1000000000',
  "kind: forbidden_models, names: ['no-such-*']",
];

function policyOf(folder) {
  const path = join(folder, 'gates.yaml');
  const gates = GATES.map((gate, index) => `  - {id: gate-${index + 1}, ${gate}}\n`).join('');
  writeFileSync(path, `schema: tollbook-policy/1\non_inconclusive: pass\ngates:\n${gates}`);
  return path;
}

function reports(tools, scale, folder) {
  const { tollbook, yardstick, sameCost } = tools;
  mkdirSync(folder, { recursive: true });
  const policy = policyOf(folder);
  let ledger;
  return async () => {
    ledger ??= (await flatLedger(tools, count(scale, 10_000_000), folder)).ledger;
    const runs = {
      ...(await asked(tools, ledger)),
      sumsDay: await yardstick('bare aggregate by model and day', 'ledger-sums.mjs', ledger, 'model,day'),
      usageDay: await tollbook('usage --by model,day', 'usage', '--db', ledger, '--by', 'model,day'),
      costDay: await tollbook('cost --by model,day', 'cost', '--db', ledger, '--by', 'model,day'),
      check: await tollbook('check with 20 gates', 'check', '--db', ledger, '--policy', policy),
      report: await reported(tools, ledger, folder),
    };
    sameCost(runs.check, runs.cost, GATES.length);
    return runs;
  };
}

function large(tools, scale, folder) {
  const lines = count(scale, 30_000_000);
  return async () => {
    const { ledger, load } = await flatLedger(tools, lines, folder);
    return {
      load,
      ...(await asked(tools, ledger)),
      usageDay: await tools.tollbook('usage --by model,day', 'usage', '--db', ledger, '--by', 'model,day'),
      report: await reported(tools, ledger, folder),
    };
  };
}

const SETS = { files: manyFiles, growth, mixed, reports, large };
export const LEDGER = Object.fromEntries(
  Object.entries(GOALS).map(([part, goals]) => [part, { goals, set: SETS[part] }]),
);
