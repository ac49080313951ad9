/**
 * Shapes: merged, narrowed to the keys that lines have, and as the engine is told them.
 */
import type { Shape } from './format.js';
import { pathTo } from './sql.js';

/** The structure argument of json_transform. */
export function structure(shape: Shape): string {
  return JSON.stringify(shape, (_, value) => {
    if (value === 'text' || value === 'json') return leafType(value);
    if (!isMembers(value)) return value;
    if (value[MIXED] !== undefined) return leafType('json');
    return Object.fromEntries(Object.entries(value).filter(([key]) => !isTwin(value, key)));
  });
}

/**
 * The engine does not tell keys by their case: of `category` and `Category` only the first can be a member of a struct. The
 * other, its twin, is read from the line by its path and has a column with a mark of its own.
 */
export function isTwin(shape: Shape, key: string): boolean {
  const folded = key.toLowerCase();
  return Object.keys(shape).find((other) => other.toLowerCase() === folded) !== key;
}

function leafType(leaf: 'text' | 'json'): string {
  return leaf === 'text' ? 'VARCHAR' : 'JSON';
}

/** The part of a shape that lines with these paths can have. */
export function narrowedShape(shape: Shape, known: ReadonlySet<string>, parent = ''): Shape {
  const narrowed: Record<string, Shape[string]> = {};
  for (const [key, value] of Object.entries(shape)) {
    const path = pathTo(parent, key);
    if (!known.has(path)) continue;
    if (typeof value === 'string' || isList(value)) narrowed[key] = value;
    else {
      const inner = narrowedShape(value, known, path);
      // An object none of whose members matter keeps one, so that it is still known to be there and to be an object.
      narrowed[key] = Object.keys(inner).length === 0 ? Object.fromEntries(Object.entries(value).slice(0, 1)) : inner;
    }
  }
  return narrowed;
}

/**
 * In merged shapes: this key is an object to one format and something else to another. It is read as JSON, and its members
 * beside it.
 */
export const MIXED = '';

/** Both shapes in one. A key whose kinds differ becomes a `json` leaf, with its members beside it where it has any. */
export function mergeShapes(left: Shape, right: Shape): Shape {
  const merged: Record<string, Shape[string]> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const present = merged[key];
    merged[key] = present === undefined ? value : mergeLeaves(present, value);
  }
  return merged;
}

export function mergeLeaves(left: Shape[string], right: Shape[string]): Shape[string] {
  if (isList(left) && isList(right)) return [mergeShapes(left[0], right[0])];
  if (isMembers(left) && isMembers(right)) return mergeShapes(left, right);
  if (isMembers(left)) return { ...left, [MIXED]: 'json' };
  if (isMembers(right)) return { ...right, [MIXED]: 'json' };
  return left === right ? left : 'json';
}

function isMembers(value: Shape[string] | undefined): value is Shape {
  return typeof value === 'object' && !isList(value);
}

function isList(value: Shape[string]): value is readonly [Shape] {
  return Array.isArray(value);
}
