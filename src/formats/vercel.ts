/**
 * Vercel AI Gateway's report: sums per day or hour and whatever it was grouped by. A row stands for as many calls as it says.
 *
 * Nothing on a row tells it from that of another grouping of the same calls, so only one report of a period should be loaded.
 * `total_cost` is what was charged, and 0 for keys of one's own (BYOK), where only the list price (`market_cost`) says anything.
 *
 * Source: Vercel documentation, "AI Gateway Custom Reporting API", read in autumn 2026.
 */
import type { Format } from './format.js';
import { areBeside, knownCost, namedProvider } from './gateway.js';
import { at, firstAt, local, present } from './sql.js';

const ID = 'vercel.report';
const [charged, market] = [local(ID, 'charged'), local(ID, 'market')];
const cost = `coalesce(${charged}, ${market})`;
const count = (key: string) => `coalesce(to_count(${at(key)}), 0)`;
const cached = `(${count('cached_input_tokens')} + ${count('cache_creation_input_tokens')})`;
const requests = `to_count(${at('request_count')})`;

export const vercelReport: Format = {
  id: ID,
  title: 'Vercel AI Gateway report',
  fields: {
    day: 'text',
    hour: 'text',
    model: 'text',
    provider: 'text',
    user: 'text',
    tag: 'text',
    credential_type: 'text',
    total_cost: 'text',
    market_cost: 'text',
    input_tokens: 'text',
    cached_input_tokens: 'text',
    cache_creation_input_tokens: 'text',
    output_tokens: 'text',
    reasoning_tokens: 'text',
    request_count: 'text',
  },
  locals: { charged: knownCost(at('total_cost'), 'false'), market: knownCost(at('market_cost'), 'false') },
  signs: ['request_count'],
  claims: `(${present('request_count')} and ${present('total_cost', 'market_cost')} and ${present('input_tokens', 'output_tokens')})`,
  ignores: [{ when: `${requests} = 0`, reason: 'a sum of no requests' }],
  rejects: [{ when: `${requests} is null`, reason: 'request_count is not a whole number' }],
  tokens: {
    input: at('input_tokens'),
    cache_read: at('cached_input_tokens'),
    cache_write: at('cache_creation_input_tokens'),
    output: at('output_tokens'),
    reasoning: at('reasoning_tokens'),
  },
  convention: {
    cache: `case when ${areBeside({ input: at('input_tokens'), cached })} then 'exclusive' else 'inclusive' end`,
    reasoning: 'inferred',
  },
  record: {
    started_at_text: firstAt('hour', 'day'),
    provider: namedProvider(at('provider')),
    gateway: `'vercel'`,
    model: firstAt('model'),
    status: `'ok'`,
    user_id: firstAt('user'),
    tags: `case when ${present('tag', 'credential_type')} and length(concat(${at('tag')}, ${at('credential_type')})) <= 1000
        then json_merge_patch('{}', to_json({'tag': ${at('tag')}, 'credential_type': ${at('credential_type')}}))::varchar end`,
    calls_text: at('request_count'),
    logged_cost: cost,
    logged_cost_currency: `case when ${cost} is not null then 'USD' end`,
    logged_cost_kind: `case when ${charged} is not null then 'actual' when ${market} is not null then 'list_estimate' end`,
  },
  identity: 'none: a row is a sum, so no two reports of the same period should be loaded',
  notLogged: 'failed calls, latency, the single call',
};
