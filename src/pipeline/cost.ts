/** `cost`, `prices list` and `prices explain`: what usage costs, and why. A call of a log is explain-call.ts. */
import { Diagnostics } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { type Exact, isZero, parseDecimal, sum } from '../core/exact.js';
import { METERS, type Meter } from '../core/meters.js';
import type { CostChoice, PricingChoice, Question, Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import type { MeteredUsage } from '../core/usage.js';
import { packageVersion } from '../core/version.js';
import type { Engine } from '../engine/engine.js';
import { openPriceBook } from '../pricing/price-book.js';
import { pricedInForce, priceUsage, resolveModel } from '../pricing/price-usage.js';
import { instantOf } from '../pricing/schema-parts.js';
import type { PricedUsage } from '../pricing/types.js';
import { costReport, type OfferCost } from '../reports/cost.js';
import { type Basis, envelope } from '../reports/envelope.js';
import { priceCalls } from '../reports/price-calls.js';
import { pricesExplainReport, pricesListReport } from '../reports/prices.js';
import { pricingNotes } from '../reports/pricing-notes.js';
import type { ReconcileInput } from '../reports/reconcile-logged.js';
import { unpricedNote } from '../reports/unpriced.js';
import { type Answer, answer } from './answer.js';
import { type Books, openBooks } from './closed.js';
import { noteRecomputed } from './closed-notes.js';
import { commonPart } from './common-part.js';
import { askedOf } from './direct.js';
import { enteredFor, noteOtherCurrencies } from './entries.js';
import { explainCall } from './explain-call.js';
import { costAtOffer } from './offer-cost.js';
import { type OpenPlan, openPlan } from './open-plan.js';
import { type Opened, withSource } from './opening.js';
import { type Priced, priceSelected } from './priced.js';
import { reconcileLogged } from './reconcile.js';
import { type Selected, selectCalls } from './selecting.js';

export async function cost(
  question: Question,
  pricing: PricingChoice,
  choice: CostChoice,
  surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const plan =
    choice.offer === undefined
      ? undefined
      : await openPlan({ ...pricing, scenario: choice.scenario, to: [choice.offer] }, surroundings);
  const isPlain = plan === undefined && choice.reconcile === undefined && choice.explain !== true;
  const asked = isPlain ? askedOf(question, pricing) : 'everything';
  const use = async (opened: Opened): Promise<Answer> => {
    // A logged amount is of a whole call: what several teams share is compared as a group of its own.
    const shared = choice.reconcile === undefined ? 'apart' : 'together';
    const selected = await selectCalls(opened.engine, question, diagnostics, { shared });
    const books = await openBooks(opened, question, diagnostics);
    const { money, offer, reconcile } = await counted(
      opened.engine,
      question,
      pricing,
      choice,
      selected,
      plan,
      diagnostics,
      books,
    );
    if (plan !== undefined) noteRecomputed(books, 'a close keeps list prices, and an offer was asked for', diagnostics);
    if (choice.reconcile !== undefined) noteRecomputed(books, 'logged cost is compared call by call', diagnostics);
    const entered = books && enteredFor(books, question, money.currency);
    if (books !== undefined) noteOtherCurrencies(books, question, money.currency, diagnostics);
    for (const note of pricingNotes(money.priced)) diagnostics.add(note);
    const common = commonPart('cost', question, opened, selected, diagnostics, money);
    return answer(
      costReport({
        common,
        priced: money.priced,
        offer,
        reconcile,
        entered,
        top: question.top,
        explain: choice.explain,
        calls: choice.explain ? priceCalls(money.priced, question) : undefined,
      }),
      diagnostics,
    );
  };
  return withSource(question.source, question.reading, surroundings, diagnostics, use, asked);
}

/** The calls priced in the way that was asked for. */
async function counted(
  engine: Engine,
  question: Question,
  pricing: PricingChoice,
  choice: CostChoice,
  selected: Selected,
  plan: OpenPlan | undefined,
  diagnostics: Diagnostics,
  books: Books | undefined,
): Promise<{
  readonly money: Priced & { readonly basis?: Basis };
  readonly offer?: OfferCost;
  readonly reconcile?: ReconcileInput;
}> {
  if (plan !== undefined) return costAtOffer(engine, question, pricing, selected, plan, diagnostics);
  if (choice.reconcile === 'logged') return reconcileLogged(engine, question, pricing, selected, diagnostics);
  return { money: await priceSelected(engine, question, question.by, pricing, selected, books) };
}

export async function pricesList(
  pricing: PricingChoice,
  choice: { readonly filter?: string | undefined },
  _surroundings: Surroundings,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const book = await openPriceBook({ files: pricing.books });
  const common = envelope(
    {
      command: 'prices list',
      version: packageVersion(),
      priceBook: { id: book.id, hash: book.hash, asOf: book.asOf },
      currency: book.currency,
    },
    diagnostics.notes,
  );
  return answer(pricesListReport({ common, book, filter: choice.filter }), diagnostics);
}

/** Where a call may be logged. */
export interface WhereLogged {
  readonly question: Question;
  /** The user named it; else it is the ledger that is there. */
  readonly isNamed: boolean;
}

export interface ExplainedCall {
  readonly model: string;
  readonly provider?: string | undefined;
  /** A UTC date or instant. */
  readonly at?: string | undefined;
  /** Meter to quantity, a plain decimal. */
  readonly usage: Readonly<Record<string, string>>;
  readonly serviceTier?: string | undefined;
  readonly isBatch?: boolean | undefined;
  readonly speed?: string | undefined;
  readonly region?: string | undefined;
  readonly inferenceGeo?: string | undefined;
}

/** A call as it is described or, where `model` is the id of one that is logged, that one. */
export async function pricesExplain(
  pricing: PricingChoice,
  call: ExplainedCall,
  surroundings: Surroundings,
  logged?: WhereLogged,
): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const book = await openPriceBook({ files: pricing.books });
  const usage = explainedUsage(call);
  const options = { split: pricing.split, aliases: pricing.aliases };
  // A ledger that merely lies here is not opened for the name of a model.
  if (logged !== undefined && (logged.isNamed || resolveModel(book, usage, options.aliases).sku === null)) {
    const found = await explainCall(logged.question, pricing, call.model, surroundings);
    if (found !== undefined) return found;
    if (logged.isNamed) {
      throw usageError(
        `no call and no request has the id ${visible(call.model)} in ${logged.question.source.logs.map(visible).join(' ') || visible(logged.question.source.ledger)}`,
        "list some with tollbook query 'select call_id, model from calls limit 5', or leave the logs out to explain a model",
      );
    }
  }
  const priced: PricedUsage =
    usage.quantities.size === 0 ? pricedInForce(book, usage, options) : priceUsage(book, usage, options);
  for (const note of pricingNotes([priced])) diagnostics.add(note);
  const note = unpricedNote(priced.unpriced);
  if (note !== undefined) diagnostics.add(note);
  const common = envelope(
    {
      command: 'prices explain',
      version: packageVersion(),
      priceBook: { id: book.id, hash: book.hash, asOf: book.asOf },
      basis: 'list',
      currency: book.currency,
      unpriced: priced.unpriced,
    },
    diagnostics.notes,
  );
  return answer(pricesExplainReport({ common, priced }), diagnostics);
}

