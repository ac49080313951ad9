/**
 * Words that the formats of gateways share: ids that providers give, endpoints by their paths, and costs whose 0 means that
 * nobody knew. It declares no format.
 */
import type { Dialect } from './dialects.js';
import { DIALECTS } from './dialects.js';
import type { TokenColumn } from './format.js';
import { anyOf, firstTokens, NOTHING, oneOf, type Words } from './sql.js';

/** The id when a provider gave it: then the same call in another log is the same call. NULL for a gateway's own ids. */
export function providerResponseId(id: string): string {
  return `case when regexp_matches(${id}, '^(chatcmpl-|cmpl-|resp_|msg_|gen-)') then ${id} end`;
}

/** Parts of a path or an address, and what is called there: the first that occurs decides. */
const ENDPOINTS: readonly (readonly [part: string, endpoint: string])[] = [
  ['chat/completions', 'chat'],
  ['embed', 'embeddings'],
  ['responses', 'responses'],
  ['messages', 'messages'],
  ['generatecontent', 'generate_content'],
  ['converse', 'converse'],
  ['images/', 'images'],
  ['audio/', 'audio'],
  ['rerank', 'rerank'],
  ['moderations', 'moderations'],
  ['realtime', 'realtime'],
  ['completions', 'completions'],
];

/** The first of these that says something: gateways and CSV write empty text for what is not there. */
export function firstFilled(...expressions: readonly string[]): string {
  return `coalesce(${expressions.map((expression) => `filled(${expression})`).join(', ')})`;
}

/** The endpoint of a path such as `/v1/chat/completions`; NULL for one that is not known. */
export function endpointOf(path: string): string {
  const text = `lower(split_part(${path}, '?', 1))`;
  return `case ${ENDPOINTS.map(([part, endpoint]) => `when contains(${text}, '${part}') then '${endpoint}'`).join(' ')} end`;
}

/** A logged cost without the 0 that gateways write where they know no price. `isFree`: nothing was paid, so 0 is the cost. */
export function knownCost(cost: string, isFree: string): string {
  return `case when regexp_full_match(${cost}, '-?0+([.]0+)?([eE].*)?') and not coalesce(${isFree}, false) then null else filled(${cost}) end`;
}

/** Of two counts that stand for the same, the one that says something; else whichever is there. */
export function eitherCount(one: string, other: string): string {
  return `coalesce(nullif(${one}, '0'), nullif(${other}, '0'), ${one}, ${other})`;
}

/** The list in a member that is a list on some lines and the JSON text of one on others, as tags under this name; NULL for none. */
export function listTags(json: string, name: string): string {
  const list = `try_cast(case json_type(${json}) when 'ARRAY' then ${json}::varchar when 'VARCHAR' then ${json} ->> '$' end as json)`;
  return `case when json_array_length(${list}) > 0 and length(${list}) <= 4000 then '{"${name}":' || ${list} || '}' end`;
}

interface Counts {
  readonly input: string;
  readonly output?: string;
  readonly total?: string;
  /** What was read from caches and written to them, as a number. */
  readonly cached: string;
}

/** Whether cached tokens stand beside the input, which only their size can tell: they are more than it, or the total adds them. */
export function areBeside({ input, output, total, cached }: Counts): string {
  const isMore = `${cached} > to_count(${input})`;
  if (output === undefined || total === undefined) return `coalesce(${isMore}, false)`;
  const count = (text: string) => `coalesce(to_count(${text}), 0)`;
  const isAdded = `(${cached} > 0 and to_count(${total}) = ${count(input)} + ${count(output)} + ${cached})`;
  return `coalesce(${anyOf(isMore, isAdded)}, false)`;
}

const BODIES: readonly Dialect[] = [DIALECTS['openai.chat'], DIALECTS['openai.responses']];

/** Counts in the body that a provider answered, in whichever dialect; `words` give its members. */
export function bodyTokens(words: Words): Partial<Record<TokenColumn, string>> {
  const anthropic = {
    cache_read: words.at('usage.cache_read_input_tokens'),
    cache_write: words.at('usage.cache_creation_input_tokens'),
    cache_write_1h: words.at('usage.cache_creation.ephemeral_1h_input_tokens'),
  };
  const gemini = {
    input: words.at('usageMetadata.promptTokenCount'),
    tool_input: words.at('usageMetadata.toolUsePromptTokenCount'),
    cache_read: words.at('usageMetadata.cachedContentTokenCount'),
    output: words.at('usageMetadata.candidatesTokenCount'),
    reasoning: words.at('usageMetadata.thoughtsTokenCount'),
  };
  return firstTokens(...BODIES.map((dialect) => dialect.tokens('usage', words)), anthropic, gemini);
}

/**
 * How those counts nest: the words stand for the conventions of format.ts. `other`: what holds where there is no body.
 *
 * An answer of Anthropic in the shape of OpenAI may have its cached tokens in the prompt or beside it, by who converted it
 * (Portkey does both, for Vertex AI and for Anthropic itself): the total tells.
 */
export function bodyConvention(
  words: Words,
  other = 'inferred',
): { readonly cache: string; readonly reasoning: string } {
  const isAnthropic = words.present('usage.cache_read_input_tokens', 'usage.cache_creation_input_tokens');
  const isChat = words.present('usage.prompt_tokens');
  const count = (path: string) => `coalesce(to_count(${words.at(path)}), 0)`;
  const cached = `(${count('usage.cache_read_input_tokens')} + ${count('usage.cache_creation_input_tokens')})`;
  const isBeside = areBeside({
    input: words.at('usage.prompt_tokens'),
    output: words.at('usage.completion_tokens'),
    total: words.at('usage.total_tokens'),
    cached,
  });
  return {
    cache: `case when ${isAnthropic} and (not ${isChat} or ${isBeside}) then 'exclusive' else 'inclusive' end`,
    reasoning: `case when ${words.present('usageMetadata')} then 'additive' else '${other}' end`,
  };
}

/** Status of a call by the HTTP status the gateway gave. 499: the client left; 424 and 446: the gateway's own filter. */
export function statusOf(httpStatus: string, isError: string, blockedBy: readonly number[] = []): string {
  const blocked =
    blockedBy.length === 0 ? '' : `when ${anyOf(...blockedBy.map((code) => `${httpStatus} = ${code}`))} then 'blocked'`;
  return `case ${blocked} when ${httpStatus} = 499 then 'cancelled' when ${isError} then 'error' else 'ok' end`;
}

/** A provider's name as the gateway writes it, in lower case; NULL for words that name none. */
export function namedProvider(name: string): string {
  return `case when not ${oneOf(`lower(${name})`, ['', 'custom', 'none', 'null', 'unknown'])} then lower(${name}) else ${NOTHING} end`;
}
