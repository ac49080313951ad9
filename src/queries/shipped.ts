/**
 * Queries that ship by name for `tollbook query NAME`: whole statements over the tables, with no slot and no parameter.
 */
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../queries/named/', import.meta.url);

export function shippedQueryNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -4))
    .sort();
}

/** The statement of this name; undefined when none has it. */
export function shippedQuery(name: string): string | undefined {
  return shippedQueryNames().includes(name) ? readFileSync(new URL(`${name}.sql`, FOLDER), 'utf8') : undefined;
}
