/**
 * Allocation of a question: whether rules have a say in it, and calls that several share divided into exact shares.
 */
import { ALLOCATED, type AllocationPart } from '../core/allocation.js';
import { usageError } from '../core/errors.js';
import type { Exact } from '../core/exact.js';
import type { Dimension, Question } from '../core/question.js';
import { startOfMonth } from '../core/zone.js';
import { type Allocation, isAllocated, saidOf, sharedParts } from '../queries/allocation.js';
import type { Grouping } from '../queries/dimensions.js';

/** Shared rules by their number, with the parts that the question's filters leave. */
export type Sharers = ReadonlyMap<number, readonly AllocationPart[]>;

/**
 * The rules, where a team or a cost centre is asked for; undefined where there is nothing to decide. Throws a usage error
 * for a cost centre without rules: no log knows one.
 */
export function allocationOf(
  question: Question,
  dimensions: readonly Dimension[],
  shared: Allocation['shared'],
): Allocation | undefined {
  const asked = [...dimensions, ...question.where.map(({ dimension }) => dimension)];
  const { allocation: rules = [] } = question;
  if (rules.length === 0 && asked.includes('cost_centre')) {
    throw usageError(
      'there is no cost centre without allocation rules',
      'write an `allocation` section in tollbook.yaml; its keys are in `tollbook config schema config`',
    );
  }
  if (rules.length === 0 || !asked.some(isAllocated)) return undefined;
  const { zone, assumeMonth } = question;
  return { rules, zone, assumedAt: assumeMonth === undefined ? null : startOfMonth(assumeMonth, zone), shared };
}

/** What calls have to be divided by; undefined where no rule shares any. */
export function sharersOf(allocation: Allocation | undefined, question: Question): Sharers | undefined {
  if (allocation === undefined || allocation.shared === 'together') return undefined;
  const parts = sharedParts(allocation, question.where);
  return parts.size === 0 ? undefined : parts;
}

/** What to count by: the groups asked for and, last, which shared rule took a call. */
export function withSharers(by: readonly Grouping[], sharers: Sharers | undefined): readonly Grouping[] {
  return sharers === undefined ? by : [...by, 'allocation'];
}

/** Items counted by `withSharers`, as items by `by`: each shared one divided among those who share it. */
export function divided<Item extends { readonly group: readonly (string | null)[] }>(
  items: readonly Item[],
  by: readonly Grouping[],
  sharers: Sharers | undefined,
  shareOf: (item: Item, share: Exact) => Item,
): readonly Item[] {
  if (sharers === undefined) return items;
  const places = ALLOCATED.map((dimension) => [by.indexOf(dimension), dimension] as const).filter(([at]) => at >= 0);
  return items.flatMap((item) => {
    const mark = item.group[by.length] ?? null;
    const group = item.group.slice(0, by.length);
    if (mark === null) return [{ ...item, group }];
    return (sharers.get(Number(mark)) ?? []).map((part) => {
      const ofPart = [...group];
      for (const [at, dimension] of places) ofPart[at] = saidOf(part, dimension) ?? group[at] ?? null;
      return { ...shareOf(item, part.share), group: ofPart };
    });
  });
}
