/**
 * Real log lines that may lie beside the checkout, in `../shared/samples`: every line of every file is accounted for, and
 * the calls and tokens of the formats that are read equal what a second, naive reader finds. Skipped where they are absent.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ledger, openLedger, type SourceRow } from './support.js';

type Json = { readonly [key: string]: unknown };

const FOLDER = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));
const FILES = existsSync(FOLDER)
  ? readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(jsonl|json|csv)$/.test(entry.name) && !entry.name.includes('.meta.'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  : [];

/** Files all of whose calls are of a format that is read. */
const READ =
  /\/(anthropic\/|claude_code\/|groq\/|openai\/(vcr|chat|responses)|azure\/vcr|gemini\/vcr|openrouter\/vcr|other_providers\/vcr_(cerebras|deepseek|huggingface|mistral))/;

interface Seen {
  readonly id: unknown;
  readonly input: number;
  readonly output: number;
  readonly isError: boolean;
}

const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/**
 * Anthropic: input and both kinds of cached input stand beside each other; passes, where they are listed, are what is billed,
 * those of another model as a call of its own.
 */
function anthropic(usage: Json, id: unknown, model: unknown): Seen[] {
  const all = Array.isArray(usage.iterations) ? usage.iterations.map((pass) => object(pass) ?? {}) : [usage];
  const others = new Set(
    all.flatMap((pass) => (typeof pass.model !== 'string' || pass.model === model ? [] : [pass.model])),
  );
  const own = all.filter((pass) => typeof pass.model !== 'string' || pass.model === model);
  return [
    summed(own, id),
    ...[...others].map((other) =>
      summed(
        all.filter((pass) => pass.model === other),
        `${String(id)} by ${other}`,
      ),
    ),
  ];
}

function summed(passes: readonly Json[], id: unknown): Seen {
  const sum = (key: string) => passes.reduce((total, pass) => total + number(pass[key]), 0);
  const input = sum('input_tokens') + sum('cache_read_input_tokens') + sum('cache_creation_input_tokens');
  return { id, input, output: sum('output_tokens'), isError: false };
}

/** OpenAI: cached input is part of the prompt; what a total has beyond its parts was generated out of sight. */
function chat(usage: Json | undefined, id: unknown): Seen | undefined {
  if (usage === undefined) return undefined;
  const input = number(usage.prompt_tokens);
  const details = object(usage.prompt_tokens_details);
  const [read, written] = [number(details?.cached_tokens), number(details?.cache_write_tokens)];
  // What was written and read at once, as OpenRouter does it, is under both.
  if (read + written > input && (read !== written || read > input)) return undefined;
  const reasoning = object(usage.completion_tokens_details)?.reasoning_tokens;
  let output = number(usage.completion_tokens);
  const rest = number(usage.total_tokens) - input - output;
  if (number(reasoning) > output || (number(reasoning) > 0 && rest === reasoning)) output += number(reasoning);
  else if (rest > 0 && typeof reasoning !== 'number') output += rest;
  return { id, input, output, isError: false };
}

function gemini(usage: Json, id: unknown): Seen {
  const input = number(usage.promptTokenCount) + number(usage.toolUsePromptTokenCount);
  return { id, input, output: number(usage.candidatesTokenCount) + number(usage.thoughtsTokenCount), isError: false };
}

function claudeCode(line: Json): Seen | readonly Seen[] | undefined {
  const error = { id: line.uuid ?? line, input: 0, output: 0, isError: true };
  if (line.type === 'system' && line.subtype === 'api_error') return error;
  const message = object(line.message) ?? object(object(object(line.data)?.message)?.message);
  if (line.isApiErrorMessage === true) return { ...error, id: message?.id ?? line.uuid };
  if (line.type === 'user' || line.type === 'summary' || message?.model === '<synthetic>') return undefined;
  const usage = object(message?.usage);
  if (usage !== undefined) return anthropic(usage, message?.id ?? line.requestId ?? line.uuid, message?.model);
  if (line.inputTokens === undefined) return undefined;
  const input = number(line.inputTokens) + number(line.cacheReadInputTokens) + number(line.cacheCreationInputTokens);
  return {
    id: message?.id ?? line.requestId ?? line.uuid ?? line,
    input,
    output: number(line.outputTokens),
    isError: false,
  };
}

