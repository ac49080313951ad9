/** What moving saves and when it pays back, as readings of gates: one per alternative. */
import { resolve } from 'node:path';
import { Diagnostics } from '../core/diagnostics.js';
import { isZero, subtract, ZERO } from '../core/exact.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { plural } from '../core/text.js';
import type { Comparison } from '../projection/comparison.js';
import { isUncertain } from '../projection/comparison.js';
import { isSteady } from '../projection/savings.js';
import type { Reading } from '../quality/judge.js';
import type { Gate, OfferChoice } from '../quality/policy.js';
import { unknown } from './check-costs.js';
import { comparisonOf } from './compare.js';
import { openPlan } from './open-plan.js';
import type { Opened } from './opening.js';

export async function offerReadings(
  opened: Opened,
  question: Question,
  pricing: PricingChoice,
  gate: Gate,
  offers: OfferChoice,
  surroundings: Surroundings,
): Promise<Reading[]> {
  const choice = {
    ...pricing,
    to: (offers.to ?? '').split(',').filter((text) => text !== ''),
    scenario: offers.scenario === undefined ? undefined : resolve(surroundings.workingDirectory, offers.scenario),
    oneTimeCost: offers.oneTimeCost,
  };
  const plan = await openPlan(choice, surroundings);
  const { result } = await comparisonOf(opened, question, choice, plan, new Diagnostics());
  if (!result.isConclusive) return unknown(result.reason ?? 'no month can be told from these calls');
  return result.comparisons.map((one): Reading => {
    const firstBroken = () => null;
    const group = [one.alternative];
    if (isUncertain(result, one)) return { group, value: null, why: 'nothing of its cost has a price', firstBroken };
    if (gate.kind === 'monthly_savings') return { group, value: one.savings.monthly, firstBroken };
    return { group, ...paybackOf(one, result.plan.horizonMonths), firstBroken };
  });
}

function paybackOf(one: Comparison, months: number): Pick<Reading, 'value' | 'isBeyond' | 'why'> {
  if (one.oneTimeCost === null) return { value: null, why: 'nobody says what moving costs' };
  if (isZero(one.oneTimeCost)) return { value: { low: ZERO, high: ZERO } };
  if (one.paybackMonths !== null) return { value: one.paybackMonths };
  const savings = one.months.map(({ baseline, alternative }) => subtract(baseline, alternative));
  return {
    value: null,
    isBeyond: true,
    why: !isSteady(savings) ? `it does not pay back within ${plural(months, 'month')}` : 'it never pays back',
  };
}
