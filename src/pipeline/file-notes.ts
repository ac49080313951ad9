/**
 * What has to be said of files before any figure: lines that were not understood, counts that look like totals.
 */
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { noReadableLog } from '../core/errors.js';
import { say } from '../core/phrase.js';
import type { Surroundings } from '../core/question.js';
import { plural, visible } from '../core/text.js';
import type { Engine } from '../engine/engine.js';
import { reportEvidence, shellWord } from '../ingest/cumulative.js';
import { shownPath } from '../ingest/discover.js';
import { UNMET_FIELDS } from '../ingest/own-fields.js';
import type { FileAccount } from '../queries/rows.js';

/** Logs of which no line is understood have no answer, whatever is asked of them. In those without a line there is nothing to understand. */
export function requireUnderstood(files: readonly FileAccount[], diagnostics: Diagnostics): void {
  if (files.some(({ ignored, withCalls }) => ignored + withCalls > 0n)) return;
  const [first] = files;
  if (first === undefined) return;
  const rejected = files.find((file) => file.rejected > 0n);
  if (rejected === undefined) {
    const says = say('{file}{others}: there is no line but blank ones', {
      file: first.path,
      others: files.length === 1 ? '' : say(' and {count} more {count|file|files}', { count: files.length - 1 }),
    });
    diagnostics.add(noteOf('no_lines', says));
    return;
  }
  const others = files.length === 1 ? '' : ` and ${plural(files.length - 1, 'more file')}`;
  const { path } = rejected;
  const [reason] = [...rejected.reasons].sort((left, right) => Number(left.firstLine - right.firstLine));
  const slips = diagnostics.notes.filter(({ code }) => code === UNMET_FIELDS).map(({ message }) => `${message}\n`);
  throw noReadableLog(
    `${first.path}${others}`,
    `no line was understood, first ${path} line ${reason?.firstLine ?? 1}: ${reason?.reason ?? 'not recognised'}`,
    `${slips.join('')}\`tollbook load --dry-run ${path.startsWith('standard input') ? '-' : shellWord(path)}\` tells what every line is; \`tollbook load --formats\` lists what is read, and a format of your own can be declared in tollbook.yaml`,
  );
}

/** What to type to load a file into this ledger. */
export function loadCommand(ledger: string): string {
  return `tollbook load --db ${shellWord(visible(ledger))}`;
}

/** Says which files look as if their counts were totals so far. */
export async function noteCumulative(
  engine: Engine,
  surroundings: Surroundings,
  command: string,
  diagnostics: Diagnostics,
  isMeant: (path: string) => boolean = () => true,
): Promise<void> {
  const files = await engine.query<{ path: string; sessions: bigint }>(
    'select path, cumulative_sessions as sessions from sources where cumulative_sessions > 0 order by path',
  );
  const meant = files.map(({ path, sessions }) => ({ path: shownPath(path, surroundings.workingDirectory), sessions }));
  reportEvidence(
    meant.filter(({ path }) => isMeant(path)),
    command,
    diagnostics,
  );
}

/** One note for all rejected lines, with the first of them. */
export function noteRejects(files: readonly FileAccount[], diagnostics: Diagnostics): void {
  const count = files.reduce((total, file) => total + file.rejected, 0n);
  if (count === 0n) return;
  const file = files.find((one) => one.rejected > 0n) as FileAccount;
  const first = [...file.reasons]
    .filter((reason) => reason.outcome === 'rejected')
    .sort((left, right) => Number(left.firstLine - right.firstLine))[0];
  const where =
    first === undefined
      ? file.path
      : say('{file} line {line}: {reason}', {
          file: file.path,
          line: String(first.firstLine),
          reason: say(first.reason),
        });
  const command = `tollbook load --dry-run ${file.path.startsWith('standard input') ? 'LOG' : shellWord(file.path)}`;
  const says =
    count === file.rejected
      ? say('{count} {count|line was|lines were} rejected, first {where}; `{command}` lists {count|it|them}', {
          count,
          where,
          command,
        })
      : say('{count} {count|line was|lines were} rejected, first {where}; `{command}` lists those of this file', {
          count,
          where,
          command,
        });
  diagnostics.add(noteOf('rejected_lines', says, { count: Number(count), incomplete: true }));
}
