/**
 * From how much to what: a forecast quantity of a model's meter becomes usage by price signature, in the mix of its recent
 * days. Tokens and calls are whole, and the parts are exactly the quantity.
 *
 * What a signature gets does not depend on the groups the usage is told by; it is spread over them afterwards.
 */

import { addCounts, asExact, type Count } from '../../core/count.js';
import { add, divide, type Exact, exact, floor, isZero, multiply, subtract, sum, ZERO } from '../../core/exact.js';
import { isTokenMeter, type Meter } from '../../core/meters.js';
import { type MeteredUsage, togetherBilled } from '../../core/usage.js';
import type { Counted } from './days.js';

/** How much more than in its recent days a group is expected to have, to any scale: only ratios between groups count. */
export type Tendency = (group: readonly (string | null)[], counted: Counted) => number;

export interface Mix {
  /** Usage of these quantities, one item per signature and group; quantities of 0 are in none. */
  readonly of: (quantities: ReadonlyMap<Counted, Exact>, tendency?: Tendency) => MeteredUsage[];
  /** The usage the mix was taken from, one item per signature and group. */
  readonly whole: readonly MeteredUsage[];
}

/** `recent` decides; what it does not have is mixed as in `all`. */
export function mixOf(recent: readonly MeteredUsage[], all: readonly MeteredUsage[]): Mix {
  const latest = withoutDays(recent);
  const whole = withoutDays(all);
  const ofAll = { latest: signaturesOf(latest), whole: signaturesOf(whole) };
  return {
    whole,
    of(quantities, tendency = () => 1) {
      const parts = new Map<string, { like: MeteredUsage; calls: bigint; quantities: Map<Meter, Exact> }>();
      const give = (like: MeteredUsage, counted: Counted, part: Exact) => {
        const key = keyOf(like, like.group);
        const found = parts.get(key) ?? { like, calls: 0n, quantities: new Map<Meter, Exact>() };
        parts.set(key, found);
        if (counted === 'calls') found.calls = floor(part);
        else if (!isZero(part)) found.quantities.set(counted, part);
      };
      for (const [counted, quantity] of quantities) {
        const isRecent = latest.some((item) => !isZero(quantityOf(item, counted)));
        const bySignature = [...(isRecent ? ofAll.latest : ofAll.whole).values()];
        const isWhole = (counted === 'calls' || isTokenMeter(counted)) && quantity.denominator === 1n;
        const sizes = bySignature.map((items) => sum(items.map((item) => quantityOf(item, counted))));
        split(quantity, sizes, isWhole).forEach((part, index) => {
          const items = bySignature[index] ?? [];
          const own = items.map((item) => quantityOf(item, counted));
          const inclined = items.map((item, place) =>
            multiply(own[place] ?? ZERO, items.length === 1 ? ONE_MILLION : millions(tendency(item.group, counted))),
          );
          const shares = inclined.every(isZero) ? own : inclined;
          split(part, shares, isWhole).forEach((quota, place) => {
            const item = items[place];
            if (item !== undefined && !isZero(own[place] ?? ZERO)) give(item, counted, quota);
          });
        });
      }
      return [...parts.values()].map(({ like, ...part }) => ({
        ...like,
        ...part,
        billed: billedAs(like, part.quantities),
      }));
    },
  };
}

/** Requests are topped up as those of the mix were, per unit; what of a month is free is taken off when the month is billed. */
function billedAs({ billed }: MeteredUsage, quantities: ReadonlyMap<Meter, Exact>): MeteredUsage['billed'] {
  if (billed === undefined) return undefined;
  const here = (meter: Meter) => quantities.get(meter) ?? ZERO;
  return new Map(
    [...billed].map(([key, counted]) => {
      const asked = new Map(
        [...counted.asked].map(([meter, quantity]): [Meter, Exact] => {
          const used = counted.used.get(meter) ?? ZERO;
          return [meter, isZero(used) ? here(meter) : divide(multiply(quantity, here(meter)), used)];
        }),
      );
      const used = new Map([...asked.keys()].map((meter) => [meter, here(meter)] as const));
      return [key, { ...counted, used, asked, billed: asked }];
    }),
  );
}

const ONE_MILLION = exact(1_000_000n);

function millions(value: number): Exact {
  return exact(BigInt(Math.round(Math.min(value, 1e9) * 1_000_000)));
}

/** The usage without its days: one item per model, price signature and group. */
export function withoutDays(items: readonly MeteredUsage[]): MeteredUsage[] {
  const found = new Map<string, { like: MeteredUsage; calls: Count; quantities: Map<Meter, Exact> }>();
  for (const item of items) {
    const group = item.group.slice(1);
    const key = keyOf(item, group);
    const known = found.get(key);
    const one = known ?? { like: { ...item, group }, calls: 0n, quantities: new Map<Meter, Exact>() };
    found.set(key, one);
    if (known !== undefined) {
      const times = {
        firstAt: earlier(known.like.firstAt, item.firstAt),
        lastAt: later(known.like.lastAt, item.lastAt),
      };
      known.like = { ...known.like, ...times, billed: togetherBilled(known.like, item) };
    }
    one.calls = addCounts(one.calls, item.calls);
    for (const [meter, quantity] of item.quantities) {
      const before = one.quantities.get(meter);
      one.quantities.set(meter, before === undefined ? quantity : add(before, quantity));
    }
  }
  return [...found.values()].map(({ like, calls, quantities }) => ({ ...like, calls, quantities }));
}

type Instant = MeteredUsage['firstAt'];

function earlier(left: Instant, right: Instant): Instant {
  return left == null || right == null ? (left ?? right) : Math.min(left, right);
}

function later(left: Instant, right: Instant): Instant {
  return left == null || right == null ? (left ?? right) : Math.max(left, right);
}

/** Alike calls, one item per group. */
function signaturesOf(items: readonly MeteredUsage[]): Map<string, MeteredUsage[]> {
  const signatures = new Map<string, MeteredUsage[]>();
  for (const item of items) {
    const key = keyOf(item, []);
    const known = signatures.get(key);
    if (known) known.push(item);
    else signatures.set(key, [item]);
  }
  return signatures;
}

function keyOf(item: MeteredUsage, group: readonly (string | null)[]): string {
  const { provider, gateway, model, context, isNotional, isCharged, unlogged } = item;
  const call = { ...context, inputTokens: context.inputTokens?.toString() };
  return JSON.stringify([provider, gateway, model, call, isNotional, isCharged, unlogged, group]);
}

function quantityOf(item: MeteredUsage, counted: Counted): Exact {
  return counted === 'calls' ? asExact(item.calls) : (item.quantities.get(counted) ?? ZERO);
}

/** The quantity in proportion to the sizes; whole parts where it is whole, what is left over to the largest. */
function split(quantity: Exact, sizes: readonly Exact[], isWhole: boolean): Exact[] {
  const all = sum(sizes);
  if (isZero(all)) return sizes.map(() => ZERO);
  const parts = sizes.map((size) => {
    const part = divide(multiply(quantity, size), all);
    return isWhole ? exact(floor(part)) : part;
  });
  const wholes = parts.map(({ numerator, denominator }) => numerator / denominator);
  const largest = wholes.reduce((best, one, index) => (one > (wholes[best] ?? 0n) ? index : best), 0);
  const rest = subtract(quantity, sum(parts));
  return parts.map((part, index) => (index === largest ? add(part, rest) : part));
}
