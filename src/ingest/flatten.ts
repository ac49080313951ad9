/**
 * Members of a parsed line, and what formats work out of them first, as columns of their own.
 */
import type { Format, Shape } from '../formats/format.js';
import { isTwin, MIXED, structure } from '../formats/shape.js';
import { literal, local, pathTo } from '../formats/sql.js';

/**
 * Gives every member of `r` a column of its own, one level at a time. Reaching through a struct in an expression would make
 * the engine hold a copy of the whole struct for each mention.
 */
export function flattened(shape: Shape, lines: string): string {
  let statement = lines;
  let parents: Parent[] = [{ column: 'r', path: '$', json: '$', shape }];
  while (parents.length > 0) {
    const members = parents.flatMap((parent) =>
      Object.entries(parent.shape).flatMap(([key, value]) => (key === MIXED ? [] : [member(parent, key, value)])),
    );
    const rest = statement === lines ? '* exclude (r)' : '*';
    statement = `select ${rest}, ${members.map(({ sql }) => sql).join(', ')} from (${statement})`;
    parents = members.flatMap(({ inner }) => inner ?? []);
  }
  return statement;
}

interface Parent {
  readonly column: string;
  /** What its members' columns are named after, and where they are in the line. */
  readonly path: string;
  readonly json: string;
  readonly shape: Shape;
}

/** The mark of a twin's column. */
export const TWIN = '+';

function member(parent: Parent, key: string, leaf: Shape[string]): { sql: string; inner?: Parent } {
  const own = isTwin(parent.shape, key);
  const path = `${pathTo(parent.path, key)}${own ? TWIN : ''}`;
  const json = `${parent.json}."${key}"`;
  const isMixed = isObject(leaf) && leaf[MIXED] !== undefined;
  const members = isObject(leaf) ? Object.fromEntries(Object.entries(leaf).filter(([name]) => name !== MIXED)) : {};
  const there = own ? `json_extract(json, ${literal(json)})` : `${parent.column}."${key}"`;
  const transformed = (wanted: unknown) => `json_transform(${there}, ${literal(structure(wanted as Shape))})`;
  const value = !own || isMixed || leaf === 'json' ? there : leaf === 'text' ? `${there} ->> '$'` : transformed(leaf);
  if (!isObject(leaf)) return { sql: `${value} as "${path}"` };
  const column = isMixed ? `"${path}.*"` : `"${path}"`;
  const beside = isMixed ? `, ${transformed(members)} as ${column}` : '';
  return { sql: `${value} as "${path}"${beside}`, inner: { column, path, json, shape: members } };
}

/**
 * Gives every local a column. A local that builds on another stands a level above it: beside it, the engine would put the
 * other's whole expression in place of its name, again and again along a chain, and take seconds to plan.
 */
export function withLocals(formats: readonly Format[], lines: string): string {
  const levels: string[][] = [];
  for (const format of formats) {
    const levelOf = new Map<string, number>();
    for (const [name, sql] of Object.entries(format.locals ?? {})) {
      const column = local(format.id, name);
      const below = [...levelOf].filter(([other]) => isIn(sql, other)).map(([, level]) => level + 1);
      const level = Math.max(0, ...below);
      levelOf.set(column, level);
      levels[level] = [...(levels[level] ?? []), `${sql} as ${column}`];
    }
  }
  return levels.reduce((inner, level) => `select *, ${level.join(',\n        ')} from (${inner})`, lines);
}

export function isIn(sql: string, column: string): boolean {
  return new RegExp(`\\b${column}\\b`).test(sql);
}

export function isObject(value: Shape[string] | undefined): value is Shape {
  return typeof value === 'object' && !Array.isArray(value);
}
