/**
 * LiteLLM: the payload that its logging callbacks write (StandardLoggingPayload), and rows of its table of spend logs, where
 * metadata, tags and bodies are JSON kept as text.
 *
 * LiteLLM gives every provider's counts in OpenAI's shape, so input contains what was cached. Its older versions left cache
 * writes of Anthropic and Bedrock out of the prompt; a prompt that cannot hold them shows that, and is completed. Costs are its
 * own estimate at list prices: 0 where it knew no price, which is unknown here.
 *
 * Sources: github.com/BerriAI/litellm, `litellm/types/utils.py` (StandardLoggingPayload), `litellm/proxy/_types.py`
 * (SpendLogsPayload) and `litellm/litellm_core_utils/litellm_logging.py`, read in autumn 2026.
 */
import type { Format, RecordColumn, TokenColumn } from './format.js';
import { eitherCount, firstFilled, knownCost, listTags, statusOf } from './gateway.js';
import { anyOf, at, firstAt, jsonObject, local, objectTags, present, wordsWithin } from './sql.js';

const ENDPOINTS: Readonly<Record<string, string>> = {
  completion: 'chat',
  text_completion: 'completions',
  embedding: 'embeddings',
  image_generation: 'images',
  image_edit: 'images',
  transcription: 'audio',
  speech: 'audio',
  responses: 'responses',
  anthropic_messages: 'messages',
  generate_content: 'generate_content',
  generate_content_stream: 'generate_content',
  rerank: 'rerank',
  moderation: 'moderations',
  realtime: 'realtime',
};
/** Requests about files, batches, stored responses and tools. With usage they are calls all the same: the batch they fetch was billed. */
const WITHOUT_MODEL =
  '_?a?(create|retrieve|list|cancel|delete|get|file|vector_store|container|call_mcp|list_mcp|fine_tuning|assistants)_?.*';

/** An object in an object, which may be kept as text too. */
const within = (json: string, key: string) => jsonObject(`(${json} -> '$.${key}')`);
/** The member as a time, in microseconds. */
const microseconds = (key: string) => `epoch_us(to_instant(${at(key)}))`;
const between = (from: string, to: string) =>
  `case when ${microseconds(to)} >= ${microseconds(from)} then ${microseconds(to)} - ${microseconds(from)} end`;

interface Own {
  readonly id: string;
  readonly cost: string;
  readonly callId: string;
}

