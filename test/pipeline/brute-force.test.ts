/**
 * A million calls priced one by one, by arithmetic of this file's own on whole numbers of 10^-11 dollars, against what the
 * tool makes of them by price signatures: equal to the last digit. They are put straight into a ledger's table, because
 * reading a million lines takes longer than all the rest; the same kinds of calls come out of logs below, in whatever files
 * and order the lines stand.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Question } from '../../src/core/question.js';
import { openDuckDB } from '../../src/engine/duckdb.js';
import { createTables } from '../../src/ingest/load.js';
import { cost } from '../../src/pipeline/cost.js';
import { query } from '../../src/pipeline/ledger.js';
import { desk, json, pricing, question } from './words.js';

const here = desk();
afterAll(() => here.clear());

// Output of delta that costs nothing in a month, and less of it at one tier: about half of what a million calls use.
const FREE = 900_000_000;
const LESS = 700_000_000;
const SOURCE = 'source: {retrieved: 2026-09-01}';
const PRICES = here.write(
  'book.yaml',
  `schema: tollbook-prices/1
id: brute
as_of: 2026-10-01
currency: USD
skus:
  - sku: acme/alpha
    provider: acme
    match: [{exact: alpha}]
    versions:
      - ${SOURCE}
        rates: {input: 3, cache_read: 0.3, output: 15}
        overrides: [{id: long, when: {input_tokens: {gt: 200000}}, rates: {input: 6, cache_read: 0.6, output: 22.5}}]
        multipliers: [{id: batch, when: {is_batch: true}, factor: 0.5}]
  - sku: acme/beta
    provider: acme
    match: [{exact: beta}]
    versions:
      - {to: 2026-10-01, ${SOURCE}, rates: {input: 0.28, cache_read: 0.028, output: 0.42}}
      - from: 2026-10-01
        ${SOURCE}
        rates: {input: 0.27, cache_read: 0.07, output: 1.1, output_reasoning: 1.3}
        multipliers:
          - id: peak
            when: {clock: {tz: Asia/Shanghai, days: [mon, tue, wed, thu, fri], windows: [["09:00", "12:00"]]}}
            factor: 2
  - sku: acme/gamma
    provider: acme
    match: [{exact: gamma}]
    versions:
      - ${SOURCE}
        rates: {input: 1.75, cache_read: 0.175, output: 14}
        overrides: [{id: long, when: {service_tier: [flex], input_tokens: {gte: 100000}}, rates: {input: 0.9}}]
        multipliers:
          - {id: region, when: {region: [eu-west]}, factor: 1.1}
          - {id: priority, when: {service_tier: [priority]}, factor: 2}
  - sku: acme/delta
    provider: acme
    match: [{exact: delta}]
    versions:
      - ${SOURCE}
        rates:
          input: {price: 2, per: 1000000, min_qty_per_request: 90000}
          cache_read: 0.2
          output: {price: 8, per: 1000000, min_qty_per_request: 5000, free_per_month: FREE}
        overrides:
          - {id: flex, when: {service_tier: [flex]}, rates: {output: {price: 5, per: 1000000, free_per_month: LESS}}}
          - {id: west, when: {region: [eu-west]}, rates: {input: {price: 1, per: 1000000, min_qty_per_request: 120000}}}
        multipliers: [{id: batch, when: {is_batch: true}, factor: 0.5}]
`
    .replace('FREE', String(FREE))
    .replace('LESS', String(LESS)),
);

interface Call {
  readonly model: 'alpha' | 'beta' | 'gamma' | 'delta';
  readonly at: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
  readonly tier: string;
  readonly isBatch: boolean;
  readonly region: string;
}

type Named = Call & { readonly id: string };

/** A generator with a seed: the same calls on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

// Twelve days around the end of a month, weekends among them.
const START = Date.UTC(2026, 8, 24);
const DAYS = 12;
// Sizes on both sides of a threshold, and on it.
const EDGES = [200_000, 200_001, 99_999, 100_000];

function callFrom(next: () => number): Call {
  const among = <Item>(items: readonly Item[]) => items[next() % items.length] as Item;
  const input = next() % 8 === 0 ? among(EDGES) : next() % 260_000;
  const output = next() % 30_000;
  return {
    model: among(['alpha', 'beta', 'gamma', 'delta'] as const),
    at: START + (next() % (DAYS * 86_400)) * 1000,
    input,
    cached: next() % 3 === 0 ? next() % (input + 1) : 0,
    output,
    reasoning: next() % 4 === 0 ? next() % (output + 1) : 0,
    tier: among(['default', 'priority', 'flex']),
    isBatch: next() % 5 === 0,
    region: among(['eu-west', 'us-east']),
  };
}

/** In 10^-11 dollars: prices of 10^-9 per token, factors of 10^-1 twice. Whole numbers below 2^53: 290,000 × 22,500 × 400. */
function amountOf({ model, at, input, cached, output, reasoning, tier, isBatch, region }: Call): number {
  const of = (plain: number, fromCache: number, out: number, think: number, first: number, second: number) =>
    ((input - cached) * plain + cached * fromCache + (output - reasoning) * out + reasoning * think) * first * second;
  if (model === 'alpha') {
    const half = isBatch ? 5 : 10;
    return input > 200_000 ? of(6000, 600, 22_500, 22_500, half, 10) : of(3000, 300, 15_000, 15_000, half, 10);
  }
  if (model === 'beta') {
    if (at < Date.UTC(2026, 9, 1)) return of(280, 28, 420, 420, 10, 10);
    const shanghai = new Date(at + 8 * 3_600_000);
    const isWeekday = shanghai.getUTCDay() >= 1 && shanghai.getUTCDay() <= 5;
    const isPeak = isWeekday && shanghai.getUTCHours() >= 9 && shanghai.getUTCHours() < 12;
    return of(270, 70, 1100, 1300, isPeak ? 20 : 10, 10);
  }
  if (model === 'delta') throw new Error('what delta costs depends on the calls before');
  const plain = tier === 'flex' && input >= 100_000 ? 900 : 1750;
  return of(plain, 175, 14_000, 14_000, region === 'eu-west' ? 11 : 10, tier === 'priority' ? 20 : 10);
}

