/**
 * The selected calls as quantities per meter, cut wherever a price may change.
 */
import { shareOfCount } from '../core/count.js';
import { usageError } from '../core/errors.js';
import { type Exact, multiply } from '../core/exact.js';
import type { Meter } from '../core/meters.js';
import type { Question } from '../core/question.js';
import type { BilledQuantities, MeteredUsage } from '../core/usage.js';
import { dateOf, dayAlignment, startOfMonth } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import type { PriceBook } from '../pricing/price-book.js';
import { type LoggedModel, type PriceOptions, resolveModel } from '../pricing/price-usage.js';
import { finer, sizeCuts, type TimeUnit, timeAlignment, timeClass } from '../pricing/segments.js';
import type { Grouping } from '../queries/dimensions.js';
import { factCount, gatherFacts } from '../queries/facts.js';
import { meteredUsage } from '../queries/metered.js';
import { models, type Span } from '../queries/selection.js';
import { divided, withSharers } from './allocation.js';
import { countedTerms } from './counted-terms.js';
import type { Selected } from './selecting.js';

export interface MeterOptions {
  /** Price books of offers: calls are cut at their edges too. */
  readonly ownBooks?: readonly PriceBook[] | undefined;
  /** Cut at the months of the report's zone too. */
  readonly isByMonth?: boolean | undefined;
  /** Models that no call was made to and that some may be priced as: calls are cut at their edges too. */
  readonly alsoModels?: readonly LoggedModel[] | undefined;
  /** Calls that use one of these are counted apart from those that do not. */
  readonly apart?: readonly Meter[] | undefined;
}

/** The counting half of `priceSelected`, cut for `books` at once where offers bring prices of their own. */
export async function meterSelected(
  engine: Engine,
  question: Question,
  by: readonly Grouping[],
  book: PriceBook,
  options: PriceOptions,
  selected: Selected,
  { ownBooks = [], isByMonth = false, alsoModels = [], apart = [] }: MeterOptions = {},
): Promise<MeteredUsage[]> {
  const logged = [...(await models(engine)), ...alsoModels];
  const skus = [book, ...ownBooks].flatMap((one) =>
    logged.flatMap((row) => resolveModel(one, row, options.aliases).sku ?? []),
  );
  const hasUnits = selected.span.rowsWithUnits > 0n;
  const counted = withSharers(by, selected.sharers);
  const terms = await countedTerms(engine, [book, ...ownBooks], logged, options.aliases);
  await gatherFacts(engine, {
    by: counted,
    zone: question.zone,
    sizeCuts: sizeCuts(skus),
    timeUnit: isByMonth
      ? finer(timeAlignment(skus), monthAlignment(question.zone, selected.span))
      : timeAlignment(skus),
    hasUnits,
    terms,
    apart,
  });
  if (by.includes('alike')) await refuseTooMany(engine);
  const metered = await meteredUsage(engine, {
    by: counted,
    zone: question.zone,
    hasUnits,
    terms,
    isApart: apart.length > 0,
    timeClass: timeClass(skus),
    assumedAt: question.assumeMonth === undefined ? null : startOfMonth(question.assumeMonth, 'UTC'),
    months: isByMonth ? { of: monthsIn(question.zone), assumed: question.assumeMonth ?? null } : undefined,
  });
  return [
    ...divided(metered, by, selected.sharers, (usage, share) => ({
      ...usage,
      calls: shareOfCount(usage.calls, share),
      quantities: shareOfQuantities(usage.quantities, share),
      billed: usage.billed && new Map([...usage.billed].map(([key, one]) => [key, shareOfBilled(one, share)])),
    })),
  ];
}

/** Each kind of call is held and priced on its own where a seller rounds every request; beyond this that takes gigabytes. */
const MOST_KINDS = 300_000n;

async function refuseTooMany(engine: Engine): Promise<void> {
  const count = await factCount(engine);
  if (count <= MOST_KINDS) return;
  throw usageError(
    `these are ${count.toLocaleString('en-US')} different calls, and an offer that rounds each request can be worked out for ${MOST_KINDS.toLocaleString('en-US')}`,
    'ask for a shorter period or a part of the calls (--month, --where)',
  );
}

function shareOfQuantities(quantities: MeteredUsage['quantities'], share: Exact): MeteredUsage['quantities'] {
  return new Map([...quantities].map(([meter, quantity]) => [meter, multiply(quantity, share)]));
}

function shareOfBilled(one: BilledQuantities, share: Exact): BilledQuantities {
  const of = (quantities: BilledQuantities['used']) => shareOfQuantities(quantities, share);
  return { ...one, used: of(one.used), asked: of(one.asked), billed: of(one.billed) };
}

/** The coarsest unit on whose edges the zone's days, and so its months, begin. */
function monthAlignment(zone: string, { firstAt, lastAt }: Span): TimeUnit {
  return firstAt === null || lastAt === null ? 'day' : dayAlignment(zone, firstAt, lastAt);
}

function monthsIn(zone: string): (at: number) => string {
  return (at) => dateOf(at, zone).slice(0, 7);
}