/** What both kinds of line say alike. Locals: metadata, usage, cache_read, cache_write, is_hit, error. */
function read({ id, cost, callId }: Own) {
  const named = (name: string) => local(id, name);
  const metadata = wordsWithin(named('metadata'));
  const usage = wordsWithin(named('usage'));
  const error = wordsWithin(named('error'));
  const [cacheRead, cacheWrite] = [named('cache_read'), named('cache_write')];
  const prompt = at('prompt_tokens');
  const [promptCount, readCount, writeCount] = [
    `to_count(${prompt})`,
    `coalesce(to_count(${cacheRead}), 0)`,
    `coalesce(to_count(${cacheWrite}), 0)`,
  ];
  const lacksWrites = `(${promptCount} >= ${readCount} and ${promptCount} < ${readCount} + ${writeCount})`;
  const lacksAll = `(${promptCount} < ${readCount})`;
  const lifetime = (key: string) =>
    usage.firstAt(
      `prompt_tokens_details.cache_creation_token_details.${key}`,
      `cache_creation_token_details.${key}`,
      `cache_creation.${key}`,
    );
  const httpStatus = `to_http_status(${error.at('error_code')})`;
  const isFailure = `coalesce(lower(coalesce(${firstAt('status')}, ${metadata.firstAt('status')})) = 'failure', false)`;
  // `acompletion` is `completion`, asked for asynchronously.
  const callType = `coalesce(filled(regexp_extract(${at('call_type')}, '^_?a?(${Object.keys(ENDPOINTS).join('|')})$', 1)), ${firstAt('call_type')})`;
  const tokens: Partial<Record<TokenColumn, string>> = {
    input: `case when ${lacksWrites} then (${promptCount} + ${writeCount})::varchar else ${prompt} end`,
    cache_read: cacheRead,
    cache_write: cacheWrite,
    cache_write_5m: lifetime('ephemeral_5m_input_tokens'),
    cache_write_1h: lifetime('ephemeral_1h_input_tokens'),
    output: at('completion_tokens'),
    reasoning: usage.at('completion_tokens_details.reasoning_tokens'),
    total: at('total_tokens'),
    input_audio: usage.at('prompt_tokens_details.audio_tokens'),
    input_image: usage.at('prompt_tokens_details.image_tokens'),
    input_video: usage.at('prompt_tokens_details.video_tokens'),
    output_audio: usage.at('completion_tokens_details.audio_tokens'),
    output_image: usage.at('completion_tokens_details.image_tokens'),
    web_searches: usage.firstAt('server_tool_use.web_search_requests', 'prompt_tokens_details.web_search_requests'),
  };
  const record: Partial<Record<RecordColumn, string>> = {
    call_id: callId,
    call_id_kind: `'response_id'`,
    started_at_text: firstAt('startTime'),
    provider: `lower(${firstAt('custom_llm_provider')})`,
    gateway: `'litellm'`,
    endpoint: `case ${callType} ${Object.entries(ENDPOINTS)
      .map(([type, endpoint]) => `when '${type}' then '${endpoint}'`)
      .join(' ')} else ${callType} end`,
    model_requested: firstAt('model_group'),
    is_batch: `case when ${firstAt('call_type')} like '%batch%' then true end`,
    usage_kind: `case when ${lacksWrites} or ${lacksAll} then 'inferred' end`,
    status: statusOf(httpStatus, isFailure),
    http_status: httpStatus,
    error_type: `case when ${isFailure} then coalesce(error_class(${error.firstAt('error_class')}), ${httpStatus}::varchar, error_class(${error.firstAt('error_message')}), 'error') end`,
    gateway_cache_hit: named('is_hit'),
    team: firstFilled(metadata.at('user_api_key_team_alias'), at('team_id'), metadata.at('user_api_key_team_id')),
    project: firstFilled(metadata.at('user_api_key_project_alias'), metadata.at('user_api_key_project_id')),
    tags: `nullif(json_merge_patch(coalesce(${objectTags(`(${named('metadata')} -> '$.spend_logs_metadata')`)}::json, '{}'::json),
        coalesce((${listTags(at('request_tags'), 'request_tags')})::json, '{}'::json))::varchar, '{}')`,
    logged_cost: named('cost'),
    logged_cost_currency: `case when ${named('cost')} is not null then 'USD' end`,
    logged_cost_kind: `case when ${named('cost')} is not null then 'list_estimate' end`,
  };
  return {
    locals: {
      // Text in rows of the table.
      metadata: jsonObject(at('metadata')),
      is_hit: `to_flag(${at('cache_hit')})`,
      cost: knownCost(cost, named('is_hit')),
    },
    counts: {
      cache_read: eitherCount(
        usage.at('cache_read_input_tokens'),
        usage.firstAt('prompt_tokens_details.cached_tokens', 'input_tokens_details.cached_tokens'),
      ),
      cache_write: eitherCount(
        usage.at('cache_creation_input_tokens'),
        usage.firstAt('prompt_tokens_details.cache_creation_tokens', 'prompt_tokens_details.cache_write_tokens'),
      ),
    },
    ignores: [
      {
        when: `regexp_full_match(${at('call_type')}, '${WITHOUT_MODEL}') and coalesce(to_count(${at('total_tokens')}), 0) = 0`,
        reason: 'a request that calls no model',
      },
    ],
    tokens,
    convention: {
      cache: `case when ${lacksAll} then 'exclusive' else 'inclusive' end`,
      reasoning: 'inferred',
    },
    record,
    metadata,
    named,
  } as const;
}

const PAYLOAD = 'litellm.payload';
/** A cached answer has the id of the call that it repeats, unless LiteLLM has marked it. */
const payload = read({
  id: PAYLOAD,
  cost: at('response_cost'),
  callId: `case when ${local(PAYLOAD, 'is_hit')} and ${at('id')} not like '%\\_cache\\_hit%' escape '\\'
      then coalesce(${firstAt('litellm_call_id')}, ${at('id')} || '_cache_hit' || ${at('startTime')})
      else ${firstFilled(at('id'), at('litellm_call_id'))} end`,
});
const firstChunk = between('startTime', 'completionStartTime');
const whole = between('startTime', 'endTime');

const shared = {
  call_type: 'text',
  cache_hit: 'text',
  startTime: 'text',
  endTime: 'text',
  completionStartTime: 'text',
  status: 'text',
  model: 'text',
  model_group: 'text',
  custom_llm_provider: 'text',
  prompt_tokens: 'text',
  completion_tokens: 'text',
  total_tokens: 'text',
  end_user: 'text',
  team_id: 'text',
  metadata: 'json',
  request_tags: 'json',
} as const;

