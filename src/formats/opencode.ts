/**
 * opencode: its messages, as they are stored, with their parts (`{info, parts}`), or in the events that repeat a message as
 * it grows.
 *
 * Cached tokens are beside the input, and thinking is beside the output unless a total says that it is within. A cost of 0
 * says that opencode knows no price. Sub-sessions have messages of their own; those of a session that was forked get new ids
 * and cannot be told from new ones.
 *
 * Source: github.com/sst/opencode, packages/opencode/src/session/message-v2.ts, read in autumn 2026.
 */
import type { Format, Shape } from './format.js';
import { anyOf, at, present } from './sql.js';

const tokens: Shape = {
  input: 'text',
  output: 'text',
  reasoning: 'text',
  total: 'text',
  cache: { read: 'text', write: 'text' },
};
const message: Shape = {
  id: 'text',
  sessionID: 'text',
  role: 'text',
  modelID: 'text',
  providerID: 'text',
  agent: 'text',
  cost: 'text',
  path: { root: 'text', cwd: 'text' },
  time: { created: 'text', completed: 'text' },
  error: { name: 'text', data: { statusCode: 'text' } },
  tokens,
};

const WRAPPINGS = ['', 'info.', 'properties.info.'];
const of = (path: string) => `coalesce(${WRAPPINGS.map((wrapping) => at(`${wrapping}${path}`)).join(', ')})`;
const filled = (path: string) => `filled(${of(path)})`;
const count = (path: string) => `coalesce(to_count(${of(`tokens.${path}`)}), 0)`;

const isEvent = `(regexp_full_match(${at('type')}, '(message|session)\\.[a-z_.]+') and ${at('properties')} is not null)`;
const isMessage = (wrapping: string) =>
  anyOf(
    `(${present(`${wrapping}modelID`)} and ${present(`${wrapping}providerID`)})`,
    `(${present(`${wrapping}sessionID`)} and ${at(`${wrapping}role`)} in ('user', 'assistant'))`,
  );
const isError = `${of('error.name')} is not null`;
const isAborted = `${of('error.name')} = 'MessageAbortedError'`;
const isUnused = `${['input', 'output', 'reasoning', 'total', 'cache.read', 'cache.write'].map(count).join(' + ')} = 0`;
const provider = `lower(${filled('providerID')})`;
const RESELLERS = "('openrouter', 'opencode', 'vercel')";
const cost = `case when try_cast(${of('cost')} as double) > 0 then ${of('cost')} end`;
const duration = `to_count(${of('time.completed')}) - to_count(${of('time.created')})`;

export const opencode: Format = {
  id: 'opencode',
  title: 'opencode message',
  fields: { ...message, type: 'text', info: message, properties: { info: message } },
  signs: ['sessionID', 'modelID', 'info', 'properties'],
  claims: anyOf(...WRAPPINGS.map(isMessage), isEvent),
  ignores: [
    {
      when: `${at('type')} is not null and ${isEvent} and coalesce(${at('type')} <> 'message.updated', true)`,
      reason: 'an event without a message',
    },
    { when: `coalesce(${of('role')}, 'assistant') <> 'assistant'`, reason: 'not an answer of the model' },
    {
      when: `not (${isError}) and ${of('time.completed')} is null and ${isUnused}`,
      reason: 'a message that is still being written: it appears again when it is complete',
    },
  ],
  rejects: [
    {
      when: `not (${isError}) and coalesce(${['input', 'output', 'total'].map((key) => of(`tokens.${key}`)).join(', ')}) is null`,
      reason: 'a message without usage',
    },
  ],
  tokens: {
    input: of('tokens.input'),
    output: of('tokens.output'),
    cache_read: of('tokens.cache.read'),
    cache_write: of('tokens.cache.write'),
    reasoning: of('tokens.reasoning'),
    total: of('tokens.total'),
  },
  convention: {
    cache: `'exclusive'`,
    reasoning: `case when to_count(${of('tokens.total')}) = ${['input', 'output', 'cache.read', 'cache.write'].map(count).join(' + ')}
        then 'contained' else 'additive' end`,
  },
  record: {
    call_id: `coalesce(${filled('sessionID')} || ':', '') || ${filled('id')}`,
    call_id_kind: `'line'`,
    session_id: filled('sessionID'),
    started_at_text: filled('time.created'),
    provider: `case when ${provider} = 'amazon-bedrock' then 'bedrock' when ${provider} like 'google-vertex%' then 'vertex'
        when ${provider} in ${RESELLERS} then null else ${provider} end`,
    gateway: `case when ${provider} in ${RESELLERS} then ${provider} end`,
    endpoint: `'chat'`,
    model: filled('modelID'),
    status: `case when ${isAborted} then 'cancelled' when ${isError} then 'error' else 'ok' end`,
    http_status: `to_http_status(${of('error.data.statusCode')})`,
    error_type: `case when ${isError} then coalesce(error_class(${of('error.name')}), 'error') end`,
    duration_us: `case when ${duration} >= 0 then milliseconds_to_us((${duration})::varchar) end`,
    is_streamed: 'true',
    project: `coalesce(${filled('path.root')}, ${filled('path.cwd')})`,
    tags: `case when length(${of('agent')}) <= 200 then to_json({'agent': ${of('agent')}})::varchar end`,
    logged_cost: cost,
    logged_cost_currency: `case when ${cost} is not null then 'USD' end`,
    logged_cost_kind: `case when ${cost} is not null then 'list_estimate' end`,
  },
  identity: '`id` with the session; of a message that is written again as it grows the most complete counts',
  notLogged: 'time to first token; whether a subscription or a key paid',
};
