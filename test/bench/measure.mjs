// Runs a command as a child process and measures it: wall time, processor time, peak memory.
//
// Peak memory is what the kernel kept for the child: through GNU time where it is installed, else by reading VmHWM from
// /proc until the child ends, else it is not known. It is never taken inside the child, which would have to be changed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GNU_TIME = '/usr/bin/time';
const POLL_MS = 10;
const hasGnuTime = spawnSync(GNU_TIME, ['-f', '%M', 'true']).status === 0;

/** How peak memory is measured here, for the reader of the figures. */
export const memoryBy = hasGnuTime ? 'GNU time' : process.platform === 'linux' ? 'VmHWM, every 10 ms' : 'not measured';

/**
 * Seconds, MiB (null: not known) and what the command printed. Throws when it cannot be started; an exit code is told.
 * @param {{ command: string, args: string[], folder: string }} what
 */
export async function measured({ command, args, folder }) {
  const scratch = mkdtempSync(join(tmpdir(), 'tollbook-bench-'));
  const timing = join(scratch, 'timing');
  try {
    const run = hasGnuTime
      ? await finished(GNU_TIME, ['-q', '-o', timing, '-f', '%M %U %S', command, ...args], folder)
      : await finished(command, args, folder);
    if (!hasGnuTime) return { ...run, cpuSeconds: null };
    const [peakKib, user, system] = readFileSync(timing, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
    return { ...run, peakMib: peakKib / 1024, cpuSeconds: user + system };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Milliseconds until the command has ended, its output thrown away. */
export async function milliseconds(command, args, folder) {
  const started = performance.now();
  const child = spawn(command, args, { cwd: folder, env: environment(), stdio: 'ignore' });
  const exitCode = await ended(child);
  if (exitCode !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${exitCode}`);
  return performance.now() - started;
}

async function finished(command, args, folder) {
  const started = performance.now();
  const child = spawn(command, args, { cwd: folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  let peakMib = null;
  const polling = hasGnuTime
    ? undefined
    : setInterval(() => {
        peakMib = highWaterMib(child.pid) ?? peakMib;
      }, POLL_MS);
  const exitCode = await ended(child);
  clearInterval(polling);
  return { seconds: (performance.now() - started) / 1000, peakMib, exitCode, stdout, stderr };
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
}

/** Settings of whoever runs the benchmark stay out of it. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TOLLBOOK_|NODE_OPTIONS$)/.test(name)));
}

function highWaterMib(processId) {
  try {
    const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) / 1024;
  } catch {
    return null;
  }
}
