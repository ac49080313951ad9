/**
 * The generated table of sample-logs/README.md is what the declarations say now, and the README names every format.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeFormat } from '../../src/formats/describe.js';
import { FORMATS } from '../../src/formats/registry.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const committed = readFileSync(`${ROOT}sample-logs/README.md`, 'utf8');

describe('the table of formats', () => {
  it('is what npm run docs writes', () => {
    const script = `import { generated } from '${new URL('../../scripts/docs.mjs', import.meta.url)}'; process.stdout.write(generated());`;
    const table = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(committed.endsWith(table), 'run npm run build && npm run docs, and commit sample-logs/README.md').toBe(true);
  });

  it.each(FORMATS.map((format) => [format.id, format] as const))('%s has a row', (id) => {
    expect(committed.split('\n').filter((line) => line.startsWith(`| \`${id}\`<br>`))).toHaveLength(1);
  });

  it('tells the fields of an expression, those in its locals and the members of JSON among them', () => {
    const described = describeFormat({
      id: 'x.y',
      title: 't',
      fields: {},
      locals: { word: `lower("$.a.b")`, nesting: `case when "$.c" is null then 'inclusive' else 'exclusive' end` },
      claims: 'true',
      ignores: [],
      rejects: [],
      tokens: { input: `coalesce("$.usage.in", "$.n")`, output: '0' },
      convention: { cache: 'l_x_y_nesting', reasoning: `'contained'` },
      record: { status: `case when l_x_y_word = 'ok' then "$.e" ->> '$.code' end`, provider: `'acme'` },
      identity: 'i',
      notLogged: 'n',
    });
    expect([...described.fields]).toEqual([
      ['input_tokens', ['usage.in', 'n']],
      ['status', ['a.b', 'e.code']],
    ]);
    expect([described.cache, described.reasoning]).toEqual(['by the kind of usage', 'contained']);
  });
});
