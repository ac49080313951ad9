/**
 * Calls of the sample logs of people's own tools and of OpenAI's account of an organisation, in as few words as possible. A
 * result of that account is one record of many calls.
 */
type Json = Readonly<Record<string, unknown>>;

const found = (line: Json, pattern: RegExp) => [...JSON.stringify(line).matchAll(pattern)].length;

export const AGENT_COUNTERS: Readonly<Record<string, (lines: readonly Json[]) => number>> = {
  'llm-cli.jsonl': (lines) => lines.length,
  'aider.jsonl': (lines) => lines.filter((line) => line.event === 'message_send').length,
  // Each message is complete once; the user's have no finish, and one failed.
  'opencode.jsonl': (lines) => lines.filter((line) => found(line, /"finish":"stop"|"error":\{/g) > 0).length,
  'openai-usage.jsonl': (lines) => lines.reduce((total, line) => total + found(line, /"num_model_requests"/g), 0),
};
