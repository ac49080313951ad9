/** Files that hold records otherwise than one to a line: their account adds up, and places are those in the file itself. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../support.js';

const call = (tokens: number) =>
  JSON.stringify({ model: 'gpt-5.4', ts: '2026-09-01T00:00:00Z', prompt_tokens: tokens, completion_tokens: 1 });

interface Account {
  readonly lines: bigint;
  readonly blank: bigint;
  readonly rejected: bigint;
  readonly ignored: bigint;
  readonly withCalls: bigint;
  readonly callsFound: bigint;
}

async function loaded(name: string, content: string | Buffer) {
  const ledger = await openLedger();
  try {
    ledger.write(name, content as string);
    await ledger.load([name]);
    const [account] = await ledger.engine.query<Account>(
      'select lines, blank, rejected, ignored, with_calls, calls_found from sources',
    );
    const [sum] = await ledger.engine.query<{ input: bigint | null }>(
      'select sum(input_tokens)::bigint as input from calls',
    );
    const rejects = await ledger.engine.query<{ line: bigint }>('select line from rejects order by line');
    const calls = await ledger.engine.query<{ line: bigint }>(
      'select source_line as line from calls order by source_line',
    );
    const numbers = Object.values(account as Account).map(Number);
    return {
      account: numbers,
      input: sum?.input === null ? null : Number(sum?.input),
      rejects: rejects.map((row) => Number(row.line)),
      calls: calls.map((row) => Number(row.line)),
    };
  } finally {
    await ledger.close();
  }
}

describe('lines that hold several records', () => {
  it('count as one line each, and their records as calls', async () => {
    const lines = [
      call(1),
      `{"data":[${call(2)},${call(3)},{"nothing":1}]}`,
      '',
      `[{"nothing":1},{"nothing":2}]`,
      '{"data":[]}',
      call(4),
      `{"log":${JSON.stringify(call(5))}}`,
    ];
    // Lines 1, 2, 6 and 7 hold calls, line 3 is blank, line 4 holds nothing that is known, line 5 an empty list.
    expect(await loaded('log.jsonl', `${lines.join('\n')}\n`)).toEqual({
      account: [7, 1, 1, 1, 4, 5],
      input: 15,
      rejects: [2, 4, 4],
      calls: [1, 2, 2, 6, 7],
    });
  });

  it('are found behind many plain lines of a large file', async () => {
    const plain = Array.from({ length: 200_000 }, () => call(1));
    const { account, input } = await loaded(
      'log.jsonl',
      `${[...plain, `{"results":[${call(2)},${call(3)}]}`].join('\n')}\n`,
    );
    expect(account).toEqual([200_001, 0, 0, 0, 200_001, 200_002]);
    expect(input).toBe(200_005);
  });

  it('are found in a list on one line behind many plain lines of a large file, and a list of other things is said to be one', async () => {
    const plain = Array.from({ length: 200_000 }, () => call(1));
    const late = [`[${call(2)},${call(3)}]`, '[]', '[{"a":1},2]'];
    const large = await loaded('log.jsonl', `${[...plain, ...late].join('\n')}\n`);
    // As in a small file: the empty list is ignored, and the list with a number in it rejected.
    expect(large.account).toEqual([200_003, 0, 1, 1, 200_001, 200_002]);
    expect(large.input).toBe(200_005);
    expect(large.rejects).toEqual([200_003]);
    const small = await loaded('log.jsonl', `${[call(1), ...late].join('\n')}\n`);
    expect(small.account).toEqual([4, 0, 1, 1, 2, 3]);
  });
});

describe('files that are not one record to a line', () => {
  const list = `[\n  ${call(1)},\n  ${call(2)},\n  {"nothing": 1}\n]\n`;

  it('count their records, plain and compressed', async () => {
    const expected = { account: [3, 0, 1, 0, 2, 2], input: 3, rejects: [4], calls: [2, 3] };
    expect(await loaded('list.json', list)).toEqual(expected);
    expect(await loaded('list.json.gz', gzipSync(list))).toEqual(expected);
  });

  it('keep what is complete when they are cut short', async () => {
    expect(await loaded('list.json', list.slice(0, list.indexOf('"nothing"')))).toMatchObject({
      account: [3, 0, 1, 0, 2, 2],
      input: 3,
      rejects: [4],
    });
  });

  it('open an envelope over many lines', async () => {
    const envelope = JSON.stringify({ object: 'list', data: [JSON.parse(call(1)), JSON.parse(call(2))] }, null, 2);
    expect(await loaded('answer.json', envelope)).toMatchObject({ account: [1, 0, 0, 0, 1, 2], input: 3 });
  });

  it('are CSV with quotes, delimiters and newlines inside, behind a mark and with other line ends', async () => {
    const rows = [
      'model;ts;prompt_tokens;completion_tokens;note',
      'gpt-5.4;2026-09-01T00:00:00Z;5;1;"a;b\r\nc ""q"""',
      'gpt-5.4;2026-09-01T00:00:00Z;6;1;',
    ];
    expect(await loaded('export.csv', `\uFEFF${rows.join('\r\n')}\r\n`)).toEqual({
      account: [2, 0, 0, 0, 2, 2],
      input: 11,
      rejects: [],
      calls: [2, 4],
    });
  });
});
