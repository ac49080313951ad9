/**
 * An offer and a month of usage in, a bill out: the steps in order, each with an amount and how it came about.
 *
 * `evaluateOffer` prices and computes; `billOf` computes from an offer that was priced before (prepare.ts), as often as a
 * search needs, at any volume of the same mix. What a kind of step charges is in steps/, one idea per file.
 */
import { broken, configurationError } from '../core/errors.js';
import { add, compare, type Exact, isZero, multiply, ONE, subtract, sum, ZERO } from '../core/exact.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { Step, StepKind } from '../pricing/offer-steps.js';
import type { Bill, BillStep, Bound, MonthlyUsage, OfferPricing } from './bill.js';
import { type Carry, carriedOn, NOTHING_CARRIED } from './carry.js';
import { type Charge, LIST, timesVolume, total } from './charges.js';
import { exchanged } from './exchange.js';
import { money } from './figures.js';
import { shareInForce, shareText } from './in-force.js';
import { type PreparedOffer, prepareOffer } from './prepare.js';
import { roundTo } from './rounding.js';
import type { Line, Outcome, Running } from './running.js';
import { chargeIncluded, chargeMinimum, chargePrepaid } from './steps/allowance.js';
import { chargeFixed, chargeInfra } from './steps/fixed.js';
import { chargePerUnit } from './steps/per-unit.js';
import { chargePercent } from './steps/percent.js';
import { chargeTax, convert } from './steps/settlement.js';
import { chargeTieredRate } from './steps/tiered-rate.js';
import { chargeUsage } from './steps/usage.js';
import { written } from './written.js';

export interface BillOptions {
  /** The same mix at another volume: 2 is twice the month's usage. */
  readonly volume?: Exact | undefined;
  /** Leave out what is charged per month whatever is used (fixed, infra, minimum, included, prepaid): what the calls cost. */
  readonly onlyUse?: boolean | undefined;
  /** What the bill of the month before left. */
  readonly before?: Carry | undefined;
}

const PER_MONTH: ReadonlySet<StepKind> = new Set(['fixed', 'infra', 'minimum', 'included', 'prepaid']);

/**
 * What one month of this usage costs at the offer. `bound` decides calls that log only a token total. Throws a
 * configuration error for usage that no step charges, for lines in two currencies, and for rounding per request of sums
 * of calls.
 */
export function evaluateOffer(
  offer: Offer,
  month: MonthlyUsage,
  pricing: OfferPricing,
  bound: Bound,
  options: BillOptions = {},
): Bill {
  return billOf(prepareOffer(offer, month, pricing, bound), options);
}

export function billOf(
  prepared: PreparedOffer,
  { volume = ONE, onlyUse = false, before = NOTHING_CARRIED }: BillOptions = {},
): Bill {
  const { offer } = prepared;
  const charges = timesVolume(prepared.charges, volume);
  const { days, currency, month } = prepared;
  let running: Running = { offer, charges, days, currency, month, lines: [], before };
  let oneTime = ZERO;
  let after = before;
  for (const step of offer.steps) {
    const share = shareInForce(offer, step, prepared.month);
    const skipped = onlyUse && PER_MONTH.has(step.kind);
    const outcome = skipped
      ? { amount: ZERO, formula: 'per month: not part of what calls cost' }
      : charge(step, running, share);
    oneTime = add(oneTime, outcome.oneTime ?? ZERO);
    if (outcome.converts) oneTime = multiply(oneTime, outcome.converts.factor);
    running = written(running, step, outcome, share);
    after = carriedOn(after, step.id, { credit: outcome.balance, year: outcome.year });
  }
  if (running.currency !== offer.currency) {
    throw configurationError(
      `offer ${offer.id}: currency`,
      `expected ${running.currency}, which its steps are in, found ${offer.currency}`,
      `write currency: ${running.currency}, or add an fx step to ${offer.currency}`,
    );
  }
  const bill = finished(prepared, running, oneTime, after);
  return exchanged(bill, prepared.exchanges);
}

