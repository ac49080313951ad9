/**
 * Usage objects by the provider that writes them: which keys they have and how their counts nest.
 *
 * The counts themselves are never added up here: a format passes them on as they are, with its convention, and
 * `queries/ingest/normalise.sql` does the arithmetic once for all.
 *
 * Sources: OpenAI API reference (usage objects; cached and cache-written tokens are part of the prompt), Anthropic
 * "Prompt caching" (input excludes both), Gemini API `UsageMetadata` (thoughts and tool-use prompts are outside
 * candidates and prompt), AWS Bedrock Converse `TokenUsage`, DeepSeek "Context caching"; all read in autumn 2026.
 */
import type { Shape, TokenColumn, TokenConvention } from './format.js';
import { NOTHING, pathTo, type Words, wordsFor } from './sql.js';

const ALL_WORDS = wordsFor();

/**
 * Stands in a convention for "as --anthropic-input says": Anthropic's own input excludes cached tokens, some relays add them.
 */
export const ANTHROPIC_CACHE = ':anthropic_cache';

export interface Dialect {
  readonly fields: Shape;
  readonly tokens: (usage: string, words?: Words) => Partial<Record<TokenColumn, string>>;
  readonly convention: TokenConvention;
}

const chat: Dialect = {
  fields: {
    prompt_tokens: 'text',
    completion_tokens: 'text',
    total_tokens: 'text',
    prompt_tokens_details: {
      cached_tokens: 'text',
      cache_write_tokens: 'text',
      cache_creation_tokens: 'text',
      audio_tokens: 'text',
      image_tokens: 'text',
      video_tokens: 'text',
    },
    completion_tokens_details: { reasoning_tokens: 'text', audio_tokens: 'text', image_tokens: 'text' },
    // DeepSeek says hit and miss; Mistral and Together put the cached count at the top.
    prompt_cache_hit_tokens: 'text',
    num_cached_tokens: 'text',
    cached_tokens: 'text',
  },
  tokens: (usage, { at, either } = ALL_WORDS) => ({
    input: at(`${usage}.prompt_tokens`),
    cache_read: either(
      at(`${usage}.prompt_tokens_details.cached_tokens`),
      at(`${usage}.prompt_cache_hit_tokens`),
      at(`${usage}.num_cached_tokens`),
      at(`${usage}.cached_tokens`),
    ),
    cache_write: either(
      at(`${usage}.prompt_tokens_details.cache_write_tokens`),
      at(`${usage}.prompt_tokens_details.cache_creation_tokens`),
    ),
    output: at(`${usage}.completion_tokens`),
    reasoning: at(`${usage}.completion_tokens_details.reasoning_tokens`),
    total: at(`${usage}.total_tokens`),
    input_audio: at(`${usage}.prompt_tokens_details.audio_tokens`),
    input_image: at(`${usage}.prompt_tokens_details.image_tokens`),
    input_video: at(`${usage}.prompt_tokens_details.video_tokens`),
    output_audio: at(`${usage}.completion_tokens_details.audio_tokens`),
    output_image: at(`${usage}.completion_tokens_details.image_tokens`),
  }),
  convention: { cache: 'inclusive', reasoning: 'inferred' },
};

const responses: Dialect = {
  fields: {
    input_tokens: 'text',
    output_tokens: 'text',
    total_tokens: 'text',
    input_tokens_details: {
      cached_tokens: 'text',
      cache_write_tokens: 'text',
      audio_tokens: 'text',
      image_tokens: 'text',
    },
    output_tokens_details: { reasoning_tokens: 'text', audio_tokens: 'text', image_tokens: 'text' },
  },
  tokens: (usage, { at } = ALL_WORDS) => ({
    input: at(`${usage}.input_tokens`),
    cache_read: at(`${usage}.input_tokens_details.cached_tokens`),
    cache_write: at(`${usage}.input_tokens_details.cache_write_tokens`),
    output: at(`${usage}.output_tokens`),
    reasoning: at(`${usage}.output_tokens_details.reasoning_tokens`),
    total: at(`${usage}.total_tokens`),
    input_audio: at(`${usage}.input_tokens_details.audio_tokens`),
    input_image: at(`${usage}.input_tokens_details.image_tokens`),
    output_audio: at(`${usage}.output_tokens_details.audio_tokens`),
    output_image: at(`${usage}.output_tokens_details.image_tokens`),
  }),
  convention: { cache: 'inclusive', reasoning: 'inferred' },
};

const anthropicCounts: Shape = {
  input_tokens: 'text',
  output_tokens: 'text',
  cache_read_input_tokens: 'text',
  cache_creation_input_tokens: 'text',
  cache_creation: { ephemeral_5m_input_tokens: 'text', ephemeral_1h_input_tokens: 'text' },
};

