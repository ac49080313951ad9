// How forecasting grows with the number of series: 24 months of 50 models with 5 meters against one model, two years of days.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOLLBOOK } from '../contestants.mjs';
import { chance, KINDS } from './series.mjs';

const DAYS = 730;
const FIRST = Date.parse('2024-11-01T12:00:00Z');
const MOST = 20;

/** Prints the ratio and whether it is reached; a run that fails, or twice answers differently, is an error. */
export function forecastSpeed(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'forecast.prices.yaml'), PRICES);
  const [one, fifty] = [1, 50].map((models) => {
    const log = `forecast-${models}.jsonl`;
    writeFileSync(join(folder, log), linesOf(models));
    const runs = [timed(folder, log), timed(folder, log)];
    if (runs[0].hash !== runs[1].hash) throw new Error(`forecast answers ${log} differently each time`);
    return Math.min(...runs.map(({ seconds }) => seconds));
  });
  const ratio = fifty / one;
  console.log(
    `\nforecast --months 24, 50 models × 5 series against one: ${fifty.toFixed(2)} s against ${one.toFixed(2)} s, ` +
      `${ratio.toFixed(1)} × (at most ${MOST}): ${ratio <= MOST ? 'reached' : 'missed'}`,
  );
}

function timed(folder, log) {
  const args = [TOLLBOOK, 'forecast', log, '--prices', 'forecast.prices.yaml', '--months', '24', '--json'];
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`forecast of ${log} ended with ${status}: ${stderr}`);
  return { seconds, hash: createHash('sha256').update(stdout).digest('hex') };
}

function linesOf(models) {
  const series = Array.from({ length: models }, (_, model) => KINDS.weekday(DAYS, chance(model + 1)).values);
  const lines = [];
  for (let day = 0; day < DAYS; day += 1) {
    series.forEach((values, model) => {
      const of = (tokens) => Math.round(values[day] * tokens);
      lines.push(
        JSON.stringify({
          timestamp: new Date(FIRST + day * 86_400_000).toISOString(),
          model: `bench-${model}`,
          input_tokens: of(300),
          cached_tokens: of(20),
          output_tokens: of(60),
          reasoning_tokens: of(10),
        }),
      );
    });
  }
  return `${lines.join('\n')}\n`;
}

const PRICES = `schema: tollbook-prices/1
id: bench
as_of: 2026-10-01
currency: USD
skus:
  - sku: bench/any
    provider: bench
    match: [{regex: "^bench-[0-9]+$"}]
    versions:
      - source: {retrieved: 2026-10-01, note: invented}
        rates: {input: 1, cache_read: 0.1, output: 10}
`;
