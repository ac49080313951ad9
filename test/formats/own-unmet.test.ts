/**
 * A field of a format of one's own that no line has is named, with the key that was probably meant; one that some line has is not.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder } from '../cli/support.js';
import { type Outcome, spawnedIn } from '../spawned.js';

const LINE = '{"m":"gpt-4o","u":{"in":12,"out":5},"when":"2026-10-01T00:00:00Z"}\n';
const MAP = 'model=m,input_tokens=u.in,output_tokens=u.out,started_at=when';
const unmet = (text: string) => text.split('\n').filter((line) => /no line of/.test(line));

type Usage = (...words: readonly string[]) => Promise<Outcome>;

/** Runs with these files in a folder of its own. */
function withFiles(
  files: Readonly<Record<string, string>>,
  test: (usage: Usage, folder: string) => Promise<void>,
): Promise<void> {
  return inFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    await test((...words) => spawnedIn(folder)('usage', ...words), folder);
  });
}

describe('a mapped field that no line has', () => {
  it('is told with the nearest key, also below other keys', () =>
    withFiles({ 'log.jsonl': LINE.repeat(2) }, async (usage) => {
      const { stderr, exitCode } = await usage(
        'log.jsonl',
        '--map',
        'model=m,input_tokens=u.in,output_tokens=U.outt,started_at=wehn,team=squad',
      );
      expect(exitCode).toBe(0);
      expect(unmet(stderr)).toEqual([
        'note: --map: no line of log.jsonl has U.outt (output_tokens), wehn (started_at), squad (team); did you mean u.out for U.outt, when for wehn?',
      ]);
      const korean = await usage('log.jsonl', '--map', MAP.replace('when', 'wehn'), '--locale', 'ko');
      expect(korean.stderr).toContain(
        '--map: log.jsonl의 어느 줄에도 wehn (started_at) 필드가 없습니다. 혹시 wehn 대신 when인가요?',
      );
    }));

  it('is named where no line is recognised because of it', () =>
    withFiles({ 'log.jsonl': LINE }, async (usage) => {
      const { stderr, exitCode } = await usage('log.jsonl', '--map', 'model=m,input_tokens=u.inn,output_tokens=u.ot');
      expect(exitCode).toBe(2);
      expect(stderr).toContain(
        'hint: --map: no line of log.jsonl has u.inn (input_tokens), u.ot (output_tokens); did you mean u.in for u.inn, u.out for u.ot?',
      );
    }));

  it('is told of a key with dots in it that was written as a path', () =>
    withFiles({ 'log.jsonl': '{"m":"gpt-4o","usage":{"tokens.in":3,"tokens.out":4}}\n' }, async (usage) => {
      const map = 'model=m,input_tokens=usage."tokens.in",output_tokens=usage.tokens.out';
      expect(unmet((await usage('log.jsonl', '--map', map)).stderr)).toEqual([
        'note: --map: no line of log.jsonl has usage.tokens.out (output_tokens); did you mean usage."tokens.out" for usage.tokens.out?',
      ]);
    }));

  it('is told of a table, where an empty cell is none that is missing', () =>
    withFiles({ 'log.csv': 'Model,In,Out,Failure\ngpt-4o,1,2,\ngpt-4o,2,3,\n' }, async (usage) => {
      const map = 'model=Model,input_tokens=In,output_tokens=Outs,error_type=Failure';
      expect(unmet((await usage('log.csv', '--map', map)).stderr)).toEqual([
        'note: --map: no line of log.csv has Outs (output_tokens); did you mean Out for Outs?',
      ]);
    }));

  it('is not one that some line has, in whichever file, or has as null', () =>
    withFiles(
      {
        'a.jsonl': LINE.repeat(3),
        'b.jsonl': `${LINE}{"m":"gpt-4o","u":{"in":1,"out":0},"failure":"timeout","when":"2026-10-01T00:00:00Z","t":null}\n`,
      },
      async (usage) => {
        const { stderr } = await usage('a.jsonl', 'b.jsonl', '--map', `${MAP},error_type=failure,team=t`);
        expect(unmet(stderr)).toEqual([]);
      },
    ));

  it('is not one that comes up late in a large file, and is one that does not', () =>
    withFiles({}, async (usage, folder) => {
      // 17 MB: beyond what is looked at whole.
      writeFileSync(join(folder, 'large.jsonl'), LINE.repeat(255_000));
      appendFileSync(
        join(folder, 'large.jsonl'),
        '{"m":"gpt-4o","u":{"in":1,"out":0},"failure":"timeout","errors":1}\n',
      );
      const map = `${MAP},error_type=failure,request_id=u.failure,team=squad`;
      expect(unmet((await usage('large.jsonl', '--map', map)).stderr)).toEqual([
        'note: --map: no line of large.jsonl has u.failure (request_id), squad (team)',
      ]);
    }));

  it('is not one of the lines that a ledger held before', () =>
    withFiles({}, async (_, folder) => {
      writeFileSync(join(folder, 'log.jsonl'), `{"m":"gpt-4o","u":{"in":1,"out":0},"failure":"timeout"}\n`);
      const load = () =>
        spawnedIn(folder)('load', 'log.jsonl', '--db', 'l.duckdb', '--map', `${MAP},error_type=failure`);
      expect(unmet((await load()).stderr)).toHaveLength(1);
      appendFileSync(join(folder, 'log.jsonl'), LINE);
      expect(unmet((await load()).stderr)).toEqual([]);
    }));
});

describe('a field of a format in tollbook.yaml that no line has', () => {
  const CONFIG = `formats:
  proxy:
    claims: [{field: u}]
    fields: {model: m, input_tokens: u.in, output_tokens: u.outt}
    dedupe: [job]
  other:
    fields: {model: name_of_model, input_tokens: a, output_tokens: b}
`;

  it('is told of the format whose lines these are, and of no other', () =>
    withFiles(
      { 'tollbook.yaml': CONFIG, 'log.jsonl': LINE, 'flat.jsonl': '{"model":"gpt-4o","tokens":3}\n' },
      async (usage) => {
        expect(unmet((await usage('log.jsonl', 'flat.jsonl')).stderr)).toEqual([
          'note: formats.proxy: no line of log.jsonl has u.outt (output_tokens), job (dedupe); did you mean u.out for u.outt?',
        ]);
        expect(unmet((await usage('flat.jsonl')).stderr)).toEqual([]);
      },
    ));
});
