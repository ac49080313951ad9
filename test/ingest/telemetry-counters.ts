/** Calls of the sample logs of telemetry, by the rules of the conventions, in as few words as possible. */
type Json = Readonly<Record<string, unknown>>;

const found = (line: Json, pattern: RegExp) => [...JSON.stringify(line).matchAll(pattern)].length;

export const TELEMETRY_COUNTERS: Record<string, (lines: readonly Json[]) => number> = {
  // A request to a model, an event of one, or the inner span of the AI SDK.
  'otel.jsonl': (lines) =>
    lines.reduce(
      (total, line) =>
        total +
        found(line, /"stringValue":"chat"/g) +
        found(line, /"stringValue":"claude_code\.api_(request|error)"/g) +
        found(line, /"name":"ai\.streamText\.doStream"/g),
      0,
    ),
  'gemini-cli.jsonl': (lines) =>
    new Set(lines.flatMap((line) => (line.type === 'gemini' ? [line.id] : []))).size +
    lines.filter((line) => line['event.name'] === 'api_error').length,
};