const INPUT_METERS: readonly Meter[] = METERS.filter((meter) => /^(input|cache_read|cache_write)/.test(meter));

function explainedUsage(call: ExplainedCall): MeteredUsage {
  const quantities = new Map<Meter, Exact>();
  for (const [meter, text] of Object.entries(call.usage)) {
    const quantity = parseDecimal(text);
    if (quantity === undefined || !METERS.includes(meter as Meter)) {
      throw usageError(`${meter}=${text} is not a meter and a quantity`, `meters are ${METERS.join(', ')}`);
    }
    if (!isZero(quantity)) quantities.set(meter as Meter, quantity);
  }
  const at = call.at === undefined ? null : instantOf(call.at);
  if (at === undefined) throw usageError(`--at ${call.at} is not a date or an instant`, 'write 2026-10-01');
  const input = sum(INPUT_METERS.flatMap((meter) => quantities.get(meter) ?? []));
  return {
    group: [],
    provider: call.provider ?? null,
    gateway: null,
    model: call.model,
    context: {
      at,
      inputTokens: quantities.has('unsplit') ? null : input.numerator / input.denominator,
      serviceTier: call.serviceTier ?? null,
      isBatch: call.isBatch ?? false,
      speed: call.speed ?? null,
      region: call.region ?? null,
      inferenceGeo: call.inferenceGeo ?? null,
      endpoint: null,
      dims: {},
    },
    calls: 1n,
    quantities,
    isNotional: false,
  };
}
