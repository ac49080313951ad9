// Whole files: the forms that logs come in (lines, lists, CSV, archives), and damage to their bytes. A function of random numbers.
import { gzipSync } from 'node:zlib';
import { HOSTILE } from './mutate.mjs';

/** Lines as one of the forms that are read, damaged or not, with the ending such a file has. */
export function formed(bytes, lines, random) {
  switch (random.below(12)) {
    case 0:
      return { ending: 'json', bytes: Buffer.from(`[${lines.join(',\n')}]`) };
    case 1:
      return { ending: 'json', bytes: Buffer.from(lines.map(pretty).join('\n')) };
    case 2:
      return { ending: 'json', bytes: Buffer.from(`{"object":"list","data":[${lines.join(',')}],"has_more":false}`) };
    case 3:
      return { ending: 'csv', bytes: Buffer.from(table(lines)) };
    case 4:
      return { ending: 'jsonl.gz', bytes: gzipSync(bytes) };
    case 5:
      return { ending: 'jsonl.zst', bytes: zstd(bytes) };
    case 6:
      return { ending: 'jsonl', bytes: Buffer.from(bytes.toString('utf8'), 'utf16le') };
    case 7:
      return { ending: 'log', bytes: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]) };
    default:
      return { ending: 'jsonl', bytes };
  }
}

/** Damage that does not look at lines: cut, turned, doubled, left out, filled, emptied. */
export function harmed(bytes, random) {
  const [from, to] = [random.below(bytes.length + 1), random.below(bytes.length + 1)].sort((a, b) => a - b);
  switch (random.below(9)) {
    case 0:
      return bytes.subarray(0, to);
    case 1:
      return bytes.subarray(from);
    case 2:
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    case 3:
      return Buffer.concat([bytes, bytes.subarray(from, to)]);
    case 4:
      return Buffer.concat([bytes.subarray(to), bytes.subarray(0, to)]);
    case 5:
      return Buffer.concat([bytes.subarray(0, from), Buffer.alloc(random.below(5000)), bytes.subarray(from)]);
    case 6:
      return Buffer.from(bytes).fill(random.below(256), from, Math.min(to, from + 40));
    case 7: {
      const turned = Buffer.from(bytes);
      for (let times = 1 + random.below(20); times > 0 && turned.length > 0; times -= 1)
        turned[random.below(turned.length)] ^= 1 << random.below(8);
      return turned;
    }
    default:
      return bytes.subarray(0, random.below(3));
  }
}

const ODD_NAMES = [
  "'; drop table snapshots; --",
  '*',
  '[a-z]?',
  '{a,b}',
  '$(touch pwned)',
  '%2e%2e',
  '-rf',
  'a b',
  '=1+1',
  'ㄱ',
];

/** A name that a log may have; some look like SQL, patterns, commands and options. */
export function nameOf(index, ending, random) {
  const name = random.below(5) === 0 ? random.pick(ODD_NAMES) : 'damaged';
  return `${name}-${index}.${ending}`;
}

function pretty(line) {
  try {
    return JSON.stringify(JSON.parse(line), null, 2);
  } catch {
    return line;
  }
}

/** The scalars of the lines as CSV, some cells hostile by what the lines hold. */
function table(lines) {
  const rows = lines.flatMap((line) => {
    try {
      const value = JSON.parse(line);
      return value !== null && typeof value === 'object' ? [value] : [];
    } catch {
      return [];
    }
  });
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, 60);
  const cell = (value) => {
    const text =
      value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : `${value}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const body = rows.map((row) => keys.map((key) => cell(row[key])).join(','));
  return [keys.map(cell).join(','), ...body, HOSTILE.slice(0, keys.length).map(cell).join(',')].join('\r\n');
}

/** A zstd frame of stored blocks: Node 20 writes no other. */
function zstd(bytes) {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0]), size];
  for (let start = 0; start === 0 || start < bytes.length; start += 1 << 16) {
    const block = bytes.subarray(start, start + (1 << 16));
    const isLast = start + (1 << 16) >= bytes.length;
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | (isLast ? 1 : 0), 0, 3);
    parts.push(head, block);
  }
  return Buffer.concat(parts);
}
