/**
 * The rules of this repository that a machine can check: who may import whom, who may touch what, what files say about
 * themselves, and that every error has a case.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Left to right: a file imports from its own layer and from layers before it. */
const LAYERS = [
  'core',
  'engine',
  'formats',
  'queries',
  'ingest',
  'pricing',
  'offers',
  'projection',
  'quality',
  'books',
  'reports',
  'render',
  'export',
  'pipeline',
  'library',
  'index',
  'cli',
];

/** Packages that one file, one folder, or the files of one beginning know. */
const DOORS: Record<string, string> = {
  // duckdb.ts, and duckdb-columns.ts for rows as columns.
  '@duckdb/node-api': 'src/engine/duckdb',
  'apache-arrow': 'src/engine/arrow.ts',
  yaml: 'src/core/yaml.ts',
  'date-fns': 'src/core/zone.ts',
  '@date-fns/tz': 'src/core/zone.ts',
  // Read in one file, and its types where its prices are converted.
  '@pydantic/genai-prices': 'src/pricing/list-',
  fzstd: 'src/ingest/scan.ts',
  '@observablehq/plot': 'src/render/html/charts.ts',
  linkedom: 'src/render/html/charts.ts',
  fflate: 'src/render/xlsx/zip.ts',
  commander: 'src/cli/',
};

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

interface Source {
  readonly path: string;
  readonly text: string;
  /** Without comments and without the insides of strings. */
  readonly code: string;
  /** Specifiers of imports and exports, type imports and dynamic ones included. */
  readonly imports: readonly string[];
}

function source(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+'([^']+)'/gms),
    ...text.matchAll(/^import\s+'([^']+)'/gm),
    ...text.matchAll(/\b(?:import|require)\(\s*'([^']+)'/g),
    ...text.matchAll(/createRequire\(import\.meta\.url\)\(\s*'([^']+)'/g),
  ].map((match) => match[1] as string);
  return { path, text, code: codeOf(text), imports: [...new Set(specifiers)] };
}

/** A text in quotes or a comment, whichever begins first. A template keeps what it computes. */
const QUOTED = /\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;

function codeOf(text: string): string {
  return text.replace(QUOTED, (match) => (match.startsWith('/') ? ' ' : "''"));
}

const SOURCES = filesIn('src', '.ts').map(source);

