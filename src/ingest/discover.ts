/**
 * From what the user typed to the files to read: files, folders (searched for logs), globs, and `-`.
 *
 * A path that cannot be read does not stop the others; it is reported, and the run fails at its end.
 */
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Diagnostics } from '../core/diagnostics.js';
import { noReadableLog } from '../core/errors.js';
import { visible } from '../core/text.js';
import type { Engine } from '../engine/engine.js';

export const STANDARD_INPUT = '-';

const LOG_NAME = /\.(jsonl|ndjson|json|log)(\.(gz|zst))?$/i;

/** Absolute paths in a stable order, each file once however often it was named; `-` stays `-`. */
export async function discover(
  named: readonly string[],
  workingDirectory: string,
  engine: Engine,
  diagnostics: Diagnostics,
): Promise<string[]> {
  const found: string[] = [];
  const missing: string[] = [];
  for (const name of named) {
    if (name === STANDARD_INPUT) {
      found.push(name);
      continue;
    }
    const path = resolve(workingDirectory, name);
    const kind = kindOf(path);
    if (kind === 'file') found.push(path);
    else if (kind === 'folder') {
      const inside = logsIn(path);
      if (inside.length === 0)
        missing.push(`${visible(name)}: a folder without logs (*.jsonl, *.ndjson, *.json, *.log, also .gz and .zst)`);
      found.push(...inside);
    } else if (/[*?[]/.test(name)) {
      const matches = await globbed(path, engine);
      if (matches.length === 0) missing.push(`${visible(name)}: no file matches`);
      found.push(...matches);
    } else missing.push(`${visible(name)}: no such file or folder`);
  }
  const files = unique(found);
  if (files.length === 0) {
    throw noReadableLog(
      missing.join('; '),
      'there is no log to read',
      'name a file, a folder or a quoted glob such as "logs/*.jsonl"; `-` reads standard input',
    );
  }
  for (const what of missing) diagnostics.fail({ code: 'unreadable_file', message: what });
  return files;
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

function logsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => LOG_NAME.test(entry.name) && (entry.isFile() || kindOf(pathOf(entry, folder)) === 'file'))
    .map((entry) => pathOf(entry, folder))
    .sort();
}

function pathOf({ parentPath, name }: Dirent, folder: string): string {
  return join(parentPath ?? folder, name);
}

async function globbed(pattern: string, engine: Engine): Promise<string[]> {
  const rows = await engine.query<{ file: string }>('select file from glob($pattern) order by file', { pattern });
  return rows.map((row) => row.file).filter((file) => kindOf(file) === 'file');
}

function unique(paths: readonly string[]): string[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const identity = path === STANDARD_INPUT ? path : realPath(path);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

/** A pipe that a shell passes as a path has no other name. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** How a path is shown: as short as it can be without being ambiguous to the user who typed it. */
export function shownPath(path: string, workingDirectory: string): string {
  if (path === STANDARD_INPUT) return 'standard input';
  if (path.startsWith(`${STANDARD_INPUT}#`)) return `standard input ${path.slice(2)}`;
  const prefix = `${workingDirectory.replace(/\/$/, '')}/`;
  return visible(path.startsWith(prefix) ? path.slice(prefix.length) : path || basename(path));
}
