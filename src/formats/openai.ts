/**
 * OpenAI response bodies: chat completions (whole, and the last chunk of a stream) and Responses (whole, and the events
 * that end a stream). Compatible providers (Azure, Groq, OpenRouter, Cerebras, …) answer in the same shape.
 *
 * Source: OpenAI API reference, "Chat completion object" and "Response object", read in autumn 2026.
 */
import { DIALECTS } from './dialects.js';
import type { Format } from './format.js';
import { anyOf, at, firstAt, firstTokens, jsonMember, objectTags, present, wordsWithin } from './sql.js';

const chat = DIALECTS['openai.chat'];
const responses = DIALECTS['openai.responses'];

/** Signs that only one seller gives; everything else leaves the provider open. */
const isPerplexity = anyOf(
  `${at('model')} like 'sonar%'`,
  present('search_results', 'citations', 'usage.search_context_size', 'usage.citation_tokens'),
);
const chatProvider = `case
    when ${at('x_groq')} is not null then 'groq'
    when ${at('id')} like 'gen-%' then 'openrouter'
    when ${present('prompt_filter_results')} then 'azure'
    when ${present('time_info')} then 'cerebras'
    when ${isPerplexity} then 'perplexity'
    when ${present('usage.prompt_cache_miss_tokens')} and ${at('model')} like 'deepseek%' then 'deepseek'
    when ${at('model')} like 'deepseek-%' and ${at('model')} not like '%/%' then 'deepseek'
end`;

/** Who brings a key of their own pays the provider behind OpenRouter, and OpenRouter next to nothing. */
const isByok = `to_flag(${at('usage.is_byok')})`;
const loggedCost = `case when ${isByok} then coalesce(${at('usage.cost_details.upstream_inference_cost')}, ${at('usage.cost')} ->> '$')
    else coalesce(${jsonMember('usage.cost', 'total_cost')}, case when json_type(${at('usage.cost')}) <> 'OBJECT' then ${at('usage.cost')} ->> '$' end) end`;

/** Groq puts the usage of a stream into its own member. */
const groq = wordsWithin(at('x_groq'));
const groqTokens = Object.fromEntries(
  (['input', 'output', 'total'] as const).map((column) => [column, chat.tokens('usage', groq)[column] as string]),
);
const isUnused = `${at('usage')} is null and ${groq.at('usage')} is null`;
/** Perplexity's citations are generated beside the completion. */
const citations = `to_count(${at('usage.citation_tokens')})`;

export const openaiChat: Format = {
  id: 'openai.chat',
  title: 'OpenAI chat completion',
  fields: {
    id: 'text',
    object: 'text',
    created: 'text',
    model: 'text',
    service_tier: 'text',
    request_id: 'text',
    metadata: 'json',
    x_groq: 'json',
    prompt_filter_results: 'text',
    search_results: 'text',
    citations: 'text',
    time_info: { total_time: 'text' },
    usage: {
      ...chat.fields,
      prompt_cache_miss_tokens: 'text',
      queue_time: 'text',
      total_time: 'text',
      // Perplexity
      reasoning_tokens: 'text',
      citation_tokens: 'text',
      num_search_queries: 'text',
      search_context_size: 'text',
      // OpenRouter gives a number, Perplexity an object.
      cost: 'json',
      is_byok: 'text',
      cost_details: { upstream_inference_cost: 'text' },
    },
    error: 'json',
  },
  signs: ['object'],
  claims: `${at('object')} in ('chat.completion', 'chat.completion.chunk')`,
  ignores: [
    {
      when: `${at('object')} = 'chat.completion.chunk' and ${isUnused} and ${at('error')} is null`,
      reason: 'a stream chunk without usage',
    },
  ],
  rejects: [
    {
      when: `${at('object')} = 'chat.completion' and ${isUnused} and ${at('error')} is null`,
      reason: 'a chat completion without usage',
    },
  ],
  tokens: firstTokens(
    {
      output: `case when ${citations} > 0 then (to_count(${at('usage.completion_tokens')}) + ${citations})::varchar end`,
    },
    chat.tokens('usage'),
    groqTokens,
    {
      reasoning: at('usage.reasoning_tokens'),
      web_searches: at('usage.num_search_queries'),
    },
  ),
  // Perplexity's deep research thinks beyond the completion; of everybody else the total tells.
  convention: {
    cache: chat.convention.cache,
    reasoning: `case when ${at('usage.reasoning_tokens')} is not null and ${isPerplexity} then 'additive' else 'inferred' end`,
  },
  record: {
    call_id: firstAt('id'),
    call_id_kind: `'response_id'`,
    request_id: firstAt('request_id'),
    tags: objectTags(at('metadata')),
    started_at_text: firstAt('created'),
    provider: chatProvider,
    gateway: `case when ${at('id')} like 'gen-%' then 'openrouter' end`,
    endpoint: `'chat'`,
    model: firstAt('model'),
    service_tier: `lower(${firstAt('service_tier')})`,
    other_units: `case when ${citations} > 0 then [{'meter': 'output_citation', 'quantity': ${citations}::decimal(38, 9)}] end`,
    status: `case when json_type(${at('error')}) = 'OBJECT' then 'error' else 'ok' end`,
    error_type: `error_class(${jsonMember('error', 'type', 'code')})`,
    // What Groq and Cerebras measured on their side.
    duration_us: `coalesce(seconds_to_us((try_cast(${at('usage.queue_time')} as double) + try_cast(${at('usage.total_time')} as double))::varchar),
        seconds_to_us(${at('usage.total_time')}), seconds_to_us(${at('time_info.total_time')}))`,
    is_streamed: `case when ${at('object')} = 'chat.completion.chunk' then true end`,
    logged_cost: loggedCost,
    logged_cost_currency: `case when ${at('usage.cost')} is not null then 'USD' end`,
    logged_cost_kind: `case when ${at('usage.cost')} is not null then case when ${isByok} then 'upstream_only' else 'actual' end end`,
  },
  identity: '`id`',
  notLogged: 'time to first token, HTTP status, user; latency, except at Groq and Cerebras',
};

