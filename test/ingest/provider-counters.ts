/**
 * How many calls the sample logs of the providers' own formats hold, by the rules of each provider's documentation in as few
 * words as possible; nothing of the tool is used.
 */
type Json = Readonly<Record<string, unknown>>;
type Counter = (lines: readonly Json[]) => number;

const every: Counter = (lines) => lines.length;
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

export const PROVIDER_COUNTERS: Readonly<Record<string, Counter>> = {
  'openai-completions.jsonl': every,
  'openai-embeddings.jsonl': every,
  'openai-moderation.jsonl': every,
  'openai-images.jsonl': (lines) => lines.filter((line) => line.partial_image_index === undefined).length,
  'openai-audio.jsonl': (lines) => lines.filter((line) => line.usage !== undefined).length,
  'openai-realtime.jsonl': (lines) => lines.filter((line) => line.type === 'response.done').length,
  'openai-batch.jsonl': (lines) => new Set(lines.map((line) => line.custom_id)).size,
  'anthropic-batch.jsonl': (lines) => new Set(lines.map((line) => line.custom_id)).size,
  'anthropic-stream.jsonl': (lines) => lines.filter((line) => line.type === 'message_stop').length,
  'google-batch.jsonl': every,
  'vertex-request-log.jsonl': every,
  'bedrock-invocation-log.jsonl': (lines) => new Set(lines.map((line) => line.requestId)).size,
  'bedrock-batch.jsonl': (lines) => new Set(lines.map((line) => line.recordId)).size,
  'bedrock-converse.jsonl': every,
  'azure-request-response.jsonl': (lines) => lines.filter((line) => line.category !== 'Audit').length,
  'azure-apim.jsonl': (lines) => new Set(lines.map((line) => line.CorrelationId)).size,
  'cohere.jsonl': (lines) => lines.filter((line) => object(line.meta ?? line.usage).billed_units !== undefined).length,
};
