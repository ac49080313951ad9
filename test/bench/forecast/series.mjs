// Daily series whose truth is known, and the real ones beside the checkout where they are.
import { existsSync, readFileSync } from 'node:fs';

/** A seeded source of chance: the same series on every machine. */
export function chance(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

const WEEKDAYS = [1.2, 1.25, 1.2, 1.15, 1.0, 0.6, 0.6];

/** kind → (days, chance) → values and weights. The noise is a share of the usual day. */
export const KINDS = {
  flat: (days, { normal }) => daily(days, () => 1000 * noise(normal, 0.15)),
  weekday: (days, { normal }) => daily(days, (day) => 1000 * WEEKDAYS[day % 7] * noise(normal, 0.12)),
  trend: (days, { normal, uniform }) => {
    const growth = 1 + (uniform() * 2 - 0.5) * 0.006;
    return daily(days, (day) => 1000 * growth ** day * WEEKDAYS[day % 7] * noise(normal, 0.12));
  },
  level_shift: (days, { normal, uniform }) => {
    const at = Math.floor(days * (0.3 + 0.5 * uniform()));
    const factor = uniform() < 0.5 ? 0.5 : 2;
    return daily(days, (day) => 1000 * (day < at ? 1 : factor) * WEEKDAYS[day % 7] * noise(normal, 0.12));
  },
  wandering: (days, { normal }) => {
    let level = 1;
    return daily(days, (day) => {
      level *= Math.exp(0.03 * normal());
      return 1000 * level * WEEKDAYS[day % 7] * noise(normal, 0.12);
    });
  },
  intermittent: (days, { normal, uniform }) => {
    const often = 0.15 + 0.35 * uniform();
    return daily(days, () => (uniform() < often ? 1000 * noise(normal, 0.5) : 0));
  },
  gap: (days, { normal, uniform }) => {
    const at = Math.floor(days * (0.2 + 0.6 * uniform()));
    const length = 3 + Math.floor(uniform() * 6);
    const series = daily(days, (day) => 1000 * WEEKDAYS[day % 7] * noise(normal, 0.12));
    for (let day = at; day < Math.min(days, at + length); day += 1) {
      series.weights[day] = 0;
      series.missing = true;
    }
    return series;
  },
  outliers: (days, { normal, uniform }) =>
    daily(days, (day) => 1000 * WEEKDAYS[day % 7] * noise(normal, 0.12) * (uniform() < 0.02 ? 6 : 1)),
};

function daily(days, of) {
  return {
    values: Float64Array.from({ length: days }, (_, day) => Math.max(0, of(day))),
    weights: new Float64Array(days).fill(1),
    weekday: 0,
  };
}

function noise(normal, share) {
  return Math.exp(share * normal() - share ** 2 / 2);
}

const REAL = new URL('../../../../shared/series/', import.meta.url);

/** name → values by day, days that are not in the file unknown; empty where the folder is absent. */
export function realSeries() {
  const files = [
    ['pedestrians', 'pedestrians-daily.csv', Number],
    ['wikipedia', 'wikipedia-r-log-views.csv', (text) => Math.exp(Number(text)) - 1],
  ];
  return files.flatMap(([name, file, read]) => {
    const path = new URL(file, REAL);
    if (!existsSync(path)) return [];
    const byDate = new Map();
    for (const line of readFileSync(path, 'utf8').trim().split('\n').slice(1)) {
      const [date, value] = line.replaceAll('"', '').split(',');
      if (value !== undefined && value !== '' && value !== 'NA')
        byDate.set(Date.parse(`${date}T00:00:00Z`), read(value));
    }
    const first = Math.min(...byDate.keys());
    const days = Math.round((Math.max(...byDate.keys()) - first) / 86_400_000) + 1;
    const known = (day) => byDate.get(first + day * 86_400_000);
    return [
      {
        name,
        series: {
          values: Float64Array.from({ length: days }, (_, day) => Math.max(0, known(day) ?? 0)),
          weights: Float64Array.from({ length: days }, (_, day) => (known(day) === undefined ? 0 : 1)),
          weekday: (new Date(first).getUTCDay() + 6) % 7,
        },
      },
    ];
  });
}
