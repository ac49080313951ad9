/** Price, volume and mix: they add up, they mirror, and each is 0 where nothing of its kind changed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  decimal,
  type Exact,
  exact,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../src/core/exact.js';
import { costChange, type Effects, type Used } from '../../src/projection/cost-change.js';

interface Item {
  readonly key: string;
  readonly quantity: Exact;
  readonly price: Exact;
}

const positive = fc.tuple(fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 1000n)).map(([top, bottom]) => exact(top, bottom));
const item = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), quantity: positive, price: positive });
const items = fc.uniqueArray(item, { selector: ({ key }) => key, maxLength: 4 });

const used = (list: readonly Item[], times: Exact = exact(1n)): Used => ({
  prices: list.map(({ key, quantity, price }) => ({
    key,
    quantity: multiply(quantity, times),
    amount: multiply(multiply(quantity, times), price),
  })),
  volume: sum(list.map(({ quantity }) => multiply(quantity, times))),
});
const cost = (one: Used): Exact => sum(one.prices.map(({ amount }) => amount));
const whole = ({ price, volume, mix }: Effects): Exact => add(add(price, volume), mix);

describe('the effects of a changed cost', () => {
  it('add up to the change, exactly', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const [from, to] = [used(before), used(after)];
        expect(whole(costChange(from, to))).toEqual(subtract(cost(to), cost(from)));
      }),
    );
  });

  it('mirror when before and after are exchanged', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const there = costChange(used(before), used(after));
        const back = costChange(used(after), used(before));
        expect(back).toEqual({ price: negate(there.price), volume: negate(there.volume), mix: negate(there.mix) });
      }),
    );
  });

  it('are all 0 between a cost and itself', () => {
    fc.assert(
      fc.property(items, (list) => {
        expect(Object.values(costChange(used(list), used(list))).every(isZero)).toBe(true);
      }),
    );
  });

  it('show no volume and no mix where only prices changed', () => {
    fc.assert(
      fc.property(items, fc.array(positive, { minLength: 4, maxLength: 4 }), (list, prices) => {
        const dearer = list.map((one, index) => ({ ...one, price: prices[index] ?? one.price }));
        const { price, volume, mix } = costChange(used(list), used(dearer));
        expect([volume, mix]).toEqual([ZERO, ZERO]);
        expect(price).toEqual(subtract(cost(used(dearer)), cost(used(list))));
      }),
    );
  });

  it('show only volume where everything grew alike', () => {
    fc.assert(
      fc.property(items, positive, (list, times) => {
        const { price, volume, mix } = costChange(used(list), used(list, times));
        expect([price, mix]).toEqual([ZERO, ZERO]);
        expect(compare(volume, subtract(cost(used(list, times)), cost(used(list))))).toBe(0);
      }),
    );
  });

  it('show mix where the same tokens went to dearer uses', () => {
    // 100 tokens at 1 and 100 at 3 become 50 and 150: 50 tokens × 2 more.
    const price = (key: string, quantity: string, unit: string) => ({
      key,
      quantity: decimal(quantity),
      price: decimal(unit),
    });
    const before = used([price('cheap', '100', '1'), price('dear', '100', '3')]);
    const after = used([price('cheap', '50', '1'), price('dear', '150', '3')]);
    expect(costChange(before, after)).toEqual({ price: ZERO, volume: ZERO, mix: decimal('100') });
  });
});
