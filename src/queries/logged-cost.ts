/**
 * What logs say that calls cost, per group. Amounts come out exact: SQL sums their digits as whole numbers, and the point is
 * set here.
 */
import { add, type Exact, exact, multiply } from '../core/exact.js';
import type { Engine } from '../engine/engine.js';
import { type Grouping, groupColumns, READABLE_AMOUNT } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import { sqlText } from './sql-file.js';

export interface LoggedCost {
  /** Values of the grouping columns, in their order. */
  readonly group: readonly (string | null)[];
  readonly calls: bigint;
  /** Calls whose logged cost is no decimal number: in no amount. */
  readonly callsUnreadable: bigint;
  readonly amount: Exact;
  /** How far the amount may be off because every logged amount was rounded to the digits it is written with. */
  readonly rounding: Exact;
}

interface Row extends Record<string, unknown> {
  readonly decimalPlaces: number | null;
  readonly amounts: bigint;
  readonly calls: bigint;
  readonly digits: bigint | null;
}

const HALF = exact(1n, 2n);

/** One item per group that logs any cost, in the order of the groups. */
export async function loggedCosts(engine: Engine, by: readonly Grouping[], zone: string): Promise<LoggedCost[]> {
  const groups = groupColumns(by, zone);
  const rows = await engine.query<Row>(
    sqlText('usage/logged_cost', {
      groups: trailing(groups.computed),
      names: trailing(groups.named),
      readable: READABLE_AMOUNT,
    }),
  );
  const costs = new Map<string, LoggedCost>();
  for (const row of rows) {
    const group = groupOf(row, by.length);
    const key = JSON.stringify(group);
    const before = costs.get(key) ?? { group, calls: 0n, callsUnreadable: 0n, amount: exact(0n), rounding: exact(0n) };
    costs.set(key, added(before, row));
  }
  return [...costs.values()];
}

function added(before: LoggedCost, { decimalPlaces, amounts, calls, digits }: Row): LoggedCost {
  if (decimalPlaces === null || digits === null)
    return { ...before, callsUnreadable: before.callsUnreadable + BigInt(calls) };
  const places = Number(decimalPlaces);
  const unit = places >= 0 ? exact(1n, 10n ** BigInt(places)) : exact(10n ** BigInt(-places));
  return {
    ...before,
    calls: before.calls + BigInt(calls),
    amount: add(before.amount, multiply(exact(BigInt(digits)), unit)),
    rounding: add(before.rounding, multiply(multiply(unit, HALF), exact(BigInt(amounts)))),
  };
}
