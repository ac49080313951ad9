/**
 * How Langfuse counts: a map from kinds of usage to numbers, whose keys anybody may choose.
 *
 * What it converted itself are buckets that exclude each other: `input` without `input_cached_tokens`, `output` without
 * `output_reasoning_tokens`. Senders also put the provider's own names there, `cache_read_input_tokens` beside `input`, which
 * may or may not contain it. Where the map has a total, it decides: it is the sum of all buckets, or of `input` and `output`
 * alone when the others are parts of them. Without one, buckets exclude each other and the names of Anthropic mean what
 * `--anthropic-input` says.
 *
 * Source: github.com/langfuse/langfuse, `packages/shared/src/server/ingestion/types.ts` (UsageDetails), read in autumn 2026.
 */
import { ANTHROPIC_CACHE } from './dialects.js';
import type { TokenColumn } from './format.js';
import { jsonObject, local, wordsWithin } from './sql.js';

/** Kinds of keys, the first pattern that matches: `part_…` are parts of
 * the input, `raw_…` names of providers for what may be beside it, `in_…` and `out_…` buckets beside input and output. */
const KINDS: readonly (readonly [pattern: string, kind: string])[] = [
  ['total(_tokens|Tokens)?', 'total'],
  ['(input|prompt)(_tokens|Tokens)?', 'input'],
  ['(output|completion)(_tokens|Tokens)?', 'output'],
  // Members of a provider's own usage object, flattened: parts of its counts.
  ['(input|prompt)_tokens?_details.*cache_(creation|write).*', 'part_write'],
  ['(input|prompt)_tokens?_details.*cache.*', 'part_read'],
  ['(output|completion)_tokens?_details.*reasoning.*', 'raw_reasoning'],
  ['(input|prompt|output|completion)_tokens?_details.*', 'nothing'],
  ['(cache_(creation|write).*|ephemeral_)5m.*', 'raw_write_5m'],
  ['(cache_(creation|write).*|ephemeral_)1h.*', 'raw_write_1h'],
  ['cache_(creation|write).*', 'raw_write'],
  ['(cache_read|cached).*', 'raw_read'],
  ['(reasoning|thoughts).*', 'raw_reasoning'],
  ['input_.*(5m).*', 'in_write_5m'],
  ['input_.*(1h).*', 'in_write_1h'],
  ['input_.*cache_(creation|write).*', 'in_write'],
  ['input_.*cache.*audio.*', 'in_read_audio'],
  ['input_.*audio.*cache.*', 'in_read_audio'],
  ['input_.*cache.*', 'in_read'],
  ['input_.*audio.*', 'in_audio'],
  ['input_.*image.*', 'in_image'],
  ['input_.*video.*', 'in_video'],
  ['input_.*', 'in_other'],
  ['output_.*reasoning.*', 'out_reasoning'],
  ['output_.*audio.*', 'out_audio'],
  ['output_.*image.*', 'out_image'],
  ['output_.*', 'out_other'],
];

export interface LangfuseUsage {
  /** Locals of the format, in the order in which they build on each other. */
  readonly locals: Readonly<Record<string, string>>;
  readonly tokens: Partial<Record<TokenColumn, string>>;
  readonly convention: { readonly cache: string; readonly reasoning: string };
  /** Whether the row counts something else than tokens. */
  readonly isOtherUnit: string;
  /** How many of them. */
  readonly otherUnits: string;
}

/**
 * `details`: JSON of the map. `usage`: JSON of the older object with input, output, total and a unit; `older`: the counts at
 * the top of still older rows, by what they count.
 */
