/** Usage without a price, in every command: never 0, always told, and exit 4 with --strict. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { book, desk } from './words.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const here = desk();
afterAll(() => here.clear());

const OFFERS =
  'offers:\n  - {id: seller, label: A seller, kind: gateway, currency: USD, source: {retrieved: 2026-10-01}, steps: [{id: usage, kind: usage}]}\n';
const PRICES = here.write('book.yaml', book({ 'alpha-large': '{input: 3}', 'alpha-huge': '{input: 3}' }, OFFERS));
const call = (day: number, more: Readonly<Record<string, unknown>> = {}) => ({
  started_at: `2026-09-${String(day).padStart(2, '0')}T10:00:00Z`,
  provider: 'acme',
  model: 'alpha-larg',
  input_tokens: 1000,
  output_tokens: 10,
  status: 'ok',
  ...more,
});
const LOG = here.log(
  'calls.jsonl',
  Array.from({ length: 30 }, (_, index) => call(index + 1)),
);
const FAILED = here.log('failed.jsonl', [call(1, { status: 'error', error_type: 'timeout' })]);

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['usage', ['usage', LOG]],
  ['usage per day', ['usage', LOG, '--by', 'day']],
  ['errors', ['errors', FAILED]],
  ['cost', ['cost', LOG]],
  ['cost, explained', ['cost', LOG, '--explain']],
  ['cost at an offer', ['cost', LOG, '--offer', 'seller']],
  ['compare', ['compare', LOG, '--to', 'seller']],
  ['prices explain', ['prices', 'explain', 'alpha-larg', '--provider', 'acme', '--input', '1000']],
  // Only the output has no price: what is known is a lower bound.
  ['a meter', ['prices', 'explain', 'alpha-large', '--provider', 'acme', '--output', '10']],
];

function run(words: readonly string[], ...more: readonly string[]) {
  return spawnSync(process.execPath, [MAIN, ...words, '--prices', PRICES, ...more], {
    encoding: 'utf8',
    cwd: here.folder,
  });
}

/** Every amount of the result outside of what only counts. */
function amounts(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => amounts(one, key));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) => amounts(one, name));
  return /cost|amount|total$|monthly/.test(key) && typeof value === 'string' ? [`${key} ${value}`] : [];
}

describe.each(COMMANDS)('%s', (_, words) => {
  it('exits 4 with --strict, says why, and has no 0 for programs', () => {
    const strict = run(words, '--strict', '--json');
    expect(strict.status).toBe(4);
    expect(strict.stderr).toMatch(/could not be priced/);
    const result = JSON.parse(strict.stdout) as { unpriced: unknown[] };
    expect(result.unpriced).not.toEqual([]);
    expect(amounts(result).filter((text) => / 0(\.0*)?$/.test(text))).toEqual([]);
  }, 180_000);

  it('exits 0 without, and has no 0 for people', () => {
    const { status, stdout } = run(words);
    expect(status).toBe(0);
    expect(stdout).toMatch(/unpriced|no price|≥/i);
    expect(stdout).not.toMatch(/(^|[ |])0\.00(?! %)/m);
  }, 180_000);
});

describe('a model nobody knows', () => {
  it('is told with its volume, when it was seen, what is near, and a line to paste', () => {
    const { unpriced } = JSON.parse(run(['cost', LOG], '--json').stdout) as { unpriced: unknown[] };
    expect(unpriced).toMatchObject([
      {
        model: 'alpha-larg',
        calls: 30,
        tokens: 30_300,
        reason: 'unknown_model',
        first_at: '2026-09-01T10:00:00Z',
        last_at: '2026-09-30T10:00:00Z',
        alias: '"acme/alpha-larg": "acme/alpha-large"',
      },
    ]);
    const { stdout } = run(['cost', LOG]);
    expect(stdout).toContain('2026-09-01T10:00:00Z  2026-09-30T10:00:00Z');
    const snippet = /^aliases:\n {2}.*$/m.exec(stdout)?.[0] ?? '';
    const config = here.write('pasted.yaml', `${snippet}\n`);
    const priced = JSON.parse(run(['cost', LOG], '--json', '--config', config).stdout) as {
      unpriced: { meter: string }[];
    };
    expect(priced.unpriced.map(({ meter }) => meter)).toEqual(['output']);
  }, 180_000);
});
