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
import { NOTHING, type Words, wordsFor } from './sql.js';

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