/**
 * A call that the provider answered in several passes lists them in `iterations`. The counts above the list leave out passes
 * of compaction and of an advisor, which are billed too: where there is a list, its sum is what was used.
 */
const anthropic: Dialect = {
  fields: {
    ...anthropicCounts,
    output_tokens_details: { thinking_tokens: 'text' },
    server_tool_use: { web_search_requests: 'text' },
    iterations: [anthropicCounts],
  },
  tokens: (usage, { at } = ALL_WORDS) => {
    const passes = at(`${usage}.iterations`);
    // A pass whose count is no count keeps its text, so that the line is refused and not counted short.
    const billed = (plain: string, ofPass: string) =>
      passes === NOTHING
        ? plain
        : `case when len(${passes}) > 0 then coalesce(
            list_filter(list_transform(${passes}, lambda i: ${ofPass}), lambda count: to_count(count) is null and count is not null)[1],
            list_sum(list_transform(${passes}, lambda i: to_count(${ofPass})))::varchar) else ${plain} end`;
    const lifetime = (pass: string) => `${pass}.cache_creation.ephemeral_1h_input_tokens`;
    return {
      input: billed(at(`${usage}.input_tokens`), 'i.input_tokens'),
      cache_read: billed(at(`${usage}.cache_read_input_tokens`), 'i.cache_read_input_tokens'),
      // Where the split by lifetime exists the undivided count repeats it; where it does not, writes live five minutes.
      cache_write_5m: billed(
        `coalesce(${at(`${usage}.cache_creation.ephemeral_5m_input_tokens`)}, case when ${at(
          `${usage}.cache_creation.ephemeral_1h_input_tokens`,
        )} is null then ${at(`${usage}.cache_creation_input_tokens`)} end)`,
        `coalesce(i.cache_creation.ephemeral_5m_input_tokens, case when ${lifetime('i')} is null then i.cache_creation_input_tokens end)`,
      ),
      cache_write_1h: billed(at(`${usage}.cache_creation.ephemeral_1h_input_tokens`), lifetime('i')),
      output: billed(at(`${usage}.output_tokens`), 'i.output_tokens'),
      reasoning: at(`${usage}.output_tokens_details.thinking_tokens`),
      web_searches: at(`${usage}.server_tool_use.web_search_requests`),
    };
  },
  convention: { cache: 'exclusive', reasoning: 'contained' },
};

const modalityShape: readonly [Shape] = [{ modality: 'text', tokenCount: 'text' }];

function modality(details: string, wanted: string): string {
  return details === NOTHING ? NOTHING : `modality_tokens(${details}, '${wanted}')`;
}

const gemini: Dialect = {
  fields: {
    promptTokenCount: 'text',
    cachedContentTokenCount: 'text',
    candidatesTokenCount: 'text',
    thoughtsTokenCount: 'text',
    toolUsePromptTokenCount: 'text',
    totalTokenCount: 'text',
    promptTokensDetails: modalityShape,
    cacheTokensDetails: modalityShape,
    candidatesTokensDetails: modalityShape,
    trafficType: 'text',
  },
  tokens: (usage, { at } = ALL_WORDS) => ({
    input: at(`${usage}.promptTokenCount`),
    tool_input: at(`${usage}.toolUsePromptTokenCount`),
    cache_read: at(`${usage}.cachedContentTokenCount`),
    output: at(`${usage}.candidatesTokenCount`),
    reasoning: at(`${usage}.thoughtsTokenCount`),
    input_audio: modality(at(`${usage}.promptTokensDetails`), 'AUDIO'),
    input_image: modality(at(`${usage}.promptTokensDetails`), 'IMAGE'),
    input_video: modality(at(`${usage}.promptTokensDetails`), 'VIDEO'),
    cache_read_audio: modality(at(`${usage}.cacheTokensDetails`), 'AUDIO'),
    output_audio: modality(at(`${usage}.candidatesTokensDetails`), 'AUDIO'),
    output_image: modality(at(`${usage}.candidatesTokensDetails`), 'IMAGE'),
  }),
  convention: { cache: 'inclusive', reasoning: 'additive' },
};

