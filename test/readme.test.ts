/** The README of the tests: every folder is in it, and every file and test that it names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const README = readFileSync(join(ROOT, 'test/README.md'), 'utf8');

it('names every folder of tests, and only paths that are there', () => {
  const folders = readdirSync(join(ROOT, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `test/${entry.name}`);
  const listed = [...README.matchAll(/^\| `(test\/[\w-]+)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual(folders.sort());
  const paths = [...README.matchAll(/`(test\/[\w./-]+)`/g)].map((match) => match[1] as string);
  expect(paths.length).toBeGreaterThan(40);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

it('says of every fault which test has it, by its title', () => {
  const rows = [...README.matchAll(/^\|[^|]+\| `(test\/[\w./-]+\.test\.ts)`: (.+) \|$/gm)];
  expect(rows.length).toBeGreaterThan(25);
  const missing = rows.filter(([, path = '', title = '']) => !readFileSync(join(ROOT, path), 'utf8').includes(title));
  expect(missing.map(([row]) => row)).toEqual([]);
});
