/**
 * Whose a line is: every sample log belongs to its own format and to no other, and logs mixed line by line give what
 * each gives alone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Format } from '../../src/formats/format.js';
import { FORMATS } from '../../src/formats/registry.js';
import { structure } from '../../src/formats/shape.js';
import { local, step } from '../../src/formats/sql.js';
import { readShape } from '../../src/ingest/claims.js';
import { flattened } from '../../src/ingest/flatten.js';
import { reconciled } from '../../src/ingest/line-shape.js';
import { recordsIn } from '../../src/ingest/unpack/containers.js';
import { type Ledger, openLedger } from '../ingest/support.js';

const FOLDER = fileURLToPath(new URL('../../sample-logs/', import.meta.url));

const OWN: Record<string, string> = {
  'flat.jsonl': 'flat',
  'flat-totals.jsonl': 'flat',
  'canonical.jsonl': 'tollbook',
  'openai-chat.jsonl': 'openai.chat',
  'openai-responses.jsonl': 'openai.responses',
  'anthropic-messages.jsonl': 'anthropic.messages',
  'gemini.jsonl': 'gemini',
  'claude-code.jsonl': 'claude_code',
  'provider-errors.jsonl': 'provider_error',
  'openai-completions.jsonl': 'openai.completions',
  'openai-embeddings.jsonl': 'openai.embeddings',
  'openai-moderation.jsonl': 'openai.moderation',
  'openai-images.jsonl': 'openai.images',
  'openai-audio.jsonl': 'openai.audio',
  'openai-realtime.jsonl': 'openai.realtime',
  'openai-batch.jsonl': 'openai.batch',
  'anthropic-batch.jsonl': 'anthropic.batch',
  'anthropic-stream.jsonl': 'anthropic.stream',
  'google-batch.jsonl': 'google.batch',
  'vertex-request-log.jsonl': 'vertex.request_log',
  'bedrock-invocation-log.jsonl': 'bedrock.invocation_log',
  'bedrock-batch.jsonl': 'bedrock.batch',
  'bedrock-converse.jsonl': 'bedrock.converse',
  'azure-request-response.jsonl': 'azure.request_response',
  'azure-apim.jsonl': 'azure.apim',
  'cohere.jsonl': 'cohere',
  'gemini-cli.jsonl': 'gemini_cli',
  'otel.jsonl': 'otel',
  'codex.jsonl': 'codex',
  'codex-exec.jsonl': 'codex.exec',
  'llm-cli.jsonl': 'llm_cli',
  'aider.jsonl': 'aider',
  'opencode.jsonl': 'opencode',
  'openai-usage.jsonl': 'openai.usage',
  'wrapped.jsonl': 'wrapped',
  'litellm.jsonl': 'litellm.payload',
  'litellm-spend-logs.jsonl': 'litellm.spend_logs',
  'openrouter-generations.jsonl': 'openrouter.generation',
  'openrouter-activity.jsonl': 'openrouter.activity',
  'langfuse.jsonl': 'langfuse.observation',
  'langfuse-events.jsonl': 'langfuse.event',
  'portkey.jsonl': 'portkey',
  'helicone.jsonl': 'helicone',
  'cloudflare.jsonl': 'cloudflare.logs',
  'cloudflare-logpush.jsonl': 'cloudflare.logpush',
  'vercel-report.jsonl': 'vercel.report',
  'kong.jsonl': 'kong',
  'one-api.jsonl': 'one_api',
  'llmgateway.jsonl': 'llmgateway',
};
const LOGS = Object.keys(OWN);
const WIDE: readonly string[] = ['flat.jsonl', 'provider-errors.jsonl'];

function linesOf(name: string): string[] {
  return readFileSync(FOLDER + name, 'utf8')
    .split('\n')
    .filter((line) => line.trim().endsWith('}'))
    .flatMap((line) => recordsIn(Buffer.from(line))?.map((record) => Buffer.from(record).toString()) ?? [line]);
}

describe('claims', () => {
  const shape = readShape(FORMATS);
  let ledger: Ledger;
  let lines: string;
  let asked: Map<string, Map<string, number>>;
  let withoutSigns: Map<string, Map<string, number>>;
  beforeAll(async () => {
    ledger = await openLedger();
    for (const name of LOGS) ledger.write(name, `${linesOf(name).join('\n')}\n`);
    lines = `select filename as file_name, json, json_transform(json, '${structure(shape)}') as r
      from read_ndjson_objects('${ledger.folder}/*.jsonl', filename = true)`;
    asked = await claimedBy(() => []);
    withoutSigns = await claimedBy((format) => format.signs ?? []);
  });
  afterAll(() => ledger.close());

  /**
   * How many lines of each log every format takes for its own, asked alone, of lines without the keys `hidden` gives.
   * One statement for all formats: each costs a reading of every line.
   */
  async function claimedBy(hidden: (format: Format) => readonly string[]): Promise<Map<string, Map<string, number>>> {
    const read = FORMATS.map((format) => {
      const seen = (sql: string) =>
        hidden(format).reduce(
          (text, key) =>
            text.replace(
              new RegExp(`"\\$\\.${step(key).replaceAll('\\', '\\\\').replaceAll('.', '\\.')}(\\.[^"]*)?"`, 'g'),
              'null::varchar',
            ),
          sql,
        );
      const locals = Object.fromEntries(Object.entries(format.locals ?? {}).map(([name, sql]) => [name, seen(sql)]));
      return reconciled({ ...format, locals, claims: seen(format.claims) }, shape);
    });
    const locals = read.flatMap((format) =>
      Object.entries(format.locals ?? {}).map(([name, sql]) => `, ${sql} as ${local(format.id, name)}`),
    );
    const counts = read.map(({ claims, id }) => `'${id}': count(*) filter (where ${claims})`);
    const rows = await ledger.engine.query<{ fileName: string; claimed: string }>(
      `select file_name, {${counts.join(', ')}}::json::varchar as claimed
       from (select *${locals.join('')} from (${flattened(shape, lines)})) group by file_name`,
    );
    const byFormat = new Map(FORMATS.map(({ id }) => [id, new Map<string, number>()]));
    for (const row of rows)
      for (const [id, count] of Object.entries(JSON.parse(row.claimed)))
        byFormat.get(id)?.set(basename(row.fileName), Number(count));
    return byFormat;
  }

  it('there is a sample log for every format', () => {
    expect(
      readdirSync(FOLDER)
        .filter((name) => name.endsWith('.jsonl'))
        .sort(),
    ).toEqual([...LOGS].sort());
    expect(new Set(Object.values(OWN))).toEqual(new Set(FORMATS.map((format) => format.id)));
  });

  describe.each(FORMATS.map((format) => [format.id, format] as const))('%s', (id, format) => {
    // What is left over after everybody else is flat: it is asked last, and only its own logs tell anything.
    const told = LOGS.filter((name) => id !== 'flat' || OWN[name] === 'flat');
    it.each(told)('and %s', (name) => {
      expect(asked.get(id)?.get(name)).toBe(OWN[name] === id ? linesOf(name).length : 0);
    });
    it.skipIf(format.signs === undefined)('claims no line without its signs', () => {
      const claims = [...(withoutSigns.get(id)?.values() ?? [])];
      expect(claims.length).toBe(LOGS.length);
      expect(claims.filter((lines) => lines > 0)).toEqual([]);
    });
  });
});

