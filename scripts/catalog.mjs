// Compiles the price books of src/catalog/ to one JSON file, dist/catalog.json, after checking each as any book is checked:
// reading YAML would cost every run more than everything else about prices. Needs what the compiler wrote to dist/.
import { readdirSync, writeFileSync } from 'node:fs';
import { readYaml } from '../dist/core/yaml.js';
import { BookShape } from '../dist/pricing/book-schema.js';
import { canonical } from '../dist/pricing/canonical.js';

const folder = new URL('../src/catalog/', import.meta.url);
const { readShape } = await import('../dist/core/shape.js');
const books = [];
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()) {
  const value = await readYaml(new URL(file, folder).pathname);
  readShape(BookShape, value, `src/catalog/${file}`);
  books.push(canonical({ file: `src/catalog/${file}`, value }));
}
writeFileSync(new URL('../dist/catalog.json', import.meta.url), `[${books.join(',\n')}]\n`);
