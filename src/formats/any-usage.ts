/**
 * Usage objects of whatever provider answered: their dialect told by their keys, line by line, and our own buckets.
 */
import { OTHER_METERS } from '../core/meters.js';
import { DIALECTS } from './dialects.js';
import type { Shape, TokenColumn } from './format.js';
import { mergeShapes } from './shape.js';
import { NOTHING, type Words } from './sql.js';

/** Meters that a `buckets` usage object names outright: already exclusive, whatever the provider calls them. */
const BUCKET_TOKEN_METERS = [
  'input',
  'unsplit',
  'input_audio',
  'input_image',
  'input_video',
  'cache_read',
  'cache_read_audio',
  'cache_write',
  'cache_write_5m',
  'cache_write_1h',
  'output',
  'output_reasoning',
  'output_audio',
  'output_image',
  'web_search',
] as const;

/** What a usage object says of how the request was served. */
export const SERVED = ['service_tier', 'speed', 'inference_geo'] as const;

function fieldsOf(keys: readonly string[]): Shape {
  return Object.fromEntries(keys.map((key) => [key, 'text' as const]));
}

/** Every key any dialect knows, for lines that carry a usage object of whatever provider answered. */
export const ANY_USAGE_FIELDS: Shape = [
  ...Object.values(DIALECTS).map((dialect) => dialect.fields),
  fieldsOf(BUCKET_TOKEN_METERS),
  fieldsOf(OTHER_METERS),
  { cachedInputTokens: 'text', totalTokens: 'text', reasoningTokens: 'text' } as Shape,
  // Anthropic says here how a request was served, which it is billed by.
  fieldsOf(SERVED),
].reduce(mergeShapes, {});

/** SQL giving the dialect of a usage object by its keys; a name given by the line itself (`named`) wins. */
export function recognisedDialect(usage: string, { at, present }: Words, named = NOTHING): string {
  if (at(usage) === NOTHING) return named;
  const has = (...keys: string[]) => present(...keys.map((key) => `${usage}.${key}`));
  return `case
    ${named === NOTHING ? '' : `when ${named} is not null then ${named}`}
    when ${has('promptTokenCount', 'candidatesTokenCount', 'totalTokenCount')} then 'gemini'
    when ${has('prompt_tokens', 'completion_tokens')} then 'openai.chat'
    when ${at(`${usage}.cachedInputTokens`)} is not null then 'openai.responses'
    when ${has('inputTokens', 'outputTokens')} then 'bedrock.converse'
    when ${at(`${usage}.input_tokens_details`)} is not null or ${has('total_tokens')} then 'openai.responses'
    when ${has('cache_read_input_tokens', 'cache_creation_input_tokens')} or ${at(`${usage}.cache_creation`)} is not null
        or ${at(`${usage}.server_tool_use`)} is not null then 'anthropic'
    when ${has('input_tokens', 'output_tokens')} then 'openai.responses'
    when ${has(...BUCKET_TOKEN_METERS, ...OTHER_METERS)} then 'buckets'
end`;
}

/**
 * Token columns of a usage object whose dialect the expression `dialect` tells per line.
 *
 * Buckets are exclusive, so the sums that the canonical record wants are made here from their parts.
 */
