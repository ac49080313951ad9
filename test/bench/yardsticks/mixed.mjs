// Bare DuckDB on lines of four formats, through the object reader and one transform: `table` stores the fields, `sums` adds
// them up per model. No account, no duplicates, no reasons.
//
//   node mixed.mjs table LOG DATABASE  |  node mixed.mjs sums LOG
import { DuckDBInstance } from '@duckdb/node-api';
import { text } from './columns.mjs';

const USAGE = {
  prompt_tokens: 'VARCHAR',
  input_tokens: 'VARCHAR',
  completion_tokens: 'VARCHAR',
  output_tokens: 'VARCHAR',
  prompt_tokens_details: { cached_tokens: 'VARCHAR' },
  cache_read_input_tokens: 'VARCHAR',
  cache_creation_input_tokens: 'VARCHAR',
  service_tier: 'VARCHAR',
};
const SHAPE = {
  type: 'VARCHAR',
  object: 'VARCHAR',
  model: 'VARCHAR',
  id: 'VARCHAR',
  requestId: 'VARCHAR',
  request_id: 'VARCHAR',
  sessionId: 'VARCHAR',
  timestamp: 'VARCHAR',
  created: 'VARCHAR',
  user_id: 'VARCHAR',
  team: 'VARCHAR',
  endpoint: 'VARCHAR',
  status: 'VARCHAR',
  status_code: 'VARCHAR',
  error_type: 'VARCHAR',
  latency_ms: 'VARCHAR',
  prompt_tokens: 'VARCHAR',
  completion_tokens: 'VARCHAR',
  cached_tokens: 'VARCHAR',
  service_tier: 'VARCHAR',
  usage: USAGE,
  message: { id: 'VARCHAR', model: 'VARCHAR', usage: USAGE },
};

const fields = (log) => `
  select
    coalesce(message.id, id) as call_id, coalesce(requestId, request_id) as request_id, sessionId as session_id,
    coalesce(try_cast(timestamp as timestamp), make_timestamp(try_cast(created as bigint) * 1000000)) as started_at,
    coalesce(message.model, model) as model, user_id, team, endpoint, coalesce(status, 'ok') as status,
    try_cast(status_code as integer) as http_status, error_type, try_cast(latency_ms as bigint) * 1000 as duration_us,
    coalesce(usage.service_tier, message.usage.service_tier, service_tier) as service_tier,
    try_cast(coalesce(usage.cache_read_input_tokens, message.usage.cache_read_input_tokens) as bigint) as exclusive_reads,
    coalesce(exclusive_reads, try_cast(coalesce(usage.prompt_tokens_details.cached_tokens, cached_tokens) as bigint)) as cache_read_tokens,
    try_cast(coalesce(usage.cache_creation_input_tokens, message.usage.cache_creation_input_tokens) as bigint) as cache_write_tokens,
    try_cast(coalesce(usage.prompt_tokens, usage.input_tokens, message.usage.input_tokens, prompt_tokens) as bigint)
      + coalesce(exclusive_reads, 0) + coalesce(cache_write_tokens, 0) as input_tokens,
    try_cast(coalesce(usage.completion_tokens, usage.output_tokens, message.usage.output_tokens, completion_tokens) as bigint) as output_tokens
  from (
    select unnest(json_transform(json, ${text(JSON.stringify(SHAPE))}))
    from read_ndjson_objects(${text(log)}, ignore_errors = true)
  )
  where type is distinct from 'user'`;

const SUMS = `
  model, count(*)::integer as calls, sum(input_tokens)::double as input_tokens, sum(cache_read_tokens)::double as cache_read_tokens,
  sum(output_tokens)::double as output_tokens`;

const [kind, log, database] = process.argv.slice(2);
const instance = await DuckDBInstance.create(kind === 'table' ? database : ':memory:');
const connection = await instance.connect();
if (kind === 'table') await connection.run(`create table calls as ${fields(log)}`);
const from = kind === 'table' ? 'calls' : `(${fields(log)})`;
const reader = await connection.runAndReadAll(`select ${SUMS} from ${from} group by model order by model`);
console.log(JSON.stringify(reader.getRowObjects()));
connection.closeSync();
instance.closeSync();
