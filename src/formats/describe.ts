/**
 * What a declaration says, in words for people: derived from its expressions, so that no table can say anything else.
 */
import { ANTHROPIC_CACHE } from './dialects.js';
import type { Format } from './format.js';
import { local } from './sql.js';

export interface DescribedFormat {
  readonly id: string;
  readonly title: string;
  /** Column of the record to the fields its value is read or decided from. Constant columns are left out. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly cache: string;
  readonly reasoning: string;
  readonly identity: string;
  readonly notLogged: string;
}

const COLUMN_NAMES: Readonly<Record<string, string>> = {
  input: 'input_tokens',
  cache_read: 'cache_read_tokens',
  cache_write: 'cache_write_tokens',
  cache_write_5m: 'cache_write_5m_tokens',
  cache_write_1h: 'cache_write_1h_tokens',
  output: 'output_tokens',
  reasoning: 'reasoning_tokens',
  total: 'total tokens',
  tool_input: 'input_tokens (tool use)',
  input_audio: 'input_audio_tokens',
  input_image: 'input_image_tokens',
  input_video: 'input_video_tokens',
  cache_read_audio: 'cache_read_audio_tokens',
  output_audio: 'output_audio_tokens',
  output_image: 'output_image_tokens',
  started_at_text: 'started_at',
  calls_text: 'calls',
};

export function describeFormat(format: Format): DescribedFormat {
  const fields = new Map<string, readonly string[]>();
  for (const [column, sql] of Object.entries({ ...format.tokens, ...format.record })) {
    const paths = fieldsOf(format, sql);
    if (paths.length > 0) fields.set(COLUMN_NAMES[column] ?? column, paths);
  }
  const { id, title, identity, notLogged, convention } = format;
  const [cache, reasoning] = [written(format, convention.cache), written(format, convention.reasoning)];
  return { id, title, fields, identity, notLogged, ...conventionWords({ cache, reasoning }) };
}

/** With what its locals stand for. */
function written(format: Format, sql: string): string {
  return Object.entries(format.locals ?? {})
    .reverse()
    .reduce((text, [name, inner]) => text.replaceAll(local(format.id, name), () => `(${inner})`), sql);
}

/** The fields in an expression and in the locals it is made of, members of JSON leaves included, in their order. */
function fieldsOf(format: Format, sql: string): string[] {
  const found = [...written(format, sql).matchAll(/"\$\.([^"]+)"(?:\s*->>\s*'\$\.([\w.]+)')?/g)].map((match) =>
    match[2] === undefined ? (match[1] as string) : `${match[1]}.${match[2]}`,
  );
  const all = [...new Set(found)];
  // An object that is only asked whether it is there stands behind its members; one that may be a value itself does not.
  const isRead = (path: string) => written(format, sql).includes(`"$.${path}" ->> '$'`);
  return all.filter((path) => isRead(path) || !all.some((other) => other.startsWith(`${path}.`)));
}

function conventionWords({ cache, reasoning }: Format['convention']): { cache: string; reasoning: string } {
  const isCase = (text: string) => /\bcase\b/i.test(text);
  return {
    cache: cache.includes(ANTHROPIC_CACHE)
      ? `${isCase(cache) ? 'by the kind of usage; ' : ''}exclusive where Anthropic-shaped (\`--anthropic-input\`)`
      : isCase(cache)
        ? 'by the kind of usage'
        : plain(cache),
    reasoning: isCase(reasoning) ? 'by the kind of usage' : plain(reasoning),
  };
}

const WORDS: Readonly<Record<string, string>> = {
  by_file: 'decided by the lines of the file',
  inferred: 'decided by the total',
};

function plain(text: string): string {
  const word = text.replace(/^'(.*)'$/s, '$1');
  return WORDS[word] ?? word;
}
