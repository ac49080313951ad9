// What the fuzzer does in one run: which files it damages, and which command is asked about them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutatedFile, mutatedJson, mutatedLines, mutatedYaml, secretOf } from './mutate.mjs';
import { formed, harmed, nameOf } from './whole.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples');
const CANONICAL = join(ROOT, 'sample-logs/canonical.jsonl');
const TWELVE_WEEKS = join(EXAMPLES, 'twelve-weeks.log.jsonl');
const WORKED = join(EXAMPLES, 'worked-example.log.jsonl');

/** The lines of each log: the sample of every format and, where they are beside the project, more of them. */
export function logsOf() {
  return [join(ROOT, 'sample-logs'), ...shared()]
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
  (logs) => ['load', ...logs, '--dry-run', '--json'],
  (logs) => ['load', ...logs, '--db', 'ledger.duckdb', '--json'],
  (logs) => ['export', 'calls', ...logs],
  (logs) => ['export', 'focus', ...logs, '--billing-account', 'acme', '--format', 'csv'],
  (logs) => ['usage', ...logs, '--by', 'model,team', '--no-color'],
  (logs) => ['usage', ...logs, '--by', 'user,provider', '--format', 'csv'],
  (logs) => ['errors', ...logs, '--format', 'csv'],
  (logs) => ['latency', ...logs, '--format', 'markdown'],
  (logs) => ['query', 'select * from rejects', ...logs, '--format', 'csv'],
  (logs) => ['query', 'largest_calls', ...logs, '--locale', 'ko'],
  (logs) => ['cost', ...logs, '--by', 'provider,user', '--json'],
  (logs) => ['cost', ...logs, '--by', 'model,team', '--format', 'markdown'],
  (logs) => ['compare', ...logs, '--to', 'discount:10%', '--no-color'],
  (logs) => ['forecast', ...logs, '--json'],
  (logs) => ['check', ...logs, '--policy', join(EXAMPLES, 'policy.yaml'), '--format', 'junit'],
  (logs) => ['report', ...logs, '--month', '2026-09', '--format', 'html'],
  (logs) => ['report', ...logs, '--month', '2026-09', '--format', 'xlsx', '-o', 'report.xlsx'],
];

/** Up to eight damaged logs of two formats, one of them that whose turn it is: planning a format takes longer than reading a file. */
export function logRun(index, random, logs, work) {
  const secret = secretOf(random);
  const paths = [];
  const [sizes, counts] = [[], []];
  const formats = [logs[index % logs.length], random.pick(logs)];
  for (let count = random.pick([1, 4, 6, 8]); count > 0; count -= 1) {
    const own = formats[paths.length % 2];
    const lines = mutatedLines(random.below(4) === 0 ? formats.flat() : own, random, secret);
    const form = formed(mutatedFile(lines, random), lines, random);
    const bytes = random.below(3) === 0 ? harmed(form.bytes, random) : form.bytes;
    const path = `./${nameOf(paths.length, form.ending, random)}`;
    writeFileSync(join(work, path), bytes);
    paths.push(path);
    sizes.push(bytes.length);
    counts.push(lines.length);
  }
  return {
    words: random.pick(COMMANDS)(paths),
    secret,
    files: paths.length,
    bytes: sum(sizes),
    lines: sum(counts),
  };
}

const sum = (list) => list.reduce((total, one) => total + one, 0);

/** The settings of `config init` with all that is commented out there written out, less what names other files. */
export function allSettings(template) {
  return (
    template
      .split('\n')
      .map((line) => /^# ((?:[a-z_]+:| +\S).*)$/.exec(line)?.[1])
      .filter((line) => line !== undefined)
      .join('\n')
      .replace(/^(db|scenario|redact|redact_salt|cumulative|memory_limit):.*\n/gm, '')
      // Calls of the sample end in the next month of the zone.
      .replace(/^(?<start> +- .currency: KRW, month: 2026-)09(?<rest>.*)$/m, '$<start>09$<rest>\n$<start>10$<rest>')
      .replace(/^prices:\n(?: .*\n)*/m, '')
  );
}

/** What people write, by kind: a sound file, how it is damaged, and who is asked about it. */
const WRITTEN = [
  ['examples/worked-example.prices.yaml', (file) => ['prices', 'list', 'nothing', '--prices', file]],
  ['examples/worked-example.prices.yaml', (file) => ['cost', WORKED, '--prices', file, '--json']],
  ['examples/gateways.prices.yaml', (file) => ['prices', 'check', '--prices', file]],
  ['examples/october-rise.prices.yaml', (file) => ['cost', CANONICAL, '--prices', file]],
  ['examples/worked-example.scenario.yaml', (file) => ['compare', WORKED, '--scenario', file]],
  ['examples/gateways.scenario.yaml', (file) => ['compare', WORKED, '--scenario', file, '--explain']],
  ['examples/policy.yaml', (file) => ['check', CANONICAL, '--policy', file]],
  ['examples/volumes.yaml', (file) => ['check', CANONICAL, '--volume', file, '--max-cost', '5']],
  ['examples/who-pays.tollbook.yaml', (file) => ['usage', CANONICAL, '--by', 'team', '--config', file]],
  ['examples/budgets.tollbook.yaml', (file) => ['budgets', CANONICAL, '--config', file]],
  ['settings', (file) => ['cost', CANONICAL, '--by', 'cost_centre,month', '--config', file]],
  ['settings', (file) => ['config', 'check', '--config', file]],
  ['examples/credits.yaml', (file) => ['ledger', 'enter', file, '--db', '../entered.duckdb']],
  ['examples/openai-costs.json', (file) => ['reconcile', TWELVE_WEEKS, '--invoice', file]],
  [
    'test/golden/prices-import-litellm/files/prices.json',
    (file) => ['prices', 'import', '--from', 'litellm', file, '--as-of', '2026-11-20'],
  ],
  [
    'test/golden/prices-import-openrouter/files/models.json',
    (file) => ['prices', 'import', '--from', 'openrouter', file, '--as-of', '2026-11-20'],
  ],
  ['test/golden/diff-price-only/files/dearer.json', (file) => ['diff', file, file]],
  [
    'test/golden/diff-price-only/files/base.json',
    (file) => ['check', CANONICAL, '--against', file, '--max-increase', '5%'],
  ],
];

export function writtenRun(index, random, settings, work) {
  const [source, words] = WRITTEN[index % WRITTEN.length];
  const text = source === 'settings' ? settings : readFileSync(join(ROOT, source), 'utf8');
  const name = source === 'settings' ? 'tollbook.yaml' : basename(source);
  // Books beside a scenario are named from where it lies.
  for (const other of readdirSync(EXAMPLES).filter((one) => one.endsWith('.prices.yaml')))
    writeFileSync(join(work, other), readFileSync(join(EXAMPLES, other)));
  let damaged = Buffer.from(name.endsWith('.json') ? mutatedJson(text, random) : mutatedYaml(text, random));
  if (random.below(6) === 0) damaged = harmed(damaged, random);
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, name), damaged);
  return { words: words(`./${name}`), secret: undefined, files: 1, bytes: damaged.length, lines: 0 };
}