export function anyUsageTokens(usage: string, dialect: string, words: Words): Partial<Record<TokenColumn, string>> {
  const { at } = words;
  if (at(usage) === NOTHING) return {};
  const counted = BUCKET_TOKEN_METERS.map((meter) => at(`${usage}.${meter}`)).filter((part) => part !== NOTHING);
  const isCounted = counted.length === 0 ? 'false' : `coalesce(${counted.join(', ')}) is not null`;
  const byDialect = (column: TokenColumn): string => {
    const branches = Object.entries(DIALECTS).flatMap(([name, one]) => {
      const expression = one.tokens(usage, words)[column];
      return expression === undefined || expression === NOTHING ? [] : [`when '${name}' then ${expression}`];
    });
    const bucket = BUCKET_COLUMNS[column];
    const sum = bucket === undefined ? NOTHING : bucketSum(usage, bucket, words);
    // Buckets are all that was used: a side of which none is named is 0, not unknown.
    const none = column === 'input' || column === 'output' ? `case when ${isCounted} then '0' end` : undefined;
    const buckets = none === undefined ? sum : sum === NOTHING ? none : `coalesce(${sum}, ${none})`;
    if (buckets !== NOTHING) branches.push(`when 'buckets' then ${buckets}`);
    return branches.length === 0 ? NOTHING : `case ${dialect} ${branches.join(' ')} end`;
  };
  const camel = (column: TokenColumn, key: string) => words.either(byDialect(column), at(`${usage}.${key}`));
  return {
    input: camel('input', 'inputTokens'),
    cache_read: camel('cache_read', 'cachedInputTokens'),
    cache_write: byDialect('cache_write'),
    cache_write_5m: byDialect('cache_write_5m'),
    cache_write_1h: byDialect('cache_write_1h'),
    output: camel('output', 'outputTokens'),
    reasoning: camel('reasoning', 'reasoningTokens'),
    total: byDialect('total'),
    tool_input: byDialect('tool_input'),
    input_audio: byDialect('input_audio'),
    input_image: byDialect('input_image'),
    input_video: byDialect('input_video'),
    cache_read_audio: byDialect('cache_read_audio'),
    output_audio: byDialect('output_audio'),
    output_image: byDialect('output_image'),
    web_searches: byDialect('web_searches'),
  };
}

/** The list of {meter, quantity} a `buckets` usage object names beyond tokens. */
export function bucketUnits(usage: string, { at }: Words): string | undefined {
  const known = OTHER_METERS.filter((meter) => at(`${usage}.${meter}`) !== NOTHING);
  if (known.length === 0) return undefined;
  const units = known.map(
    (meter) => `{'meter': '${meter}', 'quantity': try_cast(${at(`${usage}.${meter}`)} as decimal(38, 9))}`,
  );
  return `nullif(list_filter([${units.join(', ')}], lambda unit: unit.quantity > 0), [])`;
}

/** Which buckets make up a canonical count. With cache `inclusive` and reasoning `contained`, as the sums already are. */
const BUCKET_COLUMNS: Partial<Record<TokenColumn, readonly string[]>> = {
  input: [
    'input',
    'input_audio',
    'input_image',
    'input_video',
    'cache_read',
    'cache_read_audio',
    'cache_read_image',
    'cache_write',
    'cache_write_5m',
    'cache_write_1h',
  ],
  cache_read: ['cache_read', 'cache_read_audio', 'cache_read_image'],
  cache_write: ['cache_write', 'cache_write_5m', 'cache_write_1h'],
  cache_write_5m: ['cache_write_5m'],
  cache_write_1h: ['cache_write_1h'],
  output: ['output', 'output_reasoning', 'output_audio', 'output_image', 'output_video', 'output_citation'],
  reasoning: ['output_reasoning'],
  input_audio: ['input_audio', 'cache_read_audio'],
  input_image: ['input_image', 'cache_read_image'],
  input_video: ['input_video'],
  cache_read_audio: ['cache_read_audio'],
  output_audio: ['output_audio'],
  output_image: ['output_image'],
  web_searches: ['web_search'],
};

function bucketSum(usage: string, keys: readonly string[], { at }: Words): string {
  const parts = keys.map((key) => at(`${usage}.${key}`)).filter((part) => part !== NOTHING);
  if (parts.length === 0) return NOTHING;
  if (parts.length === 1) return parts[0] as string;
  // A part that is not a count keeps its text, so that the line is refused and not counted short.
  const bad = parts.map((part) => `case when to_count(${part}) is null then ${part} end`);
  return `coalesce(${bad.join(', ')}, list_sum([${parts.map((part) => `to_count(${part})`).join(', ')}])::varchar)`;
}
