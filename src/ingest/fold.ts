/**
 * Takes out of formats what their expressions cannot give for the lines at hand.
 *
 * A format with a hundred spellings, of which a log has ten, is left with expressions about nothing: lists searched in NULL,
 * tags built from NULL. The engine works through them for every line, because whose a line is stands before them. What needs no
 * line to be worked out is worked out once here, by the engine itself, and goes where it gives nothing.
 */
import type { Engine } from '../engine/engine.js';
import { ANTHROPIC_CACHE } from '../formats/dialects.js';
import type { Format } from '../formats/format.js';
import { local } from '../formats/sql.js';
import { isIn } from './flatten.js';
import { rewritten } from './line-shape.js';

interface Constant {
  readonly type: string;
  /** As text; null where it is NULL. */
  readonly value: string | null;
}

/** The formats, each with the same result on every line. */
export async function folded(engine: Engine, formats: readonly Format[]): Promise<Format[]> {
  const known = new Map<string, Constant>();
  let folding = [...formats];
  // A local that turned out to be NULL makes constants of the expressions that mention it.
  for (;;) {
    const unknown = new Set(folding.flatMap(constantsOf).filter((sql) => !known.has(sql)));
    if (unknown.size === 0) return folding.map((format) => without(format, known));
    for (const [sql, constant] of await evaluated(engine, [...unknown])) known.set(sql, constant);
    folding = folding.map((format) => withoutLocals(format, known));
  }
}

/** Stands for what --anthropic-input says. */
const SWITCHED = "'switched'";
const unswitched = (sql: string) => sql.replaceAll(ANTHROPIC_CACHE, SWITCHED);

const WORDS = new Set(['inclusive', 'exclusive', 'by_file', 'contained', 'additive', 'inferred']);

function constantsOf(format: Format): string[] {
  const names = Object.keys(format.locals ?? {}).map((name) => local(format.id, name));
  const texts = [
    ...Object.values(format.locals ?? {}),
    ...Object.values(format.tokens),
    ...Object.values(format.record),
    ...[...format.ignores, ...format.rejects].map(({ when }) => when),
    ...Object.values(format.convention)
      .filter((sql) => !WORDS.has(sql))
      .map(unswitched),
  ];
  return texts.filter((sql) => !sql.includes('"') && !COLUMN.test(sql) && !names.some((name) => isIn(sql, name)));
}

/** The columns of a line that expressions mention by name, beside the members of what is parsed of it. */
const COLUMN = /(?<!::)\b(json|file_name|format)\b/;

async function evaluated(engine: Engine, texts: readonly string[]): Promise<[string, Constant][]> {
  const each = texts.map((sql) => `{'type': typeof(${sql}), 'value': (${sql})::varchar}`);
  const [row] = await engine.query<{ constants: Constant[] }>(`select [${each.join(', ')}] as constants`);
  return texts.map((sql, index) => [sql, row?.constants[index] as Constant]);
}

function withoutLocals(format: Format, known: ReadonlyMap<string, Constant>): Format {
  const entries = Object.entries(format.locals ?? {});
  const gone = entries.flatMap(([name, sql]) => {
    const constant = known.get(sql);
    if (constant === undefined || constant.value !== null) return [];
    const type = constant.type === '"NULL"' ? 'null' : `null::${constant.type}`;
    return [{ name, column: new RegExp(`\\b${local(format.id, name)}\\b`, 'g'), nothing: `(${type})` }];
  });
  if (gone.length === 0) return format;
  const rest = entries.filter(([name]) => !gone.some((one) => one.name === name));
  return rewritten({ ...format, locals: Object.fromEntries(rest) }, (sql) =>
    gone.reduce((text, { column, nothing }) => text.replace(column, nothing), sql),
  );
}

function without(format: Format, known: ReadonlyMap<string, Constant>): Format {
  const isNothing = (sql: string) => known.get(sql)?.value === null;
  const holds = ({ when }: { when: string }) => !isNothing(when) && known.get(when)?.value !== 'false';
  const filled = <Key extends string>(columns: Partial<Record<Key, string>>) =>
    Object.fromEntries(Object.entries(columns).filter(([, sql]) => !isNothing(sql as string))) as Partial<
      Record<Key, string>
    >;
  const settled = (sql: string) => {
    const value = known.get(unswitched(sql))?.value;
    return value != null && WORDS.has(value) ? value : sql;
  };
  return {
    ...format,
    ignores: format.ignores.filter(holds),
    rejects: format.rejects.filter(holds),
    tokens: filled(format.tokens),
    record: filled(format.record),
    convention: { cache: settled(format.convention.cache), reasoning: settled(format.convention.reasoning) },
  };
}
