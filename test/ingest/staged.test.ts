/**
 * Rows of a few lines are staged in memory and rows of many in a file: what is stored of a log does not depend on it.
 */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonLines, type Ledger, type LoadSettings, withLedger } from './support.js';

const SAMPLES = fileURLToPath(new URL('../../sample-logs', import.meta.url));
const samples = readdirSync(SAMPLES).filter((name) => /\.(jsonl?|csv|log)$/.test(name));

/** All that the tables hold, in an order of its own. */
async function held(ledger: Ledger) {
  const rows = (sql: string) => ledger.engine.query<Record<string, unknown>>(sql);
  return {
    calls: await rows('select * from snapshots order by all'),
    sources: await rows('select * exclude (path, modified_ms) from sources order by all'),
    formats: await rows('select * from source_formats order by all'),
    reasons: await rows('select * from source_reasons order by all'),
    rejects: await rows('select * from rejects order by all'),
  };
}

/** What is held of these logs after loading them with the rows here or there, and what there was to say. */
async function loaded(
  logs: Readonly<Record<string, string>>,
  memoryBytes: number | undefined,
  settings?: LoadSettings,
) {
  return withLedger(async (ledger) => {
    for (const [name, text] of Object.entries(logs)) ledger.write(name, text);
    const { diagnostics } = await ledger.load(['.'], {
      ...settings,
      ...(memoryBytes === undefined ? {} : { memoryBytes }),
    });
    return { ...(await held(ledger)), notes: diagnostics.notes.map((note) => note.message) };
  });
}

describe('a file holds the stage as memory does', () => {
  it.each(samples)('%s', { timeout: 60_000 }, async (name) => {
    const logs = { [name]: readFileSync(join(SAMPLES, name), 'utf8') };
    const inMemory = await loaded(logs, undefined);
    expect(inMemory.sources.length).toBeGreaterThan(0);
    expect(await loaded(logs, 0)).toEqual(inMemory);
  });

  const call = (index: number, more: object = {}) => ({
    model: 'm',
    prompt_tokens: 100 + index,
    completion_tokens: 5,
    timestamp: `2026-09-01T00:00:${String(index % 60).padStart(2, '0')}Z`,
    ...more,
  });

  it('blank lines, broken lines and lines of no call keep their numbers', async () => {
    const lines = Array.from({ length: 400 }, (_, index) =>
      index % 7 === 3
        ? ''
        : index % 11 === 5
          ? '{"cut": '
          : JSON.stringify(index % 13 === 2 ? { level: 'info' } : call(index)),
    );
    const logs = { 'a.jsonl': lines.join('\r\n'), 'b.jsonl': jsonLines(call(1), call(2)) };
    const onDisk = await loaded(logs, 0);
    expect(onDisk).toEqual(await loaded(logs, undefined));
    const [first] = onDisk.rejects;
    expect(Number(first?.line)).toBe(lines.findIndex((line) => line === '{"cut": ' || line.includes('info')) + 1);
    const numbers = lines.flatMap((line, index) => (line.includes('prompt_tokens') ? [index + 1] : []));
    const ofFirst = onDisk.calls.filter((row) => row.sourceId === onDisk.calls[0]?.sourceId);
    expect(ofFirst.map((row) => Number(row.sourceLine)).sort((left, right) => left - right)).toEqual(numbers);
  });

  it('input that turns out to exclude cached tokens has them added', async () => {
    const logs = { 'a.jsonl': jsonLines(call(1, { cached_tokens: 5000 }), call(2, { cached_tokens: 10 }), call(3)) };
    const onDisk = await loaded(logs, 0);
    expect(onDisk).toEqual(await loaded(logs, undefined));
    expect(onDisk.calls.map((row) => row.inputTokens)).toEqual([5101n, 112n, 103n]);
  });

  it('what is appended while a file is read waits for the next load', async () => {
    await withLedger(async (ledger) => {
      const path = ledger.write('a.jsonl', jsonLines(...Array.from({ length: 50 }, (_, index) => call(index))));
      let isGrown = false;
      const growing: Ledger['engine'] = ledger.engine;
      const execute = growing.execute.bind(growing);
      growing.execute = async (statement, parameters) => {
        if (statement.startsWith('copy') && !isGrown) {
          isGrown = true;
          appendFileSync(path, jsonLines(call(50), call(51)));
        }
        return execute(statement, parameters);
      };
      await ledger.load(['a.jsonl'], { memoryBytes: 0, isLedger: true });
      expect(isGrown).toBe(true);
      expect((await ledger.calls()).length).toBe(50);
      await ledger.load(['a.jsonl'], { memoryBytes: 0, isLedger: true });
      expect((await ledger.calls()).map((row) => Number(row.sourceLine))).toEqual(
        Array.from({ length: 52 }, (_, index) => index + 1),
      );
    });
  });
});
