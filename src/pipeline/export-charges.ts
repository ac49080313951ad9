/** `export cost` and `export focus`: what was incurred, charge by charge. */
import { concerned, sumCounts } from '../core/count.js';
import { Diagnostics } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import type {
  ExportChoice,
  FocusChoice,
  IncurredChoice,
  PricingChoice,
  Question,
  Surroundings,
} from '../core/question.js';
import { plural } from '../core/text.js';
import type { MeteredUsage } from '../core/usage.js';
import { type BilledMonth, type Charge, chargesOf, isListOffer, unending } from '../export/charges.js';
import { costTable } from '../export/cost.js';
import { focusTable } from '../export/focus.js';
import type { ExportTable } from '../export/table.js';
import type { OfferPricing } from '../offers/bill.js';
import { carried } from '../offers/carries.js';
import type { Offer } from '../pricing/offer-schema.js';
import type { PriceOptions } from '../pricing/price-usage.js';
import type { UnpricedUsage } from '../pricing/types.js';
import { isTime } from '../queries/dimensions.js';
import { assemble } from '../reports/envelope.js';
import { type Answer, answer } from './answer.js';
import { openBooks } from './closed.js';
import { noteRecomputed } from './closed-notes.js';
import { basisOf, commonPart } from './common-part.js';
import { priceAll } from './counted-apart.js';
import { exportTable, noteWritten } from './export.js';
import { meterSelected } from './metering.js';
import { billsByMonth, noteUnpriced, withMonth } from './offer-cost.js';
import { type OpenPlan, offerPricing, openPlan } from './open-plan.js';
import { type Opened, withSource } from './opening.js';
import { charged, type Priced } from './priced.js';
import { type Selected, selectCalls } from './selecting.js';

/** Throws a usage error where cost would be told in another currency than it was incurred in. */
export async function exportCost(
  question: Question,
  pricing: PricingChoice,
  choice: IncurredChoice & ExportChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  const make = ({ offer, ...found }: Incurred) =>
    costTable({ ...found, basis: isListOffer(offer) ? 'list' : 'contracted' });
  return exportIncurred('export cost', question, pricing, choice, surroundings, make, { needsTime: false });
}

/** Throws a usage error for a zone other than UTC, in which FOCUS cuts days and months. */
export async function exportFocus(
  question: Question,
  pricing: PricingChoice,
  choice: FocusChoice & ExportChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  if (question.zone !== 'UTC') {
    throw usageError(
      `FOCUS cuts days and months in UTC, and the time zone here is ${question.zone}`,
      'add --tz UTC; a month of another zone is not a month of FOCUS',
    );
  }
  const make = ({ offer, currency, by, charges, priceBook }: Incurred) =>
    focusTable({
      version: choice.version,
      account: choice.billingAccount,
      offer,
      currency,
      priceBook,
      by,
      charges,
    });
  return exportIncurred('export focus', question, pricing, choice, surroundings, make, { needsTime: true });
}

/** What was incurred, as rows are made of it. */
interface Incurred {
  readonly offer: Offer;
  readonly currency: string;
  readonly priceBook: string;
  readonly by: readonly string[];
  readonly charges: readonly Charge[];
  /** Usage whose cost is not known: it has no price, or its price is a range. */
  readonly unpriced: readonly UnpricedUsage[];
}

async function exportIncurred(
  command: string,
  question: Question,
  pricing: PricingChoice,
  choice: IncurredChoice & ExportChoice,
  surroundings: Surroundings,
  make: (found: Incurred) => ExportTable,
  how: { readonly needsTime: boolean },
): Promise<Answer> {
  const by = question.by.filter((dimension) => dimension !== 'day');
  const time = by.find(isTime);
  if (time !== undefined) {
    throw usageError(`--by ${time}: charges are per day already`, 'leave it out; their month is beside it');
  }
  if (pricing.currency !== undefined) {
    throw usageError('charges are in the currency they were billed in', 'leave --currency out');
  }
  const diagnostics = new Diagnostics();
  const { plan, offer } = await incurredOffer(choice, pricing, surroundings);
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const options: PriceOptions = { split: pricing.split, aliases: pricing.aliases };
    const { found, selected, money } = await incurred(
      opened,
      question,
      { plan, offer, options, by, ...how },
      diagnostics,
    );
    noteRecomputed(await openBooks(opened, question, diagnostics), 'charges are told line by line', diagnostics);
    const count = unending(found.charges);
    if (count > 0) {
      diagnostics.add({
        code: 'rounded_charges',
        message: `${plural(count, 'fee')} without a finite decimal form ${count === 1 ? 'is' : 'are'} rounded at the 18th place`,
        count,
      });
    }
    const table = make(found);
    await exportTable(opened.engine, table, choice, surroundings);
    noteWritten(diagnostics, choice, BigInt(table.rows.length), 'row');
    const common = commonPart(command, question, opened, selected, diagnostics, money);
    return answer(assemble(common, [], { offer: offer.id, rows_written: table.rows.length }), diagnostics);
  });
}

