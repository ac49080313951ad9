/**
 * Calls of models or regions that must not be called. A model is met under every name that prices know it by; which name the
 * log has for it is told.
 */
import { ZERO } from '../core/exact.js';
import type { PricingChoice } from '../core/question.js';
import { matches } from '../offers/patterns.js';
import { knownAs, meantBy } from '../pricing/known-as.js';
import { openPriceBook } from '../pricing/price-book.js';
import type { Reading } from '../quality/judge.js';
import type { Gate } from '../quality/policy.js';
import { counts } from '../quality/readings.js';
import type { DayFacts } from '../queries/checks.js';
import type { Grouping } from '../queries/dimensions.js';

type Row = DayFacts & { readonly group: readonly (string | null)[] };

export async function forbidden(
  gate: Gate,
  dimension: 'model' | 'region',
  pricing: PricingChoice,
  days: (by: readonly Grouping[]) => Promise<readonly Row[]>,
): Promise<Reading[]> {
  const finer: readonly Grouping[] = dimension === 'model' ? ['provider', 'gateway', 'model'] : ['region'];
  const rows = await days([...gate.by, ...finer]);
  const isForbidden = dimension === 'model' ? await modelsOf(gate, pricing) : regionsOf(gate);
  const groupOf = (row: Row) => row.group.slice(0, gate.by.length);
  const kept = rows.filter((row) => isForbidden(row.group.slice(gate.by.length)));
  const met = new Map<string, Set<string>>();
  for (const row of kept) {
    const key = JSON.stringify(groupOf(row));
    met.set(key, (met.get(key) ?? new Set()).add(row.group.at(-1) ?? ''));
  }
  const found = counts(perDay(kept.map((row) => ({ ...row, group: groupOf(row) })))).map((reading) => ({
    ...reading,
    met: [...(met.get(JSON.stringify(reading.group)) ?? [])].sort(),
  }));
  // A group in which none is forbidden has none of them, which is a value.
  const clean = [...new Set(rows.map((row) => JSON.stringify(groupOf(row))))]
    .filter((key) => !met.has(key))
    .map(
      (key): Reading => ({
        group: JSON.parse(key) as (string | null)[],
        value: { low: ZERO, high: ZERO },
        firstBroken: () => null,
      }),
    );
  return [...found, ...clean];
}

type IsForbidden = (names: readonly (string | null)[]) => boolean;

async function modelsOf({ names }: Gate, { books, aliases }: PricingChoice): Promise<IsForbidden> {
  const book = await openPriceBook({ files: books });
  const meant = meantBy(book, names, aliases);
  return ([provider = null, gateway = null, model = null]) =>
    matches(meant, knownAs(book, { provider, gateway, model }, aliases));
}

function regionsOf({ names }: Gate): IsForbidden {
  return ([region]) => matches(names, [region ?? '']);
}

/** One row for each day of a group, whatever names its calls have: the first call of the day is that of all of them. */
function perDay(rows: readonly Row[]): Row[] {
  const byDay = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify([row.group, row.date]);
    const before = byDay.get(key);
    if (before === undefined) byDay.set(key, row);
    else {
      const times = [before.firstAt, row.firstAt].filter((at) => at !== null);
      byDay.set(key, {
        ...before,
        calls: before.calls + row.calls,
        firstAt: times.length === 0 ? null : Math.min(...times),
      });
    }
  }
  return [...byDay.values()];
}
