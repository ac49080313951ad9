// What a line of generate.mjs holds, declared the way a person would declare it to DuckDB by hand.
export const COLUMNS = {
  timestamp: 'TIMESTAMP',
  request_id: 'VARCHAR',
  user_id: 'VARCHAR',
  team: 'VARCHAR',
  provider: 'VARCHAR',
  endpoint: 'VARCHAR',
  model: 'VARCHAR',
  prompt_tokens: 'BIGINT',
  completion_tokens: 'BIGINT',
  cached_tokens: 'BIGINT',
  total_tokens: 'BIGINT',
  latency_ms: 'BIGINT',
  status: 'VARCHAR',
  status_code: 'INTEGER',
  error_type: 'VARCHAR',
};

export const text = (value) => `'${String(value).replaceAll("'", "''")}'`;

/** The file through `read_json` with declared columns: the fastest way there is, and one broken line stops it. */
export function declaredColumns(path) {
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${name}: '${type}'`);
  return `read_json(${text(path)}, format = 'newline_delimited', columns = {${columns.join(', ')}})`;
}

/** The file through the reader that survives broken lines, then one transform to the same columns. */
export function transformedObjects(path) {
  return `(
    select unnest(json_transform(json, ${text(JSON.stringify(COLUMNS))}))
    from read_ndjson_objects(${text(path)}, ignore_errors = true)
  )`;
}
