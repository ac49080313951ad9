/** The calls of a month at the offers of a plan. */
import { Diagnostics } from '../core/diagnostics.js';
import type { Question, ReportChoice } from '../core/question.js';
import type { MeteredUsage } from '../core/usage.js';
import type { Engine } from '../engine/engine.js';
import { routeDimensions } from '../offers/scenario.js';
import type { PriceOptions } from '../pricing/price-usage.js';
import { compareOffers } from '../projection/compare.js';
import type { CompareResult } from '../projection/comparison.js';
import { withoutDays } from '../projection/forecast/mix.js';
import { resolveMonth } from '../projection/month.js';
import { keysAndEndpoints } from '../queries/selection.js';
import type { Dates } from '../reports/finance/model.js';
import { exchangersFor } from './compare.js';
import { countedApart } from './counted-apart.js';
import { meterSelected } from './metering.js';
import { type OpenPlan, offerPricing } from './open-plan.js';
import { charged } from './priced.js';
import { type Selected, selectCalls } from './selecting.js';

/** What was counted of the month. */
export interface CountedMonth {
  readonly bounds: { readonly start: number; readonly end: number };
  readonly seen: Dates;
  readonly selected: Selected;
  readonly ofMonth: readonly MeteredUsage[];
}

/** The month at the offers of the plan; null where it has none. */
export async function comparisonOf(
  engine: Engine,
  question: Question,
  choice: ReportChoice,
  opened: OpenPlan,
  options: PriceOptions,
  { bounds, seen, selected, ofMonth }: CountedMonth,
): Promise<CompareResult | null> {
  const { plan, scenario } = opened;
  if (plan.alternatives.length === 0 && plan.routes.length === 0) return null;
  const dimensions = scenario === undefined ? [] : routeDimensions(scenario);
  let usage: readonly MeteredUsage[] = withoutDays(ofMonth);
  if (dimensions.length > 0) {
    const again = await selectCalls(engine, question, new Diagnostics(), { bounds, dimensions });
    const counted = await countedApart(opened.book, options, (apart) =>
      meterSelected(engine, question, dimensions, opened.book, options, again, {
        ownBooks: [...opened.ownBooks.values()],
        apart,
      }),
    );
    usage = counted.metered;
  }
  const month = resolveMonth({ days: selected.days, callsWithoutTime: 0n, seen, hasVolume: false });
  const exchanges = exchangersFor(plan, choice).map((one) => ({
    from: one.from,
    to: one.to,
    rate: one.rateOf(month.month).rate,
  }));
  return compareOffers({
    plan,
    month,
    usage: charged(usage),
    dimensions,
    pricing: offerPricing(opened, options),
    exchanges,
    counted: await keysAndEndpoints(engine),
  });
}