const event = `${at('type')} like 'response.%'`;
/** Pieces of output between the events that carry the response; realtime events are another format's. */
const isPiece = `${event} and ${present('sequence_number', 'output_index', 'item_id')} and ${at('event_id')} is null and ${at('response')} is null`;
const part = (key: string) => `coalesce(${at(key)}, ${at(`response.${key}`)})`;
const status = part('status');
const tokens = Object.fromEntries(
  Object.entries(responses.tokens('usage')).map(([column, expression]) => [
    column,
    `coalesce(${expression}, ${(responses.tokens('response.usage') as Record<string, string>)[column]})`,
  ]),
);
const body = {
  id: 'text',
  object: 'text',
  created_at: 'text',
  completed_at: 'text',
  status: 'text',
  model: 'text',
  service_tier: 'text',
  user: 'text',
  safety_identifier: 'text',
  metadata: 'json',
  error: 'json',
  usage: responses.fields,
} as const;

export const openaiResponses: Format = {
  id: 'openai.responses',
  title: 'OpenAI Responses',
  fields: {
    ...body,
    type: 'text',
    response: body,
    sequence_number: 'text',
    output_index: 'text',
    item_id: 'text',
    event_id: 'text',
  },
  signs: ['object', 'response', 'sequence_number', 'output_index', 'item_id'],
  claims: `(${at('object')} in ('response', 'response.compaction')
    or (${event} and ${at('response.object')} = 'response') or (${isPiece}))`,
  ignores: [
    {
      when: `${status} in ('in_progress', 'queued')`,
      reason: 'a response that is still running: it appears again when it ends',
    },
    {
      when: `(${isPiece}) or (${event} and ${at('type')} in ('response.created', 'response.in_progress'))`,
      reason: 'a stream event before the end',
    },
  ],
  rejects: [
    {
      when: `${part('usage')} is null and coalesce(${status}, 'completed') = 'completed'`,
      reason: 'a completed response without usage',
    },
  ],
  tokens,
  convention: responses.convention,
  record: {
    call_id: `filled(${part('id')})`,
    call_id_kind: `'response_id'`,
    started_at_text: `filled(${part('created_at')})`,
    endpoint: `'responses'`,
    user_id: `filled(coalesce(${part('user')}, ${part('safety_identifier')}))`,
    tags: `coalesce(${objectTags(at('metadata'))}, ${objectTags(at('response.metadata'))})`,
    model: `filled(${part('model')})`,
    service_tier: `lower(filled(${part('service_tier')}))`,
    status: `case ${status} when 'failed' then 'error' when 'cancelled' then 'cancelled' else 'ok' end`,
    error_type: `case when ${status} = 'failed' then coalesce(error_class(coalesce(${jsonMember('error', 'code', 'type')}, ${jsonMember('response.error', 'code', 'type')})), 'failed') end`,
    is_streamed: `case when ${event} then true end`,
  },
  identity: '`id`',
  notLogged: 'latency, time to first token, HTTP status',
};
