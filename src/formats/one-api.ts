/**
 * one-api and new-api, relays that resell many providers: rows of their table of logs, as the API lists them or the database
 * exports them. Calls are what was consumed (type 2) and what failed (type 5, new-api only); top-ups, administration and
 * refunds stand in the same table.
 *
 * `quota` is what the relay charged its user, in units of which 500 000 are a dollar, unless the relay was set up otherwise.
 * Whether the prompt contains cached tokens is up to the shape in which the provider was asked: Claude Messages (`claude` in
 * `other`) do not, but for relays that put OpenAI's counts there (`--anthropic-input`).
 *
 * Sources: github.com/QuantumNous/new-api, `model/log.go`, `service/log_info_generate.go` and its settlement of tasks;
 * github.com/songquanpeng/one-api, `model/log.go`; read in autumn 2026.
 */
import { ANTHROPIC_CACHE } from './dialects.js';
import type { Format } from './format.js';
import { areBeside, endpointOf, firstFilled } from './gateway.js';
import { at, firstAt, jsonObject, local, present, wordsWithin } from './sql.js';

const ID = 'one_api';
const named = (name: string) => local(ID, name);
const other = wordsWithin(named('other'));

const type = at('type');
const isError = `${type} = '5'`;
const httpStatus = `to_http_status(${other.at('status_code')})`;
const quota = `to_count(${at('quota')})`;
/** Integers all the way: 500 000 to a dollar are two millionths of a dollar each. */
const dollars = `(${quota} // 500000)::varchar || '.' || lpad((${quota} % 500000 * 2)::varchar, 6, '0')`;

const count = (key: string) => `coalesce(to_count(${other.at(key)}), 0)`;
const write = other.either(other.at('cache_creation_tokens'), other.at('cache_write_tokens'));
const lifetimes = `${count('cache_creation_tokens_5m')} + ${count('cache_creation_tokens_1h')}`;
const cached = `(${count('cache_tokens')} + greatest(coalesce(to_count(${write}), 0), ${lifetimes}))`;
const isClaude = `coalesce(to_flag(${other.at('claude')}) or ${other.at('usage_semantic')} = 'anthropic', false)`;

/** What users download has this remainder in place of the key of the table; so both have it. */
const remainder = `to_count(${at('id')}) % 1024`;
const facts = ['created_at', 'username', 'token_name', 'model_name', 'prompt_tokens', 'completion_tokens', 'quota'];
const whatItSays = `concat_ws('/', ${facts.map(at).join(', ')})`;
const isStreamed = `to_flag(${at('is_stream')})`;
const channel = firstFilled(at('channel_name'), at('channel_id'), `regexp_extract(${at('channel')}, '^[0-9]+$')`);

const notCalls: readonly (readonly [types: string, reason: string])[] = [
  ['1', 'a top-up of an account, not a call'],
  ['3', 'an entry of administration, not a call'],
  ['4', 'an entry of administration, not a call'],
  ['6', 'a refund, not a call'],
];

export const oneApi: Format = {
  id: ID,
  title: 'one-api and new-api logs',
  fields: {
    id: 'text',
    user_id: 'text',
    created_at: 'text',
    type: 'text',
    content: 'text',
    username: 'text',
    token_name: 'text',
    model_name: 'text',
    quota: 'text',
    prompt_tokens: 'text',
    completion_tokens: 'text',
    use_time: 'text',
    elapsed_time: 'text',
    request_time: 'text',
    is_stream: 'text',
    channel: 'text',
    channel_id: 'text',
    channel_name: 'text',
    group: 'text',
    request_id: 'text',
    other: 'json',
  },
  locals: { other: jsonObject(at('other')) },
  signs: ['quota'],
  claims: `(${present('quota')} and ${present('created_at')} and ${present('username', 'token_name', 'user_id')}
      and coalesce(regexp_full_match(${type}, '[0-9]'), false) and ${present('content', 'model_name')})`,
  ignores: [
    ...notCalls.map(([which, reason]) => ({ when: `${type} = '${which}'`, reason })),
    { when: `${type} not in ('2', '5')`, reason: 'an entry that is not a call' },
    {
      when: `${other.at('actual_quota')} is not null`,
      reason: 'what the charge for a task was corrected by: the task has an entry of its own',
    },
  ],
  rejects: [],
  tokens: {
    input: at('prompt_tokens'),
    cache_read: other.at('cache_tokens'),
    cache_write: write,
    cache_write_5m: other.at('cache_creation_tokens_5m'),
    cache_write_1h: other.at('cache_creation_tokens_1h'),
    output: at('completion_tokens'),
    input_audio: other.at('audio_input'),
    output_audio: other.at('audio_output'),
  },
  convention: {
    cache: `case when ${areBeside({ input: at('prompt_tokens'), cached })} then 'exclusive' when ${isClaude} then ${ANTHROPIC_CACHE} else 'inclusive' end`,
    reasoning: 'contained',
  },
  record: {
    // The attempts of a request have its id in common.
    call_id: `case when ${firstAt('request_id')} is not null then concat_ws('/', ${firstAt('request_id')}, ${remainder})
        when to_count(${at('id')}) > 0 then concat_ws('/', ${whatItSays}, ${remainder}) end`,
    call_id_kind: `'request_id'`,
    request_id: firstAt('request_id'),
    started_at_text: firstAt('created_at'),
    gateway: `case when ${present('use_time', 'other')} then 'new-api' else 'one-api' end`,
    endpoint: endpointOf(other.at('request_path')),
    model: `coalesce(${other.firstAt('upstream_model_name')}, ${firstAt('model_name')})`,
    model_requested: firstAt('model_name'),
    usage_kind: `case when to_flag(${other.at('admin_info.local_count_tokens')}) then 'estimated' end`,
    status: `case when ${isError} then 'error' else 'ok' end`,
    http_status: httpStatus,
    error_type: `case when ${isError} then coalesce(error_class(${other.firstAt('error_type', 'error_code')}), ${httpStatus}::varchar, error_class(${firstAt('content')}), 'error') end`,
    is_cut: `case when ${other.at('stream_status.status')} = 'error' then true end`,
    // Whole seconds: of a call that took less than one nothing is known.
    duration_us: `coalesce(nullif(seconds_to_us(${at('use_time')}), 0), nullif(milliseconds_to_us(${at('elapsed_time')}), 0), nullif(milliseconds_to_us(${at('request_time')}), 0))`,
    first_token_us: `case when ${isStreamed} then nullif(milliseconds_to_us(${other.at('frt')}), 0) end`,
    is_streamed: isStreamed,
    user_id: firstFilled(at('username'), at('user_id')),
    api_key: firstAt('token_name'),
    team: firstAt('group'),
    tags: `case when length(${channel}) <= 200 then to_json({'channel': ${channel}})::varchar end`,
    logged_cost: `case when not (${isError}) then ${dollars} end`,
    logged_cost_currency: `case when not (${isError}) and ${quota} is not null then 'USD' end`,
    logged_cost_kind: `case when not (${isError}) and ${quota} is not null then case when ${other.at('billing_source')} = 'subscription' then 'notional' else 'actual' end end`,
  },
  identity:
    '`request_id`, else time, user, key, model, counts and quota, and with either the remainder of `id` by 1024, which is all of it that a user gets to see; rows without both have none',
  notLogged: 'who was asked, reasoning tokens; failures in one-api; latency below a second in new-api',
};
