/**
 * Formats of one's own: what a mapping says is what is read, whatever the fields are called, and what is wrong with a
 * mapping is said in full.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OwnFormat } from '../../src/core/own-format.js';
import type { Question } from '../../src/core/question.js';
import { parseYaml, readShape } from '../../src/core/yaml.js';
import { readPath, writtenPath } from '../../src/formats/own-path.js';
import { MappedShape, mappedFormat, mapWords, OwnFormatsShape, ownFormats } from '../../src/formats/own-schema.js';
import { inFolder, tollbook } from '../cli/support.js';
import { type CallRow, callsOf, jsonLines, withLedger } from '../ingest/support.js';
import { outcomes, picked } from './support.js';

function fromYaml(text: string): OwnFormat[] {
  return ownFormats(readShape(OwnFormatsShape, parseYaml(text, 'tollbook.yaml'), 'tollbook.yaml'));
}

function fromFlag(text: string): OwnFormat {
  const words = mapWords(text);
  if (!('map' in words)) throw new Error(JSON.stringify(words));
  return mappedFormat(readShape(MappedShape, words.map, '--map'));
}

async function read(lines: readonly unknown[], formats: readonly OwnFormat[], columns: readonly string[]) {
  const found = await outcomes(lines, { reading: { formats } });
  return found.map((one) => ('rejected' in one || 'ignored' in one ? one : picked(one, columns)));
}

describe('a mapping', () => {
  it('reads fields, constants, units and keys', async () => {
    const formats = fromYaml(
      `
proxy:
  claims: [{field: kind, equals: completion}]
  ignores: [{field: note, matches: "ping*", reason: a sign of life}]
  fields:
    started_at: at
    model: req.model
    input_tokens: req.Tokens
    TOKENS_OUT: x
    output_tokens: "\\"a.b\\".out"
    cache_read_tokens: cached
    duration: took
    first_token: first
    logged_cost: price
    status: state
    is_streamed: stream
`.replace('    TOKENS_OUT: x\n', '') +
        `
  constants: {provider: OpenAI, team: search}
  statuses: {KO: error}
  units: {duration: s, cost: cents, zone: Asia/Seoul, time: "%d/%m/%Y %H:%M:%S"}
  tokens: {cache: exclusive}
  dedupe: [id, part]
`,
    );
    const line = {
      kind: 'completion',
      at: '01/10/2026 09:00:00',
      req: { model: 'gpt-5.4', Tokens: '100', tokens: 7 },
      'a.b': { out: 20 },
      a: { b: { out: 999 } },
      cached: 30,
      took: '1.5',
      first: 0.25,
      price: 12.5,
      state: 'KO',
      stream: true,
      id: 7,
      part: 1,
    };
    const columns = [
      'format',
      'model',
      'provider',
      'team',
      'inputTokens',
      'outputTokens',
      'cacheReadTokens',
      'durationUs',
      'firstTokenUs',
      'loggedCost',
      'status',
      'isStreamed',
      'startedAtKind',
    ];
    const unknownState = { ...line, id: 8, state: 'perhaps' };
    const [call, sign, other, unknown] = await read(
      [line, { kind: 'completion', note: 'ping 1' }, { kind: 'else', cached: 1 }, unknownState],
      formats,
      columns,
    );
    expect(call).toEqual({
      format: 'proxy',
      model: 'gpt-5.4',
      provider: 'openai',
      team: 'search',
      inputTokens: 130,
      outputTokens: 20,
      cacheReadTokens: 30,
      durationUs: 1_500_000,
      firstTokenUs: 250_000,
      loggedCost: '0.12500000000000',
      status: 'error',
      isStreamed: true,
      startedAtKind: 'exact',
    });
    expect(sign).toEqual({ ignored: true });
    expect(other).toEqual({ rejected: 'not recognised as a line of any known format' });
    expect(unknown).toEqual({
      rejected: 'its status is no known word: say under `statuses` of the format what it means',
    });
  });

  it('counts a call once by its key, and tells it from calls of other formats', async () => {
    const formats = [fromFlag('input_tokens=in,dedupe=id,dedupe=part')];
    const same = { in: 5, id: 'a', part: 1 };
    const calls = await callsOf(jsonLines(same, same, { ...same, part: 2 }, { ...same, id: 'a|1:1' }), {
      reading: { formats },
    });
    expect(calls.length).toBe(3);
    const known = [fromFlag('input_tokens=in,dedupe=id')];
    const both = await callsOf(
      jsonLines(
        { in: 5, id: 'msg_01' },
        { id: 'msg_01', model: 'm', tokens: 5 },
        { in: 6, id: 'x' },
        { call_id: 'x', input_tokens: 6 },
      ),
      { reading: { formats: known } },
    );
    expect(both.length).toBe(3);
  });

  it('reads numbers of time from where the user says they count', async () => {
    const formats = [fromFlag('input_tokens=n,started_at=t,units.time=ms,units.from=2026-09-01T00:00:00Z')];
    const [call] = (await callsOf(jsonLines({ t: 1500, n: 1 }), { reading: { formats } })) as CallRow[];
    // 1.5 s after midnight.
    expect(String(call?.startedAt)).toBe(String(Date.parse('2026-09-01T00:00:01.500Z')));
  });

  it('is asked before the shipped formats, and only for the lines it claims', async () => {
    const formats = [fromFlag('input_tokens=units_in,model=model')];
    const found = await read(
      [{ model: 'a', units_in: 3, tokens: 50 }, { model: 'b', tokens: 50 }, { units_in: 2.5 }],
      formats,
      ['format', 'inputTokens', 'unsplitTokens'],
    );
    expect(found).toEqual([
      { format: 'mapped', inputTokens: 3 },
      { format: 'flat', unsplitTokens: 50 },
      { rejected: 'a token count is not a whole number' },
    ]);
  });

  it('finds its lines however late they come in a large file', async () => {
    const formats = [fromFlag('input_tokens=units_in')];
    const flat = `${JSON.stringify({ model: 'm', tokens: 1, pad: 'x'.repeat(600) })}\n`.repeat(30_000);
    await withLedger(async (ledger) => {
      ledger.write('large.jsonl', flat + jsonLines({ units_in: 7 }));
      await ledger.load(['large.jsonl'], { reading: { formats } });
      const rows = await ledger.engine.query(
        "select count(*) as calls, sum(input_tokens)::bigint as input from calls where format = 'mapped'",
      );
      expect(rows).toEqual([{ calls: 1n, input: 7n }]);
    });
  });
});

describe('names of fields', () => {
  const awkward = [
    "'",
    '"',
    '"$.a"',
    '.',
    '..',
    '[0]',
    '$',
    '$.a',
    '/',
    '~',
    '~1',
    '\\',
    '\n',
    'é',
    '日本',
    '😀',
    ' ',
    "'; drop table calls; --",
    '{{mapped}}',
    '*',
    'model',
    'MODEL',
    'Usage',
    '%',
  ];
  const key = fc
    .array(fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.join(''))
    .filter((text) => !text.includes('\0'));

  it('are written and read back', () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), (keys) => {
        expect(readPath(writtenPath(keys))).toEqual(keys);
      }),
      { seed: 4, numRuns: 500 },
    );
    for (const wrong of ['', '.', 'a.', '.a', 'a..b', '"a', 'a"b"', '"a"b'])
      expect(readPath(wrong), wrong).toBeUndefined();
  });

  it('may hold anything', { timeout: 240_000 }, async () => {
    await withLedger(async (ledger) => {
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(key, { minLength: 4, maxLength: 4, selector: (one) => one }), async (keys) => {
          await ledger.clear();
          const [input, outer, output, model] = keys as [string, string, string, string];
          const format = readShape(
            OwnFormatsShape,
            {
              mine: {
                fields: {
                  input_tokens: writtenPath([input]),
                  output_tokens: writtenPath([outer, output]),
                  model: writtenPath([model]),
                },
                claims: [{ field: writtenPath([model]), equals: model }],
                constants: { team: input },
                dedupe: [writtenPath([input])],
              },
            },
            'test',
          );
          const lines = [
            { [input]: 11, [outer]: { [output]: 22 }, [model]: model },
            { [input]: 11, [model]: `${model}!` },
          ];
          ledger.write('own.jsonl', jsonLines(...lines));
          await ledger.load(['own.jsonl'], { reading: { formats: ownFormats(format) } });
          const calls = (await ledger.calls()).filter((call) => call.format === 'mine');
          expect(calls.map((call) => picked(call, ['inputTokens', 'outputTokens', 'model', 'team']))).toEqual([
            { inputTokens: 11, outputTokens: 22, model, team: input },
          ]);
        }),
        { numRuns: 25, seed: 20260901, endOnFailure: true },
      );
    });
  });
});

describe('what is wrong with a mapping', () => {
  const wrong: [string, string][] = [
    [
      'input_tokenz=a',
      '--map: fields.input_tokenz\n  expected a column, found the key "input_tokenz"\n  hint: the columns are input_tokens, ',
    ],
    [
      'input_tokens',
      '--map: expected columns and their fields, found "input_tokens"\n  hint: write --map input_tokens=ContextTokens',
    ],
    [
      'input_tokens=a..b',
      '--map: fields.input_tokens\n  expected the path of a field, found a..b\n  hint: write keys joined by dots',
    ],
    ['input_tokens=a,units.duration=h', '--map: units.duration\n  expected one of s, ms, us, found h'],
    ['input_tokens=a,units.time=%Q', '--map: units.time\n  expected auto, s, ms, us or a pattern, found %Q'],
    ['input_tokens=a,units.zone=Mars', '--map: units.zone\n  expected a time zone name, found Mars'],
    ['input_tokens=a,tokens.cache=maybe', '--map: tokens.cache\n  expected one of inclusive, exclusive, found maybe'],
    ['input_tokens=a,sql.x=drop', '--map: sql\n  expected a key of a format, found the key "sql"'],
    ['input_tokens=a,output_tokens:=many', '--map: constants.output_tokens\n  expected a whole number, found many'],
    ['model:=gpt-5.4', '--map model:=gpt-5.4 names no field of the log'],
  ];
  it.each(wrong)('--map %s', async (map, message) => {
    const outcome = await tollbook(['usage', 'a', '--map', map]);
    expect(outcome.errorOutput).toContain(message);
    expect(outcome.exitCode).toBe(2);
  });

  const files: [string, string][] = [
    ['formats: {Mine: {fields: {input_tokens: a}}}', 'tollbook.yaml: formats.Mine\n  expected the name of a format'],
    [
      'formats: {openai_chat: {fields: {input_tokens: a}}}',
      'tollbook.yaml: formats.openai_chat\n  expected a name that no shipped format has',
    ],
    [
      'formats: {mine: {fields: {input_tokens: a}, sql: x}}',
      'tollbook.yaml: formats.mine.sql\n  expected a key of a format',
    ],
    [
      'formats: {mine: {fields: {input_tokens: a}, claims: [{field: b, equals: x, matches: y}]}}',
      'tollbook.yaml: formats.mine.claims[0]\n  expected a condition',
    ],
    [
      'formats: {mine: {fields: {input_tokens: a}, constants: {input_tokens: "1"}}}',
      'tollbook.yaml: formats.mine.constants.input_tokens\n  expected a column that is not also under fields',
    ],
  ];
  it.each(files)('%s', (text, message) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'tollbook.yaml'), `${text}\n`);
      const outcome = await tollbook('usage a', { workingDirectory: folder });
      expect(outcome.errorOutput).toContain(message);
      expect(outcome.exitCode).toBe(2);
    }));

  it('nothing, and --map is asked before the file', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'tollbook.yaml'), 'formats: {mine: {fields: {input_tokens: a}}}\n');
      const outcome = await tollbook(['usage', 'a', '--map', 'output_tokens="b,c=d"'], { workingDirectory: folder });
      expect(outcome.errorOutput).toBe('');
      const { reading } = outcome.asked?.arguments[0] as Question;
      expect(reading.formats?.map(({ id, fields }) => [id, fields])).toEqual([
        ['mapped', { output_tokens: ['b,c=d'] }],
        ['mine', { input_tokens: ['a'] }],
      ]);
    }));
});

const TRACES = fileURLToPath(new URL('../../../shared/traces/', import.meta.url));

describe.skipIf(!existsSync(TRACES))('traffic with field names of its own', () => {
  it('of a chat service', async () => {
    const text = readFileSync(join(TRACES, 'mooncake-conversation.jsonl'), 'utf8');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<'timestamp' | 'input_length' | 'output_length', number>);
    const formats = [
      fromFlag(
        'input_tokens=input_length,output_tokens=output_length,started_at=timestamp,units.time=ms,units.from=2026-09-01T00:00:00Z,model:=kimi-k2',
      ),
    ];
    const calls = await callsOf(text, { reading: { formats } });
    const sum = (values: readonly unknown[]) => values.reduce((total: number, one) => total + Number(one), 0);
    expect(calls.length).toBe(3001);
    expect(calls.length).toBe(lines.length);
    expect(sum(calls.map((call) => call.inputTokens))).toBe(sum(lines.map((line) => line.input_length)));
    expect(sum(calls.map((call) => call.outputTokens))).toBe(sum(lines.map((line) => line.output_length)));
    expect(new Set(calls.map((call) => call.model))).toEqual(new Set(['kimi-k2']));
  });

  it('of a service for code, a table with a header', async () => {
    const text = readFileSync(join(TRACES, 'azure-llm-code-2023.csv'), 'utf8');
    const rows = text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',').map(Number));
    await withLedger(async (ledger) => {
      ledger.write('trace.csv', text);
      const formats = [
        fromFlag('started_at=TIMESTAMP,input_tokens=ContextTokens,output_tokens=GeneratedTokens,model:=code-model'),
      ];
      await ledger.load(['trace.csv'], { reading: { formats } });
      const calls = await ledger.calls();
      const sum = (column: string) => calls.reduce((total, call) => total + Number(call[column]), 0);
      expect(calls.length).toBe(8819);
      expect(sum('inputTokens')).toBe(rows.reduce((total, [, input]) => total + (input as number), 0));
      expect(sum('outputTokens')).toBe(rows.reduce((total, [, , output]) => total + (output as number), 0));
    });
  });
});
