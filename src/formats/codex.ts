/**
 * OpenAI Codex: the rollouts it keeps of sessions, and the events that `codex exec --json` prints.
 *
 * A rollout says after every answer what it used and what the session has used so far, often more than once; the model stands
 * on an earlier line. `queries/formats/codex.sql` makes calls of that: a total that did not move is no call, and a session
 * that was forked from another begins with a copy of the other's lines, which are its parent's calls. An event of
 * `codex exec` has only what its thread has used so far: `queries/formats/codex_exec.sql` takes the difference per turn.
 *
 * Subscription traffic cannot be told from paid traffic here, so all of it is marked notional.
 *
 * Source: openai/codex, `codex-rs/protocol` (`TokenUsageInfo`) and `codex-rs/exec`, as read in summer 2026.
 */
import type { Format, Shape } from './format.js';
import { anyOf, at, firstAt, oneOf } from './sql.js';

const usage: Shape = {
  input_tokens: 'text',
  cached_input_tokens: 'text',
  output_tokens: 'text',
  reasoning_output_tokens: 'text',
};
const COUNTS = Object.keys(usage);

const isUsage = `${at('type')} = 'event_msg' and ${at('payload.type')} = 'token_count'`;
const isHead = `${at('type')} = 'session_meta'`;
const isForked = anyOf(
  `${at('payload.forked_from_id')} is not null`,
  `(json_type(${at('payload.source')}) = 'OBJECT' and (${at('payload.source')} -> '$.subagent') is not null)`,
);
const last = (count: string) => at(`payload.info.last_token_usage.${count}`);
const total = (count: string) => at(`payload.info.total_token_usage.${count}`);

/** The running totals travel to codex.sql in the call id: `1000/250/125/75/2026-09-13T09:01:00Z`. */
const totalsAndTime = `concat(${[...COUNTS.map((count) => `to_count(${total(count)})::varchar`), at('timestamp')].join(`, '/', `)})`;

export const codex: Format = {
  id: 'codex',
  title: 'Codex rollout',
  fields: {
    timestamp: 'text',
    type: 'text',
    payload: {
      type: 'text',
      id: 'text',
      cwd: 'text',
      source: 'json',
      forked_from_id: 'text',
      model: 'text',
      model_provider: 'text',
      collaboration_mode: { settings: { model: 'text' } },
      git: { branch: 'text' },
      info: { model: 'text', last_token_usage: usage, total_token_usage: usage },
    },
  },
  signs: ['payload'],
  claims: `${oneOf(at('type'), ['session_meta', 'turn_context', 'event_msg', 'response_item', 'compacted'])} and ${at('payload')} is not null`,
  ignores: [
    { when: `${isHead} and ${isForked}`, reason: 'the head of a forked session' },
    { when: isHead, reason: 'the head of a session' },
    { when: `not coalesce(${isUsage}, false)`, reason: 'a line without usage' },
    {
      when: `coalesce(${COUNTS.flatMap((count) => [last(count), total(count)]).join(', ')}) is null`,
      reason: 'limits of the plan, without usage',
    },
  ],
  rejects: [
    {
      when: anyOf(...COUNTS.map((count) => `(${total(count)} is not null and to_count(${total(count)}) is null)`)),
      reason: 'a token count is not a whole number',
    },
  ],
  tokens: {
    input: last('input_tokens'),
    cache_read: last('cached_input_tokens'),
    output: last('output_tokens'),
    reasoning: last('reasoning_output_tokens'),
  },
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    call_id: totalsAndTime,
    call_id_kind: `'line'`,
    started_at_text: firstAt('timestamp'),
    session_id: `case when ${isHead} then ${firstAt('payload.id')} end`,
    provider: `lower(${firstAt('payload.model_provider')})`,
    endpoint: `'responses'`,
    model: firstAt('payload.info.model', 'payload.model', 'payload.collaboration_mode.settings.model'),
    status: `'ok'`,
    is_streamed: 'true',
    project: `case when ${isHead} then ${firstAt('payload.cwd')} end`,
    tags: `case when ${isHead} and length(${at('payload.git.branch')}) <= 1000
        then to_json({'git_branch': ${at('payload.git.branch')}})::varchar end`,
    is_notional: 'true',
  },
  completedBy: 'formats/codex',
  identity: 'the running totals of the session with the time',
  notLogged: 'latency, time to first token, failed calls',
};

const either = (top: string, inner: string) => `coalesce(${at(`usage.${top}`)}, ${at(`data.usage.${inner}`)})`;
const isTurn = `${at('type')} in ('turn.completed', 'turn.failed', 'result')`;

export const codexExec: Format = {
  id: 'codex.exec',
  title: 'Events of `codex exec --json`',
  fields: {
    type: 'text',
    timestamp: 'text',
    thread_id: 'text',
    model: 'json',
    usage,
    data: {
      timestamp: 'text',
      model: 'text',
      model_name: 'text',
      usage: { ...usage, prompt_tokens: 'text', cached_tokens: 'text', completion_tokens: 'text' },
    },
  },
  signs: ['type'],
  claims: anyOf(
    `regexp_full_match(${at('type')}, '(thread|turn|item)\\.[a-z_.]+')`,
    `(${at('type')} = 'result' and ${at('data.usage')} is not null)`,
  ),
  ignores: [
    { when: `${at('type')} = 'thread.started'`, reason: 'the start of a thread' },
    { when: `not coalesce(${isTurn}, false)`, reason: 'an event without usage' },
  ],
  rejects: [
    {
      when: `${at('type')} = 'turn.completed' and ${at('usage')} is null`,
      reason: 'a completed turn without usage',
    },
  ],
  tokens: {
    input: `coalesce(${either('input_tokens', 'input_tokens')}, ${at('data.usage.prompt_tokens')})`,
    cache_read: `coalesce(${either('cached_input_tokens', 'cached_input_tokens')}, ${at('data.usage.cached_tokens')})`,
    output: `coalesce(${either('output_tokens', 'output_tokens')}, ${at('data.usage.completion_tokens')})`,
    reasoning: either('reasoning_output_tokens', 'reasoning_output_tokens'),
  },
  convention: { cache: 'inclusive', reasoning: 'contained' },
  record: {
    started_at_text: firstAt('timestamp', 'data.timestamp'),
    session_id: firstAt('thread_id'),
    call_id_kind: `'line'`,
    endpoint: `'responses'`,
    model: `coalesce(case when json_type(${at('model')}) = 'VARCHAR' then filled(${at('model')} ->> '$') end, ${firstAt('data.model', 'data.model_name')})`,
    status: `case when ${at('type')} = 'turn.failed' then 'error' else 'ok' end`,
    error_type: `case when ${at('type')} = 'turn.failed' then 'error' end`,
    is_billed: `case when ${at('type')} = 'turn.failed' then false end`,
    is_streamed: 'true',
    is_notional: 'true',
  },
  completedBy: 'formats/codex_exec',
  identity: 'the running totals of the thread',
  notLogged: 'model, time, latency; the single calls of a turn, which counts as one',
};
