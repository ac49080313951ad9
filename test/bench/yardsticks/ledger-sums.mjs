// Bare DuckDB on the table of a ledger: the columns that `usage` and `cost` report, per model or per model and day.
//
//   node ledger-sums.mjs LEDGER model|model,day
import { DuckDBInstance } from '@duckdb/node-api';

const [ledger, by] = process.argv.slice(2);
const instance = await DuckDBInstance.create(ledger, { access_mode: 'READ_ONLY' });
const connection = await instance.connect();
const day = by === 'model,day' ? "strftime(started_at, '%Y-%m-%d') as day," : '';
const reader = await connection.runAndReadAll(`
  select
    model, ${day} sum(calls)::integer as calls, (count(*) filter (where status = 'error'))::integer as errors,
    sum(input_tokens)::double as input_tokens, sum(cache_read_tokens)::double as cache_read_tokens,
    sum(cache_write_tokens)::double as cache_write_tokens, sum(output_tokens)::double as output_tokens,
    sum(reasoning_tokens)::double as reasoning_tokens, min(started_at)::varchar as first_at, max(started_at)::varchar as last_at,
    quantile_cont(duration_us, [0.5, 0.95, 0.99])::varchar as duration_us
  from snapshots where is_counted group by all order by all`);
console.log(JSON.stringify(reader.getRowObjects()));
connection.closeSync();
instance.closeSync();
