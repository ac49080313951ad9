/**
 * The figures that finance reads first, each with the word that says what it is.
 */
import { compareCounts } from '../../core/count.js';
import { compare, divide, isZero, negate } from '../../core/exact.js';
import { say } from '../../core/phrase.js';
import { changeOf } from '../cost-difference.js';
import { costCell, sumCosts } from '../group-cost.js';
import type { Headline } from '../report.js';
import { pricedRows } from './change.js';
import type { FinanceModel } from './model.js';
import { bestOf, isSaving } from './offers.js';
import { amountOf, BASES } from './words.js';

export function headlinesOf(model: FinanceModel): Headline[] {
  return [costOf(model), changeHeadline(model), ...budgetsOf(model), landingOf(model), savingsOf(model)];
}

function costOf({ total, currency, basis, isComplete, seen }: FinanceModel): Headline {
  return {
    id: 'cost',
    label: isComplete ? 'Cost of the month' : 'Cost to date',
    value: costCell(total.cost),
    type: 'money',
    currency,
    basis: BASES[basis],
    detail: isComplete
      ? total.tokens === null
        ? say('{calls} {calls|call|calls}, which log no tokens', { calls: total.calls })
        : say('{calls} {calls|call|calls}, {tokens} tokens', { calls: total.calls, tokens: total.tokens })
      : say('{calls} {calls|call|calls} up to {last}', { calls: total.calls, last: { date: seen.last } }),
  };
}

function changeHeadline(model: FinanceModel): Headline {
  const { before, currency, basis } = model;
  const common = { id: 'change', label: 'Change since last month', type: 'money' as const, currency };
  if (before === null) return { ...common, value: null, basis: say('no calls in the month before') };
  const rows = pricedRows(model);
  const earlier = sumCosts(rows.before.map(({ cost }) => cost));
  const { change } = changeOf(rows.before, rows.after);
  const later = sumCosts(rows.after.map(({ cost }) => cost));
  // What some of last month's usage cost beside may make it any less.
  const isOpen = compareCounts(later.unpricedCalls, 0n) > 0 && compareCounts(earlier.unpricedCalls, 0n) === 0;
  return {
    ...common,
    value: isOpen && change !== null ? { low: change, high: change, isLowerBound: true } : change,
    basis: rows.isWhole ? BASES[basis] : say('{basis}; of what has a price', { basis: BASES[basis] }),
    detail:
      change === null || isZero(earlier.low)
        ? say('last month: {amount}', { amount: amountOf(earlier, currency) })
        : say('{rate} of {amount}, {first} to {last}', {
            rate: { rate: divide(change, earlier.low) },
            amount: amountOf(earlier, currency),
            first: { date: before.first },
            last: { date: before.last },
          }),
  };
}

function budgetsOf({ budgets, currency }: FinanceModel): Headline[] {
  const [first] = budgets;
  if (first === undefined) {
    return [{ id: 'budget', label: 'Against budget', value: null, type: 'rate', basis: say('no budget is set') }];
  }
  return [
    {
      id: 'budget',
      label: 'Against budget',
      value: first.share,
      type: 'rate',
      basis: say('share of budget {id} used', { id: first.id }),
      detail: say('{actual} of {amount}', {
        actual: amountOf(first.actual, currency),
        amount: { money: first.amount, currency },
      }),
    },
  ];
}

/** Too few days for a backtest give bounds, and no confidence. */
const ON_SUCH_DAYS = '{low} to {high} on days like the least and like the busiest';
const WITH_80 = '{low} to {high} with 80 % confidence';

function landingOf({ landing, currency, basis, total }: FinanceModel): Headline {
  const common = { id: 'landing', label: 'Landing', type: 'money' as const, currency };
  if (landing.cost === null) return { ...common, value: null, basis: say('inconclusive: too few days for a forecast') };
  const { value, at80 } = landing.cost;
  const cell = costCell({ ...value, unpricedCalls: total.cost.unpricedCalls });
  if (landing.kind === 'observed' || landing.kind === 'closed') {
    const detail = landing.kind === 'observed' ? say('the month is over') : say('the month is closed');
    return { ...common, value: cell, basis: BASES[basis], detail };
  }
  const isLowerBound = compareCounts(total.cost.unpricedCalls, 0n) > 0;
  return {
    ...common,
    value: cell,
    basis: say('forecast at list prices, an estimate'),
    ...(at80 === null
      ? {}
      : {
          detail: say(landing.basis === 'plain_rate' ? ON_SUCH_DAYS : WITH_80, {
            low: { money: at80.low, currency, isLowerBound },
            high: { money: at80.high, currency, isLowerBound },
          }),
        }),
  };
}

function savingsOf({ comparison }: FinanceModel): Headline {
  const common = { id: 'savings', label: 'Savings at the best offer', type: 'money' as const };
  if (comparison === null)
    return { ...common, value: null, basis: say('no offer was asked for: --to or --scenario names some') };
  const best = bestOf(comparison);
  const { currency } = comparison.plan;
  if (best === null) return { ...common, value: null, currency, basis: say('inconclusive') };
  const { monthly, rate } = best.savings;
  if (!isSaving(monthly.low)) {
    return {
      ...common,
      currency,
      value: monthly.low,
      basis: BASES.contracted,
      detail: say('no offer is cheaper; the least dear, {offer}, costs {amount} more', {
        offer: best.alternative,
        amount: { money: negate(monthly.low), currency },
      }),
    };
  }
  return {
    ...common,
    currency,
    value: compare(monthly.low, monthly.high) === 0 ? monthly.low : monthly,
    basis: BASES.contracted,
    detail:
      rate === null
        ? say('a month at {offer}', { offer: best.alternative })
        : say('a month at {offer}: {rate}', { offer: best.alternative, rate: { rate: rate.low } }),
  };
}
