/** `compare`: the calls of a month, at the offers of a plan. */
import { Diagnostics } from '../core/diagnostics.js';
import type { CompareChoice, PricingChoice, Question, Surroundings } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import { periodBounds, startOfDate } from '../core/zone.js';
import { offersOf, type Plan, roundsRequests } from '../offers/plan.js';
import { routeDimensions } from '../offers/scenario.js';
import { type Exchanger, exchanger } from '../pricing/exchange.js';
import { type LoggedModel, type PriceOptions, priceUsage, resolveModel } from '../pricing/price-usage.js';
import { compareOffers } from '../projection/compare.js';
import type { CompareResult } from '../projection/comparison.js';
import { statedBasis } from '../projection/horizon.js';
import { resolveMonth } from '../projection/month.js';
import type { Grouping } from '../queries/dimensions.js';
import { keysAndEndpoints } from '../queries/selection.js';
import { compareNotes, compareReport } from '../reports/compare.js';
import { isoInstant } from '../reports/instants.js';
import { priceCalls } from '../reports/price-calls.js';
import { type Answer, answer } from './answer.js';
import { openBooks } from './closed.js';
import { noteRecomputed } from './closed-notes.js';
import { basisOf, commonPart } from './common-part.js';
import { monthsAhead } from './compare-ahead.js';
import { countedApart } from './counted-apart.js';
import { meterSelected } from './metering.js';
import { coveredDays } from './month-seen.js';
import { type OpenPlan, offerPricing, openPlan } from './open-plan.js';
import { type Opened, withSource } from './opening.js';
import { charged } from './priced.js';
import { noteSelected, type Selected, type SelectOptions, selectCalls } from './selecting.js';

export async function compare(
  question: Question,
  choice: CompareChoice,
  how: { readonly explain: boolean },
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const opened = await openPlan(choice, surroundings);
  return withSource(question.source, question.reading, surroundings, diagnostics, async (source) => {
    const found = await comparisonOf(source, question, choice, opened, diagnostics);
    const { result, usage, selected, counted, exchangers, options } = found;
    noteRecomputed(await openBooks(source, question, diagnostics), 'offers are compared on the calls', diagnostics);
    for (const note of compareNotes(result)) diagnostics.add(note);
    const money = {
      book: opened.book,
      options,
      metered: usage,
      priced: usage.map((one) => priceUsage(opened.book, one, options)),
      currency: result.plan.currency,
      rates: exchangers.flatMap((one) => one.used()),
    };
    const common = commonPart('compare', question, source, selected, diagnostics, {
      ...money,
      basis: basisOf(usage, 'contracted'),
    });
    const applied = how.explain
      ? {
          priced: money.priced,
          currency: opened.book.currency,
          calls: priceCalls(money.priced, asCounted(question, counted)),
        }
      : undefined;
    return answer(compareReport({ common, result, explain: how.explain, applied }), diagnostics, !result.isConclusive);
  });
}

/** The question for the calls that a month was made of. */
function asCounted(question: Question, { start, end }: { start: number | null; end: number | null }): Question {
  const instant = (at: number | null) => (at === null ? undefined : isoInstant(at));
  return { ...question, month: undefined, since: instant(start), until: instant(end) };
}

/** From the currencies of the plan and of its offers to the one that figures are told in. */
export function exchangersFor(plan: Plan, { currency, exchangeRates }: PricingChoice): Exchanger[] {
  const from = new Set([plan.currency, ...offersOf(plan).map((offer) => offer.currency)]);
  return [...from].flatMap((one) => exchanger(one, currency ?? plan.currency, exchangeRates) ?? []);
}

