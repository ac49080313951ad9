/**
 * Volumes at which a bill jumps or bends: where tiers, free quantities, minimums and included amounts begin or end, and where
 * one more package, top-up or increment of credit is bought. In multiples of the month's usage.
 *
 * Between two of them a bill is a straight line, so that a search that looks at each misses no change of sign. What repeats
 * is listed only so far; `isListedTo` says how far.
 */
import {
  compare,
  divide,
  type Exact,
  exact,
  isZero,
  minimum,
  multiply,
  negate,
  ONE,
  subtract,
  sum,
  ZERO,
} from '../core/exact.js';
import { type Charge, LIST } from '../offers/charges.js';
import { billOf } from '../offers/evaluate.js';
import { shareInForce } from '../offers/in-force.js';
import { matches } from '../offers/patterns.js';
import type { PreparedOffer } from '../offers/prepare.js';
import type { Step, StepOf } from '../pricing/offer-steps.js';
import { crossings } from './search.js';

export interface Bends {
  readonly at: readonly Exact[];
  /** The volume from which steps that repeat are no longer listed; null where all are. */
  readonly isListedTo: Exact | null;
}

// A package is 1 % too dear at most a hundred times before its price per token decides.
const MOST_REPEATS = 100;
const HUNDRED = exact(100n);

/** Places on the scale of one quantity: its value this month, or a function of volume that is not in proportion to it. */
interface Scale {
  readonly levels: readonly Exact[];
  /** One more place at each multiple. */
  readonly every?: Exact | undefined;
}

export function bendsOf(prepared: PreparedOffer, grid: readonly Exact[]): Bends {
  const at: Exact[] = [];
  let isListedTo: Exact | null = null;
  const bases = remembered(prepared);
  const add = (found: readonly Exact[], { every }: Scale) => {
    at.push(...found);
    const last = every && [...found].sort(compare).at(-1);
    if (last) isListedTo = isListedTo === null ? last : minimum(isListedTo, last);
  };
  for (const [index, step] of prepared.offer.steps.entries()) {
    for (const { quantity, scale } of countedScales(step, prepared.charges))
      if (!isZero(quantity))
        add(
          allLevels(scale).map((level) => divide(level, quantity)),
          scale,
        );
    const scale = moneyScale(step);
    if (scale.levels.length === 0 && scale.every === undefined) continue;
    const worth = laterExchange(prepared, index);
    const levels = allLevels(scale).map((level) => multiply(level, worth));
    // What an earlier step buys in whole increments makes this one jump there too.
    const points = [...grid, ...withBothSides(at)].sort(compare);
    add(
      reached((volume) => bases(volume)[index] ?? ZERO, levels, points),
      scale,
    );
  }
  return { at: at.filter((volume) => volume.numerator > 0n), isListedTo };
}

const NEARLY_ONE = exact(10n ** 9n - 1n, 10n ** 9n);

/** A tier begins at its threshold, a further package just above one. */
export function withBothSides(volumes: readonly Exact[]): Exact[] {
  return volumes.flatMap((volume) => [multiply(volume, NEARLY_ONE), volume, divide(volume, NEARLY_ONE)]);
}

/** Of several bills that make one. */
export function allBends(parts: readonly Bends[]): Bends {
  const ends = parts.flatMap(({ isListedTo }) => isListedTo ?? []);
  const [first] = ends;
  return { at: parts.flatMap(({ at }) => at), isListedTo: first ? ends.reduce(minimum, first) : null };
}

function allLevels({ levels, every }: Scale): readonly Exact[] {
  if (every === undefined) return levels;
  return [...levels, ...Array.from({ length: MOST_REPEATS }, (_, index) => multiply(every, exact(BigInt(index + 1))))];
}

/** Tokens, requests and searches grow as the volume does. */
function countedScales(step: Step, charges: readonly Charge[]): { quantity: Exact; scale: Scale }[] {
  const selected = step.skus ? charges.filter((charge) => matches(step.skus ?? [], charge.names)) : charges;
  const total = (metric: Metric, of = selected) => sum(of.map(METRICS[metric]));
  switch (step.kind) {
    case 'tiered_rate':
      return step.metric === 'spend' && step.base
        ? []
        : groups(step, selected).map((group) => ({ quantity: total(step.metric, group), scale: tierScale(step) }));
    case 'per_unit':
      return step.free ? [{ quantity: total(step.metric), scale: { levels: [step.free] } }] : [];
    case 'included':
      return step.tokens ? [{ quantity: total('tokens'), scale: { levels: [step.tokens] } }] : [];
    case 'percent': {
      const after = step.when?.afterRequests;
      return after === undefined ? [] : [{ quantity: total('requests'), scale: { levels: [exact(after)] } }];
    }
    default:
      return [];
  }
}