function layerOf(path: string): string {
  return path.slice('src/'.length).split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

/** The file of this repository that a specifier names. */
function resolved(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return join(dirname(from), specifier).replace(/\.js$/, '.ts');
}

function offenders(rule: (one: Source) => readonly string[] | string | undefined | false): string[] {
  return SOURCES.flatMap((one) => {
    const found = rule(one);
    if (!found || found.length === 0) return [];
    return (typeof found === 'string' ? [found] : found).map((what) => `${one.path}: ${what}`);
  });
}

describe('layers', () => {
  it('every file belongs to one', () => {
    expect(
      offenders(({ path }) => !LAYERS.includes(layerOf(path)) && !path.startsWith('src/catalog/') && 'no layer'),
    ).toEqual([]);
  });

  it('a file imports from its own layer or from layers before it', () => {
    const wrong = offenders(({ path, imports }) =>
      imports.flatMap((specifier) => {
        const target = resolved(path, specifier);
        if (target === undefined || !target.startsWith('src/')) return [];
        return LAYERS.indexOf(layerOf(target)) > LAYERS.indexOf(layerOf(path)) ? [`imports ${target}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('imports name files that exist', () => {
    const wrong = offenders(({ path, imports }) =>
      imports.filter((specifier) => {
        const target = resolved(path, specifier);
        return target !== undefined && !existsSync(join(ROOT, target));
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('there are no import cycles, type imports included', () => {
    const graph = new Map(
      SOURCES.map(({ path, imports }) => [path, imports.flatMap((specifier) => resolved(path, specifier) ?? [])]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, above: readonly string[]) => {
      if (above.includes(path)) cycles.push([...above.slice(above.indexOf(path)), path].join(' → '));
      if (above.includes(path) || done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...above, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('one door per dependency', () => {
    const wrong = offenders(({ path, imports }) =>
      imports.filter((specifier) => {
        const name = Object.keys(DOORS).find((one) => specifier === one || specifier.startsWith(`${one}/`));
        const door = name === undefined ? undefined : DOORS[name];
        return door !== undefined && path !== door && !(!door.endsWith('.ts') && path.startsWith(door));
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('every imported package is a dependency', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: object };
    const known = Object.keys(dependencies);
    const wrong = offenders(({ imports }) =>
      imports.filter(
        (specifier) =>
          !specifier.startsWith('.') &&
          !specifier.startsWith('node:') &&
          !known.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('code', () => {
  it('there is no any', () => {
    expect(offenders(({ code }) => code.match(/(?::|\bas|<|,|\|)\s*any\b(?!\s*\()|\bany\[\]/g) ?? [])).toEqual([]);
  });

  it('there is no clock, no chance and no float parsing', () => {
    const forbidden =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bparseFloat\b|\bperformance\.now\b|\brandomUUID\b|\brandomBytes\b|\btoLocale(?:Date|Time)String\b/g;
    const free = ['src/cli/main.ts', 'src/cli/effects.ts'];
    expect(offenders(({ path, code }) => (free.includes(path) ? [] : (code.match(forbidden) ?? [])))).toEqual([]);
  });

  it('only cli/main.ts and cli/effects.ts touch the process', () => {
    const free = ['src/cli/main.ts', 'src/cli/effects.ts'];
    const touches = /(?<![.\w])process\.\w+|\bconsole\.\w+/g;
    expect(offenders(({ path, code }) => (free.includes(path) ? [] : (code.match(touches) ?? [])))).toEqual([]);
    expect(
      offenders(({ path, imports }) => (free.includes(path) ? [] : imports.filter((one) => one === 'node:process'))),
    ).toEqual([]);
  });

  it('there is no network', () => {
    expect(
      offenders(({ code, imports }) => [
        ...imports.filter((one) => /^node:(https?|net|tls|dgram|dns)/.test(one)),
        ...(code.match(/(?<![.\w])fetch\(/g) ?? []),
      ]),
    ).toEqual([]);
  });

  it('errors are thrown through the factories', () => {
    const free = ['src/core/errors.ts', 'src/engine/duckdb-errors.ts'];
    expect(offenders(({ path, code }) => (free.includes(path) ? [] : (code.match(/new ToolError\(/g) ?? [])))).toEqual(
      [],
    );
  });

  it('every file opens with a comment saying what it is', () => {
    expect(offenders(({ text }) => !/^(#![^\n]*\n)?\/\*\*/.test(text) && 'no comment at the top')).toEqual([]);
  });

  it('nothing names a place outside of the repository', () => {
    expect(offenders(({ text }) => text.match(/(?<![\w.])\/(?:work|tmp)\/[^\s'"`]*|\.\.\/shared/g) ?? [])).toEqual([]);
  });
});

interface Statement {
  readonly path: string;
  readonly header: string;
  readonly body: string;
}

const STATEMENTS: readonly Statement[] = filesIn('queries', '.sql').map((path) => {
  const lines = readFileSync(join(ROOT, path), 'utf8').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('--'));
  return {
    path,
    header: lines.slice(0, end).join('\n'),
    body: lines
      .slice(end)
      .join('\n')
      .replace(/--[^\n]*/g, ''),
  };
});

function declared(header: string, word: string): string[] {
  return [...header.matchAll(new RegExp(`^-- ${word}: +(\\S+)`, 'gm'))].map((match) => match[1] as string).sort();
}

