/**
 * What a month gives free, where the usage only stands for the month: taken off its sum, evenly.
 */
import { expect, it } from 'vitest';
import { decimal, exact, ONE } from '../../src/core/exact.js';
import type { Meter } from '../../src/core/meters.js';
import { withFreeAmounts } from '../../src/offers/free-amounts.js';
import { month, text, usage } from './words.js';

/** Hours of which the calls of the month themselves had `billed` billed. */
const hours = (asked: string, billed: string) => {
  const of = (quantity: string) => new Map([['code_exec_hour' as Meter, decimal(quantity)]]);
  const counted = { used: of(asked), asked: of(asked), billed: of(billed), free: decimal('10'), hasAggregates: false };
  return { ...usage({ code_exec_hour: asked }), billed: new Map([['hours', counted]]) };
};
const used = [hours('15', '5'), hours('5', '5')];
const billed = (...more: Parameters<typeof month>) =>
  withFreeAmounts(month(...more)).map((one) => text(one.billed?.get('hours')?.billed.get('code_exec_hour') ?? ONE));

it('calls of the month keep what was counted in the order of their times', () => {
  expect(billed(used)).toEqual(['5', '5']);
  expect(billed(used, { factor: exact(1n, 2n) })).toEqual(['5', '5']);
});

it('of twice these calls, 40 hours, three quarters are beyond the 10', () => {
  expect(billed(used, { factor: exact(2n), isProjected: true })).toEqual(['45/4', '15/4'].map(asDecimal));
});

it('a seller that gets half of them gives 10 hours of its own', () => {
  expect(billed(used.map((one) => ({ ...one, share: exact(1n, 2n) })))).toEqual(['0', '0']);
  expect(billed([{ ...hours('60', '50'), share: exact(1n, 2n) }])).toEqual(['40']);
});

function asDecimal(fraction: string): string {
  const [numerator = '0', denominator = '1'] = fraction.split('/');
  return text(exact(BigInt(numerator), BigInt(denominator)));
}