type Metric = StepOf<'tiered_rate'>['metric'] | StepOf<'per_unit'>['metric'];

const METRICS: Record<Metric, (charge: Charge) => Exact> = {
  tokens: (charge) => charge.tokens,
  input_tokens: (charge) => charge.inputTokens,
  output_tokens: (charge) => charge.outputTokens,
  requests: (charge) => charge.requests,
  searches: (charge) => charge.searches,
  spend: (charge) => charge.amounts.get(LIST) ?? ZERO,
};

function groups({ scope }: StepOf<'tiered_rate'>, charges: readonly Charge[]): readonly (readonly Charge[])[] {
  if (scope === 'all') return [charges];
  const named = new Map<string, Charge[]>();
  for (const charge of charges) {
    const name = scope === 'per_sku' ? charge.sku : charge.provider;
    named.set(name, [...(named.get(name) ?? []), charge]);
  }
  return [...named.values()];
}

function tierScale({ mode, per, tiers }: StepOf<'tiered_rate'>): Scale {
  return { levels: tiers.map((tier) => tier.from), every: mode === 'package' ? per : undefined };
}

/** In the money of the step's base. */
function moneyScale(step: Step): Scale {
  switch (step.kind) {
    case 'tiered_rate':
      return step.metric === 'spend' && step.base ? tierScale(step) : { levels: [] };
    case 'prepaid':
      return { levels: [], every: step.increment };
    case 'minimum':
      return { levels: [step.per === 'year' ? divide(step.amount, exact(12n)) : step.amount] };
    case 'included':
      return { levels: step.amount ? [step.amount] : [] };
    case 'percent': {
      const percent = step.percent.numerator < 0n ? negate(step.percent) : step.percent;
      const bounds = step.chargeSize || isZero(percent) ? [] : [step.min, step.max];
      const of = step.method === 'grossed_up' ? subtract(HUNDRED, step.percent) : HUNDRED;
      const bounded = bounds.flatMap((bound) => (bound ? [divide(multiply(bound, of), percent)] : []));
      return { levels: [...bounded, ...(step.when?.minSpend ? [step.when.minSpend] : [])], every: step.chargeSize };
    }
    default:
      return { levels: [] };
  }
}

/** What every step of the bill is on, at any volume. */
function remembered(prepared: PreparedOffer): (volume: Exact) => readonly (Exact | null)[] {
  const known = new Map<string, readonly (Exact | null)[]>();
  return (volume) => {
    const key = `${volume.numerator}/${volume.denominator}`;
    const found = known.get(key) ?? billOf({ ...prepared, exchanges: [] }, { volume }).steps.map(({ base }) => base);
    known.set(key, found);
    return found;
  };
}

/** What a later fx step makes of one unit of the money before it: a bill tells all its lines in the last currency. */
function laterExchange({ offer, month }: PreparedOffer, index: number): Exact {
  return offer.steps.slice(index + 1).reduce((worth, step) => {
    if (step.kind !== 'fx' || isZero(shareInForce(offer, step, month))) return worth;
    const spread = divide(step.spreadPercent ?? ZERO, HUNDRED);
    return multiply(worth, multiply(step.rate, subtract(ONE, negate(spread))));
  }, ONE);
}

/** The volumes at which the value passes each level: by the straight line between two points of the grid, or searched for. */
function reached(value: (volume: Exact) => Exact, levels: readonly Exact[], grid: readonly Exact[]): Exact[] {
  const points = grid.map((at) => ({ at, value: value(at) }));
  return levels.flatMap((level) =>
    points.slice(1).flatMap((right, index) => {
      const left = points[index] ?? right;
      const isPassed = compare(left.value, level) <= 0 !== compare(right.value, level) <= 0;
      if (!isPassed) return [];
      const share = divide(subtract(level, left.value), subtract(right.value, left.value));
      const guess = subtract(left.at, multiply(share, subtract(left.at, right.at)));
      if (compare(value(guess), level) === 0) return [guess];
      return crossings((at) => subtract(value(at), level), [left.at, right.at]).map(({ at }) => at);
    }),
  );
}
