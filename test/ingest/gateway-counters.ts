/** Calls of the sample logs of gateways: rows that stand for a call, or for a sum of some, in as few words as possible. */
type Json = Readonly<Record<string, unknown>>;
type Counter = (lines: readonly Json[]) => number;

const every: Counter = (lines) => lines.length;
const but =
  (isNone: (line: Json) => boolean): Counter =>
  (lines) =>
    lines.filter((line) => !isNone(line)).length;

export const GATEWAY_COUNTERS: Readonly<Record<string, Counter>> = {
  'litellm.jsonl': (lines) => new Set(lines.map((line) => line.id)).size,
  'litellm-spend-logs.jsonl': but((line) => line.call_type === 'alist_files'),
  'openrouter-generations.jsonl': every,
  'openrouter-activity.jsonl': every,
  'langfuse.jsonl': (lines) => lines.filter((line) => line.type === 'GENERATION' || line.type === 'EMBEDDING').length,
  // What is created and updated on lines of its own is one call.
  'langfuse-events.jsonl': (lines) =>
    new Set(
      lines.flatMap((line) => (String(line.type).startsWith('generation-') ? [(line.body as { id: string }).id] : [])),
    ).size,
  'portkey.jsonl': every,
  'helicone.jsonl': but((line) => line.response_status === -2),
  'cloudflare.jsonl': every,
  'cloudflare-logpush.jsonl': every,
  'vercel-report.jsonl': but((line) => line.request_count === 0),
  // Whoever names a model asked it.
  'kong.jsonl': (lines) => [...JSON.stringify(lines).matchAll(/"request_model":/g)].length,
  'one-api.jsonl': (lines) =>
    lines.filter((line) => (line.type === 2 || line.type === 5) && !String(line.other ?? '').includes('"actual_quota"'))
      .length,
  'llmgateway.jsonl': every,
};