const DAY = 86_400_000;
const dates = new Map<number, string>();
function dateOf(at: number): string {
  const day = Math.floor(at / DAY);
  const known = dates.get(day) ?? new Date(day * DAY).toISOString().slice(0, 10);
  dates.set(day, known);
  return known;
}

/**
 * Calls of delta, one after the other in the order of their times, ties by id. A month's output and reasoning are taken as
 * one: topped up to what a request is billed for at least, unless it is flex, and free up to where the month stands.
 */
function deltaAmounts(calls: readonly Named[], add: (call: Named, amount: number) => void) {
  const inOrder = [...calls].sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
  // What a month came to so far is another sum where requests are topped up and where they are not.
  const months = new Map<string, { topped: number; plain: number }>();
  for (const call of inOrder) {
    const month = dateOf(call.at).slice(0, 7);
    const so = months.get(month) ?? { topped: 0, plain: 0 };
    months.set(month, so);
    const isFlex = call.tier === 'flex';
    const topped = call.output > 0 ? Math.max(call.output, 5_000) : 0;
    const beyond = (before: number, used: number, free: number) =>
      Math.max(before + used - free, 0) - Math.max(before - free, 0);
    const output = isFlex ? beyond(so.plain, call.output, LESS) : beyond(so.topped, topped, FREE);
    so.topped += topped;
    so.plain += call.output;
    const isWest = call.region === 'eu-west';
    const plain = call.input - call.cached;
    const input = plain > 0 ? Math.max(plain, isWest ? 120_000 : 90_000) : 0;
    const whole = input * (isWest ? 1_000 : 2_000) + call.cached * 200 + output * (isFlex ? 5_000 : 8_000);
    add(call, whole * (call.isBatch ? 50 : 100));
  }
}

