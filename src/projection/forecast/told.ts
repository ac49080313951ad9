/**
 * A model told on: a path of days ahead for each of its series, and the mix it is spread in. Where usage is told by group, each
 * group of it is told on as well, and says what part of the model it will be.
 */
import { asExact } from '../../core/count.js';
import { type Exact, toNumber } from '../../core/exact.js';
import type { MeteredUsage } from '../../core/usage.js';
import { daysBetween } from '../calendar.js';
import { originsOf } from './backtest.js';
import { type Chosen, chosenFor } from './choose.js';
import { type Counted, groupsOf, type LogDays, type ModelDays } from './days.js';
import { type Mix, mixOf, type Tendency } from './mix.js';
import { until } from './series.js';
import type { Piece } from './targets.js';

const RECENT_DAYS = 28;

export interface Told {
  readonly days: ModelDays;
  readonly series: ReadonlyMap<Counted, Chosen>;
  readonly mix: Mix;
  /** Of the recent days, or of all where those have none. */
  readonly recent: ReadonlyMap<Counted, number>;
}

interface Part extends Told {
  readonly group: readonly (string | null)[];
}

export interface Whole extends Told {
  /** By group; empty where the model goes its way as a whole. */
  readonly parts: ReadonlyMap<string, Part>;
}

export function withParts(told: Told, isByGroup: boolean, tell: (part: ModelDays) => Told): Whole {
  if (!isByGroup) return { ...told, parts: new Map() };
  const parts = groupsOf(told.days).map(([key, group, part]): [string, Part] => [key, { ...tell(part), group }]);
  return { ...told, parts: new Map(parts) };
}

export function toldOn(model: ModelDays, days: LogDays, furthest: number, holidays: Float64Array): Told {
  const origins = originsOf(days.end);
  const series = new Map<Counted, Chosen>();
  for (const [counted, whole] of model.series) {
    const chosen = chosenFor(until(whole, days.end), origins, furthest);
    const path = chosen.path.map((value, day) => value * (holidays[day] ?? 1));
    // What the last, partly seen day already had is observed.
    if (days.isLastPartial && path.length > 0) path[0] = Math.max(0, (path[0] ?? 0) - (whole.values[days.end] ?? 0));
    series.set(counted, { ...chosen, path });
  }
  const position = ({ group }: MeteredUsage) => daysBetween(days.first, group[0] ?? days.first) - 1;
  const recent = model.items.filter((item) => position(item) >= days.end - RECENT_DAYS && position(item) < days.end);
  return { days: model, series, mix: mixOf(recent, model.items), recent: totals(recent, model.items) };
}

function totals(recent: readonly MeteredUsage[], all: readonly MeteredUsage[]): Map<Counted, number> {
  const found = new Map<Counted, number>();
  const count = (counted: Counted, quantity: Exact, into: Map<Counted, number>) =>
    into.set(counted, (into.get(counted) ?? 0) + toNumber(quantity));
  const countAll = (items: readonly MeteredUsage[], into: Map<Counted, number>) => {
    for (const { calls, quantities } of items) {
      count('calls', asExact(calls), into);
      for (const [meter, quantity] of quantities) count(meter, quantity, into);
    }
  };
  countAll(all, found);
  const latest = new Map<Counted, number>();
  countAll(recent, latest);
  for (const [counted, quantity] of latest) if (quantity > 0) found.set(counted, quantity);
  return found;
}

/** What each group is expected to have of a piece, in proportion to its recent days. */
export function tendencyOf({ parts }: Whole, { start, days }: Pick<Piece, 'start' | 'days'>): Tendency | undefined {
  if (parts.size === 0) return undefined;
  return (group, counted) => {
    const part = parts.get(JSON.stringify(group));
    const before = part?.recent.get(counted) ?? 0;
    const path = part?.series.get(counted)?.path;
    if (path === undefined || before <= 0) return 0;
    return path.subarray(start, start + days).reduce((total, value) => total + value, 0) / before;
  };
}
