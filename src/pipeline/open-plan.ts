/** A plan of offers with everything it needs opened: the scenario, its books, the books of the offers. */
import { dirname, isAbsolute, resolve } from 'node:path';
import type { CompareChoice, Surroundings } from '../core/question.js';
import type { OfferPricing } from '../offers/bill.js';
import { ownBooks, type Plan, planComparison } from '../offers/plan.js';
import { loadScenario, type Scenario } from '../offers/scenario.js';
import { openOwnBook, openPriceBook, type PriceBook } from '../pricing/price-book.js';
import { type PriceOptions, priceUsage } from '../pricing/price-usage.js';
import { growthFactor } from '../projection/forecast/stated.js';
import { parseVolume } from '../projection/volume.js';

/** A plan with every book it needs opened. */
export interface OpenPlan {
  readonly plan: Plan;
  readonly scenario: Scenario | undefined;
  readonly book: PriceBook;
  readonly ownBooks: ReadonlyMap<string, PriceBook>;
}

/** Reads the scenario and its books. Nothing of a log is read before all of it is found to be right. */
export async function openPlan(
  choice: CompareChoice,
  surroundings: Surroundings,
  needsOther = choice.whatIf === undefined && choice.isSuggesting !== true,
): Promise<OpenPlan> {
  const volume = choice.volume === undefined ? undefined : parseVolume(choice.volume);
  const scenario = choice.scenario === undefined ? undefined : await loadScenario(choice.scenario);
  const book = await openPriceBook({ files: [...choice.books, ...(scenario?.books ?? [])] });
  const plan = planComparison(
    scenario,
    {
      to: choice.to,
      volume,
      oneTimeCost: choice.oneTimeCost,
      monthlyGrowth: choice.growth === undefined ? undefined : growthFactor(choice.growth),
      isEnough: !needsOther,
    },
    book.offers,
    book.currency,
  );
  // A book that an offer names lies beside the file that holds the offer, which is the scenario's or the working directory.
  const base = choice.scenario === undefined ? surroundings.workingDirectory : dirname(choice.scenario);
  const own = new Map<string, PriceBook>();
  for (const name of ownBooks(plan)) {
    const file = isAbsolute(name) ? name : resolve(surroundings.workingDirectory, base, name);
    own.set(name, await openOwnBook(file));
  }
  return { plan, scenario, book, ownBooks: own };
}

/** What offers ask of price books. */
export function offerPricing({ book, ownBooks: own }: OpenPlan, options: PriceOptions): OfferPricing {
  const named = (name: string | undefined) => (name === undefined ? book : (own.get(name) ?? book));
  return {
    price: (usage, name) => priceUsage(named(name), usage, options),
    currency: (name) => named(name).currency,
  };
}
