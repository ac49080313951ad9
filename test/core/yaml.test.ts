/** Text in, untyped content or one sentence out. Nothing that a file can hold may hang or crash the reader. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ToolError } from '../../src/core/errors.js';
import { parseYaml, pathText, readShape, readYaml } from '../../src/core/yaml.js';

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    expect(error).toMatchObject({ code: 'configuration', exitCode: 2 });
    return `${error.where} | ${error.message} | ${error.hint ?? ''}`;
  }
  return 'accepted';
}

describe('content', () => {
  it('is text whatever it looks like', () => {
    expect(parseYaml('a: 1\nb: 2.50\nc: [true, null, ~, 2026-01-01, 0x10, .inf]\nd:\n', 'f')).toEqual({
      a: '1',
      b: '2.50',
      c: ['true', 'null', '~', '2026-01-01', '0x10', '.inf'],
      d: '',
    });
    expect(parseYaml('{"a": 1.50, "b": [true, null]}', 'f')).toEqual({ a: '1.50', b: ['true', 'null'] });
    expect(parseYaml('', 'f')).toBeNull();
  });

  it('may repeat itself by anchors, within reason', () => {
    const many = Array.from({ length: 500 }, () => '  - *s').join('\n');
    expect(parseYaml(`x: &s {a: 1}\ny:\n${many}\n`, 'f')).toMatchObject({ x: { a: '1' } });
  });
});

describe('what is no content', () => {
  const bomb = ['- &a0 [x, x]', ...Array.from({ length: 9 }, (_, i) => `- &a${i + 1} [${`*a${i}, `.repeat(9)}]`)].join(
    '\n',
  );
  it.each([
    ['a: 1\na: 2\n', 'f: line 2 | expected YAML or JSON: Map keys must be unique | keep one of the two keys'],
    ['{"a": 1, "a": 2}', 'f: line 1 | expected YAML or JSON: Map keys must be unique | keep one of the two keys'],
    [
      'a: "x',
      'f: line 1 | expected YAML or JSON: Missing closing "quote | check indentation, quotes and brackets there',
    ],
    [
      'a:\n  b: 1\n c: 2',
      'f: line 3 | expected YAML or JSON: All mapping items must start at the same column | check indentation, quotes and brackets there',
    ],
    [
      '\ta: 1',
      'f: line 1 | expected YAML or JSON: Tabs are not allowed as indentation | check indentation, quotes and brackets there',
    ],
    [
      'a: 1\n---\nb: 2',
      'f: line 2 | expected YAML or JSON: several documents in one file | put one document in a file: remove the ---',
    ],
    [
      '? {a: 1}\n: 2\n',
      'f: line 1 | expected YAML or JSON: With stringKeys, all keys must be strings | check indentation, quotes and brackets there',
    ],
    [
      'a: *b\n',
      'f | expected YAML, found Unresolved alias (the anchor must be set before the alias): b | write the values out in full',
    ],
    [
      bomb,
      'f | expected YAML, found Excessive alias count indicates a resource exhaustion attack | write the values out in full',
    ],
    ['a: &a {b: *a}\n', 'f: a.b.b.b | expected at most 64 levels, found more | write it flatter'],
  ])('%j', (text, expected) => {
    expect(refusal(() => parseYaml(text, 'f'))).toEqual(expected);
  });

  it('however deep it is nested', () => {
    const tooDeep = 'f: line 1 | expected at most 64 levels, found more | write it flatter';
    expect(refusal(() => parseYaml('['.repeat(100_000), 'f'))).toBe(tooDeep);
    expect(refusal(() => parseYaml('{a: '.repeat(20_000), 'f'))).toBe(tooDeep);
    expect(refusal(() => parseYaml(`${'['.repeat(200)}${']'.repeat(200)}`, 'f'))).toContain(
      'expected at most 64 levels',
    );
  });

  it('is refused or read, never thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(refusal(() => parseYaml(text, 'f'))).toEqual(expect.any(String));
      }),
      { numRuns: 300 },
    );
  });

  it('on the disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tollbook-yaml-'));
    await writeFile(join(folder, 'a.yaml'), 'a: 1\n');
    expect(await readYaml(join(folder, 'a.yaml'))).toEqual({ a: '1' });
    await expect(readYaml(join(folder, 'b.yaml'))).rejects.toMatchObject({
      where: join(folder, 'b.yaml'),
      message: 'expected a readable file, found no such file',
    });
    await expect(readYaml(folder)).rejects.toMatchObject({ message: 'expected a readable file, found a folder' });
  });
});

describe('shapes', () => {
  const Shape = z.strictObject({
    name: z.string(),
    list: z.array(z.enum(['a', 'b'])).min(1),
    either: z
      .union([z.string(), z.strictObject({ x: z.string().regex(/^\d$/, 'expected a digit\none of 0 to 9') })])
      .optional(),
    map: z.record(z.string().regex(/^k/, 'expected a key that starts with k'), z.string()).optional(),
  });
  it.each([
    [{ name: 'x', list: ['a'] }, 'accepted'],
    [[], 'f | expected a map, found an empty list | '],
    [{ list: ['a'] }, 'f: name | expected text, found nothing | '],
    [
      { name: ['y'], list: [] },
      'f: name | expected text, found a list\nalso list: expected at least 1, found an empty list | ',
    ],
    [
      { name: 'x', list: ['a'], extra: '1', more: '2' },
      'f: extra | expected no other keys here, found the key "extra"\nalso more: expected no other keys here, found the key "more" | ',
    ],
    [{ name: 'x', list: [] }, 'f: list | expected at least 1, found an empty list | '],
    [{ name: 'x', list: ['a', 'c'] }, 'f: list[1] | expected one of a, b, found c | '],
    [{ name: 'x', list: ['a'], extra: '1' }, 'f: extra | expected no other keys here, found the key "extra" | '],
    [{ name: 'x', list: ['a'], either: { x: 'y' } }, 'f: either.x | expected a digit, found y | one of 0 to 9'],
    [{ name: 'x', list: ['a'], map: { 'a b': '1' } }, 'f: map."a b" | expected a key that starts with k, found 1 | '],
    [{ name: 'x', list: ['\u001b[31m'] }, 'f: list[0] | expected one of a, b, found \\u{1b}[31m | '],
  ])('%j', (value, expected) => {
    expect(refusal(() => readShape(Shape, value, 'f'))).toBe(expected);
  });

  it('tells twenty problems of a file, and how many there are beside them', () => {
    const list = Array.from({ length: 23 }, () => 'c');
    const lines = refusal(() => readShape(Shape, { name: 'x', list }, 'f')).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[19]).toBe('also list[19]: expected one of a, b, found c');
    expect(lines[20]).toBe('and 3 more problems, told when these are mended | ');
  });

  it('name a place as one would write it', () => {
    expect(pathText(['skus', 3, 'versions', 1, 'rates', 'output'])).toBe('skus[3].versions[1].rates.output');
    expect(pathText([])).toBe('');
    expect(pathText([0, 'a.b'])).toBe('[0]."a.b"');
  });
});
