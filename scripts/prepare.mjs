// Builds dist/ after an install from a checkout. An install without development dependencies has no compiler:
// then a dist/ that is already there is used, and its absence is said plainly.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';

let compiler;
try {
  compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
} catch {
  if (existsSync(new URL('../dist/cli/main.js', import.meta.url))) process.exit(0);
  console.error('tollbook: dist/ is not built and TypeScript is not installed: run npm ci without --omit=dev once');
  process.exit(1);
}
const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (status === 0) {
  chmodSync(new URL('../dist/cli/main.js', import.meta.url), 0o755);
  await import('./catalog.mjs');
}
process.exit(status ?? 1);