const timeOf = (call: Call) => new Date(call.at).toISOString();
const lineOf = (call: Call, index: number) =>
  `{"call_id":"c${index}","started_at":"${timeOf(call)}","provider":"acme","model":"${call.model}","input_tokens":${call.input},"cache_read_tokens":${call.cached},"output_tokens":${call.output},"reasoning_tokens":${call.reasoning},"service_tier":"${call.tier}","is_batch":${call.isBatch},"region":"${call.region}","status":"ok"}\n`;
const rowOf = (call: Call, index: number) =>
  `c${index},${call.at},${call.model},${call.input},${call.cached},${call.output},${call.reasoning},${call.tier},${call.isBatch},${call.region}\n`;

/** So many calls are not remembered one by one. */
const MANY = 100_000;

/** Writes the calls into files in turn, and adds up what they cost per model and day. */
function written(count: number, seed: number, names: readonly string[], textOf = lineOf) {
  const next = generator(seed);
  const files = names.map((name) => openSync(join(here.folder, name), 'w'));
  const texts = files.map(() => '');
  const expected = new Map<string, bigint>();
  const deltas: Named[] = [];
  const ofCall = new Map<string, number>();
  const add = (call: Named, amount: number) => {
    const key = `${call.model} ${dateOf(call.at)}`;
    expected.set(key, (expected.get(key) ?? 0n) + BigInt(amount));
    if (count < MANY) ofCall.set(call.id, amount);
  };
  for (let index = 0; index < count; index += 1) {
    const call = { ...callFrom(next), id: `c${index}` };
    const place = index % files.length;
    texts[place] += textOf(call, index);
    if ((texts[place]?.length ?? 0) > 1_000_000) {
      writeSync(files[place] as number, texts[place] as string);
      texts[place] = '';
    }
    if (call.model === 'delta') deltas.push(call);
    else add(call, amountOf(call));
  }
  deltaAmounts(deltas, add);
  files.forEach((file, place) => {
    writeSync(file, texts[place] as string);
    closeSync(file);
  });
  return { expected, ofCall, logs: names.map((name) => join(here.folder, name)) };
}

/** A ledger whose calls are the rows of a file. */
async function ledgerOf(rows: string): Promise<string> {
  const path = join(here.folder, 'million.duckdb');
  const engine = await openDuckDB({ path, temporaryDirectory: here.folder, memoryLimit: '640MB' });
  await createTables(engine);
  await engine.execute(
    `insert into snapshots by name
     select id as call_id, make_timestamp(ms * 1000) as started_at, model, input as input_tokens, cached as cache_read_tokens,
         output as output_tokens, reasoning as reasoning_tokens, tier as service_tier, batch as is_batch, region,
         'acme' as provider, 'provider' as usage_kind, 'exact' as started_at_kind, 'ok' as status, 1 as calls,
         0 as source_id, true as is_counted
     from read_csv($rows, header = false, columns = {
         id: 'varchar', ms: 'bigint', model: 'varchar', input: 'bigint', cached: 'bigint', output: 'bigint',
         reasoning: 'bigint', tier: 'varchar', batch: 'boolean', region: 'varchar'})`,
    { rows },
  );
  await engine.close();
  return path;
}

interface Row {
  readonly model: string;
  readonly day: string;
  readonly cost: string;
}

async function priced(logs: readonly string[], more: Partial<Question> = {}) {
  const one = question(logs, { by: ['model', 'day'], ...more });
  const { rows, unpriced } = json<{ rows: readonly Row[]; unpriced: readonly unknown[] }>(
    await cost(one, pricing([PRICES]), { explain: false }, here.surroundings),
  );
  expect(unpriced).toEqual([]);
  return rows;
}

const units = (text: string) => {
  const [whole = '0', fraction = ''] = text.split('.');
  expect(fraction.length).toBeLessThanOrEqual(11);
  return BigInt(whole + fraction.padEnd(11, '0'));
};
const found = (rows: readonly Row[]) =>
  new Map(rows.map(({ model, day, cost: amount }) => [`${model} ${day}`, units(amount)]));

