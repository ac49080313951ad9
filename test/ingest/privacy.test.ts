/**
 * What is never stored, and what --redact takes out: keys, identities, prompts, answers, tool arguments. Everything that a
 * ledger file, a note or an excerpt of a rejected line holds is searched for words that only such content has.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingRules, Redaction } from '../../src/core/question.js';
import { callsOf, jsonLines, type Ledger, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterEach(async () => {
  await ledger.clear();
  await ledger.engine.execute("delete from ledger_facts where name = 'redaction'");
});
afterAll(() => ledger.close());

const TABLES = ['snapshots', 'sources', 'source_reasons', 'source_formats', 'rejects', 'ledger_facts'];

/** Every text that the tables hold. */
async function stored(): Promise<string> {
  const texts: string[] = [];
  for (const table of TABLES) {
    const rows = await ledger.engine.query<{ row: string }>(`select to_json(${table})::varchar as row from ${table}`);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}

const SECRETS = [
  'sk-proj-AbCdEfGhIjKlMnOpQrStUv123456',
  'sk-ant-api03-AbCdEfGhIjKlMnOpQrSt',
  'gsk_AbCdEfGhIjKlMnOpQrStUvWx',
  'hf_AbCdEfGhIjKlMnOpQrStUvWxYz',
  'xai-AbCdEfGhIjKlMnOpQrStUvWx',
  'AIzaSyAbCdEfGhIjKlMnOpQrStUvWxYz123',
  'ghp_AbCdEfGhIjKlMnOpQrStUvWx',
  'xoxb-123456789012-AbCdEfGhIjKl',
  'AKIAIOSFODNN7EXAMPLE',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
  'Bearer AbCdEfGhIjKlMnOpQrStUvWx',
];

describe('a key-shaped value', () => {
  const columns = [
    ['session_id', (secret: string) => secret],
    ['request_id', (secret: string) => secret],
    ['trace_id', (secret: string) => secret],
    ['user', (secret: string) => secret],
    ['api_key', (secret: string) => secret],
    ['project', (secret: string) => `my app ${secret}`],
    ['team', (secret: string) => secret],
    ['environment', (secret: string) => secret],
    ['endpoint', (secret: string) => `https://x.test/v1/chat?key=${secret}&v=1`],
    ['model', (secret: string) => secret],
    ['model', (secret: string) => `openai/${secret}`],
    ['model', (secret: string) => `ft:gpt-4o_${secret}`],
    ['model', (secret: string) => secret.toUpperCase()],
    ['request_id', (secret: string) => `request of ${secret}`],
    ['gateway', (secret: string) => secret],
    ['region', (secret: string) => secret],
    ['service_tier', (secret: string) => `tier ${secret}`],
    ['tags', (secret: string) => ({ owner: `see ${secret}`, deep: { key: secret } })],
    ['error_type', (secret: string) => secret],
    ['error', (secret: string) => ({ type: secret, message: `bad key ${secret}` })],
    ['cost_usd', (secret: string) => secret],
  ] as const;

  it.each(columns)('in %s is never stored', async (column, value) => {
    const lines = SECRETS.map((secret) => ({ model: 'm', tokens: 1, [column]: value(secret) }));
    ledger.write('a.jsonl', jsonLines(...lines));
    await ledger.load(['a.jsonl']);
    const text = await stored();
    expect((await ledger.sources())[0]?.withCalls).toBe(BigInt(SECRETS.length));
    // Provider and tier are in small letters.
    for (const secret of SECRETS) {
      const bare = secret.replace('Bearer ', '');
      expect(text.toLowerCase()).not.toContain(bare.toLowerCase());
    }
  });

  it('keeps its last four characters and is told from others', async () => {
    const [one, other] = await callsOf(
      jsonLines({ model: 'm', tokens: 1, api_key: SECRETS[0] }, { model: 'm', tokens: 1, session_id: `${SECRETS[1]}` }),
    );
    expect(one?.apiKey).toMatch(/^sha256:[0-9a-f]{16}…3456$/);
    expect(other?.sessionId).toMatch(/^sha256:[0-9a-f]{16}…QrSt$/);
  });

  it('names and ids stay as they are', async () => {
    const line = {
      model: 'claude-sonnet-4-5-20250929',
      tokens: 1,
      api_key: 'production-backend',
      session_id: '7b9c1d7e-8a64-4a4e-9d1f-0c5a3f6e2b11',
      request_id: 'skipped-request-of-tuesday',
      endpoint: '/v1/projects/skeleton/chat',
      project: 'task-force-of-the-sk',
      tags: { feature: 'search', tier: ['a', 'b'] },
    };
    const [call] = await callsOf(jsonLines(line));
    expect(call).toMatchObject({
      model: line.model,
      apiKey: line.api_key,
      sessionId: line.session_id,
      requestId: line.request_id,
      endpoint: line.endpoint,
      project: line.project,
      tags: '{"feature":"search","tier":["a","b"]}',
    });
  });
});

/** A word that stands in prompts, answers and arguments only. */
const CANARY = 'Qzxkanary';
const says = (what: string) => `${CANARY} ${what}: "my password is ${CANARY}7", {"${CANARY}": 1}`;
const SAMPLES = fileURLToPath(new URL('../../sample-logs/', import.meta.url));

/** Names under which lines hold what was said, at any depth. */
const CONTENT =
  /^(prompts?|messages?|contents?|completions?|inputs?|outputs?|text|arguments|args|instructions|system|reasoning_content|thinking|inputText|outputText|results?_text|question|answer|output_text|partial_json|error_message|errorMessage|detail|summary)$/;

/** The line with everything that was said replaced, and more said beside it. */
function spoken(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return CONTENT.test(key) ? says(key) : value;
  if (Array.isArray(value)) return value.map((one) => spoken(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoken(inner, name)]));
}

