/**
 * What is read of a line: the members that expressions mention, in one shape, and the expressions as that shape has them.
 */
import type { Format, Reason, Shape } from '../formats/format.js';
import { isTwin, MIXED, mergeLeaves, structure } from '../formats/shape.js';
import { keysOf, literal, NOTHING, pathTo } from '../formats/sql.js';
import { isObject, TWIN } from './flatten.js';

/** Adds every path that these expressions mention, as their formats declare it. */
export function withPaths(
  shape: Shape,
  expressions: readonly { readonly fields: Shape; readonly sql: string }[],
  known?: ReadonlySet<string>,
): Shape {
  // Deepest first, so that a member that is only asked about does not hide what lies inside it.
  return expressions
    .flatMap(({ fields, sql }) =>
      [...sql.matchAll(/"\$\.([^"]+)"/g)].map((match) => ({ fields, keys: keysOf(match[1] as string) })),
    )
    .filter(({ keys }) => known === undefined || known.has(keys[0] as string))
    .sort((left, right) => right.keys.length - left.keys.length)
    .reduce((whole, { fields, keys }) => withPath(whole, fields, keys), shape);
}

/** Lines of which no key is known still need a shape: the engine refuses an empty one. */
export function orAnything(shape: Shape): Shape {
  return Object.keys(shape).length === 0 ? { model: 'text' } : shape;
}

/**
 * Adds a path that a claim looks at, leaving whatever the shape already reads there. What is read as an object stays one: a claim
 * that wants its text, which few lines come to, takes it from the line.
 */
export function withPath(shape: Shape, declared: Shape | undefined, keys: readonly string[]): Shape {
  const [key, ...rest] = keys as [string, ...string[]];
  const present = shape[key];
  const leaf = declared?.[key];
  if (rest.length === 0) {
    // Whether an object is there is all a claim asks of one, and its text tells that too.
    if (present === undefined) return { ...shape, [key]: leaf === 'json' ? 'json' : 'text' };
    if (typeof leaf !== 'string' || isMembers(present)) return shape;
    return { ...shape, [key]: mergeLeaves(present, leaf) };
  }
  const members = isObject(leaf) ? leaf : undefined;
  if (present === undefined || isObject(present)) return { ...shape, [key]: withPath(present ?? {}, members, rest) };
  return { ...shape, [key]: mergeLeaves(present, withPath({}, members, rest)) };
}

/** The format with its paths as the columns of `shape` have them: what it takes for text may be read as JSON for the sake of others. */
export function reconciled(format: Format, shape: Shape): Format {
  const changes = new Map<string, string>();
  const compare = (declared: Shape, merged: Shape, parent: string, parentColumn: string) => {
    for (const [key, leaf] of Object.entries(declared)) {
      const read = merged[key];
      if (read === undefined) continue;
      const name = pathTo(parent, key);
      const columnName = `${pathTo(parentColumn, key)}${isTwin(merged, key) ? TWIN : ''}`;
      const [path, column] = [`"${name}"`, `"${columnName}"`];
      const isJson = read === 'json' || (isObject(read) && read[MIXED] !== undefined);
      if (leaf === 'text' && isJson) changes.set(path, `(${column} ->> '$')`);
      else if (Array.isArray(leaf) && isJson)
        changes.set(path, `json_transform(${column}, ${literal(structure(leaf as never))})`);
      else if (typeof leaf === 'string' && isMembers(read)) changes.set(path, ofLine(leaf, name));
      else if (path !== column) changes.set(path, column);
      if (isObject(leaf) && isObject(read)) compare(leaf, read, name, columnName);
    }
  };
  compare(format.fields, shape, '$', '$');
  if (changes.size === 0) return format;
  return rewritten(format, (sql) => sql.replace(/"\$\.[^"]+"/g, (path) => changes.get(path) ?? path));
}

/** The format for lines with these keys: what other keys would say is not there, and need not be looked for. */
export function knownFormat(format: Format, known: ReadonlySet<string>): Format {
  const entries = Object.entries(format.fields);
  const rest = entries.filter(([key]) => known.has(key));
  if (rest.length === entries.length) return format;
  const nothing = (path: string) => {
    const leaf = keysOf(path).reduce<unknown>((shape, key) => (shape as Shape | undefined)?.[key], format.fields);
    if (Array.isArray(leaf)) return `json_transform(null::json, ${literal(structure(leaf as never))})`;
    return typeof leaf === 'object' ? 'null' : NOTHING;
  };
  const narrowed = rewritten(format, (sql) =>
    sql.replace(/"\$\.([^"]+)"/g, (column, path: string) =>
      known.has(keysOf(path)[0] as string) ? column : nothing(path),
    ),
  );
  return { ...narrowed, fields: Object.fromEntries(rest) };
}

/** The format with all its SQL changed. */
export function rewritten(format: Format, change: (sql: string) => string): Format {
  const each = <Key extends string>(texts: Partial<Record<Key, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, sql]) => [name, change(sql as string)])) as Record<
      Key,
      string
    >;
  const reasons = (list: readonly Reason[]) => list.map(({ when, reason }) => ({ when: change(when), reason }));
  return {
    ...format,
    ...(format.locals === undefined ? {} : { locals: each(format.locals) }),
    claims: change(format.claims),
    ignores: reasons(format.ignores),
    rejects: reasons(format.rejects),
    tokens: each(format.tokens),
    convention: each(format.convention) as Format['convention'],
    record: each(format.record),
  };
}

/** A member of the line as text or as JSON, without its column. */
function ofLine(leaf: 'text' | 'json', path: string): string {
  const place = literal(
    `$.${keysOf(path)
      .slice(1)
      .map((key) => `"${key}"`)
      .join('.')}`,
  );
  return leaf === 'text' ? `(json ->> ${place})` : `json_extract(json, ${place})`;
}

/** An object that is read member by member and not as a whole too. */
function isMembers(value: Shape[string] | undefined): value is Shape {
  return isObject(value) && value[MIXED] === undefined;
}
