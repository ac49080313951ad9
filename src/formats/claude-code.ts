/**
 * Claude Code session transcripts: a line per content block, each repeating the message's usage so far.
 *
 * A message is one call however often it appears and in whichever file; the snapshot with the largest output counts. What
 * a sub-agent did is counted from its own lines, never from the summary a `toolUseResult` carries. Subscription traffic
 * cannot be told from paid traffic here, so all of it is marked notional.
 */
import { anthropicBiller } from './anthropic-messages.js';
import { ANTHROPIC_CACHE, DIALECTS } from './dialects.js';
import type { Format, Shape } from './format.js';
import { anthropicGeo } from './served.js';
import { anyOf, at, firstOf, NOTHING, oneOf, present, wordsFor } from './sql.js';

const { fields, tokens } = DIALECTS.anthropic;

const usage: Shape = { ...fields, service_tier: 'text', inference_geo: 'text', speed: 'text' };
const message: Shape = { id: 'text', role: 'text', model: 'text', usage };

const LINE_TYPES = [
  'assistant',
  'user',
  'system',
  'summary',
  'progress',
  'file-history-snapshot',
  'queue-operation',
  'attachment',
  'cost-state',
  'custom-title',
  'ai-title',
  'last-prompt',
  'agent-name',
  'agent-color',
  'agent-setting',
  'permission-mode',
  'mode',
  'pr-link',
  'tag',
  'task-summary',
  'worktree-state',
  'content-replacement',
  'attribution-snapshot',
];

/** Sub-agent progress lines carry the message two levels deeper. */
const inner = (key: string) => `coalesce(${at(`message.${key}`)}, ${at(`data.message.message.${key}`)})`;
const outer = (key: string) => `coalesce(${at(key)}, ${at(`data.message.${key}`)})`;
// Lists of passes have not been met there.
const withoutPasses = { ...wordsFor(), at: (path: string) => (path.endsWith('.iterations') ? NOTHING : at(path)) };
const deep = tokens('data.message.message.usage', withoutPasses) as Record<string, string>;

/** Old versions kept the counts at the top of the line. */
const TOP_LEVEL: Record<string, string> = {
  input: 'inputTokens',
  output: 'outputTokens',
  cache_read: 'cacheReadInputTokens',
  cache_write_5m: 'cacheCreationInputTokens',
};

const isFinalError = `to_flag(${at('isApiErrorMessage')}) = true`;
const isAttempt = `${at('type')} = 'system' and ${at('subtype')} = 'api_error'`;
const hasUsage = anyOf(
  `${inner('usage')} is not null`,
  present('inputTokens', 'outputTokens', 'cacheReadInputTokens', 'cacheCreationInputTokens'),
);
const errorObject = `case when json_type(${at('error')}) = 'OBJECT' then ${at('error')} end`;
const errorStatus = `to_http_status(coalesce(${at('apiErrorStatus')}, ${errorObject} ->> '$.status'))`;