describe('logs mixed line by line', () => {
  // Each with the few after it and with the two whose claims are the widest: every pair would be a thousand files.
  const PAIRS = LOGS.flatMap((left, index) =>
    LOGS.slice(index + 1)
      .filter((right, distance) => distance < 3 || [left, right].some((name) => WIDE.includes(name)))
      .map((right) => [left, right] as const),
  );
  type Sums = Readonly<Record<string, string>>;
  let ledger: Ledger;
  const sums = new Map<string, Sums>();
  beforeAll(async () => {
    ledger = await openLedger();
    for (const name of LOGS) ledger.write(name, `${linesOf(name).join('\n')}\n`);
    for (const [left, right] of PAIRS) {
      const [one, other] = [linesOf(left), linesOf(right)];
      const mixed = Array.from({ length: Math.max(one.length, other.length) }, (_, index) => [
        one[index],
        other[index],
      ]);
      ledger.write(
        `${left}+${right}.jsonl`,
        `${mixed
          .flat()
          .filter((line) => line !== undefined)
          .join('\n')}\n`,
      );
    }
    await ledger.load(['.']);
    // Of every file alone: the same calls are in many of them.
    const rows = await ledger.engine.query<Sums & { path: string }>(
      `select path, sources.rejected::varchar as rejected, sources.ignored::varchar as ignored, count(*)::varchar as calls,
         coalesce(sum(input_tokens), 0)::varchar as input, coalesce(sum(output_tokens), 0)::varchar as output,
         coalesce(sum(cache_read_tokens), 0)::varchar as cached, coalesce(sum(unsplit_tokens), 0)::varchar as unsplit,
         coalesce(sum(duration_us), 0)::varchar as duration, count(*) filter (where status = 'error')::varchar as errors,
         count(started_at)::varchar as timed, count(call_id)::varchar as known
       from snapshots inner join sources using (source_id) group by path, sources.rejected, sources.ignored`,
    );
    for (const { path, ...row } of rows) sums.set(basename(path), row);
  }, 300_000);
  afterAll(() => ledger.close());

  it.each(PAIRS)('%s and %s', (left, right) => {
    const [one, other] = [sums.get(left), sums.get(right)];
    const expected = Object.keys(one ?? {}).map((key) => [
      key,
      String(BigInt(one?.[key] ?? 0) + BigInt(other?.[key] ?? 0)),
    ]);
    expect(sums.get(`${left}+${right}.jsonl`)).toEqual(Object.fromEntries(expected));
  });
});