function read(line: Json): Seen | readonly Seen[] | undefined {
  const isTranscript =
    ['assistant', 'user', 'system', 'cost-state'].includes(String(line.type)) || line.data !== undefined;
  if (isTranscript || line.sessionId !== undefined || line.uuid !== undefined) return claudeCode(line);
  if (line.object === 'chat.completion') return chat(object(line.usage), line.id);
  const response = object(line.response) ?? line;
  if (response.object === 'response' || response.object === 'response.compaction') {
    const usage = object(response.usage);
    if (response.status === 'in_progress' || response.status === 'queued') return undefined;
    const isError = response.status === 'failed';
    return { id: response.id, input: number(usage?.input_tokens), output: number(usage?.output_tokens), isError };
  }
  if (line.type === 'message') return anthropic(object(line.usage) ?? {}, line.id, line.model);
  const metadata = object(line.usageMetadata);
  if (metadata !== undefined) return gemini(metadata, line.responseId);
  if (object(line.error) !== undefined) return { id: line.request_id, input: 0, output: 0, isError: true };
  return undefined;
}

/** One per id, that with the largest output; a failure stands only where nothing else does. */
function distinct(seen: readonly Seen[]): Seen[] {
  const best = new Map<unknown, Seen>();
  for (const one of seen) {
    const key = one.id ?? one;
    const other = best.get(key);
    const isBetter =
      other === undefined ||
      (other.isError && !one.isError) ||
      (other.isError === one.isError && one.output > other.output);
    if (isBetter) best.set(key, one);
  }
  return [...best.values()];
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').replace(/\n$/, '').split('\n');
}

/** The records of a file that is no JSON lines; undefined for one that is. */
function recordsOf(path: string): number | undefined {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.csv')) return linesOf(path).length - 1;
  if (!path.endsWith('.json')) return undefined;
  // Objects one after the other, or one value.
  if (/^\}\s*\{/m.test(text)) return text.split(/^\}$/m).length - 1;
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.length : 1;
}

function totals(seen: readonly Seen[]) {
  return {
    calls: seen.length,
    errors: seen.filter((one) => one.isError).length,
    input: seen.reduce((sum, one) => sum + one.input, 0),
    output: seen.reduce((sum, one) => sum + one.output, 0),
  };
}

describe.skipIf(FILES.length === 0)('samples beside the checkout', () => {
  let ledger: Ledger;
  let sources: Map<string, SourceRow & Record<'accepted' | 'duplicate', bigint>>;
  beforeAll(async () => {
    ledger = await openLedger();
    await ledger.load(FILES);
    const rows = await ledger.engine.query<SourceRow & Record<'accepted' | 'duplicate', bigint>>(
      `select sources.*, count(*) filter (where is_counted) as accepted, count(*) filter (where not is_counted) as duplicate
       from sources left join snapshots using (source_id) group by all`,
    );
    sources = new Map(rows.map((row) => [row.path, row]));
  });
  afterAll(() => ledger.close());

  it.each(FILES.map((path) => [path.slice(FOLDER.length), path]))('%s: both accounts add up', (_, path) => {
    const row = sources.get(path as string);
    const lines = linesOf(path as string);
    const records = recordsOf(path as string);
    expect(Number(row?.lines)).toBe(records ?? lines.length);
    expect(Number(row?.blank)).toBe(records === undefined ? lines.filter((line) => line.trim() === '').length : 0);
    expect(row?.lines).toBe((row?.blank ?? 0n) + (row?.rejected ?? 0n) + (row?.ignored ?? 0n) + (row?.withCalls ?? 0n));
    expect(row?.callsFound).toBe((row?.accepted ?? 0n) + (row?.duplicate ?? 0n));
    if ((path as string).includes('/NEGATIVE_')) expect(Number(row?.callsFound)).toBe(0);
  });

  const readFiles = FILES.filter((path) => READ.test(path));
  it.each(readFiles.map((path) => [path.slice(FOLDER.length), path]))('%s: calls and tokens', async (_, path) => {
    const seen = linesOf(path as string).flatMap((text) => {
      try {
        const line = object(JSON.parse(text));
        return (line && read(line)) ?? [];
      } catch {
        return [];
      }
    });
    await ledger.engine.execute(
      `create or replace temp table one as
      select * from snapshots where source_id = (select source_id from sources where path = $path)`,
      { path: path as string },
    );
    // Of this file alone: elsewhere the same message may have been seen more completely.
    const [row] = await ledger.engine.query<Record<'calls' | 'errors' | 'input' | 'output', bigint | string>>(
      `select count(*) as calls, count(*) filter (where status = 'error') as errors,
         coalesce(sum(input_tokens), 0)::bigint as input, coalesce(sum(output_tokens), 0)::bigint as output
       from (select * from one qualify call_id is null or row_number() over
         (partition by call_id order by status = 'ok' desc, output_tokens desc nulls last) = 1)`,
    );
    const expected = totals(distinct(seen));
    expect(Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]))).toEqual(expected);
    expect(expected.calls + (path?.includes('no_usage') ? 1 : 0)).toBeGreaterThan(0);
  });

  it('the same calls are counted once over all files', async () => {
    const twice = await ledger.engine.query(
      'select call_id from calls where call_id is not null group by call_id having count(*) > 1',
    );
    expect(twice).toEqual([]);
  });
});
