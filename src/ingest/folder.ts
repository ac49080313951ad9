/**
 * Which files of a folder are logs: by their names, rotated ones too, and tables of CSV by the names of their columns. What else
 * lies there is passed over and told, because a log may have any name.
 */
import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compressionOf, decompressedHead, firstBytes } from './heads.js';
import { csvDelimiter } from './unpack/csv.js';

const ARCHIVE = /\.(gz|zst)$/i;
/** What a rotation adds: a number, a day or a time. */
const LOG_NAME = /\.(jsonl|ndjson|json|log)([.-]\d[\dTZ:_.-]*)?$/i;
const TABLE_NAME = /\.[ct]sv$/i;
/** Ledgers, settings, hidden files and what explains a folder are no logs, and nobody has to be told. */
const OWN_NAME = /^\.|^license$|\.md$|\.duckdb(\.wal)?$|^tollbook\.ya?ml$/i;

/** Columns of tables that tollbook writes: read as logs, their calls would count a second time. */
const ANSWER_COLUMNS: ReadonlySet<string> = new Set(['list_cost', 'call_id_kind', 'duration_ms_p50']);

export interface Folder {
  readonly logs: readonly string[];
  readonly passedOver: readonly string[];
}

export async function folderOf(path: string): Promise<Folder> {
  const logs: string[] = [];
  const passedOver: string[] = [];
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? path, entry.name);
    const name = entry.name.replace(ARCHIVE, '');
    const isTable = TABLE_NAME.test(name);
    if (OWN_NAME.test(entry.name) || !isFile(entry, file)) continue;
    if (isTable ? await isTableOfCalls(file) : LOG_NAME.test(name)) logs.push(file);
    else passedOver.push(file);
  }
  return { logs: logs.sort(), passedOver };
}

/** The endings of files, the most frequent first, with how many have it: `2 .txt, 1 without ending`. */
export function endingsOf(files: readonly string[], most: number): string {
  const counts = new Map<string, number>();
  for (const file of files) {
    const ending = /\.[^.]+(\.(gz|zst))?$/i.exec(basename(file))?.[0].toLowerCase() ?? 'without ending';
    counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  const shown = sorted.slice(0, most).map(([ending, count]) => `${count} ${ending}`);
  return [...shown, ...(sorted.length > most ? ['…'] : [])].join(', ');
}

function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && factsOf(path)?.isFile() === true);
}

/** Undefined for what cannot be looked at: it is not there, nobody may, or it links to itself. */
export function factsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** True when the first row names a model and tokens. */
async function isTableOfCalls(path: string): Promise<boolean> {
  try {
    const start = firstBytes(path, statSync(path).size);
    const compression = compressionOf(start);
    const head = compression === 'none' ? start : await decompressedHead(path, compression);
    const delimiter = csvDelimiter(head, true);
    if (delimiter === undefined) return false;
    const [first = ''] = head.toString('utf8').split(/\r?\n/, 1);
    const columns = first.split(delimiter).map((column) => column.trim().replaceAll('"', '').toLowerCase());
    const names = (word: RegExp) => columns.some((column) => word.test(column));
    return names(/model/) && names(/token|usage/) && !columns.some((column) => ANSWER_COLUMNS.has(column));
  } catch {
    // Whoever cannot read it says so.
    return true;
  }
}
