/**
 * Gemini CLI: the messages of its saved chats, and its events as flat lines. Its telemetry is OpenTelemetry.
 *
 * Thinking is beside the output. Cached tokens are part of the input: the total is input, output, thoughts and tool use.
 * Source: github.com/google-gemini/gemini-cli, packages/core/src/services/chatRecordingTypes.ts and docs/cli/telemetry.md,
 * read in autumn 2026.
 */
import type { Format } from './format.js';
import { anyOf, at, firstAt, pathTo, present } from './sql.js';

const eventName = pathTo('', 'event.name');
const isMessage = `${at('type')} = 'gemini'`;
const isResponse = `${at(eventName)} in ('api_response', 'gemini_cli.api_response')`;
const isFailure = `${at(eventName)} in ('api_error', 'gemini_cli.api_error')`;
const count = (member: string, event: string) =>
  `coalesce(${at(`tokens.${member}`)}, ${at(`usage.${event}`)}, ${at(event)})`;

export const geminiCli: Format = {
  id: 'gemini_cli',
  title: 'Gemini CLI chat or event',
  fields: {
    sessionId: 'text',
    type: 'text',
    id: 'text',
    timestamp: 'text',
    model: 'text',
    tokens: { input: 'text', output: 'text', cached: 'text', thoughts: 'text', tool: 'text', total: 'text' },
    'event.name': 'text',
    'event.timestamp': 'text',
    'session.id': 'text',
    usage: {
      input_token_count: 'text',
      output_token_count: 'text',
      cached_content_token_count: 'text',
      thoughts_token_count: 'text',
      tool_token_count: 'text',
      total_token_count: 'text',
    },
    input_token_count: 'text',
    output_token_count: 'text',
    cached_content_token_count: 'text',
    thoughts_token_count: 'text',
    tool_token_count: 'text',
    total_token_count: 'text',
    model_name: 'text',
    duration_ms: 'text',
    duration: 'text',
    status_code: 'text',
    error_type: 'text',
  },
  signs: ['tokens', 'event.name'],
  claims: anyOf(`(${isMessage} and ${present('tokens.input', 'tokens.output', 'tokens.total')})`, present(eventName)),
  ignores: [
    {
      when: `coalesce(not (${isMessage}), true) and coalesce(not (${isResponse}), true) and coalesce(not (${isFailure}), true)`,
      reason: 'an event that is not a call of a model',
    },
  ],
  rejects: [],
  tokens: {
    input: count('input', 'input_token_count'),
    output: count('output', 'output_token_count'),
    cache_read: count('cached', 'cached_content_token_count'),
    reasoning: count('thoughts', 'thoughts_token_count'),
    tool_input: count('tool', 'tool_token_count'),
    total: count('total', 'total_token_count'),
  },
  convention: { cache: 'inclusive', reasoning: 'additive' },
  record: {
    call_id: `case when ${isMessage} then ${firstAt('sessionId')} || ':' || ${firstAt('id')} end`,
    call_id_kind: `'line'`,
    session_id: firstAt('sessionId', pathTo('', 'session.id')),
    started_at_text: firstAt('timestamp', pathTo('', 'event.timestamp')),
    provider: `'google'`,
    endpoint: `'generate_content'`,
    model: firstAt('model', 'model_name'),
    status: `case when ${isFailure} then 'error' else 'ok' end`,
    http_status: `to_http_status(${firstAt('status_code')})`,
    error_type: `case when ${isFailure} then coalesce(error_class(${firstAt('error_type')}), to_http_status(${firstAt('status_code')})::varchar, 'error') end`,
    is_billed: `case when ${isFailure} then false end`,
    duration_us: `milliseconds_to_us(${firstAt('duration_ms', 'duration')})`,
  },
  identity: 'session and `id` of a chat message, which is written again as it grows; events have none',
  notLogged: 'time to first token, failed calls in chats',
};
