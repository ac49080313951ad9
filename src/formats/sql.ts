/**
 * Small words for writing format declarations: paths into the parsed line and the expressions built from them.
 *
 * All text here comes from the declarations of this folder, never from a log. `wordsFor` gives the same words for lines
 * whose keys are known: a path that no line has becomes NULL, and the expressions around it shrink. That matters for the
 * formats with a hundred spellings, because the engine works for every expression whether or not a line has the key.
 */
import type { TokenColumn } from './format.js';

export const NOTHING = 'null::varchar';

/** A key as a step of a path: the dots inside it are no steps. `gen_ai.system` → `gen_ai\\.system`. */
export function step(key: string): string {
  return key.replaceAll('.', '\\.');
}

/** The path of a member, from the path of its parent (`''` at the top) and its key as the log has it. */
export function pathTo(parent: string, key: string): string {
  return parent === '' ? step(key) : `${parent}.${step(key)}`;
}

/** The keys of a path, as the log has them. */
export function keysOf(path: string): string[] {
  return path.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));
}

export interface Words {
  /** `usage.prompt_tokens` → the column that holds this member of the parsed line: `"$.usage.prompt_tokens"`. See `step`. */
  at(path: string): string;
  /** The first of these that is there, as it is. */
  either(...expressions: readonly string[]): string;
  /** The first of these that is there; NULL when that one is empty text. */
  firstOf(...expressions: readonly string[]): string;
  /** The first of these keys, by path. */
  firstAt(...paths: readonly string[]): string;
  /** True when one of these paths is there. */
  present(...paths: readonly string[]): string;
}

/** `known`: the paths that lines have; undefined: any. */
export function wordsFor(known?: ReadonlySet<string>): Words {
  const at = (path: string) => (known === undefined || known.has(path) ? `"$.${path}"` : NOTHING);
  const either = (...expressions: readonly string[]) => {
    const real = expressions.filter((expression) => expression !== NOTHING);
    return real.length === 0 ? NOTHING : real.length === 1 ? (real[0] as string) : `coalesce(${real.join(', ')})`;
  };
  const firstOf = (...expressions: readonly string[]) => {
    const value = either(...expressions);
    return value === NOTHING ? NOTHING : `filled(${value})`;
  };
  return {
    at,
    either,
    firstOf,
    firstAt: (...paths) => firstOf(...paths.map(at)),
    present: (...paths) => {
      const real = paths.map(at).filter((path) => path !== NOTHING);
      return real.length === 0 ? 'false' : anyOf(...real.map((path) => `${path} is not null`));
    },
  };
}

/** The words for members of an expression that gives JSON: bodies that a log keeps as text, or whose kind differs between lines. */
export function wordsWithin(json: string): Words {
  const at = (path: string) => `(${json} ->> '$.${path}')`;
  const firstOf = (...expressions: readonly string[]) =>
    `filled(${expressions.length === 1 ? expressions[0] : `coalesce(${expressions.join(', ')})`})`;
  return {
    at,
    either: (...expressions) => `coalesce(${expressions.join(', ')})`,
    firstOf,
    firstAt: (...paths) => firstOf(...paths.map(at)),
    present: (...paths) => anyOf(...paths.map((path) => `${at(path)} is not null`)),
  };
}

/** The words for members of an expression that gives a struct; `root` is the path that stands for the struct itself. */
export function wordsOfStruct(struct: string, root: string): Words {
  // Brackets: a bare name before a dot would be taken for a table.
  const column = (path: string) => [`(${struct})`, ...keysOf(path).map((key) => `"${key}"`)].join('.');
  const at = (path: string) => (path === root ? struct : column(path.slice(root.length + 1)));
  const { either, firstOf } = wordsFor();
  return {
    at,
    either,
    firstOf,
    firstAt: (...paths) => firstOf(...paths.map(at)),
    present: (...paths) => anyOf(...paths.map((path) => `${at(path)} is not null`)),
  };
}

/** A member that is an object on some lines and the JSON text of one on others, as JSON; NULL where it is neither. */
export function jsonObject(json: string): string {
  return `try_cast(case json_type(${json}) when 'OBJECT' then ${json}::varchar when 'VARCHAR' then ${json} ->> '$' end as json)`;
}

/** Column by column, the first of several usage objects that has the count. */
export function firstTokens(
  ...usages: readonly Partial<Record<TokenColumn, string>>[]
): Partial<Record<TokenColumn, string>> {
  const columns = new Set(usages.flatMap((usage) => Object.keys(usage) as TokenColumn[]));
  return Object.fromEntries(
    [...columns].map((column) => [column, either(...usages.map((usage) => usage[column] ?? NOTHING))]),
  );
}

export const { at, either, firstOf, firstAt, present } = wordsFor();

/** A local of a format, by its column name in the statement. */
export function local(format: string, name: string): string {
  return `l_${format.replaceAll('.', '_')}_${name}`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function anyOf(...conditions: readonly string[]): string {
  return `(${conditions.join(' or ')})`;
}

/**
 * Is the value one of these words? `in` with five constants or more is planned as a join: slower, and the rows come out of
 * it in another order, which line numbers do not survive.
 */
export function oneOf(value: string, words: readonly string[]): string {
  return `list_contains([${words.map(literal).join(', ')}], ${value})`;
}

/** A member of a `json` leaf that holds an object. */
export function jsonMember(path: string, ...members: readonly string[]): string {
  const inner = members.map((member) => `filled(${at(path)} ->> '$."${member}"')`);
  const value = inner.length === 1 ? inner[0] : `coalesce(${inner.join(', ')})`;
  return `case when json_type(${at(path)}) = 'OBJECT' then ${value} end`;
}

/** What users say of a call in a small object of their own, as tags: JSON that holds something and is no document. */
export function objectTags(json: string): string {
  return `case when json_type(${json}) = 'OBJECT' and length(${json}) between 3 and 4000 then ${json} end`;
}