const converse: Dialect = {
  fields: {
    inputTokens: 'text',
    outputTokens: 'text',
    cacheReadInputTokens: 'text',
    cacheWriteInputTokens: 'text',
    cacheDetails: [{ inputTokens: 'text', ttl: 'text' }],
  },
  tokens: (usage, { at } = ALL_WORDS) => {
    const details = at(`${usage}.cacheDetails`);
    const lifetime = (ttl: string) =>
      details === NOTHING
        ? NOTHING
        : `nullif(list_sum(list_transform(list_filter(${details}, lambda d: d.ttl = '${ttl}'), lambda d: to_count(d."inputTokens"))), 0)::varchar`;
    return {
      input: at(`${usage}.inputTokens`),
      cache_read: at(`${usage}.cacheReadInputTokens`),
      cache_write: at(`${usage}.cacheWriteInputTokens`),
      cache_write_5m: lifetime('5m'),
      cache_write_1h: lifetime('1h'),
      output: at(`${usage}.outputTokens`),
    };
  },
  convention: { cache: 'exclusive', reasoning: 'contained' },
};

export const DIALECTS = {
  'openai.chat': chat,
  'openai.responses': responses,
  anthropic,
  gemini,
  'bedrock.converse': converse,
  deepseek: chat,
} as const satisfies Record<string, Dialect>;

/** Meters that a `buckets` usage object names outright: already exclusive, whatever the provider calls them. */
const BUCKET_OTHER_METERS = [
  'cache_read_image',
  'output_video',
  'output_citation',
  'request',
  'file_search',
  'image',
  'audio_second',
  'video_second',
  'page',
  'code_exec_hour',
  'session_hour',
  'cache_storage_mtok_hour',
] as const;

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

function fieldsOf(keys: readonly string[]): Shape {
  return Object.fromEntries(keys.map((key) => [key, 'text' as const]));
}

/** Every key any dialect knows, for lines that carry a usage object of whatever provider answered. */
export const ANY_USAGE_FIELDS: Shape = [
  ...Object.values(DIALECTS).map((dialect) => dialect.fields),
  fieldsOf(BUCKET_TOKEN_METERS),
  fieldsOf(BUCKET_OTHER_METERS),
  { cachedInputTokens: 'text', totalTokens: 'text', reasoningTokens: 'text' } as Shape,
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
    when ${has(...BUCKET_TOKEN_METERS, ...BUCKET_OTHER_METERS)} then 'buckets'
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
  const byDialect = (column: TokenColumn): string => {
    const branches = Object.entries(DIALECTS).flatMap(([name, one]) => {
      const expression = one.tokens(usage, words)[column];
      return expression === undefined || expression === NOTHING ? [] : [`when '${name}' then ${expression}`];
    });
    const bucket = BUCKET_COLUMNS[column];
    const sum = bucket === undefined ? NOTHING : bucketSum(usage, bucket, words);
    if (sum !== NOTHING) branches.push(`when 'buckets' then ${sum}`);
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
  const known = BUCKET_OTHER_METERS.filter((meter) => at(`${usage}.${meter}`) !== NOTHING);
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

/** The part of a shape that lines with these paths can have. */
export function narrowedShape(shape: Shape, known: ReadonlySet<string>, parent = ''): Shape {
  const narrowed: Record<string, Shape[string]> = {};
  for (const [key, value] of Object.entries(shape)) {
    const path = pathTo(parent, key);
    if (!known.has(path)) continue;
    if (typeof value === 'string' || isList(value)) narrowed[key] = value;
    else {
      const inner = narrowedShape(value, known, path);
      // An object none of whose members matter keeps one, so that it is still known to be there and to be an object.
      narrowed[key] = Object.keys(inner).length === 0 ? Object.fromEntries(Object.entries(value).slice(0, 1)) : inner;
    }
  }
  return narrowed;
}

/**
 * In merged shapes: this key is an object to one format and something else to another. It is read as JSON, and its members
 * beside it.
 */
export const MIXED = '';

/** Both shapes in one. A key whose kinds differ becomes a `json` leaf, with its members beside it where it has any. */
export function mergeShapes(left: Shape, right: Shape): Shape {
  const merged: Record<string, Shape[string]> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const present = merged[key];
    merged[key] = present === undefined ? value : mergeLeaves(present, value);
  }
  return merged;
}

export function mergeLeaves(left: Shape[string], right: Shape[string]): Shape[string] {
  if (isList(left) && isList(right)) return [mergeShapes(left[0], right[0])];
  if (isMembers(left) && isMembers(right)) return mergeShapes(left, right);
  if (isMembers(left)) return { ...left, [MIXED]: 'json' };
  if (isMembers(right)) return { ...right, [MIXED]: 'json' };
  return left === right ? left : 'json';
}

function isMembers(value: Shape[string]): value is Shape {
  return typeof value === 'object' && !isList(value);
}

function isList(value: Shape[string]): value is readonly [Shape] {
  return Array.isArray(value);
}
