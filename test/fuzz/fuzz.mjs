// Feeds damaged logs, price books, scenarios, policies and settings to the command, in this process, and looks at what it does:
// never a crash, never an error that no person can read, an account that adds up, no control character and no key in any output,
// and no more than ten seconds per megabyte.
//
//   npm run fuzz -- [--runs 1000] [--seed 1] [--only logs|files]
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mutatedFile, mutatedYaml, randomOf, secretOf } from './mutate.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_MS = 10_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const UNREADABLE =
  /something unexpected went wrong|an internal check failed|\b(Binder|Parser|Conversion|Catalog|Invalid Input|Out of Range|INTERNAL|FATAL|Type|Range) ?Error|\n\s+at /;

/** The sample of every format and, where they are beside the project, more of them. */
function logsOf() {
  const folders = [join(ROOT, 'sample-logs'), ...shared()];
  return folders
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.jsonl'))
        .map((name) => join(folder, name)),
    )
    .map((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && line.length < 20_000),
    )
    .filter((lines) => lines.length > 0);
}

function shared() {
  try {
    const samples = join(ROOT, '../shared/samples');
    return readdirSync(samples, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(samples, entry.name));
  } catch {
    return [];
  }
}

const COMMANDS = [
  (log) => ['load', log, '--dry-run', '--json'],
  (log) => ['load', log, '--dry-run', '--json'],
  (log) => ['export', 'calls', log],
  (log) => ['usage', log, '--by', 'model,team', '--no-color'],
  (log) => ['errors', log, '--format', 'csv'],
  (log) => ['latency', log, '--format', 'markdown'],
  (log) => ['query', 'select * from rejects', log, '--format', 'csv'],
  (log) => ['cost', log, '--by', 'provider,user', '--json'],
];

const EXAMPLES = join(ROOT, 'examples');
const YAML = [
  ['worked-example.prices.yaml', (file) => ['prices', 'list', 'nothing', '--prices', file]],
  ['gateways.prices.yaml', (file) => ['prices', 'check', '--prices', file]],
  [
    'worked-example.scenario.yaml',
    (file) => ['compare', join(EXAMPLES, 'worked-example.log.jsonl'), '--scenario', file],
  ],
  ['policy.yaml', (file) => ['check', join(ROOT, 'sample-logs/canonical.jsonl'), '--policy', file]],
  ['volumes.yaml', (file) => ['check', join(ROOT, 'sample-logs/canonical.jsonl'), '--volume', file, '--max-cost', '5']],
  [
    'who-pays.tollbook.yaml',
    (file) => ['usage', join(ROOT, 'sample-logs/canonical.jsonl'), '--by', 'team', '--config', file],
  ],
];

/** What is wrong with each run that went wrong, with what it takes to see it again. */
export async function fuzz({ runs, seed, only, onProblem }) {
  const { run } = await import('../../dist/cli/run.js');
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-fuzz-'));
  const logs = logsOf();
  const problems = [];
  let lines = 0;
  try {
    for (let index = 0; index < runs; index += 1) {
      const random = randomOf(seed * 1_000_003 + index);
      const isLog = only === 'logs' || (only !== 'files' && random.below(4) > 0);
      const work = join(folder, String(index));
      mkdirSync(work);
      const one = isLog ? logRun(random, logs, work) : yamlRun(random, work);
      lines += one.lines;
      for (const what of await problemsOf(run, one, work)) {
        onProblem?.(`run ${index}: ${what}\n  ${one.words.join(' ')}`);
        problems.push({ index, what, words: one.words.join(' ') });
      }
      rmSync(work, { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { runs, seed, lines, problems };
}

function logRun(random, logs, work) {
  const secret = secretOf(random);
  const own = random.pick(logs);
  const bytes = mutatedFile(random.below(4) === 0 ? [...own, ...random.pick(logs)] : own, random, secret);
  const file = join(work, 'damaged.jsonl');
  writeFileSync(file, bytes);
  return {
    words: random.pick(COMMANDS)(file),
    secret,
    bytes: bytes.length,
    lines: bytes.toString('latin1').split('\n').length,
  };
}

function yamlRun(random, work) {
  const [name, words] = random.pick(YAML);
  const text = mutatedYaml(readFileSync(join(EXAMPLES, name), 'utf8'), random);
  // Books beside a scenario are named from where it lies.
  const file = join(work, name);
  for (const other of ['worked-example.prices.yaml'])
    writeFileSync(join(work, other), readFileSync(join(EXAMPLES, other)));
  writeFileSync(file, text);
  return { words: words(file), secret: undefined, bytes: text.length, lines: 0 };
}

async function problemsOf(run, { words, secret, bytes }, work) {
  const out = [];
  const errors = [];
  const into = (list) => ({
    isTerminal: false,
    width: undefined,
    write: async (data) => void list.push(data.toString()),
  });
  const before = performance.now();
  const exitCode = await run(words, {
    environment: {},
    workingDirectory: work,
    temporaryDirectory: work,
    run: { label: 'fuzz_1', isOver: () => false },
    nodeVersion: process.versions.node,
    standardInput: () => Readable.from([]),
    output: into(out),
    errorOutput: into(errors),
    after: () => () => {},
    onStop: () => {},
  });
  const took = performance.now() - before;
  const output = out.join('');
  const text = output + errors.join('');
  const found = [];
  if (![0, 1, 2, 3, 4, 5].includes(exitCode)) found.push(`exit code ${exitCode}`);
  if (UNREADABLE.test(errors.join(''))) found.push(errors.join('').slice(0, 400));
  if (CONTROL.test(text)) found.push('a control character in the output');
  if (secret !== undefined && text.includes(secret)) found.push('a key in the output');
  if (took > LONGEST_MS * Math.max(1, bytes / 1_000_000)) found.push(`${Math.round(took)} ms for ${bytes} bytes`);
  return [...found, ...broken(words, output)];
}

/** What does not add up or does not parse. */
function broken(words, output) {
  if (output === '' || !(words.includes('--json') || words[0] === 'export')) return [];
  try {
    if (words[0] === 'export') {
      for (const line of output.trimEnd().split('\n')) JSON.parse(line);
      return [];
    }
    const { sources: all, files = [] } = JSON.parse(output);
    return [all, ...files]
      .filter(
        (one) =>
          one &&
          (one.lines !== one.blank + one.rejected + one.ignored + one.with_calls ||
            one.calls_found !== one.accepted + one.duplicate),
      )
      .map((one) => `the account does not add up: ${JSON.stringify(one)}`);
  } catch (error) {
    return [`no JSON: ${error.message}`];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  });
  const { problems, ...result } = await fuzz({
    runs: Number(values.runs),
    seed: Number(values.seed),
    only: values.only,
    onProblem: console.log,
  });
  console.log(
    `${result.runs} runs with seed ${result.seed}, ${result.lines} lines of logs: ${problems.length} problems`,
  );
  process.exit(problems.length === 0 ? 0 : 1);
}
