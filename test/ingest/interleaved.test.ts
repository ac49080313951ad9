/**
 * Logs of several formats in one file, in any order: each line is read as in its own file, and the figures are the sums.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from './support.js';

const FOLDER = fileURLToPath(new URL('../../sample-logs/', import.meta.url));
const LOGS = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

type Sums = Readonly<Record<string, bigint>>;

describe('logs interleaved at random', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openLedger();
  });
  afterAll(() => ledger.close());

  async function sums(lines: readonly string[]): Promise<Sums> {
    await ledger.clear();
    ledger.write('mixed.jsonl', `${lines.join('\n')}\n`);
    await ledger.load(['mixed.jsonl']);
    const [row] = await ledger.engine.query<Sums>(
      `select count(*) as calls, count(*) filter (where is_counted) as counted, count(*) filter (where status = 'error') as errors,
         coalesce(sum(input_tokens), 0)::bigint as input, coalesce(sum(output_tokens), 0)::bigint as output,
         coalesce(sum(cache_read_tokens), 0)::bigint as cached, (select sum(ignored)::bigint from sources) as ignored,
         (select sum(rejected)::bigint from sources) as rejected from snapshots`,
    );
    return row as Sums;
  }
  const linesOf = (name: string) =>
    readFileSync(FOLDER + name, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');

  it('give the sums of both, duplicates included', { timeout: 120_000 }, async () => {
    const alone = new Map<string, Sums>();
    const summed = async (name: string) => {
      const known = alone.get(name) ?? (await sums(linesOf(name)));
      alone.set(name, known);
      return known;
    };
    const pair = fc.uniqueArray(fc.constantFrom(...LOGS), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(pair, fc.infiniteStream(fc.boolean()), async ([left, right], first) => {
        const [one, other] = [await summed(left as string), await summed(right as string)];
        const rest = [linesOf(left as string), linesOf(right as string)] as const;
        const at = [0, 0];
        const mixed: string[] = [];
        while (at[0]! < rest[0].length || at[1]! < rest[1].length) {
          const side = at[1]! >= rest[1].length || (at[0]! < rest[0].length && first.next().value) ? 0 : 1;
          mixed.push(rest[side]![at[side]!]!);
          at[side]! += 1;
        }
        const expected = Object.fromEntries(
          Object.keys(one).map((key) => [key, (one[key] ?? 0n) + (other[key] ?? 0n)]),
        );
        expect(await sums(mixed), `${left} and ${right}`).toEqual(expected);
      }),
      { numRuns: 8, seed: 20260902, endOnFailure: true },
    );
  });
});

const SHARED = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));
const FILES = existsSync(SHARED)
  ? readdirSync(SHARED, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(jsonl|json|csv|txt)$/.test(name) && !name.includes('.meta.') && name !== 'README.md')
      .sort()
  : [];

/** Lines that are of no log, in a file that was made to hold some. */
const BROKEN: Readonly<Record<string, readonly string[]>> = {
  // A text, a number, a list, and an object of other things.
  'claude_code/claude_code_log_edge_cases.jsonl': ['not a JSON object', 'not recognised as a line of any known format'],
};

describe.skipIf(FILES.length === 0)('samples beside the checkout', () => {
  let ledger: Ledger;
  const reasons = new Map<string, string[]>();
  beforeAll(async () => {
    ledger = await openLedger();
    await ledger.load(FILES.map((name) => join(SHARED, name)));
    const rows = await ledger.engine.query<{ path: string; reason: string }>(
      'select distinct path, reason from source_reasons inner join sources using (source_id)',
    );
    for (const { path, reason } of rows) {
      const name = path.slice(SHARED.length);
      reasons.set(name, [...(reasons.get(name) ?? []), reason]);
    }
  });
  afterAll(() => ledger.close());

  it.each(FILES)('%s has no line without an explanation', (name) => {
    const unexplained = (reasons.get(name) ?? []).filter((reason) =>
      /^not (recognised|valid JSON|a JSON object)/.test(reason),
    );
    expect(unexplained.sort()).toEqual(BROKEN[name] ?? []);
  });

  it('files that must hold no call hold none', async () => {
    const rows = await ledger.engine.query(
      "select path from sources where path like '%/NEGATIVE\\_%' escape '\\' and calls_found > 0",
    );
    expect(FILES.some((name) => name.includes('NEGATIVE_'))).toBe(true);
    expect(rows).toEqual([]);
  });
});
