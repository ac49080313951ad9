// How well forecasts do: every method and the chosen one on series whose truth is known, and on real ones where they lie beside
// the checkout. A missed goal ends with exit code 1: nothing here depends on the machine.
//
//   npm run bench:forecast [-- --series 12]
import { parseArgs } from 'node:util';
import { naiveError, originsOf } from '../../../dist/projection/forecast/backtest.js';
import { chosenFor } from '../../../dist/projection/forecast/choose.js';
import { halfWidth, spreadOf } from '../../../dist/projection/forecast/interval.js';
import { METHODS, pathsOf } from '../../../dist/projection/forecast/methods.js';
import { tamed } from '../../../dist/projection/forecast/outliers.js';
import { until } from '../../../dist/projection/forecast/series.js';
import { chance, KINDS, realSeries } from './series.mjs';

const LENGTHS = [60, 90, 120, 180, 365];
const AHEAD = 61;
const JUDGED_DAYS = 28;
/** Sums of days that are forecast: a day, a week, half of a month, a month, and the second month half-way through one. */
const SPANS = [
  { name: 'next day', start: 0, days: 1 },
  { name: 'week', start: 0, days: 7 },
  { name: 'half month', start: 0, days: 15 },
  { name: 'month', start: 0, days: 30 },
  { name: 'month after', start: 15, days: 30 },
];
const CHOSEN = 'chosen';

/** name → per method: MASE of each forecast; and per span: whether the truth was in the intervals. */
const errors = new Map();
const covered = new Map();

function judge(name, whole, end) {
  const known = until(whole, end);
  const chosen = chosenFor(known, originsOf(end), AHEAD);
  if (chosen.backtest === null) return;
  const scale = naiveError(known, known.values);
  if (scale === 0) return;
  const mase = (path) => {
    let off = 0;
    let days = 0;
    for (let day = 0; day < JUDGED_DAYS; day += 1) {
      if (whole.weights[end + day] === 0) continue;
      off += Math.abs(whole.values[end + day] - path[day]);
      days += 1;
    }
    return days === 0 ? undefined : off / days / scale;
  };
  const row = errors.get(name) ?? new Map();
  errors.set(name, row);
  const paths = [...pathsOf(tamed(known).series, AHEAD), [CHOSEN, chosen.path]];
  for (const [method, path] of paths) {
    const value = mase(path);
    if (value !== undefined) row.set(method, [...(row.get(method) ?? []), value]);
  }
  const tested = end - (chosen.backtest.origins[0] ?? end);
  const spread = spreadOf(chosen.backtest.residuals, chosen.level, tested);
  for (const span of SPANS) cover(name, span, whole, end, chosen.path, halfWidth(spread, span));
}

function cover(name, { name: span, start, days }, whole, end, path, half) {
  let actual = 0;
  let expected = 0;
  for (let day = start; day < start + days; day += 1) {
    if (whole.weights[end + day] === 0) return;
    actual += whole.values[end + day];
    expected += path[day];
  }
  const off = Math.abs(actual - expected);
  for (const key of [`${name}|${span}`, `all|${span}`, `${name}|all`, 'all|all']) {
    const count = covered.get(key) ?? { forecasts: 0, in80: 0, in95: 0 };
    count.forecasts += 1;
    if (off <= half.at80) count.in80 += 1;
    if (off <= half.at95) count.in95 += 1;
    covered.set(key, count);
  }
}

const mean = (values) => values.reduce((total, value) => total + value, 0) / values.length;
const digits = (value) => (value === undefined ? '' : value.toFixed(3));
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const line = (cells) => console.log(`| ${cells.join(' | ')} |`);

function main() {
  const { values } = parseArgs({ options: { series: { type: 'string', default: '12' } } });
  const count = Number(values.series);
  let seed = 0;
  for (const [kind, make] of Object.entries(KINDS)) {
    for (const days of LENGTHS) {
      for (let index = 0; index < count; index += 1) {
        seed += 1;
        judge(kind, make(days + AHEAD, chance(seed)), days);
      }
    }
  }
  const synthetic = [...errors.keys()];
  const real = realSeries();
  for (const { name, series } of real) {
    for (let end = 90; end + AHEAD < series.values.length; end += 37) judge(name, until(series, end + AHEAD), end);
  }

  console.log(
    `Mean absolute scaled error over ${JUDGED_DAYS} days, ${count} series of each kind and of ${LENGTHS.join(', ')} days:\n`,
  );
  line(['series', ...METHODS, CHOSEN]);
  line(['---', ...METHODS.map(() => '---:'), '---:']);
  for (const [name, row] of errors) {
    line([name, ...[...METHODS, CHOSEN].map((method) => digits(row.has(method) ? mean(row.get(method)) : undefined))]);
  }
  console.log('\nThe truth lies in the interval (80 %, 95 %):\n');
  const columns = [...SPANS.map((span) => span.name), 'all'];
  line(['series', ...columns, 'forecasts']);
  line(['---', ...columns.map(() => '---:'), '---:']);
  for (const name of ['all', ...errors.keys()]) {
    const cells = columns.map((span) => covered.get(`${name}|${span}`));
    line([
      name,
      ...cells.map((one) => `${percent(one.in80, one.forecasts)}, ${percent(one.in95, one.forecasts)}`),
      covered.get(`${name}|all`).forecasts,
    ]);
  }
  console.log('');
  conclude(
    goals(
      synthetic,
      real.map(({ name }) => name),
    ),
  );
}

function goals(synthetic, real) {
  // Series by series of a kind would reward luck: the best candidate is that of the kind.
  const ratios = synthetic.map((name) => {
    const row = errors.get(name);
    const best = Math.min(...METHODS.filter((method) => row.has(method)).map((method) => mean(row.get(method))));
    return mean(row.get(CHOSEN)) / best;
  });
  const { forecasts, in80, in95 } = covered.get('all|all');
  const pooled = (method) => mean(real.flatMap((name) => errors.get(name).get(method)));
  return [
    [`chosen ÷ best candidate, mean of the kinds: ${mean(ratios).toFixed(3)} (at most 1.1)`, mean(ratios) <= 1.1],
    [`at least 500 forecasts: ${forecasts}`, forecasts >= 500],
    [`80 % interval: ${percent(in80, forecasts)} (75 to 86)`, in80 / forecasts >= 0.75 && in80 / forecasts <= 0.86],
    [`95 % interval: ${percent(in95, forecasts)} (90 to 98)`, in95 / forecasts >= 0.9 && in95 / forecasts <= 0.98],
    ...(real.length === 0
      ? []
      : ['seasonal_naive', 'run_rate'].map((method) => [
          `real series, chosen ${digits(pooled(CHOSEN))} below ${method} ${digits(pooled(method))}`,
          pooled(CHOSEN) < pooled(method),
        ])),
  ];
}

function conclude(found) {
  for (const [what, isReached] of found) console.log(`${isReached ? 'reached' : 'MISSED '}  ${what}`);
  if (found.some(([, isReached]) => !isReached)) process.exitCode = 1;
}

main();