export function langfuseUsage(
  format: string,
  details: string,
  usage: string,
  older: Readonly<Record<'input' | 'output' | 'total', string>>,
): LangfuseUsage {
  const named = (name: string) => local(format, name);
  const entries = named('entries');
  const plain = wordsWithin(named('usage'));
  /** Of each kind the amounts are added once, into a map: a list of its own in every expression would take the engine's memory. */
  const of = (kind: string) => `${named('sums')}['${kind}']`;
  const all = (prefix: string) =>
    `coalesce(list_sum(list_transform(${entries}, lambda e: case when starts_with(e.kind, '${prefix}') then e.amount end)), 0)`;
  const [input, output, total] = [`coalesce(${named('input')}, 0)`, `coalesce(${named('output')}, 0)`, named('total')];
  const [allIn, allOut, raw] = [named('all_in'), named('all_out'), named('raw')];
  const beside = `(${allIn} + ${allOut})`;
  const rawRead = `coalesce(${of('raw_read')}, 0)`;
  const [areParts, isInside, isBeside] = [named('are_parts'), named('is_raw_inside'), named('is_raw_beside')];
  const hasMap = `len(${entries}) > 0`;
  const isOtherUnit = `coalesce(upper(${plain.at('unit')}) <> 'TOKENS', false) and not coalesce(${hasMap}, false)`;
  const fromMap = (expression: string, otherwise = 'null') =>
    `case when ${hasMap} then (${expression})::varchar when not (${isOtherUnit}) then ${otherwise} end`;
  const sum = (...kinds: readonly string[]) => `list_sum([${kinds.map(of).join(', ')}])`;
  // A provider's undivided count of writes repeats the divided ones; buckets exclude each other.
  const rawWrites = `greatest(${of('raw_write')}, ${sum('raw_write_5m', 'raw_write_1h')})`;
  const kinds = KINDS.map(([pattern, kind]) => `when regexp_full_match(e.key, '${pattern}') then '${kind}'`).join(' ');
  const legacy = (key: 'input' | 'output' | 'total', older_name: string) =>
    `coalesce(${plain.at(key)}, ${plain.at(older_name)}, ${older[key]})`;

  return {
    locals: {
      usage: jsonObject(usage),
      entries: `list_transform(
          list_filter(map_entries(try_cast(${jsonObject(details)} as map(varchar, varchar))), lambda e: e.value is not null),
          lambda e: {'kind': case ${kinds} else 'nothing' end, 'amount': to_count(e.value), 'text': e.value})`,
      sums: `map_from_entries(list_transform(list_distinct(list_transform(${entries}, lambda e: e.kind)),
          lambda k: {'k': k, 'v': list_sum(list_transform(${entries}, lambda e: case when e.kind = k then e.amount end))}))`,
      // A count that is no whole number stays as it is written, so that the line is refused and not counted short.
      bad: `list_filter(${entries}, lambda e: e.amount is null and e.kind <> 'nothing')[1].text`,
      input: of('input'),
      output: of('output'),
      total: of('total'),
      all_in: all('in_'),
      all_out: all('out_'),
      raw: `${rawRead} + coalesce(${rawWrites}, 0)`,
      are_parts: `coalesce(${beside} > 0 and ${total} = ${input} + ${output}, false)`,
      is_raw_inside: `coalesce(${of('part_read')} is not null or ${of('part_write')} is not null
          or (${raw} <= ${input} and ${total} = ${input} + ${output} + case when ${areParts} then 0 else ${beside} end), false)`,
      is_raw_beside: `coalesce(${raw} > ${input} or list_contains([${raw}, ${rawRead} + coalesce(${sum('raw_write', 'raw_write_5m', 'raw_write_1h')}, 0)], ${total} - ${input} - ${output} - ${beside}), false)`,
    },
    tokens: {
      input: fromMap(
        `coalesce(${named('bad')}, (case when ${areParts} then ${named('input')}
            when ${named('input')} is not null or ${allIn} > 0 then ${input} + ${allIn} end)::varchar)`,
        legacy('input', 'promptTokens'),
      ),
      output: fromMap(
        `case when ${areParts} then ${named('output')}
            when ${named('output')} is not null or ${allOut} > 0 then ${output} + ${allOut} end`,
        legacy('output', 'completionTokens'),
      ),
      cache_read: fromMap(`coalesce(${of('part_read')}, ${of('raw_read')}, ${sum('in_read', 'in_read_audio')})`),
      cache_write: fromMap(
        `coalesce(${of('part_write')}, ${rawWrites}, ${sum('in_write', 'in_write_5m', 'in_write_1h')})`,
      ),
      cache_write_5m: fromMap(`coalesce(${of('raw_write_5m')}, ${of('in_write_5m')})`),
      cache_write_1h: fromMap(`coalesce(${of('raw_write_1h')}, ${of('in_write_1h')})`),
      reasoning: fromMap(`coalesce(${of('out_reasoning')}, ${of('raw_reasoning')})`),
      // The total of a map is the sum of what it names, and says no more where there is any.
      total: fromMap(
        `case when ${named('input')} is null and ${named('output')} is null and ${beside} = 0 then ${total} end`,
        legacy('total', 'totalTokens'),
      ),
      input_audio: fromMap(sum('in_audio', 'in_read_audio')),
      input_image: fromMap(of('in_image')),
      input_video: fromMap(of('in_video')),
      cache_read_audio: fromMap(of('in_read_audio')),
      output_audio: fromMap(of('out_audio')),
      output_image: fromMap(of('out_image')),
    },
    convention: {
      cache: `case when ${raw} = 0 or ${isInside} then 'inclusive' when ${isBeside} then 'exclusive' else ${ANTHROPIC_CACHE} end`,
      reasoning: `case when ${of('raw_reasoning')} > ${output} then 'additive' else 'contained' end`,
    },
    isOtherUnit,
    otherUnits: `case when ${isOtherUnit} and upper(${plain.at('unit')}) = 'IMAGES' and to_count(${plain.at('output')}) > 0
        then [{'meter': 'image', 'quantity': to_count(${plain.at('output')})::decimal(38, 9)}] end`,
  };
}
