/**
 * The sample logs and their table: counted here by reading them as plain JSON, and only then compared with the tool.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/formats/registry.js';
import { AGENT_COUNTERS } from './agent-counters.js';
import { GATEWAY_COUNTERS } from './gateway-counters.js';
import { PROVIDER_COUNTERS } from './provider-counters.js';
import { type CallRow, type Ledger, openLedger, type SourceRow } from './support.js';
import { TELEMETRY_COUNTERS } from './telemetry-counters.js';

type Json = Readonly<Record<string, unknown>>;

const FOLDER = fileURLToPath(new URL('../../sample-logs/', import.meta.url));
const LOGS = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

interface Documented {
  readonly format: string;
  readonly lines: number;
  readonly calls: number;
}

/** The rows of the README's table by file. */
const documented = new Map<string, Documented>(
  [
    ...readFileSync(`${FOLDER}README.md`, 'utf8').matchAll(/^\| \[(\S+)\].*?\| `(\S+)` \|.*\| (\d+) \| (\d+) \|$/gm),
  ].map((row) => [row[1] as string, { format: row[2] as string, lines: Number(row[3]), calls: Number(row[4]) }]),
);

/** Calls of a sample log by the rules of its provider's documentation, in as few words as possible. */
const COUNTERS: Record<string, (lines: readonly Json[]) => number> = {
  ...PROVIDER_COUNTERS,
  ...TELEMETRY_COUNTERS,
  ...GATEWAY_COUNTERS,
  ...AGENT_COUNTERS,
  // A copy says the totals of its parent again, and so does a repeated snapshot.
  'codex.jsonl': (lines) => {
    const said = lines.flatMap(({ payload }): Json[] => {
      const info = (payload as Json).info as Json | undefined | null;
      return info === undefined || info === null ? [] : [info];
    });
    const used = said.filter(({ last_token_usage: last }) => Object.values(last as Json).some((count) => count !== 0));
    return new Set(used.map(({ total_token_usage: total }) => JSON.stringify(total))).size;
  },
  'codex-exec.jsonl': (lines) => lines.filter(({ type }) => type === 'turn.completed' || type === 'turn.failed').length,
  'wrapped.jsonl': (lines) => lines.length,
  'flat.jsonl': (lines) => lines.length,
  'flat-totals.jsonl': (lines) => lines.length,
  'canonical.jsonl': (lines) => new Set(lines.map((line) => line.call_id)).size,
  'openai-chat.jsonl': (lines) => lines.filter((line) => line.usage !== null).length,
  'openai-responses.jsonl': (lines) =>
    new Set(lines.map((line) => ((line.response as Json | undefined) ?? line).id)).size,
  'anthropic-messages.jsonl': (lines) => new Set(lines.map((line) => line.id)).size,
  'gemini.jsonl': (lines) => new Set(lines.map((line) => line.responseId)).size,
  'claude-code.jsonl': (lines) => {
    const messages = new Set<unknown>();
    let failures = 0;
    for (const line of lines) {
      const message = (line.message ?? ((line.data as Json | undefined)?.message as Json | undefined)?.message) as Json;
      if (line.subtype === 'api_error' || line.isApiErrorMessage === true) failures += 1;
      else if (message?.role === 'assistant' && message.model !== '<synthetic>') messages.add(message.id);
    }
    return messages.size + failures;
  },
  'provider-errors.jsonl': (lines) => lines.length,
};

function linesOf(name: string): string[] {
  return readFileSync(FOLDER + name, 'utf8')
    .replace(/\n$/, '')
    .split('\n');
}

function readable(lines: readonly string[]): Json[] {
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as Json];
    } catch {
      return [];
    }
  });
}

describe('sample logs', () => {
  let ledger: Ledger;
  let sources: Map<string, SourceRow>;
  let calls: (CallRow & { readonly path: string })[];
  beforeAll(async () => {
    ledger = await openLedger();
    await ledger.load([FOLDER]);
    sources = new Map((await ledger.sources()).map((source) => [basename(source.path), source]));
    calls = await ledger.engine.query('select path, calls.* from calls inner join sources using (source_id)');
  });
  afterAll(() => ledger.close());

  it('are what the script writes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tollbook-samples-'));
    try {
      const script = fileURLToPath(new URL('../../scripts/make-sample-logs.mjs', import.meta.url));
      execFileSync(process.execPath, [script, folder], { env: { ...process.env, TZ: 'Asia/Kathmandu' } });
      expect(readdirSync(folder).sort()).toEqual([...LOGS].sort());
      for (const name of LOGS) {
        expect(readFileSync(join(folder, name), 'utf8') === readFileSync(FOLDER + name, 'utf8'), name).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are all in the table, and every format has one', () => {
    expect([...documented.keys()].sort()).toEqual([...LOGS].sort());
    expect(new Set([...documented.values()].map((row) => row.format))).toEqual(new Set(FORMATS.map((one) => one.id)));
  });

  it.each(LOGS)('%s has the lines and calls of the table', (name) => {
    const row = documented.get(name) as Documented;
    const lines = linesOf(name);
    expect(lines.length).toBe(row.lines);
    expect(COUNTERS[name]?.(readable(lines))).toBe(row.calls);

    const source = sources.get(name) as SourceRow;
    const own = calls.filter((call) => basename(call.path) === name);
    expect(Number(source.lines)).toBe(row.lines);
    expect(own.length).toBe(row.calls);
    expect(new Set(own.map((call) => call.format))).toEqual(new Set([row.format]));
  });

  it('have calls on every day of September 2026 in flat.jsonl', () => {
    const days = new Set(readable(linesOf('flat.jsonl')).map((line) => String(line.timestamp).slice(0, 10)));
    const month = Array.from({ length: 30 }, (_, index) => `2026-09-${String(index + 1).padStart(2, '0')}`);
    expect([...days].sort()).toEqual(month);
  });

  it('have one broken line and blank lines in flat.jsonl alone', () => {
    for (const name of LOGS) {
      const lines = linesOf(name);
      const blank = lines.filter((line) => line.trim() === '').length;
      const broken = lines.length - blank - readable(lines).length;
      expect([blank, broken], name).toEqual(name === 'flat.jsonl' ? [2, 1] : [0, 0]);
      expect([Number(sources.get(name)?.blank), Number(sources.get(name)?.rejected)], name).toEqual([blank, broken]);
    }
  });

  it('hold no prompts', () => {
    for (const name of LOGS) {
      expect(readFileSync(FOLDER + name, 'utf8')).not.toMatch(
        /"(content|prompt|text|messages|input|parts)":\s*(\[|"(?!\d+"))/,
      );
    }
  });
});