describe('the zone of the machine', () => {
  const LOCAL =
    /\.(?:get|set)(?:Hours|Date|Day|Month|FullYear|Year|Minutes|Seconds|TimezoneOffset)\(|\.to(?:Date|Time|LocaleDate|LocaleTime)String\(|new Date\(\s*[^()]+,/;
  // The first has dates that know their zone. The second hands local fields of no time to a library that reads local fields.
  const EXEMPT = ['src/core/zone.ts', 'src/render/xlsx/zip.ts'];

  it('is asked by nothing', () => {
    const asking = filesIn('src', '.ts')
      .filter((path) => !EXEMPT.includes(path))
      .filter((path) => LOCAL.test(readFileSync(join(ROOT, path), 'utf8')));
    expect(asking).toEqual([]);
  });

  it('is named by whatever formats a time or does sums with days', () => {
    for (const path of filesIn('src', '.ts')) {
      const text = readFileSync(join(ROOT, path), 'utf8');
      for (const call of text.matchAll(/new Intl\.DateTimeFormat\([\s\S]*?\)/g))
        expect([path, call[0]]).toEqual([path, expect.stringContaining('timeZone')]);
      if (/from 'date-fns/.test(text)) expect(path).toBe('src/core/zone.ts');
    }
  });
});

describe('queries', () => {
  it('there are some', () => {
    expect(STATEMENTS.length).toBeGreaterThan(10);
  });

  it.each(STATEMENTS.map((one) => [one.path, one] as const))('%s says what it is and takes', (_, { header, body }) => {
    expect(header).toMatch(/^-- purpose: \S/);
    expect(header).toMatch(/^-- engines: (duckdb|clickhouse)/m);
    // Definitions have no rows.
    const isDefinition = /^\s*create (or replace )?(temp )?(table if|macro|view|sequence)|^\s*alter table/.test(body);
    if (!isDefinition) expect(header).toMatch(/^-- grain: \S/m);
    const quoted = body.replace(/'(?:[^']|'')*'/g, "''");
    const parameters = [...quoted.matchAll(/(?<![\w$"])\$([a-z_]\w*)/g)].map((match) => match[1] as string);
    expect(declared(header, 'param')).toEqual([...new Set(parameters)].sort());
    const slots = [...body.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string);
    expect(declared(header, 'slot')).toEqual([...new Set(slots)].sort());
  });

  it.each(STATEMENTS.map((one) => [one.path, one] as const))('%s never touches money', (_, { body }) => {
    expect(body).not.toMatch(/\b(price|amount|dollars?|usd)\b/i);
  });

  it('every statement is used', () => {
    const texts = SOURCES.map((one) => one.text).join('\n');
    const unused = STATEMENTS.map((one) => one.path.slice('queries/'.length).replace(/\.sql$/, '')).filter(
      (name) => !texts.includes(`'${name}'`) && !name.startsWith('named/'),
    );
    expect(unused).toEqual([]);
  });
});

describe('errors', () => {
  const codes = SOURCES.filter((one) => /^src\/(core\/errors|engine\/)/.test(one.path)).flatMap((one) => [
    ...[...one.text.matchAll(/\bcode: '([a-z_]+)'/g)].map((match) => match[1] as string),
    ...[...one.text.matchAll(/code: (is[\s\S]*?),\n/g)].flatMap((match) =>
      [...(match[1] as string).matchAll(/[?:] '([a-z_]+)'/g)].map((inner) => inner[1] as string),
    ),
  ]);
  const tests = filesIn('test', '.test.ts')
    .filter((path) => path !== 'test/tidy.test.ts')
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n');

  it('have codes', () => {
    expect(codes).toContain('no_readable_log');
    expect(codes).toContain('interrupted');
  });
  it.each([...new Set(codes)].sort())('%s has a case', (code) => {
    expect(new RegExp(`['"\`]${code}['"\`]`).test(tests), `no test names the error code ${code}`).toBe(true);
  });
});
