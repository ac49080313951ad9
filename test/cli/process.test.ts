/**
 * The built command as a process: pipes, full disks, signals, and how fast it starts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const MANIFEST = new URL('../../package.json', import.meta.url);

describe('the built command', () => {
  it('prints its version', async () => {
    const { default: manifest } = await import(MANIFEST.href, { with: { type: 'json' } });
    const { stdout, status } = spawnSync(process.execPath, [MAIN, '--version'], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: `${manifest.version}\n`, status: 0 });
  });

  it('takes a closed pipe for success', async () => {
    const child = spawn(process.execPath, [MAIN, 'config', 'schema', 'prices'], { stdio: ['ignore', 'pipe', 'pipe'] });
    // Closed before the command has started to write.
    child.stdout.destroy();
    let told = '';
    child.stderr.on('data', (bytes) => {
      told += bytes;
    });
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect({ exitCode, told }).toEqual({ exitCode: 0, told: '' });
  });

  it.runIf(existsSync('/dev/full'))('says that the disk is full, with exit code 1', () => {
    const full = openSync('/dev/full', 'w');
    const { stderr, status } = spawnSync(process.execPath, [MAIN, '--help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect(stderr).toBe(
      'tollbook: error: standard output\n  this cannot be written to (ENOSPC)\n  hint: check permissions and free space\n',
    );
    expect(status).toBe(1);
  });

  it('keeps usage errors away from standard output', () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, 'usgae'], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain('did you mean usage?');
  });

  it('loads nothing heavy for --help', () => {
    // Time is measured by the bench; what costs the time can be tested without a clock.
    const { stderr } = spawnSync(process.execPath, [MAIN, '--help'], {
      encoding: 'utf8',
      env: { ...process.env, NODE_DEBUG: 'esm,module' },
    });
    expect(stderr).toContain('commander');
    for (const heavy of ['zod', 'duckdb', 'yaml', 'date-fns', 'apache-arrow', 'genai-prices', 'pipeline.js']) {
      expect(stderr).not.toContain(heavy);
    }
  });
});
