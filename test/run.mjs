// Runs vitest and ends with one plain line, `N passed, N failed`, counted in vitest's own JSON report: a summary in
// colours that changes with the version is not for every reader. Arguments are handed on: node test/run.mjs test/cli
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { summary } from './summary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// One name per process: two runs in one checkout must not read each other's report.
const report = join(root, 'test', `report-${process.pid}.json`);
const manifest = createRequire(import.meta.url).resolve('vitest/package.json');
const vitest = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.vitest);

const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);

let text;
try {
  text = readFileSync(report, 'utf8');
} catch {
  // Without a report vitest has crashed; summary() counts that as a failure.
}
rmSync(report, { force: true });
const { line, failed } = summary(text, status);
console.log(line);
process.exitCode = failed === 0 ? 0 : 1;
