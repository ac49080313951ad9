/** `cost --reconcile logged`: the calls that log a cost, priced, beside what they log. */
import type { Diagnostics } from '../core/diagnostics.js';
import { exact } from '../core/exact.js';
import type { PricingChoice, Question } from '../core/question.js';
import { plural } from '../core/text.js';
import type { Engine } from '../engine/engine.js';
import { type Cause, likelyCause } from '../pricing/logged-cause.js';
import type { PricedUsage } from '../pricing/types.js';
import type { Grouping } from '../queries/dimensions.js';
import { type LoggedCost, loggedCosts } from '../queries/logged-cost.js';
import { addCosts, type GroupCost, groupKey } from '../reports/group-cost.js';
import type { ReconciledRow, ReconcileInput } from '../reports/reconcile-logged.js';
import { type Priced, priceSelected } from './priced.js';
import type { Selected } from './selecting.js';

/** What `cost` needs, and the comparison. The usage of the former is grouped by the question alone. */
export async function reconcileLogged(
  engine: Engine,
  question: Question,
  pricing: PricingChoice,
  selected: Selected,
  diagnostics: Diagnostics,
): Promise<{ readonly money: Priced; readonly reconcile: ReconcileInput }> {
  const by: Grouping[] = [...question.by, 'logged'];
  const logged = await loggedCosts(engine, by, question.zone);
  const money = await priceSelected(engine, question, by, pricing, selected);
  const priced = new Map<string, PricedUsage[]>();
  for (const one of money.priced) {
    const key = groupKey(one.usage.group);
    priced.set(key, [...(priced.get(key) ?? []), one]);
  }
  const rows = logged.map((cost) => rowOf(cost, priced.get(groupKey(cost.group)) ?? [], money));
  const calls = logged.reduce((total, cost) => total + cost.calls + cost.callsUnreadable, 0n);
  const callsWithout = selected.span.calls - calls;
  note(logged, callsWithout, diagnostics);
  return {
    money: { ...money, priced: money.priced.map(withoutLogged), metered: money.metered.map(shortened) },
    reconcile: { rows: rows.sort(byDifference), callsWithout },
  };
}

function rowOf(cost: LoggedCost, priced: readonly PricedUsage[], { book, options, currency }: Priced): ReconciledRow {
  const [loggedIn = '', kind = ''] = (cost.group.at(-1) ?? '').split('\u001f');
  const isKnown = cost.calls > 0n;
  const computed = priced.map(costOf).reduce(addCosts, { low: exact(0n), high: exact(0n), unpricedCalls: 0n });
  const logged = isKnown ? cost.amount : null;
  const cause: Cause =
    // A log that names no currency is taken to mean that of the prices.
    loggedIn !== '' && loggedIn !== currency && isKnown
      ? 'other_currency'
      : likelyCause({ book, options, priced, logged, rounding: cost.rounding, kind: kind || null });
  return {
    group: cost.group.slice(0, -1),
    currency: loggedIn || null,
    kind: kind || null,
    calls: cost.calls + cost.callsUnreadable,
    logged,
    computed,
    cause,
  };
}

function costOf({ low, high, unpriced, usage }: PricedUsage): GroupCost {
  return { low, high, unpricedCalls: unpriced.length > 0 ? usage.calls : 0n };
}

/** By group, then by what was logged: the order of the statement, which ties cannot change. */
function byDifference(left: ReconciledRow, right: ReconciledRow): number {
  const keys = [left, right].map((row) => JSON.stringify([row.group, row.currency, row.kind]));
  return (keys[0] ?? '') < (keys[1] ?? '') ? -1 : 1;
}

function withoutLogged(priced: PricedUsage): PricedUsage {
  return { ...priced, usage: shortened(priced.usage) };
}

function shortened<Usage extends { readonly group: readonly (string | null)[] }>(usage: Usage): Usage {
  return { ...usage, group: usage.group.slice(0, -1) };
}

function note(logged: readonly LoggedCost[], callsWithout: bigint, diagnostics: Diagnostics): void {
  if (callsWithout > 0n) {
    diagnostics.add({
      code: 'calls_without_logged_cost',
      message: `${plural(callsWithout, 'call')} ${callsWithout === 1n ? 'logs' : 'log'} no cost and ${callsWithout === 1n ? 'is' : 'are'} not compared`,
      count: Number(callsWithout),
    });
  }
  const unreadable = logged.reduce((calls, cost) => calls + cost.callsUnreadable, 0n);
  if (unreadable > 0n) {
    diagnostics.add({
      code: 'unreadable_logged_cost',
      message: `${plural(unreadable, 'call')} ${unreadable === 1n ? 'logs' : 'log'} a cost that is no plain number: it is in no logged amount`,
      count: Number(unreadable),
      incomplete: true,
    });
  }
}
