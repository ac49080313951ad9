/** The built command in a process of its own, in a folder. Asserts nothing. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The zone of the machine is passed on, because no output may depend on it. */
export function spawnedIn(folder: string): (...words: string[]) => Promise<Outcome> {
  return (...words) => {
    const { PATH = '', TZ } = process.env;
    const env = { PATH, ...(TZ === undefined ? {} : { TZ }) };
    const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (bytes) => {
      stdout += bytes;
    });
    child.stderr.on('data', (bytes) => {
      stderr += bytes;
    });
    return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr })));
  };
}
