// The aggregate that `tollbook usage --by model` prints, in one statement over any reader; and a plainer one.
import { DuckDBInstance } from '@duckdb/node-api';

const COUNTS = `
    model,
    count(*) as calls,
    count(*) filter (where status_code >= 400) as errors,
    sum(prompt_tokens)::bigint as input_tokens,
    sum(cached_tokens)::bigint as cache_read_tokens,
    sum(completion_tokens)::bigint as output_tokens`;

export const WITH_QUANTILES = `${COUNTS},
    quantile_cont(latency_ms, [0.5, 0.95, 0.99]) filter (where status_code < 400) as duration_ms`;

export const WITH_MEAN = `${COUNTS},
    avg(latency_ms) filter (where status_code < 400) as duration_ms_mean`;

/** Prints one JSON array with an object per model. DuckDB is left at its defaults. */
export async function printAggregate(select, source) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`select ${select} from ${source} group by model order by model`);
  const rows = reader.getRowObjects().map(({ duration_ms: quantiles, ...row }) => {
    const plain = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainNumber(value)]));
    if (quantiles === undefined) return plain;
    const [p50, p95, p99] = quantiles.items;
    return { ...plain, duration_ms_p50: p50, duration_ms_p95: p95, duration_ms_p99: p99 };
  });
  console.log(JSON.stringify(rows));
  connection.closeSync();
  instance.closeSync();
}

/** No sum of this benchmark comes near 2^53. */
function plainNumber(value) {
  return typeof value === 'bigint' ? Number(value) : value;
}