export const claudeCode: Format = {
  id: 'claude_code',
  title: 'Claude Code transcript',
  fields: {
    type: 'text',
    subtype: 'text',
    uuid: 'text',
    sessionId: 'text',
    requestId: 'text',
    timestamp: 'text',
    cwd: 'text',
    gitBranch: 'text',
    agentId: 'text',
    durationMs: 'text',
    costUSD: 'text',
    isApiErrorMessage: 'text',
    apiErrorStatus: 'text',
    error: 'json',
    retryAttempt: 'text',
    leafUuid: 'text',
    message,
    data: { message: { timestamp: 'text', requestId: 'text', message } },
    inputTokens: 'text',
    outputTokens: 'text',
    cacheReadInputTokens: 'text',
    cacheCreationInputTokens: 'text',
  },
  signs: ['sessionId', 'uuid', 'leafUuid', 'message', 'data', 'subtype'],
  claims: anyOf(
    `(${oneOf(at('type'), LINE_TYPES)} and ${present('sessionId', 'uuid', 'message', 'leafUuid', 'data.message')})`,
    `(${at('type')} = 'system' and ${at('subtype')} = 'api_error')`,
    `(${present('sessionId', 'uuid', 'requestId')} and ${present('message.usage')})`,
    present('data.message.message.usage'),
  ),
  ignores: [
    { when: `${at('type')} in ('user', 'summary') `, reason: 'not an answer of the model' },
    { when: `${at('type')} = 'cost-state'`, reason: 'a running total of the session' },
    {
      when: `${inner('model')} = '<synthetic>' and ${isFinalError} is not true`,
      reason: 'written by the client, no call was made',
    },
    { when: `not ${hasUsage} and ${isFinalError} is not true and not (${isAttempt})`, reason: 'a line without usage' },
  ],
  rejects: [],
  tokens: {
    ...Object.fromEntries(
      Object.entries(tokens('message.usage')).map(([column, expression]) => {
        const top = TOP_LEVEL[column];
        return [column, `coalesce(${expression}, ${deep[column]}${top === undefined ? '' : `, ${at(top)}`})`];
      }),
    ),
  },
  convention: { cache: ANTHROPIC_CACHE, reasoning: `'contained'` },
  record: {
    call_id: `case when ${isAttempt} then ${firstOf(at('uuid'))} else ${firstOf(inner('id'), outer('requestId'), at('uuid'))} end`,
    call_id_kind: `case when ${isAttempt} then 'line' when ${inner('id')} is not null then 'response_id' when ${outer('requestId')} is not null then 'request_id' else 'line' end`,
    request_id: firstOf(outer('requestId')),
    session_id: firstOf(at('sessionId')),
    started_at_text: firstOf(outer('timestamp')),
    provider: `coalesce(${anthropicBiller(inner('id'))}, case when ${inner('model')} like 'claude%' then 'anthropic' end)`,
    endpoint: `'messages'`,
    model: `nullif(${firstOf(inner('model'))}, '<synthetic>')`,
    service_tier: `lower(${firstOf(inner('usage.service_tier'))})`,
    speed: `lower(${firstOf(inner('usage.speed'))})`,
    inference_geo: anthropicGeo(inner('usage.inference_geo')),
    status: `case when ${isFinalError} or ${isAttempt} then 'error' else 'ok' end`,
    http_status: errorStatus,
    error_type: `case when ${isFinalError} or ${isAttempt} then coalesce(
        error_class(case when json_type(${at('error')}) = 'VARCHAR' then ${at('error')} ->> '$' end),
        error_class(${errorObject} ->> '$.type'), ${errorStatus}::varchar, 'error') end`,
    is_billed: `case when ${isFinalError} or ${isAttempt} then false end`,
    attempt: `try_cast(to_count(${at('retryAttempt')}) as integer)`,
    // Only old versions wrote how long an answer took; elsewhere the key means a whole turn.
    duration_us: `case when ${at('type')} = 'assistant' then milliseconds_to_us(${at('durationMs')}) end`,
    is_streamed: 'true',
    project: firstOf(at('cwd')),
    tags: `case when ${present('gitBranch', 'agentId')} and length(concat(${at('gitBranch')}, ${at('agentId')})) <= 1000
        then json_merge_patch('{}', to_json({'git_branch': ${at('gitBranch')}, 'agent_id': ${at('agentId')}}))::varchar end`,
    logged_cost: firstOf(at('costUSD')),
    logged_cost_currency: `case when ${at('costUSD')} is not null then 'USD' end`,
    logged_cost_kind: `case when ${at('costUSD')} is not null then 'notional' end`,
    is_notional: 'true',
  },
  identity:
    '`message.id`, else `requestId`, else `uuid`; of the snapshots of a message the largest counts, in whichever file',
  notLogged: 'latency, time to first token; whether a subscription or a key paid, so that all of it is notional',
};
