import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumCounts } from '../../src/core/count.js';
import { say, type Text } from '../../src/core/phrase.js';
import type { UsageRow } from '../../src/queries/rows.js';
import { forPeople } from '../../src/reports/columns.js';
import { foldTop } from '../../src/reports/fold-top.js';
import { type GroupCost, groupKey } from '../../src/reports/group-cost.js';
import { usageReport } from '../../src/reports/usage.js';
import { amount, common, usageRow } from './fixtures.js';

const exactCost = (value: string): GroupCost => ({ low: amount(value), high: amount(value), unpricedCalls: 0n });

function costCellsOf(costs: Record<string, GroupCost>): unknown[] {
  const rows = Object.keys(costs).map((model) => usageRow({ group: [model] }));
  const byGroup = new Map(Object.entries(costs).map(([model, cost]) => [groupKey([model]), cost]));
  const table = usageReport({ common: common(), rows, costs: byGroup }).tables[0]!;
  const index = table.columns.findIndex((column) => column.key === 'list_cost');
  return table.rows.map((row) => row[index]);
}

describe('usage', () => {
  const other = usageRow({
    group: ['acme-large'],
    calls: 100n,
    errors: 0n,
    cacheReadTokens: null,
    totalTokens: 50_000n,
  });
  const report = usageReport({
    common: common(),
    rows: [usageRow(), other],
    totals: usageRow({ group: [], calls: 1100n, totalTokens: 1_550_000n }),
    costs: new Map([
      [groupKey(['gpt-5']), exactCost('4.5')],
      [groupKey(['acme-large']), { low: amount('0'), high: amount('0'), unpricedCalls: 100n }],
    ]),
  });

  it('shows people a narrow table without the columns that nobody fills', () => {
    const table = forPeople(report.tables[0]!);
    expect(table.columns.map((column) => column.label)).toEqual([
      'model',
      'calls',
      'error rate',
      'input',
      'cached',
      'output',
      'total tokens',
      'p50 (ms)',
      'p95 (ms)',
      'list cost',
    ]);
    expect(table.rows[1]?.at(-1)).toBe('unpriced');
    expect(table.totals?.[0]).toEqual(say('total'));
  });

  it('gives programs every column', () => {
    expect(report.result.rows).toEqual([
      {
        model: 'gpt-5',
        calls: 1000n,
        errors: 12n,
        error_rate: 0.012,
        cancelled: 0n,
        blocked: 0n,
        input_tokens: 1_200_000n,
        cache_read_tokens: 400_000n,
        cache_write_tokens: null,
        output_tokens: 300_000n,
        reasoning_tokens: 0n,
        unsplit_tokens: null,
        total_tokens: 1_500_000n,
        duration_ms_p50: 812.46,
        duration_ms_p95: 4210.5,
        duration_ms_p99: 9000,
        first_token_ms_p50: null,
        first_token_ms_p95: null,
        list_cost: amount('4.5'),
        list_cost_low: null,
        list_cost_high: null,
        unpriced_calls: 0n,
      },
      expect.objectContaining({ model: 'acme-large', list_cost: null, unpriced_calls: 100n }),
    ]);
    expect(report.result.totals).toMatchObject({ calls: 1100n, list_cost: amount('4.5'), unpriced_calls: 100n });
    expect(report.result.totals).not.toHaveProperty('model');
  });

  it('puts unpriced usage into a table of its own', () => {
    expect(report.tables.map((table) => table.id)).toEqual(['usage', 'unpriced']);
  });

  it('shows cancelled and blocked calls only where there are any', () => {
    const labels = (row: UsageRow): Text[] =>
      forPeople(usageReport({ common: common(), rows: [row] }).tables[0]!).columns.map((column) => column.label);
    expect(labels(usageRow())).not.toContain('cancelled');
    expect(labels(usageRow({ cancelled: 3n }))).toContain('cancelled');
    expect(labels(usageRow({ cancelled: 3n }))).not.toContain('blocked');
  });

  it('says unpriced, at least, a range or an amount, never 0 for what is unknown', () => {
    const zero = amount('0');
    expect(
      costCellsOf({
        exact: exactCost('1.5'),
        range: { low: amount('1'), high: amount('2'), unpricedCalls: 0n },
        part: { low: amount('1.23'), high: amount('1.23'), unpricedCalls: 4n },
        none: { low: zero, high: zero, unpricedCalls: 4n },
        free: { low: zero, high: zero, unpricedCalls: 0n },
      }),
    ).toEqual([
      amount('1.5'),
      { low: amount('1'), high: amount('2') },
      { low: amount('1.23'), high: amount('1.23'), isLowerBound: true },
      'unpriced',
      zero,
    ]);
  });

  it('leaves the cost null where nothing was to be priced', () => {
    const { result } = usageReport({ common: common(), rows: [usageRow()] });
    expect(result.rows).toMatchObject([{ list_cost: null, unpriced_calls: null }]);
    expect(result.totals).toBeNull();
  });
});

describe('--top', () => {
  it('keeps the groups with most calls in their order and folds the rest into Other', () => {
    const rows = [
      usageRow({ group: ['a'], calls: 1n, totalTokens: null }),
      usageRow({ group: ['b'], calls: 9n }),
      usageRow({ group: ['c'], calls: 2n, totalTokens: 7n }),
      usageRow({ group: [null], calls: 5n }),
    ];
    const costs = new Map(['a', 'b', 'c'].map((model, index) => [groupKey([model]), exactCost(`${index + 1}`)]));
    const folded = foldTop(rows, 2, costs);
    expect(folded.rows.map((row) => [row.group[0], row.calls, row.totalTokens, row.durationMsP50])).toEqual([
      ['b', 9n, 1_500_000n, 812.46],
      [null, 5n, 1_500_000n, 812.46],
      ['Other', 3n, 7n, null],
    ]);
    expect(folded.costs.get(groupKey(['Other']))).toEqual(exactCost('4'));
    expect(folded.costs.get(groupKey(['b']))).toEqual(exactCost('2'));
    expect(folded.costs.size).toBe(2);
  });

  it('does not mistake a model called Other for the rest', () => {
    const rows = ['Other', 'x', 'y'].map((model, index) => usageRow({ group: [model], calls: BigInt(9 - index) }));
    expect(foldTop(rows, 1).rows.map((row) => row.group[0])).toEqual(['Other', 'Other (rest)']);
  });

  it('keeps every sum', () => {
    const row = fc.record({
      model: fc.string(),
      calls: fc.bigInt(1n, 1000n),
      tokens: fc.option(fc.bigInt(0n, 1000n)),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: (one) => one.model }),
        fc.integer({ min: 1, max: 5 }),
        (models, top) => {
          const rows = models.map(({ model, calls, tokens }) =>
            usageRow({ group: [model], calls, totalTokens: tokens }),
          );
          const sums = (all: readonly UsageRow[]) => [
            sumCounts(all, (one) => one.calls),
            sumCounts(all, (one) => one.totalTokens ?? 0n),
          ];
          const folded = foldTop(rows, top).rows;
          expect(sums(folded)).toEqual(sums(rows));
          expect(folded.length).toBeLessThanOrEqual(top + 1);
        },
      ),
    );
  });
});
