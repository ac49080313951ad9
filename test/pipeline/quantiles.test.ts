/**
 * Quantiles of very many calls are read from counts. Whatever is measured, each is within a fifth of a percent of the exact one, which
 * is worked out here by sorting; and up to the stated number of calls they are exact.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXACT_CALLS, quantileRows } from '../../src/queries/quantiles.js';
import { type Ledger, openLedger } from '../ingest/support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const AT = [0, 0.5, 0.95, 0.99, 1];

function exact(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const rank = fraction * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)] as number, sorted[Math.ceil(rank)] as number];
  return low + (high - low) * (rank - Math.floor(rank));
}

type Call = readonly [model: string, microseconds: number | null];

async function asked(calls: readonly Call[], exactCalls: bigint, value?: string) {
  await ledger.engine.execute(
    `create or replace temp table measured as
     select 1 as calls, unnest(from_json($rows, '[{"model":"VARCHAR","duration_us":"BIGINT"}]'), recursive := true)`,
    { rows: JSON.stringify(calls.map(([model, duration_us]) => ({ model, duration_us }))) },
  );
  const measure = { column: 'duration_us', value, at: AT };
  const options = { calls: 'measured', exactCalls };
  return {
    byModel: await quantileRows(ledger.engine, { keys: 'model as group_1', names: 'group_1' }, measure, options),
    all: await quantileRows(ledger.engine, { keys: '', names: '' }, measure, options),
  };
}

const duration = fc.oneof(
  fc.integer({ min: 0, max: 2000 }),
  fc.integer({ min: 1000, max: 90_000_000 }),
  fc.integer({ min: 1, max: 60_000 }).map((milliseconds) => milliseconds * 1000),
  fc.maxSafeInteger().map(Math.abs),
);
const calls = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.option(duration, { freq: 8 })), {
  minLength: 1,
  maxLength: 300,
});

describe('quantiles from counts', () => {
  it('are within a fifth of a percent, and those of few calls exact', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(calls, async (given) => {
        for (const [exactCalls, tolerance] of [
          [0n, 0.002],
          [EXACT_CALLS, 1e-12],
        ] as const) {
          const { byModel, all } = await asked(given, exactCalls);
          const rows = [...byModel.map((row) => [row.group1, row] as const), ...all.map((row) => [null, row] as const)];
          const timed = given.flatMap(([model, value]) => (value === null ? [] : [{ model, value }]));
          expect(rows.length).toBe(timed.length === 0 ? 0 : new Set(timed.map(({ model }) => model)).size + 1);
          for (const [model, row] of rows) {
            const values = timed.filter((call) => model === null || call.model === model).map((call) => call.value);
            expect(row.calls).toBe(BigInt(values.length));
            AT.forEach((fraction, index) => {
              const expected = exact(values, fraction);
              expect(Math.abs((row.quantiles[index] as number) - expected)).toBeLessThanOrEqual(
                expected * tolerance + 1e-9,
              );
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of what is no whole number too', async () => {
    const given = Array.from({ length: 1000 }, (_, index): Call => ['m', 5000 + index * 37]);
    const { all } = await asked(given, 0n, 'duration_us / 1e9');
    const values = given.map(([, value]) => (value as number) / 1e9);
    AT.forEach((fraction, index) => {
      const expected = exact(values, fraction);
      expect(Math.abs((all[0]?.quantiles[index] as number) - expected)).toBeLessThanOrEqual(expected * 0.002);
    });
  });
});