const added = {
  messages: [{ role: 'user', content: says('chat') }],
  tool_calls: [{ function: { name: 'f', arguments: says('tool') } }],
  extra_prompt: says('extra'),
};

describe('what was said', () => {
  const logs = readdirSync(SAMPLES).filter((name) => name.endsWith('.jsonl'));

  it.each(logs)('%s: is in no table and no note, whether lines are calls, ignored or broken', async (name) => {
    const lines = readFileSync(join(SAMPLES, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(0, 60);
    const hostile = lines.flatMap((line) => {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        return [`${line} ${says('behind')}`];
      }
      if (typeof value !== 'object' || value === null) return [line];
      const more = JSON.stringify({ ...(spoken(value) as object), ...added });
      return [
        more,
        // Cut within what was said, quotes that were not escaped, and counts that are words.
        more.slice(0, more.indexOf(CANARY) + CANARY.length + 9),
        more.replaceAll('\\"', '"'),
        more.replace(/("[a-z_A-Z]*[tT]okens?[a-zA-Z]*":)\s*\d+/, `$1"${CANARY}"`),
      ];
    });
    ledger.write('hostile.jsonl', `${hostile.join('\n')}\n`);
    const { diagnostics } = await ledger.load(['hostile.jsonl']);
    expect(await stored()).not.toContain(CANARY);
    expect(JSON.stringify(diagnostics.notes)).not.toContain(CANARY);
    const [source] = await ledger.sources();
    expect(Number(source?.lines)).toBe(hostile.join('\n').split('\n').length);
  });

  it('in labels is left out, by name and by length', async () => {
    const tags = { feature: 'search', prompt: says('short'), Completion: 'x', long: 'w'.repeat(400), n: 3 };
    const [call] = await callsOf(jsonLines({ model: 'm', tokens: 1, tags }));
    expect(call?.tags).toBe('{"feature":"search","n":3}');
  });

  it('labels with any keys are read', async () => {
    const tags = '{"a":1,"a":2,"":0,"x/y":"~","q\\"t":true,"é":null}';
    const [call] = await callsOf(`{"model":"m","tokens":1,"tags":${tags}}\n`);
    expect(JSON.parse(call?.tags as string)).toEqual({ a: 1, '': 0, 'x/y': '~', 'q"t': true, é: null });
  });
});

const SALT = 'a salt for these tests';
const hash: Redaction = { how: 'hash', salt: SALT };
const line = {
  model: 'm',
  tokens: 1,
  user_id: 'u-ada',
  session_id: 'ada@Example.com/7',
  endpoint: 'http://10.1.2.3:8080/v1',
  project: 'mail bob@example.com, from 2001:db8::17',
  team: 'search 1.2.3',
  tags: {
    user_email: 'ada@example.com',
    client_ip: '10.1.2.3',
    user: 'ada',
    feature: 'x@y.example',
    version: '12:30:45',
  },
};
const IDENTITIES = /ada|bob|10\.1\.2\.3|2001:db8|x@y/i;

describe('--redact', () => {
  const load = async (name: string, reading: Partial<ReadingRules>) => {
    const { files } = await ledger.load([name], { isLedger: true, reading });
    return files.map((file) => file.status);
  };

  it('hash: the same identity has the same hash everywhere, and none is left', async () => {
    ledger.write('a.jsonl', jsonLines(line, { ...line, session_id: 'ada@example.com/8' }));
    await load('a.jsonl', { redact: hash });
    const text = (await stored()).replaceAll(ledger.folder, '');
    expect(text).not.toMatch(IDENTITIES);
    expect(text).not.toContain(SALT);
    const [one, other] = await ledger.calls();
    expect(one?.userId).toMatch(/^id:[0-9a-f]{16}$/);
    expect(one?.endpoint).toMatch(/^http:\/\/id:[0-9a-f]{16}:8080\/v1$/);
    expect(one?.team).toBe('search 1.2.3');
    const ada = (one?.sessionId as string).replace('/7', '');
    expect(other?.sessionId).toBe(`${ada}/8`);
    const tags = JSON.parse(one?.tags as string) as Record<string, string>;
    expect(tags.user_email).toBe(ada);
    expect(`http://${tags.client_ip}:8080/v1`).toBe(one?.endpoint);
    expect(tags.version).toBe('12:30:45');
  });

  it('drop: nothing is left, and a column that was an identity is not logged', async () => {
    ledger.write('a.jsonl', jsonLines(line, { ...line, session_id: 'ada@example.com' }));
    await load('a.jsonl', { redact: { how: 'drop' } });
    expect((await stored()).replaceAll(ledger.folder, '')).not.toMatch(IDENTITIES);
    const [one, other] = await ledger.calls();
    expect([one?.userId, one?.endpoint, one?.sessionId, other?.sessionId]).toEqual([
      null,
      'http://redacted:8080/v1',
      'redacted/7',
      null,
    ]);
  });

  it('is not asked for: identities stay', async () => {
    const [call] = await callsOf(jsonLines(line));
    expect(call).toMatchObject({
      userId: 'u-ada',
      sessionId: 'ada@Example.com/7',
      endpoint: 'http://10.1.2.3:8080/v1',
    });
  });

  it('another salt gives other hashes, the same one the same', async () => {
    const of = async (salt: string) =>
      (await callsOf(jsonLines(line), { reading: { redact: { how: 'hash', salt } } }))[0]?.userId;
    expect(await of(SALT)).toBe(await of(SALT));
    expect(await of(SALT)).not.toBe(await of('another salt for tests'));
  });

  it('a ledger refuses a load that would mix identities in clear into it, or hash them otherwise', async () => {
    ledger.write('a.jsonl', jsonLines(line));
    ledger.write('b.jsonl', jsonLines({ ...line, tokens: 2 }));
    await load('a.jsonl', { redact: hash });
    await expect(load('b.jsonl', {})).rejects.toMatchObject({ code: 'redaction', exitCode: 2 });
    await expect(load('b.jsonl', { redact: { how: 'hash', salt: 'another salt for tests' } })).rejects.toMatchObject({
      code: 'redaction',
    });
    expect((await ledger.calls()).length).toBe(1);
    expect(await load('b.jsonl', { redact: hash })).toEqual(['loaded']);
    expect(await load('b.jsonl', { redact: { how: 'none' } })).toEqual(['replaced']);
    expect((await ledger.calls()).map((call) => call.userId)).toContain('u-ada');
  });

  it('reads a file again that was loaded with its identities', async () => {
    ledger.write('a.jsonl', jsonLines(line));
    expect(await load('a.jsonl', {})).toEqual(['loaded']);
    expect(await load('a.jsonl', { redact: { how: 'drop' } })).toEqual(['replaced']);
    expect((await stored()).replaceAll(ledger.folder, '')).not.toMatch(IDENTITIES);
    expect(await load('a.jsonl', { redact: { how: 'drop' } })).toEqual(['unchanged']);
  });

  it('counters that run on are told apart by the hash of what they are kept for', async () => {
    const lines = ['ada@example.com', 'bob@example.com'].flatMap((session) =>
      [10, 20, 30].map((tokens) => ({ model: 'm', session_id: session, tokens })),
    );
    const calls = await callsOf(jsonLines(...lines), { reading: { redact: hash, cumulative: ['session_id'] } });
    expect(calls.reduce((total, call) => total + Number(call.unsplitTokens), 0)).toBe(60);
  });
});

describe('--scan-pii', () => {
  const found = async (...lines: readonly unknown[]) =>
    (await callsOf(jsonLines(...lines), { reading: { scansPrompts: true } })).map((call) => call.hasPersonalData);
  const asked = (content: string, more: Record<string, unknown> = {}) => ({
    model: 'm',
    tokens: 1,
    messages: [{ role: 'user', content }],
    ...more,
  });

  it.each([
    ['an e-mail address', 'write to jane.doe@mail.example.org please', true],
    ['a telephone number', 'call +49 170 1234567', true],
    ['a telephone number of Korea', 'call 010-1234-5678', true],
    ['a telephone number of North America', 'call (212) 555-0123', true],
    ['a social security number', 'it is 078-05-1120', true],
    ['a resident registration number', 'it is 900101-1234567', true],
    ['an IBAN', 'DE89 3704 0044 0532 0130 00', true],
    ['a card number', 'card 4111 1111 1111 1111', true],
    ['a number that is none of a card', 'order 4111 1111 1111 1112', false],
    ['a date and a version', 'on 2026-10-01 at 12:30:45 with v1.2.3', false],
    ['an id', '7b9c1d7e-8a64-4a4e-9d1f-0c5a3f6e2b11', false],
    ['nothing', 'what is the capital of France? 1234567', false],
  ])('%s', async (_, text, expected) => {
    expect(await found(asked(text))).toEqual([expected]);
  });

  it('looks at prompts and at nothing else, and a line without one is not said to be clean', async () => {
    expect(
      await found(
        asked('hello', { user_id: 'jane@mail.example.org', note: 'jane@mail.example.org' }),
        { model: 'm', tokens: 1, user_id: 'jane@mail.example.org' },
        { model: 'm', tokens: 1, request: { body: { input: [{ content: 'jane@mail.example.org' }] } } },
        { model: 'm', prompt: 12, completion: 3, user_id: 'jane@mail.example.org' },
      ),
    ).toEqual([false, null, true, null]);
  });

  it('keeps nothing of what it looked at, and looks at nothing unasked', async () => {
    ledger.write('a.jsonl', jsonLines(asked(`${CANARY} jane@mail.example.org`)));
    await ledger.load(['a.jsonl'], { reading: { scansPrompts: true } });
    expect(await stored()).not.toMatch(/Qzxkanary|jane/);
    expect((await callsOf(jsonLines(asked('jane@mail.example.org'))))[0]?.hasPersonalData).toBeNull();
  });
});

describe('a ledger on disk', () => {
  it('holds no word of what was said, in no byte of its file', async () => {
    const { openDuckDB } = await import('../../src/engine/duckdb.js');
    const { createTables, load } = await import('../../src/ingest/load.js');
    const { Diagnostics } = await import('../../src/core/diagnostics.js');
    const folder = mkdtempSync(join(tmpdir(), 'tollbook-privacy-'));
    try {
      const path = join(folder, 'l.duckdb');
      const engine = await openDuckDB({ path, temporaryDirectory: folder, memoryLimit: '640MB' });
      await createTables(engine);
      const log = ledger.write(
        'a.jsonl',
        jsonLines({ model: 'm', tokens: 1, ...added }, says('text'), { prompt: says('p') }),
      );
      const surroundings = {
        workingDirectory: folder,
        temporaryDirectory: folder,
        standardInput: () => process.stdin,
        progress: () => undefined,
        onInterrupt: () => () => undefined,
      };
      const reading: ReadingRules = { anthropicInput: 'exclusive', scansPrompts: true };
      await load(engine, { named: [log], reading, surroundings, explain: true, isLedger: true }, new Diagnostics());
      await engine.close();
      for (const name of readdirSync(folder)) {
        expect(readFileSync(join(folder, name)).includes(CANARY)).toBe(false);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
