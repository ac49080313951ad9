/**
 * Why a cost changed: prices, volume, or the mix of what was used. The three add up to the change exactly.
 *
 * Every difference is weighted with the mean of before and after, so exchanging the two only changes signs, and what
 * nothing changed in is 0: unchanged quantities show neither volume nor mix. Formulas: README.md, "A changed cost". It compares what
 * it is given; whether two results may be compared is not decided here.
 */
import { add, divide, type Exact, exact, isZero, multiply, subtract, sum, ZERO } from '../core/exact.js';

/** One price and what it was applied to: a meter of a SKU under one rule. */
export interface UsedPrice {
  /** The same price in both results has the same key, whatever it was. */
  readonly key: string;
  readonly quantity: Exact;
  readonly amount: Exact;
}

export interface Effects {
  readonly price: Exact;
  readonly volume: Exact;
  readonly mix: Exact;
}

/** A cost as it was used up, and the volume it stands for (tokens, or calls). */
export interface Used {
  readonly prices: readonly UsedPrice[];
  readonly volume: Exact;
}

const HALF = exact(1n, 2n);

/** price + volume + mix = Σ amounts after − Σ amounts before. With no volume on one side everything is volume. */
export function costChange(before: Used, after: Used): Effects {
  const from = byKey(before.prices);
  const to = byKey(after.prices);
  const isCreated = isZero(before.volume) || isZero(after.volume);
  const effects = [...new Set([...from.keys(), ...to.keys()])].map((key): Effects => {
    const one = from.get(key);
    const other = to.get(key);
    const quantity = [one?.quantity ?? ZERO, other?.quantity ?? ZERO] as const;
    // What is only on one side has no other price: its price did not change, its quantity did.
    const [priceBefore, priceAfter] = [unitPrice(one ?? other), unitPrice(other ?? one)];
    const price = multiply(mean(...quantity), subtract(priceAfter, priceBefore));
    const whole = multiply(mean(priceBefore, priceAfter), subtract(quantity[1], quantity[0]));
    if (isCreated) return { price, volume: whole, mix: ZERO };
    const shares = [divide(quantity[0], before.volume), divide(quantity[1], after.volume)] as const;
    const grown = multiply(mean(...shares), subtract(after.volume, before.volume));
    const volume = multiply(mean(priceBefore, priceAfter), grown);
    return { price, volume, mix: subtract(whole, volume) };
  });
  return {
    price: sum(effects.map((effect) => effect.price)),
    volume: sum(effects.map((effect) => effect.volume)),
    mix: sum(effects.map((effect) => effect.mix)),
  };
}

function byKey(prices: readonly UsedPrice[]): Map<string, UsedPrice> {
  const merged = new Map<string, UsedPrice>();
  for (const one of prices) {
    const same = merged.get(one.key);
    merged.set(
      one.key,
      same ? { ...one, quantity: add(same.quantity, one.quantity), amount: add(same.amount, one.amount) } : one,
    );
  }
  return merged;
}

function unitPrice(used: UsedPrice | undefined): Exact {
  return used === undefined || isZero(used.quantity) ? ZERO : divide(used.amount, used.quantity);
}

function mean(left: Exact, right: Exact): Exact {
  return multiply(add(left, right), HALF);
}
