/**
 * Usage that has no price: its own table and its own JSON list, with the volume, the reason and the nearest SKUs. Nothing
 * here prices or chooses; a candidate is for a person to pick.
 */

import { addCounts, compareCounts, concerned, sumCounts } from '../core/count.js';
import { type Note, noteOf } from '../core/diagnostics.js';
import { add, type Exact } from '../core/exact.js';
import { isTokenMeter } from '../core/meters.js';
import { say, type Text } from '../core/phrase.js';
import { excerpt, quoted } from '../core/text.js';
import { canBeSameModel } from '../pricing/model-class.js';
import { isPriceMissing, type UnpricedReason, type UnpricedUsage } from '../pricing/types.js';
import { isoInstantOrNull } from './instants.js';
import type { ResultValue, Table } from './report.js';

const REASONS: Record<UnpricedReason, string> = {
  no_model: 'the log names no model',
  unknown_model: 'no price for this model',
  no_version: 'no price in force at that time',
  no_rate: 'no price for this meter',
  forbidden: 'the price list forbids this combination',
  unsplit: 'only a token total: its cost is a range',
  not_supported: 'priced in a way that needs each call on its own',
  unlogged: 'the log does not say how much was used',
};

/** One entry per provider, model, meter and reason; most tokens first, then most calls, then by name. */
export function foldUnpriced(unpriced: readonly UnpricedUsage[]): UnpricedUsage[] {
  const folded = new Map<string, UnpricedUsage>();
  for (const usage of unpriced) {
    const key = JSON.stringify([usage.provider, usage.model, usage.meter, usage.reason]);
    const before = folded.get(key);
    folded.set(key, before ? { ...before, ...sumOf(before, usage) } : usage);
  }
  return [...folded.entries()]
    .sort(([leftKey, left], [rightKey, right]) => {
      return (
        compareCounts(right.tokens, left.tokens) ||
        compareCounts(right.calls, left.calls) ||
        (leftKey < rightKey ? -1 : 1)
      );
    })
    .map(([, usage]) => usage);
}

export function unpricedTable(unpriced: readonly UnpricedUsage[]): Table | undefined {
  if (unpriced.length === 0) return undefined;
  const isSeen = unpriced.some((one) => isUnknown(one) && (one.firstAt ?? null) !== null);
  return {
    id: 'unpriced',
    title: 'Unpriced usage',
    columns: [
      { key: 'provider', label: 'provider', type: 'text' },
      { key: 'model', label: 'model', type: 'text' },
      { key: 'meter', label: 'meter', type: 'text' },
      { key: 'calls', label: 'calls', type: 'integer' },
      { key: 'tokens', label: 'tokens', type: 'integer' },
      { key: 'quantity', label: 'other quantity', type: 'decimal', isDetail: !unpriced.some(otherQuantity) },
      { key: 'first_at', label: 'first seen', type: 'instant', isDetail: !isSeen },
      { key: 'last_at', label: 'last seen', type: 'instant', isDetail: !isSeen },
      { key: 'reason', label: 'reason', type: 'text' },
      {
        key: 'candidates',
        label: 'nearest',
        type: 'text',
        isDetail: unpriced.every((one) => one.candidates.length === 0),
      },
    ],
    rows: unpriced.map((usage) => [
      usage.provider,
      usage.model,
      usage.meter ?? say('all'),
      usage.calls,
      isPriceMissing(usage) ? usage.tokens : null,
      otherQuantity(usage) ?? null,
      usage.firstAt ?? null,
      usage.lastAt ?? null,
      usage.detail
        ? say('{reason}: {detail}', { reason: say(REASONS[usage.reason]), detail: say(usage.detail) })
        : say(REASONS[usage.reason]),
      usage.candidates.length === 0 ? null : usage.candidates.join(', '),
    ]),
    remarks: aliasRemarks(unpriced),
  };
}

