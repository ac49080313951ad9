/** One temporary folder for all tests of a run, removed with everything in it when the run ends, whatever tests left there. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function temporary(): () => void {
  const before = process.env.TMPDIR;
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-tests-'));
  // As open as the folder it is in: some tests are another user for a while.
  chmodSync(folder, 0o755);
  // Workers begin after this and take the environment over.
  process.env.TMPDIR = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  };
}
