/**
 * The month at the official API and at the offers asked for: bills by steps, and the way from one total to the other.
 */
import { compare, type Exact, isNegative, isZero, subtract, ZERO } from '../../core/exact.js';
import { say } from '../../core/phrase.js';
import type { Bill } from '../../offers/bill.js';
import { type CompareResult, type Comparison, isUncertain, type OfferCost } from '../../projection/comparison.js';
import type { Waterfall } from '../chart.js';
import { causeTable, movingTable } from '../compare-detail-tables.js';
import { carriesTable, cliffTable, decisionTable, offerTable, savingsTable } from '../compare-tables.js';
import type { Section, Table } from '../report.js';

/** The alternative that saves most, at the cheap end of what could not be split; null where none is known to. */
export function bestOf(result: CompareResult): Comparison | null {
  if (!result.isConclusive) return null;
  const known = result.comparisons.filter((one) => !isUncertain(result, one));
  return known.reduce<Comparison | null>(
    (best, one) => (best === null || compare(one.savings.monthly.low, best.savings.monthly.low) > 0 ? one : best),
    null,
  );
}

export function offersSection(result: CompareResult): Section {
  const best = bestOf(result);
  const tables = [
    offerTable(result, true),
    savingsTable(result),
    causeTable(result),
    decisionTable(result),
    movingTable(result),
    carriesTable(result),
    cliffTable(result),
  ].filter((table): table is Table => table !== undefined);
  const chart = best === null ? undefined : waterfallOf(result, best);
  return {
    id: 'offers',
    title: 'Official API against gateways',
    says: result.isConclusive
      ? [
          say('A month is {sentence}.', { sentence: result.sentence }),
          say('Basis: contracted, the terms of each offer times logged usage: an estimate, no bill.'),
        ]
      : [say('Monthly figures are {sentence}.', { sentence: result.sentence })],
    charts: chart === undefined ? [] : [chart],
    tables: result.isConclusive ? tables : [],
  };
}

/** Undefined where a step of either bill is not known. */
function waterfallOf({ offers, plan }: CompareResult, best: Comparison): Waterfall | undefined {
  const baseline = offers.find(({ isBaseline }) => isBaseline);
  const alternative = offers.find(({ id }) => id === best.alternative);
  const [from, to] = [billOf(baseline), billOf(alternative)];
  if (from === undefined || to === undefined || baseline === undefined || alternative === undefined) return undefined;
  const amounts = (bill: Bill) => new Map(bill.steps.map(({ id, amount }) => [id, amount]));
  const [before, after] = [amounts(from), amounts(to)];
  const steps = [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ name, amount: subtract(after.get(name) ?? ZERO, before.get(name) ?? ZERO), isTotal: false }))
    .filter(({ amount }) => !isZero(amount));
  return {
    kind: 'waterfall',
    id: 'official_to_gateway',
    title: say('From {baseline} to {offer}, per month', { baseline: baseline.id, offer: alternative.id }),
    description:
      'What each step of the two bills adds or takes off between the two totals. The first table has the same figures.',
    unit: plan.currency,
    type: 'money',
    table: 'offers',
    steps: [
      { name: baseline.id, amount: from.total, isTotal: true },
      ...steps,
      { name: alternative.id, amount: to.total, isTotal: true },
    ],
  };
}

function billOf(offer: OfferCost | undefined): Bill | undefined {
  return offer?.bills?.low;
}

/** More is saved than nothing. */
export function isSaving(amount: Exact): boolean {
  return !isNegative(amount) && !isZero(amount);
}