/** The offer that billed the calls: the one that is named, else the baseline. Alternatives of a scenario never bill anything. */
async function incurredOffer(
  { offer: id, scenario }: IncurredChoice,
  pricing: PricingChoice,
  surroundings: Surroundings,
): Promise<{ readonly plan: OpenPlan; readonly offer: Offer }> {
  const plan = await openPlan({ ...pricing, scenario, to: [] }, surroundings, false);
  if (id === undefined || id === plan.plan.baseline.id) return { plan, offer: plan.plan.baseline };
  const other = await openPlan({ ...pricing, scenario, to: [id] }, surroundings, false);
  const [offer] = other.plan.alternatives;
  return offer === undefined ? { plan, offer: plan.plan.baseline } : { plan: other, offer };
}

interface IncurredHow {
  readonly plan: OpenPlan;
  readonly offer: Offer;
  readonly options: PriceOptions;
  readonly by: Question['by'];
  /** Leave out calls of which no month is known. */
  readonly needsTime: boolean;
}

async function incurred(
  { engine }: Pick<Opened, 'engine'>,
  question: Question,
  { plan, offer, options, by, needsTime }: IncurredHow,
  diagnostics: Diagnostics,
): Promise<{ found: Incurred; selected: Selected; money: Priced & { readonly basis: ReturnType<typeof basisOf> } }> {
  const selected = await selectCalls(engine, question, diagnostics, { dimensions: by });
  const metered = await meterSelected(engine, question, ['day', ...by], plan.book, options, selected, {
    ownBooks: [...plan.ownBooks.values()],
    isByMonth: true,
  });
  const pricing = offerPricing(plan, options);
  const { exact, ranges, untimed } = sorted(charged(metered), offer, pricing, needsTime);
  noteLeftOut(
    untimed,
    'without_time',
    'have no time, which a charge needs; --assume-month says when they were',
    diagnostics,
  );
  noteLeftOut(
    ranges,
    'cost_ranges',
    'log only a token total, so that their cost is a range; --split says how much of it is input',
    diagnostics,
  );
  const dated = withMonth(exact, selected, question.zone, diagnostics);
  const bills = billsByMonth(offer, dated, pricing, undefined);
  noteUnpriced({ id: offer.id, bills }, diagnostics);
  const months: BilledMonth[] = bills.map(({ month, low }) => ({
    month,
    bill: low,
    usage: dated.usage.filter((one) => (one.month ?? null) === month),
  }));
  const currency = bills[0]?.low.currency ?? offer.currency;
  const priceBook = plan.book.hash;
  const unpriced = [...bills.flatMap(({ low }) => low.unpriced), ...ranges.map(asUnpriced)];
  const charges = needsTime && dated.months[0] === null ? [] : chargesOf(offer, months, pricing);
  const money = {
    book: plan.book,
    options,
    metered,
    priced: priceAll(plan.book, metered, options),
    currency,
    rates: [],
  };
  return {
    found: { offer, currency, priceBook, by, charges, unpriced },
    selected,
    money: { ...money, basis: basisOf(metered, 'contracted') },
  };
}

/** What can be charged exactly, and what cannot. */
function sorted(usage: readonly MeteredUsage[], offer: Offer, pricing: OfferPricing, needsTime: boolean) {
  const books = offer.steps.flatMap((step) => (step.kind === 'usage' ? [step.book] : []));
  const isRange = (one: MeteredUsage) =>
    books.some((book) => pricing.price(carried(one, offer.carries), book).range !== undefined);
  const isUntimed = (one: MeteredUsage) => needsTime && (one.month ?? null) === null;
  const untimed = usage.filter(isUntimed);
  const timed = usage.filter((one) => !isUntimed(one));
  return { exact: timed.filter((one) => !isRange(one)), ranges: timed.filter(isRange), untimed };
}

function noteLeftOut(usage: readonly MeteredUsage[], code: string, why: string, diagnostics: Diagnostics): void {
  const calls = concerned(sumCounts(usage, (one) => one.calls));
  if (calls === 0n) return;
  diagnostics.add({
    code,
    message: `${plural(calls, 'call')} ${calls === 1n ? 'is' : 'are'} not among the charges: they ${why}`,
    count: Number(calls),
    incomplete: true,
  });
}

function asUnpriced({ provider, model, calls, quantities, firstAt, lastAt }: MeteredUsage): UnpricedUsage {
  const quantity = quantities.get('unsplit');
  return {
    provider,
    model,
    meter: 'unsplit',
    calls,
    tokens: quantity === undefined ? 0n : quantity.numerator / quantity.denominator,
    quantity: quantity ?? { numerator: 0n, denominator: 1n },
    reason: 'unsplit',
    firstAt,
    lastAt,
    candidates: [],
  };
}
