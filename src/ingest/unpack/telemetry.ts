/**
 * Batches of OpenTelemetry as an OTLP exporter writes them: many spans or log records to a line, their attributes as lists of
 * typed values. Each becomes one flat record: its own members, `attributes` as a map, and the resource and scope that sent it.
 *
 * Metrics are sums of what spans and records say one by one, and are left out. Source: opentelemetry-proto 1.x, "OTLP/JSON".
 */
type Json = { readonly [key: string]: unknown };

export function telemetryRecords(batch: unknown): Uint8Array[] {
  const { resourceSpans, resourceLogs } = object(batch);
  const spans = objects(resourceSpans).flatMap((one) =>
    scopesOf(one, ['scopeSpans', 'instrumentationLibrarySpans'], 'spans'),
  );
  const logs = objects(resourceLogs).flatMap((one) =>
    scopesOf(one, ['scopeLogs', 'instrumentationLibraryLogs'], 'logRecords'),
  );
  return [...spans, ...logs].map((record) => Buffer.from(JSON.stringify(record)));
}

function scopesOf(group: Json, names: readonly string[], records: string): Json[] {
  const resource = { attributes: attributesOf(object(group.resource).attributes) };
  return names
    .flatMap((name) => objects(group[name]))
    .flatMap((scoped) =>
      objects(scoped[records]).map((record) => ({
        ...record,
        attributes: attributesOf(record.attributes),
        ...(record.body === undefined ? {} : { body: plainValue(record.body) }),
        resource,
        scope: { name: object(scoped.scope ?? scoped.instrumentationLibrary).name ?? null },
      })),
    );
}

function attributesOf(pairs: unknown): Json {
  if (!Array.isArray(pairs)) return object(pairs);
  return Object.fromEntries(
    objects(pairs).flatMap(({ key, value }) => (typeof key === 'string' ? [[key, plainValue(value)] as const] : [])),
  );
}

/** Whole numbers come as text or number; both stay what they are. */
function plainValue(value: unknown): unknown {
  const any = object(value);
  if ('arrayValue' in any) return objects(object(any.arrayValue).values).map(plainValue);
  if ('kvlistValue' in any) return attributesOf(object(any.kvlistValue).values);
  for (const kind of ['stringValue', 'intValue', 'doubleValue', 'boolValue', 'bytesValue']) {
    if (kind in any) return any[kind];
  }
  return typeof value === 'object' ? null : value;
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}
