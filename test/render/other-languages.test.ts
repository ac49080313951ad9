/**
 * No English is left where another language was asked for: what the golden cases and the examples print, as tables, Markdown and
 * page. Names, files, code, units and what a user wrote stay as they are; help and error messages are English, see DECISIONS.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedParts } from '../../src/cli/parts.js';
import { run } from '../../src/cli/run.js';
import { LOCALES } from '../../src/core/locales.js';
import { fakeProcess } from '../cli/support.js';
import { desk } from '../pipeline/words.js';
import { BOOK, busyLog } from '../report/words.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CASES = join(ROOT, 'test/golden');
/** Languages in another script than that of English, in which words of English stand out. */
const OTHERS = LOCALES.filter((locale) => ['ko'].includes(locale));
const here = desk();
afterAll(() => here.clear());

async function printed(words: readonly string[], folder: string): Promise<string> {
  const before = process.cwd();
  process.chdir(folder);
  const { effects, written } = fakeProcess({ workingDirectory: folder });
  const exitCode = await run(words, effects, shippedParts).finally(() => process.chdir(before));
  // What cannot be asked is told in English.
  return exitCode === 1 || exitCode === 2 ? '' : `${written.output}\n${written.errorOutput}`;
}

/** Names of the logs, books and statements that are read here, and what a price book or a format says of itself. */
const NAMES = [
  'Asia/Seoul',
  'per million tokens, whatever kind they are',
  'illustration: 15 USD',
  'model table; batch',
  'on every token category',
  'token categories of 4.6 and later',
  'web search 10 per',
  'session hour',
];

/** Code, addresses, commands and names taken out. */
function withoutNames(line: string): string {
  const plain = line
    .replace(/`[^`]*`/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/https?:\S+/g, '')
    .replace(
      /tollbook (?:query|usage|cost|errors|latency|forecast|compare|load|budgets|diff|prices|ledger|close|reconcile)\b.*$/g,
      '',
    )
    .replace(/tollbook check: /g, '')
    .replace(/--[a-z-]+/g, '');
  return NAMES.reduce((text, name) => text.replaceAll(name, ''), plain);
}

/** Two words of English beside one another: cells stand two blanks or a bar apart. */
const ENGLISH = /(?<![\w./:=@-])[A-Za-z][a-z']+ [a-z][a-z']+(?![\w/=@])/;

/** Our own words about how a run ended are no part of a report. */
const isOfTheRun = (line: string) => line.startsWith('tollbook: ');

function englishIn(text: string): string[] {
  return text
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/></g, '>\n<')
    .split('\n')
    .filter((line) => !isOfTheRun(line) && ENGLISH.test(withoutNames(line)));
}

/** The words above columns. */
function labelsIn(markdown: string): string[] {
  const lines = markdown.split('\n');
  return lines.flatMap((line, index) =>
    /^\|[-:| ]+\|$/.test(lines[index + 1] ?? '')
      ? line
          .slice(1, -1)
          .split('|')
          .map((label) => label.trim())
      : [],
  );
}

/** Columns of a statement of the user's own are called as it calls them. */
const LABELS =
  /^(|#|ROI|HTTP|SKU|ID|USD|\w+_\w+|p\d+ \(ms\)|.*[^\x20-\x7e].*|(official|gateway(-volume)?|openrouter|(discount|fee):\d+%)( \([A-Z]{3}\))?)$/;

const cases = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, 'args')) && !name.startsWith('help'));

describe.each(OTHERS)('%s', (locale) => {
  it.each(cases)('golden case %s', async (name) => {
    const work = mkdtempSync(join(tmpdir(), 'tollbook-locale-'));
    try {
      const files = join(CASES, name, 'files');
      if (existsSync(files)) cpSync(files, work, { recursive: true });
      const given = readFileSync(join(CASES, name, 'args'), 'utf8')
        .split('\n')
        .filter((word) => word !== '');
      const format = given.indexOf('--format');
      const words = given.filter(
        (word, index) => word !== '--json' && (format < 0 || (index !== format && index !== format + 1)),
      );
      if (['config', 'bare'].includes(words[0] ?? 'bare') || words.includes('import')) return;
      const text = await printed([...words, '--locale', locale, '--format', 'markdown'], work);
      expect(englishIn(text)).toEqual([]);
      expect(words[0] === 'query' ? [] : labelsIn(text).filter((label) => !LABELS.test(label))).toEqual([]);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });

  it('the books of a ledger: loading, entering, closing, reopening, reconciling', async () => {
    const log = here.log(
      'months.jsonl',
      busyLog(4).filter(({ model }) => model === 'alpha' || model === 'beta'),
    );
    here.write('dear.yaml', BOOK.replace('input: 3', 'input: 4'));
    here.write('book.yaml', BOOK);
    here.write(
      'entry.yaml',
      'schema: tollbook-entries/1\nentries:\n  - {id: c1, kind: credit, month: 2026-10, amount: -1.50, currency: USD}\n',
    );
    cpSync(join(ROOT, 'examples/openai-costs.json'), join(here.folder, 'costs.json'));
    const lines = [
      `load ${log} --db books.duckdb`,
      'load --dry-run months.jsonl',
      'ledger status --db books.duckdb',
      'ledger enter entry.yaml --db books.duckdb',
      'ledger enter entry.yaml --db books.duckdb',
      'ledger entries --db books.duckdb',
      'close 2026-10 --db books.duckdb --prices book.yaml',
      'close 2026-10 --db books.duckdb --prices dear.yaml',
      'cost --month 2026-10 --db books.duckdb --prices dear.yaml',
      'cost --month 2026-10 --db books.duckdb --prices dear.yaml --tz Asia/Seoul',
      'compare --month 2026-10 --db books.duckdb --prices dear.yaml --to discount:10%,openrouter --explain',
      'close --db books.duckdb --prices book.yaml',
      'reconcile --invoice costs.json --db books.duckdb --prices book.yaml',
      'reconcile --invoice months.jsonl --month 2026-10 --db books.duckdb --prices book.yaml',
      'forecast --db books.duckdb --prices book.yaml',
      'errors --db books.duckdb --prices book.yaml',
      'latency --db books.duckdb',
      'prices check --db books.duckdb --prices book.yaml',
      'load --formats',
    ];
    for (const line of lines) {
      for (const shown of ['table', 'markdown']) {
        const text = await printed([...line.split(' '), '--locale', locale, '--format', shown], here.folder);
        expect.soft({ line, english: englishIn(text) }).toEqual({ line, english: [] });
        expect
          .soft({ line, labels: labelsIn(text).filter((label) => !LABELS.test(label)) })
          .toEqual({ line, labels: [] });
      }
    }
  }, 300_000);

  it('the sample logs', async () => {
    for (const line of ['load --dry-run', 'usage', 'usage --by team,day', 'cost --by provider']) {
      const text = await printed([...line.split(' '), '--locale', locale, join(ROOT, 'sample-logs')], here.folder);
      expect.soft({ line, english: englishIn(text) }).toEqual({ line, english: [] });
    }
  }, 300_000);

  it('the monthly report as a page and as Markdown', async () => {
    here.log('busy.jsonl', busyLog(6));
    here.write('book.yaml', BOOK);
    for (const shown of ['html', 'markdown']) {
      const words = `report busy.jsonl --month 2026-10 --prices book.yaml --to discount:10%,fee:5% --one-time-cost 10 --format ${shown}`;
      const text = await printed([...words.split(' '), '--locale', locale], here.folder);
      expect(text).not.toBe('');
      expect(englishIn(text)).toEqual([]);
    }
  }, 300_000);
});