/** The comparison itself, over calls that it selects, with what it was made from. */
export async function comparisonOf(
  source: Pick<Opened, 'engine'>,
  question: Question,
  choice: CompareChoice,
  opened: OpenPlan,
  diagnostics: Diagnostics,
): Promise<{
  readonly result: CompareResult;
  readonly usage: readonly MeteredUsage[];
  readonly selected: Selected;
  /** The bounds of the calls that the month was made of. */
  readonly counted: NonNullable<SelectOptions['bounds']>;
  readonly exchangers: readonly Exchanger[];
  readonly options: PriceOptions;
}> {
  const options: PriceOptions = { split: choice.split, aliases: choice.aliases };
  const published = opened.book.published();
  const bounds = periodBounds(question, question.zone);
  const dimensions = opened.scenario === undefined ? [] : routeDimensions(opened.scenario);
  const asked = await selectCalls(source.engine, question, new Diagnostics(), { bounds, dimensions });
  const month = resolveMonth({
    days: asked.days,
    callsWithoutTime: asked.span.callsWithoutTime,
    seen: await coveredDays(source.engine, question),
    assumeMonth: question.assumeMonth,
    statedDays: question.days,
    hasVolume: opened.plan.volume !== null,
  });
  const counted =
    month.period === null
      ? bounds
      : {
          start: startOfDate(month.period.start, question.zone),
          end: startOfDate(month.period.end, question.zone),
          hasUntimed: month.countsCallsWithoutTime,
        };
  const signs = signsFor(choice, opened.plan);
  const groups = [...dimensions, ...signs];
  const also = { alsoModels: (choice.whatIf?.swaps ?? []).flatMap(({ to }) => possibleModels(to)) };
  const isTimed = month.basis === 'complete_months' || month.basis === 'scaled';
  const ahead =
    statedBasis(opened.plan) !== undefined || month.basis === 'inconclusive'
      ? undefined
      : isTimed
        ? await monthsAhead(source.engine, question, choice, opened, options, groups, asked, also)
        : { reason: 'the month is of calls without a time' };
  const selected = await selectCalls(source.engine, question, new Diagnostics(), { bounds: counted, dimensions });
  noteSelected(question, asked.span, 0n, diagnostics);
  const { metered } = await countedApart(opened.book, options, (apart) =>
    meterSelected(source.engine, question, groups, opened.book, options, selected, {
      ownBooks: [...opened.ownBooks.values()],
      ...also,
      apart,
    }),
  );
  const usage = charged(metered);
  const isMarked = (sign: Grouping, mark: string) => {
    const place = signs.indexOf(sign);
    return (one: MeteredUsage) => place >= 0 && one.group[dimensions.length + place] === mark;
  };
  const isFailure = isMarked('outcome', 'error');
  const exchangers = exchangersFor(opened.plan, choice);
  const exchanges = exchangers.map((one) => ({ from: one.from, to: one.to, rate: one.rateOf(month.month).rate }));
  const result = compareOffers({
    plan: opened.plan,
    month,
    usage,
    uncharged: metered.filter((one) => one.isCharged === false),
    dimensions,
    pricing: offerPricing(opened, options),
    exchanges,
    whatIf: choice.whatIf && {
      asked: choice.whatIf,
      skuOf: ({ provider, model }) => {
        const { sku, candidates } = resolveModel(opened.book, { provider, gateway: null, model }, choice.aliases);
        return { sku: sku?.sku ?? null, candidates };
      },
      signs: { isFailure },
    },
    suggestBy:
      choice.isSuggesting === true
        ? { isFailure, isNight: isMarked('night', 'night'), isSmall: isMarked('small', 'small') }
        : undefined,
    isSensitivityAsked: choice.isSensitivityAsked,
    ahead,
    counted: await keysAndEndpoints(source.engine),
    publishedPricing: {
      price: (one) => priceUsage(published, one, { ...options, split: options.split ?? '0.75' }),
      currency: () => published.currency,
    },
  });
  return { result, usage, selected, counted, exchangers, options };
}

/** What calls have to be told apart by, beside prices and routes. */
function signsFor({ whatIf, isSuggesting }: CompareChoice, plan: Plan): readonly Grouping[] {
  const alike: readonly Grouping[] = roundsRequests(offersOf(plan)) ? ['alike'] : [];
  if (isSuggesting === true) return ['outcome', 'night', 'small', ...alike];
  return [...(whatIf?.isWithoutFailures === true ? (['outcome'] as const) : []), ...alike];
}

/** A name with a slash is a model, or a seller and a model. */
function possibleModels(name: string): LoggedModel[] {
  const slash = name.indexOf('/');
  const whole = { provider: null, gateway: null, model: name };
  return slash <= 0 ? [whole] : [whole, { ...whole, provider: name.slice(0, slash), model: name.slice(slash + 1) }];
}
