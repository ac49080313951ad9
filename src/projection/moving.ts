/**
 * What moving costs once: what was stated, the days of engineers, what the offer charges once, and both sides running for a
 * while. Traffic that is sent to both, of routes only what they move, costs what its calls cost at the new offer; monthly fees are in its bills already.
 */
import { compare, divide, type Exact, exact, isZero, multiply, ONE, sum } from '../core/exact.js';
import type { Bound, MonthlyUsage } from '../offers/bill.js';
import { count, money, percentage } from '../offers/figures.js';
import type { Moving, Plan } from '../offers/plan.js';
import type { Candidate } from './candidates.js';

export interface OneTimePart {
  readonly id: 'stated' | 'engineers' | 'charged_once' | 'dual_running';
  readonly amount: Exact;
  /** How it comes about, for a person. */
  readonly formula: string;
}

/** Empty when nobody said that moving costs anything. */
export function oneTimeParts(plan: Plan, candidate: Candidate, month: MonthlyUsage, bound: Bound): OneTimePart[] {
  const parts: OneTimePart[] = [];
  if (plan.oneTimeCost !== null) parts.push({ id: 'stated', amount: plan.oneTimeCost, formula: 'as stated' });
  const { moving } = plan;
  if (moving && !isZero(moving.engineerDays)) {
    const amount = multiply(moving.engineerDays, moving.dayRate);
    parts.push({
      id: 'engineers',
      amount,
      formula: `${count(moving.engineerDays)} ${compare(moving.engineerDays, ONE) === 0 ? 'day' : 'days'} at ${money(moving.dayRate)}`,
    });
  }
  const once = candidate.billAt(bound).oneTime;
  if (!isZero(once)) parts.push({ id: 'charged_once', amount: once, formula: 'charged once by the offer' });
  if (moving && !isZero(moving.shadowDays)) parts.push(dualRunning(moving, candidate, month, bound));
  return parts;
}

export function oneTimeCost(parts: readonly OneTimePart[]): Exact | null {
  return parts.length === 0 ? null : sum(parts.map((part) => part.amount));
}

const HUNDRED = exact(100n);

function dualRunning(moving: Moving, candidate: Candidate, month: MonthlyUsage, bound: Bound): OneTimePart {
  const volume = divide(multiply(moving.shadowShare, moving.shadowDays), month.days);
  const { total } = candidate.movedBillAt(bound, { volume, onlyUse: true });
  const share = percentage(multiply(moving.shadowShare, HUNDRED));
  return {
    id: 'dual_running',
    amount: total,
    formula: `${share} of the ${candidate.kind === 'routed' ? 'routed calls' : 'calls'} sent to both for ${count(moving.shadowDays)} of ${count(month.days)} days`,
  };
}