describe('price signatures', () => {
  it('price a million calls as one by one', async () => {
    const { expected, logs } = written(1_000_000, 20_261_126, ['million.csv'], rowOf);
    expect(expected.size).toBe(4 * DAYS);
    const ledger = await ledgerOf(logs[0] as string);
    expect(found(await priced([], { source: { logs: [], ledger } }))).toEqual(expected);
  }, 600_000);

  it('give the same digits for lines in one file, in several, and the other way round', async () => {
    const { expected, logs } = written(2_000, 7, ['whole.jsonl']);
    const parts = written(2_000, 7, ['a.jsonl', 'b.jsonl', 'c.jsonl']);
    expect(parts.expected).toEqual(expected);
    const next = generator(7);
    const lines = Array.from({ length: 2_000 }, (_, index) => lineOf(callFrom(next), index));
    const reversed = here.write('reversed.jsonl', lines.reverse().join(''));
    const first = await priced(logs);
    expect(found(first)).toEqual(expected);
    for (const other of [parts.logs, [...parts.logs].reverse(), [reversed]]) expect(await priced(other)).toEqual(first);
  }, 180_000);

  it('lead back to their calls: the queries of --explain list every call once, and these calls cost the amount', async () => {
    const { ofCall, logs } = written(2_000, 11, ['explained.jsonl']);
    const asked = question(logs, { by: ['model'] });
    const { price_calls: prices } = json<{
      price_calls: readonly { amount: string; calls: number; command: string }[];
    }>(await cost(asked, pricing([PRICES]), { explain: true }, here.surroundings));
    // Conditions that can hold together: alpha 4, beta 3, gamma 6, delta 8.
    expect(prices.length).toBe(21);
    const seen = new Set<string>();
    // One statement for all: the calls of every condition under its number.
    const parts = prices.map(({ command }, index) => {
      const [, condition] = / where (.*) order by started_at, call_id/u.exec(command) ?? [];
      return `select ${index} as price, call_id from calls where ${condition?.replaceAll("'\\''", "'")}`;
    });
    const { rows } = json<{ rows: readonly { price: number; call_id: string }[] }>(
      await query(asked, { text: parts.join(' union all ') }, here.surroundings),
    );
    prices.forEach(({ amount, calls }, index) => {
      const ids = rows.filter(({ price }) => price === index).map(({ call_id: id }) => id);
      for (const id of ids) seen.add(id);
      expect(ids.length).toBe(calls);
      expect(units(amount)).toBe(ids.reduce((total, id) => total + BigInt(ofCall.get(id) ?? 0), 0n));
    });
    expect(seen.size).toBe(2_000);
    expect(rows.length).toBe(2_000);
  }, 180_000);

  it('make 987,654.24 of 800 calls of 1,234.5678 in any grouping', async () => {
    // 1,234,567,800 tokens at 1.00 per million are 1,234.5678.
    const flat = here.write(
      'flat.yaml',
      'schema: tollbook-prices/1\nid: flat\nas_of: 2026-10-01\ncurrency: USD\nskus:\n  - {sku: acme/alpha, provider: acme, match: [{exact: alpha}], versions: [{source: {retrieved: 2026-10-01}, rates: {input: 1, output: 1}}]}\n',
    );
    const lines = Array.from({ length: 800 }, (_, index) => ({
      started_at: new Date(START + index * 3_600_000).toISOString(),
      provider: 'acme',
      model: 'alpha',
      team: `t${index % 7}`,
      user: `u${index % 13}`,
      input_tokens: 1_234_567_800,
      output_tokens: 0,
      status: 'ok',
    }));
    const log = here.log('eight-hundred.jsonl', lines);
    for (const by of [[], ['team'], ['user', 'team'], ['day'], ['hour'], ['month', 'team']] as const) {
      const { rows, totals } = json<{ rows: readonly Row[]; totals: Row }>(
        await cost(question([log], { by }), pricing([flat]), { explain: false }, here.surroundings),
      );
      expect(totals.cost).toBe('987654.24');
      const sum = rows.reduce((total, row) => total + units(row.cost), 0n);
      expect(sum).toBe(98_765_424n * 10n ** 9n);
    }
  }, 180_000);
});
