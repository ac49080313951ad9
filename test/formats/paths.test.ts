/**
 * Paths into a line: keys that hold dots are one step, whatever else is in them.
 */
import { describe, expect, it } from 'vitest';
import { structure } from '../../src/formats/shape.js';
import { keysOf, pathTo } from '../../src/formats/sql.js';
import { flattened } from '../../src/ingest/flatten.js';
import { withLedger } from '../ingest/support.js';

describe('paths', () => {
  it('keep the dots of a key', () => {
    const path = pathTo(pathTo('', 'attributes'), 'gen_ai.usage.input_tokens');
    expect(keysOf(path)).toEqual(['attributes', 'gen_ai.usage.input_tokens']);
    expect(keysOf('usage.prompt_tokens')).toEqual(['usage', 'prompt_tokens']);
  });

  it('tell a key with dots from members', () =>
    withLedger(async ({ engine }) => {
      const shape = { a: { 'b.c': 'text', b: { c: 'text' } } } as const;
      const line = `select '{"a":{"b.c":"one","b":{"c":"two"}}}'::json as json`;
      const [row] = await engine.query<Record<string, string>>(
        flattened(shape, `select json, json_transform(json, '${structure(shape)}') as r from (${line})`),
      );
      expect([row?.[String.raw`$.a.b\.c`], row?.['$.a.b.c']]).toEqual(['one', 'two']);
    }));
});
