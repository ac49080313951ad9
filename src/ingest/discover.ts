/**
 * From what the user typed to the files to read: files, folders (searched for logs), globs, and `-`.
 *
 * A path that cannot be read does not stop the others; it is reported, and the run fails at its end.
 */
import { realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { noReadableLog } from '../core/errors.js';
import { say } from '../core/phrase.js';
import { visible } from '../core/text.js';
import type { Engine } from '../engine/engine.js';
import { endingsOf, factsOf, folderOf } from './folder.js';

export const STANDARD_INPUT = '-';

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
      const { logs, passedOver } = await folderOf(path);
      if (logs.length === 0) {
        const others = passedOver.length === 0 ? '' : `; it has ${endingsOf(passedOver, ENDINGS_SHOWN)}`;
        missing.push(
          `${visible(name)}: a folder without logs (*.jsonl, *.ndjson, *.json, *.log, rotated, *.csv and *.tsv of calls, also .gz and .zst)${visible(others)}`,
        );
      }
      found.push(...logs);
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

const ENDINGS_SHOWN = 4;

/** One note for each folder with files that were not taken for logs. Where none of its files was, `discover` has said so. */
export async function notePassedOver(
  named: readonly string[],
  workingDirectory: string,
  diagnostics: Diagnostics,
): Promise<void> {
  for (const name of named) {
    const path = resolve(workingDirectory, name);
    if (name === STANDARD_INPUT || kindOf(path) !== 'folder') continue;
    const { logs, passedOver } = await folderOf(path);
    if (logs.length === 0 || passedOver.length === 0) continue;
    const says = say(
      '{folder}: {count} {count|file was|files were} passed over, whose names are not those of logs ({endings}); what is a log is read when it is named',
      {
        folder: visible(name),
        count: BigInt(passedOver.length),
        endings: visible(endingsOf(passedOver, ENDINGS_SHOWN)),
      },
    );
    diagnostics.add(noteOf('files_passed_over', says, { count: passedOver.length }));
  }
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const facts = factsOf(path);
  return facts && (facts.isDirectory() ? 'folder' : 'file');
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
