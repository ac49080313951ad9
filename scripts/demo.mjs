// The main job on what is shipped: usage of the sample logs, and official API against gateway for the worked example.
// Nothing is written; built first only where dist/ is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const COMMANDS = [
  'usage sample-logs',
  'compare examples/worked-example.log.jsonl --scenario examples/worked-example.scenario.yaml',
];

if (!existsSync(main)) run('scripts/prepare.mjs', []);
for (const command of COMMANDS) {
  console.log(`$ tollbook ${command}\n`);
  run(main, command.split(' '));
  console.log();
}

function run(script, words) {
  // Settings of whoever runs this would change what is shown.
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('TOLLBOOK_'));
  const options = { cwd: root, stdio: 'inherit', env: Object.fromEntries(environment) };
  const { status } = spawnSync(process.execPath, [script, ...words], options);
  if (status !== 0) process.exit(status ?? 1);
}
