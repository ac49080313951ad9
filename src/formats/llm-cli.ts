/**
 * The log of the command line tool `llm`: the list that `llm logs --json` prints, or rows of its table `responses`.
 *
 * What a provider says beyond input and output is kept in `token_details`, in the provider's own words and without zeros:
 * JSON text in rows, an object where it was printed. Whether a count there is part of the two depends on whose words they are.
 *
 * Source: github.com/simonw/llm, docs/logging.md and the plugins' `set_usage`, read in autumn 2026.
 */
import { ANTHROPIC_CACHE } from './dialects.js';
import type { Format } from './format.js';
import { at, firstAt, jsonObject, literal, local, wordsWithin } from './sql.js';

const ID = 'llm_cli';
const details = wordsWithin(local(ID, 'details'));
const hasAnthropic = details.present('cache_read_input_tokens', 'cache_creation_input_tokens');
/** Models of plugins are named `plugin/model`. */
const PLUGINS: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  gemini: 'google',
  vertex: 'vertex',
  mistral: 'mistral',
  groq: 'groq',
};

export const llmCli: Format = {
  id: ID,
  title: 'Log of `llm` (simonw/llm)',
  fields: {
    id: 'text',
    model: 'text',
    resolved_model: 'text',
    conversation_id: 'text',
    duration_ms: 'text',
    datetime_utc: 'text',
    input_tokens: 'text',
    output_tokens: 'text',
    token_details: 'json',
  },
  signs: ['datetime_utc'],
  locals: { details: jsonObject(at('token_details')) },
  claims: `${at('datetime_utc')} is not null and ${at('conversation_id')} is not null
    and regexp_full_match(${at('id')}, '[0-9A-Za-z]{26}')`,
  ignores: [],
  rejects: [],
  tokens: {
    input: at('input_tokens'),
    output: at('output_tokens'),
    cache_read: details.either(
      ...['prompt_tokens_details.cached_tokens', 'input_tokens_details.cached_tokens', 'cache_read_input_tokens'].map(
        details.at,
      ),
      details.at('cachedContentTokenCount'),
    ),
    cache_write: details.at('cache_creation_input_tokens'),
    cache_write_5m: details.at('cache_creation.ephemeral_5m_input_tokens'),
    cache_write_1h: details.at('cache_creation.ephemeral_1h_input_tokens'),
    reasoning: details.either(
      ...[
        'completion_tokens_details.reasoning_tokens',
        'output_tokens_details.reasoning_tokens',
        'thoughtsTokenCount',
      ].map(details.at),
    ),
  },
  convention: {
    cache: `case when ${hasAnthropic} then ${ANTHROPIC_CACHE} else 'inclusive' end`,
    // The plugin for Gemini adds the thoughts to the output since its version 0.20: then the output is more than the candidates.
    reasoning: `case when ${details.at('thoughtsTokenCount')} is not null and ${at('output_tokens')} = ${details.at('candidatesTokenCount')}
        then 'additive' else 'contained' end`,
  },
  record: {
    call_id: firstAt('id'),
    call_id_kind: `'line'`,
    session_id: firstAt('conversation_id'),
    started_at_text: firstAt('datetime_utc'),
    provider: `case split_part(${at('model')}, '/', 1) ${Object.entries(PLUGINS)
      .map(([plugin, provider]) => `when ${literal(plugin)} then ${literal(provider)}`)
      .join(' ')} end`,
    gateway: `case when ${at('model')} like 'openrouter/%' then 'openrouter' end`,
    endpoint: `'chat'`,
    model: firstAt('resolved_model', 'model'),
    model_requested: `case when ${firstAt('resolved_model')} is not null then ${firstAt('model')} end`,
    status: `'ok'`,
    duration_us: `milliseconds_to_us(${at('duration_ms')})`,
  },
  identity: '`id`, which `llm` makes',
  notLogged: 'failed calls, time to first token, user; whether it was streamed',
};
