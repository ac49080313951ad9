/** The script of action.yml, run as a runner does, with what it says and what it put into the job summary. Asserts nothing. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/action/run.mjs', import.meta.url));

export interface Job {
  readonly folder: string;
  readonly api: string;
  /** As in `with: arguments`. */
  readonly words: string;
  readonly token: string;
  readonly event: string;
}

export async function runAction({ folder, api, words, token, event }: Job) {
  const summary = join(folder, 'summary.md');
  rmSync(summary, { force: true });
  const child = spawn(process.execPath, [SCRIPT], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      GITHUB_API_URL: api,
      GITHUB_REPOSITORY: 'acme/app',
      GITHUB_EVENT_PATH: join(folder, event),
      GITHUB_STEP_SUMMARY: summary,
      INPUT_TOKEN: token,
      INPUT_ARGUMENTS: words,
    },
  });
  let stdout = '';
  child.stdout.on('data', (bytes) => {
    stdout += bytes;
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exitCode, stdout, summary: readFileSync(summary, 'utf8') };
}
