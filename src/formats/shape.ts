/**
 * Shapes as the engine is told them.
 */
import { MIXED } from './dialects.js';
import type { Shape } from './format.js';

/** The structure argument of json_transform. */
export function structure(shape: Shape): string {
  return JSON.stringify(shape, (_, value) => {
    if (value === 'text' || value === 'json') return leafType(value);
    if (!isObject(value)) return value;
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

function isObject(value: Shape[string] | undefined): value is Shape {
  return typeof value === 'object' && !Array.isArray(value);
}