export const litellmPayload: Format = {
  id: PAYLOAD,
  title: 'LiteLLM logging payload',
  fields: {
    ...shared,
    id: 'text',
    litellm_call_id: 'text',
    trace_id: 'text',
    stream: 'text',
    response_time: 'text',
    response_cost: 'text',
    error_information: 'json',
    hidden_params: { litellm_model_name: 'text' },
    model_map_information: 'text',
    // What was answered is read for its usage alone.
    response: { usage: 'json', service_tier: 'text' },
  },
  locals: {
    ...payload.locals,
    usage: `coalesce(${within(payload.named('metadata'), 'usage_object')}, ${jsonObject(at('response.usage'))})`,
    ...payload.counts,
    error: jsonObject(at('error_information')),
  },
  signs: ['call_type'],
  claims: `(${present('call_type')} and ${present('hidden_params', 'model_map_information')})`,
  ignores: payload.ignores,
  rejects: [],
  tokens: payload.tokens,
  convention: payload.convention,
  record: {
    ...payload.record,
    trace_id: firstAt('trace_id'),
    model: firstFilled(at('model'), at('hidden_params.litellm_model_name')),
    service_tier: `lower(${firstAt('response.service_tier')})`,
    duration_us: `coalesce(seconds_to_us(${at('response_time')}), ${whole})`,
    // Of an answer in one piece the first part is the whole.
    first_token_us: `case when coalesce(to_flag(${at('stream')}), true) and ${firstChunk} < ${whole} then ${firstChunk} end`,
    is_streamed: `to_flag(${at('stream')})`,
    user_id: firstFilled(at('end_user'), payload.metadata.at('user_api_key_user_id')),
    api_key: firstFilled(payload.metadata.at('user_api_key_alias'), payload.metadata.at('user_api_key_hash')),
  },
  identity: '`id`, which is the id of the answer; `litellm_call_id` where there is none, and of answers from the cache',
  notLogged: 'cache writes of Anthropic within the prompt in older versions: added where the prompt cannot hold them',
};

const SPEND = 'litellm.spend_logs';
const spend = read({
  id: SPEND,
  cost: at('spend'),
  callId: `case when ${local(SPEND, 'is_hit')} and ${at('request_id')} not like '%\\_cache\\_hit%' escape '\\'
      then ${at('request_id')} || '_cache_hit' || coalesce(${at('startTime')}, '') else ${firstAt('request_id')} end`,
});
const isDailySum = present('api_requests', 'successful_requests');

export const litellmSpendLogs: Format = {
  id: SPEND,
  title: 'LiteLLM spend logs',
  fields: {
    ...shared,
    request_id: 'text',
    session_id: 'text',
    api_key: 'text',
    spend: 'text',
    user: 'text',
    request_duration_ms: 'text',
    api_requests: 'text',
    successful_requests: 'text',
  },
  locals: {
    ...spend.locals,
    usage: `coalesce(${within(spend.named('metadata'), 'usage_object')}, ${within(spend.named('metadata'), 'additional_usage_values')})`,
    ...spend.counts,
    error: within(spend.named('metadata'), 'error_information'),
  },
  signs: ['spend'],
  claims: `(${present('spend')} and ${anyOf(
    `(${present('request_id')} and ${present('call_type', 'startTime')})`,
    isDailySum,
  )})`,
  ignores: [{ when: isDailySum, reason: 'a daily sum of calls: load the spend logs themselves' }, ...spend.ignores],
  rejects: [],
  tokens: spend.tokens,
  convention: spend.convention,
  record: {
    ...spend.record,
    session_id: firstAt('session_id'),
    model: firstAt('model'),
    duration_us: `coalesce(milliseconds_to_us(${at('request_duration_ms')}), ${whole})`,
    first_token_us: `case when ${firstChunk} < ${whole} then ${firstChunk} end`,
    is_streamed: `case when ${firstChunk} < ${whole} then true end`,
    user_id: firstFilled(at('end_user'), at('user')),
    api_key: firstFilled(spend.metadata.at('user_api_key_alias'), at('api_key')),
  },
  identity: '`request_id`, which is the id of the answer and the key of the table',
  notLogged: 'whether it was streamed, unless its first part came before the end; sums per day are no calls',
};