export function unpricedResult(unpriced: readonly UnpricedUsage[]): ResultValue[] {
  return unpriced.map((usage) => ({
    provider: usage.provider,
    model: usage.model,
    meter: usage.meter,
    calls: usage.calls,
    tokens: isPriceMissing(usage) ? usage.tokens : null,
    quantity: otherQuantity(usage) ?? null,
    reason: usage.reason,
    first_at: isoInstantOrNull(usage.firstAt ?? null),
    last_at: isoInstantOrNull(usage.lastAt ?? null),
    candidates: usage.candidates,
    alias: aliasLine(usage) ?? null,
  }));
}

/** Calls that log one side of their tokens; those that log none are told of wherever calls are counted. */
export function unloggedNote(unpriced: readonly UnpricedUsage[]): Note | undefined {
  const sides = unpriced.filter((usage) => !isPriceMissing(usage) && usage.meter !== null);
  if (sides.length === 0) return undefined;
  const calls = concerned(sumCounts(sides, (usage) => usage.calls));
  const says = say(
    '{calls} {calls|call logs|calls log} only input or only output tokens: what the other side cost is unknown and not in any total',
    { calls },
  );
  return noteOf('calls_with_one_side', says, { count: Number(calls), incomplete: true });
}

/** More of a name is no help in a sentence. */
const LONGEST_NAME = 100;

/** The note that makes `--strict` exit 4; undefined where everything has a price. */
export function unpricedNote(unpriced: readonly UnpricedUsage[]): Note | undefined {
  const folded = foldUnpriced(unpriced.filter(isPriceMissing));
  const first = folded[0];
  if (!first) return undefined;
  const model = first.model === null ? say('calls without a model') : excerpt(first.model, LONGEST_NAME);
  const name = first.meter === null ? model : say('{model}, meter {meter}', { model, meter: first.meter });
  const says = say(
    '{count} {count|kind|kinds} of usage could not be priced, first {name} ({reason}): totals are lower bounds; add a price to a price book, or an alias to a model that has one',
    { count: folded.length, name, reason: say(REASONS[first.reason]) },
  );
  return noteOf('unpriced_usage', says, { count: folded.length, incomplete: true });
}

function sumOf(left: UnpricedUsage, right: UnpricedUsage): Partial<UnpricedUsage> {
  return {
    firstAt: extreme(Math.min, left.firstAt, right.firstAt),
    lastAt: extreme(Math.max, left.lastAt, right.lastAt),
    calls: addCounts(left.calls, right.calls),
    tokens: addCounts(left.tokens, right.tokens),
    quantity: add(left.quantity, right.quantity),
  };
}

function extreme(pick: (...of: number[]) => number, ...times: readonly (number | null | undefined)[]): number | null {
  const known = times.filter((at) => at !== null && at !== undefined);
  return known.length === 0 ? null : pick(...known);
}

function isUnknown({ reason }: UnpricedUsage): boolean {
  return reason === 'unknown_model';
}

/**
 * What to paste under `aliases:` so that the model is priced as the nearest SKU; undefined where none is near, or those that are say
 * another version of themselves: pasted unread, such a line would be a wrong price.
 */
function aliasLine(usage: UnpricedUsage): string | undefined {
  const { provider, model, candidates } = usage;
  if (!isUnknown(usage) || model === null) return undefined;
  const nearest = candidates.find((skuId) => canBeSameModel(model, skuId));
  if (nearest === undefined) return undefined;
  // JSON text is YAML text: whatever a log calls a model, it stays one key.
  return `${quoted(provider === null ? model : `${provider}/${model}`)}: ${quoted(nearest)}`;
}

function aliasRemarks(unpriced: readonly UnpricedUsage[]): Text[] | undefined {
  const lines = unpriced.flatMap((usage) => aliasLine(usage) ?? []);
  if (lines.length === 0) return undefined;
  return [
    lines.length > 1
      ? 'If these are other names of the nearest, say so in tollbook.yaml; nothing is priced by likeness:'
      : 'If this is another name of the nearest, say so in tollbook.yaml; nothing is priced by likeness:',
    say('{line}', { line: 'aliases:' }),
    ...lines.map((line) => say('  {line}', { line })),
  ];
}

/** The volume of a meter that does not count tokens. */
function otherQuantity(usage: UnpricedUsage): Exact | undefined {
  return usage.meter !== null && !isTokenMeter(usage.meter) ? usage.quantity : undefined;
}