function charge(step: Step, running: Running, share: Exact): Outcome {
  if (isZero(share)) return { amount: ZERO, formula: shareText(step, ZERO) };
  const outcome = chargeStep(step, running);
  // A fee that is not prorated is due in full for any part of the month.
  if (compare(share, ONE) === 0 || (step.kind === 'fixed' && step.prorate === 'none')) return outcome;
  if (outcome.converts) {
    throw configurationError(
      `offer ${running.offer.id}: step ${step.id}`,
      'expected an fx step that starts with a month: lines of one month cannot be in two currencies',
      'move `from` to the first of a month',
    );
  }
  return {
    ...outcome,
    amount: multiply(outcome.amount, share),
    parts: outcome.parts?.map((part) => multiply(part, share)),
    credit: outcome.credit && multiply(outcome.credit, share),
    balance: outcome.balance && multiply(outcome.balance, share),
    year: outcome.year && {
      ...outcome.year,
      charged: subtract(outcome.year.charged, multiply(outcome.amount, subtract(ONE, share))),
    },
    formula: outcome.formula + shareText(step, share),
  };
}

function chargeStep(step: Step, running: Running): Outcome {
  switch (step.kind) {
    case 'usage':
      return chargeUsage(step, running);
    case 'tiered_rate':
      return chargeTieredRate(step, running);
    case 'percent':
      return chargePercent(step, running);
    case 'fixed':
      return chargeFixed(step, running);
    case 'per_unit':
      return chargePerUnit(step, running);
    case 'included':
      return chargeIncluded(step, running);
    case 'minimum':
      return chargeMinimum(step, running);
    case 'prepaid':
      return chargePrepaid(step, running);
    case 'fx':
      return convert(step, running);
    case 'tax':
      return chargeTax(step, running);
    case 'infra':
      return chargeInfra(step);
  }
}

function finished(prepared: PreparedOffer, running: Running, oneTime: Exact, after: Carry): Bill {
  const { offer } = prepared;
  const amountOf = (test: (line: Line) => boolean) => sum(running.lines.filter(test).map((line) => line.amount));
  const infrastructure = amountOf((line) => line.kind === 'infra');
  const invoice = amountOf((line) => line.kind !== 'infra');
  const steps: BillStep[] = running.lines.map(({ id, kind, formula, base, amount }) => ({
    id,
    kind,
    formula,
    base,
    amount,
  }));
  // Only what the seller bills is on an invoice; assumed infrastructure is nobody's line to round.
  const billed = offer.rounding?.level === 'invoice' ? roundTo(invoice, offer.rounding) : invoice;
  if (offer.rounding?.level === 'invoice') {
    const { quantum, mode } = offer.rounding;
    const formula = `${money(invoice)} rounded ${mode.replace('_', ' ')} to ${money(quantum)}`;
    steps.push({ id: 'rounding', kind: 'rounding', formula, base: invoice, amount: subtract(billed, invoice) });
  }
  const bill: Bill = {
    offer: offer.id,
    currency: running.currency,
    steps,
    total: add(billed, infrastructure),
    infrastructure,
    totalWithoutInfrastructure: billed,
    list: total(running.charges, (charge: Charge) => charge.amounts.get(LIST) ?? ZERO),
    listCurrency: prepared.listCurrency,
    unpriced: prepared.unpriced,
    unusedCredit: sum(running.lines.map((line) => line.balance)),
    creditChange: sum(running.lines.map((line) => line.credit)),
    after,
    oneTime,
    tokens: total(running.charges, (charge) => charge.tokens),
    requests: total(running.charges, (charge) => charge.requests),
  };
  if (compare(sum(steps.map((step) => step.amount)), bill.total) !== 0)
    throw broken('the steps of a bill add up to its total');
  return bill;
}
