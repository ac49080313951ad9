/**
 * Aider: the events that `--analytics-log` writes. A message sent to a model is one of them; its `total_cost` is what the
 * session has cost so far and is not read. Aider's chat history is prose and no log of calls.
 *
 * Source: github.com/Aider-AI/aider, aider/analytics.py and docs/more/analytics.md, read in autumn 2026.
 */
import type { Format } from './format.js';
import { at, firstAt } from './sql.js';

const isMessage = `${at('event')} = 'message_send'`;

export const aider: Format = {
  id: 'aider',
  title: 'Aider analytics log',
  fields: {
    event: 'text',
    user_id: 'text',
    time: 'text',
    model: 'text',
    properties: {
      main_model: 'text',
      prompt_tokens: 'text',
      completion_tokens: 'text',
      total_tokens: 'text',
      cost: 'text',
    },
  },
  signs: ['properties'],
  claims: `${at('event')} is not null and ${at('properties')} is not null and ${at('user_id')} is not null
    and regexp_full_match(${at('time')}, '[0-9]+') and ${at('model')} is null`,
  ignores: [{ when: `not coalesce(${isMessage}, false)`, reason: 'an event that is not a message to a model' }],
  rejects: [
    {
      when: `${at('properties.prompt_tokens')} is null and ${at('properties.completion_tokens')} is null and ${at('properties.total_tokens')} is null`,
      reason: 'a message without token counts',
    },
  ],
  tokens: {
    input: at('properties.prompt_tokens'),
    output: at('properties.completion_tokens'),
    total: at('properties.total_tokens'),
  },
  convention: { cache: 'inclusive', reasoning: 'inferred' },
  record: {
    started_at_text: firstAt('time'),
    endpoint: `'chat'`,
    model: firstAt('properties.main_model'),
    status: `'ok'`,
    user_id: firstAt('user_id'),
    logged_cost: firstAt('properties.cost'),
    logged_cost_currency: `case when ${at('properties.cost')} is not null then 'USD' end`,
    logged_cost_kind: `case when ${at('properties.cost')} is not null then 'list_estimate' end`,
  },
  identity: 'none',
  notLogged: 'cached tokens, failed calls, latency; models that Aider does not know are called `REDACTED`',
};
