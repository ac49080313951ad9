/** How many values members have among lines from all over the files. */
import { closeSync, openSync, readSync } from 'node:fs';
import { pathTo } from '../../formats/sql.js';

/** Some bytes of a file. */
export interface Stretch {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

const PIECES = 64;
const PIECE_BYTES = 32 << 10;
const LINES_PER_PIECE = 40;

/** Distinct values by the column of the member, `"$.usage.input_tokens"`; of lines that are no objects nothing. */
export function sampledValues(stretches: readonly Stretch[]): Map<string, number> {
  const found = new Map<string, Set<string>>();
  for (const line of sampledLines(stretches)) {
    try {
      collect(JSON.parse(line), '$', found);
    } catch {
      // What cannot be read here is read by the engine.
    }
  }
  return new Map([...found].map(([path, values]) => [`"${path}"`, values.size]));
}

const MOST_VALUES = 100;
const LONGEST_VALUE = 200;

function collect(value: unknown, path: string, found: Map<string, Set<string>>): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) collect(inner, pathTo(path, key), found);
    return;
  }
  if (value === null || typeof value === 'object') return;
  let values = found.get(path);
  if (values === undefined) {
    values = new Set();
    found.set(path, values);
  }
  if (values.size < MOST_VALUES) values.add(String(value).slice(0, LONGEST_VALUE));
}

/** Whole lines from pieces at equal distances. */
function* sampledLines(stretches: readonly Stretch[]): Generator<string> {
  const total = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  const distance = Math.max(PIECE_BYTES, total / PIECES);
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  let before = 0;
  let next = 0;
  for (const { path, from, to } of stretches) {
    const size = to - from;
    if (next >= before + size) {
      before += size;
      continue;
    }
    const file = openSync(path, 'r');
    try {
      for (; next < before + size; next += distance) {
        const start = from + Math.floor(next - before);
        const length = readSync(file, buffer, 0, Math.min(PIECE_BYTES, to - start), start);
        const lines = buffer.toString('utf8', 0, length).split('\n');
        // The first begins before the piece, unless the piece begins the file; the last may end behind it.
        yield* lines.slice(start === 0 ? 0 : 1, LINES_PER_PIECE);
      }
    } finally {
      closeSync(file);
    }
    before += size;
  }
}
