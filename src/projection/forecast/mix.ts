/**
 * From how much to what: a forecast quantity of a model's meter becomes usage by price signature, in the mix of its recent
 * days. Tokens and calls are whole, and the parts are exactly the quantity.
 */

import { addCounts, asExact, type Count } from '../../core/count.js';
import { add, divide, type Exact, exact, floor, isZero, multiply, subtract, sum, ZERO } from '../../core/exact.js';
import { isTokenMeter, type Meter } from '../../core/meters.js';
import { type MeteredUsage, togetherBilled } from '../../core/usage.js';
import type { Counted } from './days.js';

/** Alike calls without their day. */
type Signature = MeteredUsage;

export interface Mix {
  /** Usage of these quantities, one item per signature; quantities of 0 are in none. */
  readonly of: (quantities: ReadonlyMap<Counted, Exact>) => MeteredUsage[];
  /** The usage the mix was taken from, one item per signature. */
  readonly whole: readonly MeteredUsage[];
}

/** `recent` decides; what it does not have is mixed as in `all`. */
export function mixOf(recent: readonly MeteredUsage[], all: readonly MeteredUsage[]): Mix {
  const latest = bySignature(recent);
  const whole = bySignature(all);
  return {
    whole: [...whole.values()],
    of(quantities) {
      const parts = new Map<string, { calls: bigint; quantities: Map<Meter, Exact> }>();
      for (const [counted, quantity] of quantities) {
        const isRecent = !isZero(total(latest, counted));
        for (const [key, part] of split(quantity, counted, isRecent ? latest : whole)) {
          const found = parts.get(key) ?? { calls: 0n, quantities: new Map<Meter, Exact>() };
          parts.set(key, found);
          if (counted === 'calls') found.calls = floor(part);
          else if (!isZero(part)) found.quantities.set(counted, part);
        }
      }
      return [...parts].flatMap(([key, part]) => {
        const signature = latest.get(key) ?? whole.get(key);
        return signature === undefined ? [] : [{ ...signature, ...part, billed: billedAs(signature, part.quantities) }];
      });
    },
  };
}

/** Requests are topped up as those of the mix were, per unit; what of a month is free is taken off when the month is billed. */
function billedAs({ billed }: Signature, quantities: ReadonlyMap<Meter, Exact>): MeteredUsage['billed'] {
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

/** The usage without its days: one item per model and price signature. */
export function withoutDays(items: readonly MeteredUsage[]): MeteredUsage[] {
  return [...bySignature(items).values()];
}

function bySignature(items: readonly MeteredUsage[]): Map<string, Signature> {
  const signatures = new Map<string, { signature: Signature; calls: Count; quantities: Map<Meter, Exact> }>();
  for (const item of items) {
    const { provider, gateway, model, context, isNotional, isCharged } = item;
    const call = { ...context, inputTokens: context.inputTokens?.toString() };
    const key = JSON.stringify([provider, gateway, model, call, isNotional, isCharged]);
    const known = signatures.get(key);
    const found = known ?? { signature: { ...item, group: [] }, calls: 0n, quantities: new Map<Meter, Exact>() };
    signatures.set(key, found);
    if (known !== undefined) known.signature = { ...known.signature, billed: togetherBilled(known.signature, item) };
    found.calls = addCounts(found.calls, item.calls);
    for (const [meter, quantity] of item.quantities) {
      const before = found.quantities.get(meter);
      found.quantities.set(meter, before === undefined ? quantity : add(before, quantity));
    }
  }
  return new Map(
    [...signatures].map(([key, { signature, calls, quantities }]) => [key, { ...signature, calls, quantities }]),
  );
}

function quantityOf(signature: Signature, counted: Counted): Exact {
  return counted === 'calls' ? asExact(signature.calls) : (signature.quantities.get(counted) ?? ZERO);
}

function total(signatures: ReadonlyMap<string, Signature>, counted: Counted): Exact {
  return sum([...signatures.values()].map((signature) => quantityOf(signature, counted)));
}

/** Whole parts, what is left over to the largest. */
function split(quantity: Exact, counted: Counted, signatures: ReadonlyMap<string, Signature>): [string, Exact][] {
  const all = total(signatures, counted);
  if (isZero(all)) return [];
  const isWhole = (counted === 'calls' || isTokenMeter(counted)) && quantity.denominator === 1n;
  const parts = [...signatures].flatMap(([key, signature]): [string, Exact][] => {
    const own = quantityOf(signature, counted);
    if (isZero(own)) return [];
    const part = divide(multiply(quantity, own), all);
    return [[key, isWhole ? exact(floor(part)) : part]];
  });
  const largest = parts.reduce(
    (best, part) => (toCompare(part) > toCompare(best) ? part : best),
    parts[0] as [string, Exact],
  );
  const rest = subtract(quantity, sum(parts.map(([, part]) => part)));
  return parts.map((part) => (part === largest ? [part[0], sum([part[1], rest])] : part));
}

function toCompare([, { numerator, denominator }]: [string, Exact]): bigint {
  return numerator / denominator;
}
