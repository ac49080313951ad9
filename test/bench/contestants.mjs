// Who is measured: tollbook and what it is held against. Each reads the same log and prints figures per model as JSON.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
export const TOLLBOOK = join(here, '../../dist/cli/main.js');

/** `answer` turns what a contestant printed into rows; where it is missing the rows were printed as they are. */
export function contestants() {
  const yardstick = (name) => ({ command: process.execPath, args: (log) => [join(here, 'yardsticks', name), log] });
  const python = pythonPath();
  return [
    {
      id: 'tollbook',
      title: 'tollbook usage --by model',
      command: process.execPath,
      args: (log) => [TOLLBOOK, 'usage', log, '--by', 'model', '--json'],
      answer: usageRows,
    },
    { id: 'read_json', title: 'DuckDB read_json, same aggregate', ...yardstick('read-json.mjs') },
    { id: 'mean', title: 'DuckDB read_json, mean only', ...yardstick('read-json-mean.mjs') },
    { id: 'objects', title: 'DuckDB objects + transform', ...yardstick('objects.mjs') },
    ...(python === undefined
      ? []
      : [
          {
            id: 'python',
            title: 'Python json.loads loop',
            command: python,
            args: (log) => [join(here, 'yardsticks/loop.py'), log],
          },
        ]),
  ];
}

/** The result object of `usage --json`: its rows, once its account says that every line was a call. */
function usageRows(result, lines) {
  const { sources } = result;
  if (sources.lines !== lines || sources.accepted !== lines) {
    throw new Error(`of ${lines} lines it saw ${sources.lines} and took ${sources.accepted} for calls`);
  }
  return result.rows;
}

/** The interpreter itself: a version manager's launcher in front of it costs a tenth of a second. */
export function pythonPath() {
  for (const name of ['python3', 'python']) {
    const { status, stdout } = spawnSync(name, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

/** What the figures depend on, in one line. */
export function machine() {
  const processors = cpus();
  const python = pythonPath();
  const duckdb = createRequire(import.meta.url)('@duckdb/node-api/package.json').version;
  return [
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${platform()} ${release()}`,
    `Node ${process.versions.node}`,
    `@duckdb/node-api ${duckdb}`,
    python ? spawnSync(python, ['--version'], { encoding: 'utf8' }).stdout.trim() : 'no Python',
  ].join(', ');
}
