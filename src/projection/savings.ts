/**
 * From monthly savings to a decision: net benefit, return on investment, payback, net present value. Formulas with worked
 * figures: README.md. Exact, except that a monthly discount factor is a twelfth root and is cut at 18 decimals.
 */
import { add, compare, divide, type Exact, exact, isZero, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';

export interface Economics {
  readonly savingsOverHorizon: Exact;
  readonly netBenefit: Exact;
  /** Net benefit ÷ one-time cost; null without one. */
  readonly roi: Exact | null;
  /** One-time cost ÷ monthly savings, or what `accumulatedPayback` says where months differ; null without a cost, and where nothing is saved. */
  readonly paybackMonths: Exact | null;
  readonly npv: Exact;
}

export interface EconomicsInput {
  /** Savings of month 1, 2, … at the volume of that month. */
  readonly monthlySavings: readonly Exact[];
  readonly oneTimeCost: Exact | null;
  /** 0.08 for 8 % a year. */
  readonly yearlyDiscountRate: Exact;
}

export function economicsOf(input: EconomicsInput): Economics {
  const { monthlySavings, oneTimeCost, yearlyDiscountRate } = input;
  const cost = oneTimeCost ?? ZERO;
  const savingsOverHorizon = sum(monthlySavings);
  const netBenefit = subtract(savingsOverHorizon, cost);
  const first = monthlySavings[0] ?? ZERO;
  const divisor = compoundFactors(yearlyDiscountRate);
  const present = sum(monthlySavings.map((savings, index) => divide(savings, divisor(index + 1))));
  return {
    savingsOverHorizon,
    netBenefit,
    roi: isZero(cost) ? null : divide(netBenefit, cost),
    paybackMonths: !isSteady(monthlySavings)
      ? accumulatedPayback(monthlySavings, cost)
      : oneTimeCost !== null && first.numerator > 0n
        ? divide(oneTimeCost, first)
        : null,
    npv: subtract(present, cost),
  };
}

/** Every month saves the same, so that months beyond the horizon are known too. */
export function isSteady(monthlySavings: readonly Exact[]): boolean {
  const [first] = monthlySavings;
  return first === undefined || monthlySavings.every((savings) => compare(savings, first) === 0);
}

/**
 * The month in which savings of months that differ have brought the cost back, its last one in proportion: 5.82 of 343.75 a month
 * and 2,000.00, as one divided by the other. Null where they have not by the last month, and without a cost.
 */
export function accumulatedPayback(monthlySavings: readonly Exact[], oneTimeCost: Exact): Exact | null {
  if (isZero(oneTimeCost)) return null;
  let left = oneTimeCost;
  for (const [index, savings] of monthlySavings.entries()) {
    if (compare(savings, left) >= 0) return add(exact(BigInt(index)), divide(left, savings));
    left = subtract(left, savings);
  }
  return null;
}

/** How much volume is in month 1, 2, … of the horizon when it grows by the factor each month. */
export function volumesOf(months: number, monthlyGrowth: Exact): Exact[] {
  const volumes: Exact[] = [];
  for (let volume = ONE; volumes.length < months; volume = multiply(volume, monthlyGrowth)) volumes.push(volume);
  return volumes;
}

const MONTHS_A_YEAR = 12;
const PLACES = 10n ** 18n;

/** month → (1 + yearly rate) ^ (month ÷ 12): whole years exact, the months between cut at 18 decimals. */
export function compoundFactors(yearlyRate: Exact): (month: number) => Exact {
  if (isZero(yearlyRate)) return () => ONE;
  const yearly = add(ONE, yearlyRate);
  const ofMonths = Array.from({ length: MONTHS_A_YEAR }, (_, month) => twelfthRoot(power(yearly, month)));
  return (month) => multiply(power(yearly, Math.floor(month / MONTHS_A_YEAR)), ofMonths[month % MONTHS_A_YEAR] ?? ONE);
}

function power(base: Exact, exponent: number): Exact {
  return exact(base.numerator ** BigInt(exponent), base.denominator ** BigInt(exponent));
}

/** The largest number of 18 decimals whose twelfth power does not exceed the value. */
function twelfthRoot(value: Exact): Exact {
  const scale = PLACES ** BigInt(MONTHS_A_YEAR);
  const target = (value.numerator * scale) / value.denominator;
  let low = 0n;
  let high = PLACES;
  while (high ** 12n <= target) high *= 2n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** 12n <= target) low = middle;
    else high = middle;
  }
  return exact(low, PLACES);
}
