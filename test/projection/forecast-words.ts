/** Logs for tests of forecasts: one call a day at noon. */
import { exact, multiply, ONE } from '../../src/core/exact.js';
import type { MeteredUsage } from '../../src/core/usage.js';
import { nextDate } from '../../src/core/zone.js';
import type { UsageShare } from '../../src/offers/bill.js';
import { logDays } from '../../src/projection/forecast/days.js';
import {
  type Forecast,
  type ForecastInput,
  type ForecastMonth,
  forecastUsage,
} from '../../src/projection/forecast/forecast.js';

export const FIRST = '2026-09-01';

/** Input tokens of one model on each day from the first of September on; a day of 0 has no call. */
export function daily(tokens: readonly bigint[], model = 'alpha', first = FIRST): MeteredUsage[] {
  return tokens.flatMap((quantity, index) => {
    if (quantity === 0n) return [];
    const date = nextDate(first, index);
    return [
      {
        group: [date],
        provider: null,
        gateway: null,
        model,
        context: {
          at: Date.parse(`${date}T12:00:00Z`),
          inputTokens: 1n,
          serviceTier: null,
          isBatch: false,
          speed: null,
          region: null,
          inferenceGeo: null,
          endpoint: null,
          dims: {},
        },
        calls: 1n,
        quantities: new Map([['input' as const, exact(quantity)]]),
        isNotional: false,
      },
    ];
  });
}

export function forecastFrom(usage: readonly MeteredUsage[], more: Partial<ForecastInput> = {}): Forecast {
  const calls = new Map<string, bigint>();
  for (const { group, calls: count } of usage)
    calls.set(group[0] ?? '', (calls.get(group[0] ?? '') ?? 0n) + (count as bigint));
  const edges = [...calls]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([date, count]) => ({ date, calls: count, firstSecond: 43_200, lastSecond: 43_200 }));
  return forecastUsage({
    usage,
    days: logDays(edges, more.holidays ?? new Set()),
    zone: 'UTC',
    months: 1,
    growth: ONE,
    stated: [],
    holidays: new Set(),
    changes: [],
    ...more,
  });
}

/** The landing of days that share a total. */
export function forecastOf(shares: readonly bigint[], { total }: { readonly total: bigint }): ForecastMonth {
  const each = total / BigInt(shares.length);
  const tokens = shares.map((_, day) => (day === 0 ? total - each * BigInt(shares.length - 1) : each));
  return forecastFrom(daily(tokens)).months.at(-2) as ForecastMonth;
}

/** With the share taken. */
export function shared(usage: UsageShare): MeteredUsage {
  const quantities = [...usage.quantities].map(
    ([meter, quantity]) => [meter, multiply(quantity, usage.share ?? ONE)] as const,
  );
  return { ...usage, quantities: new Map(quantities) };
}
