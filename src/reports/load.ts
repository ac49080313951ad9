/**
 * `load`, `load --dry-run` and `ledger status`: what became of every line of every file. Counts only; it reads no file.
 */
import { say } from '../core/phrase.js';
import { excerpt } from '../core/text.js';
import type { RejectedLine } from '../queries/rejected.js';
import type { FileAccount } from '../queries/rows.js';
import { sumOf } from './arithmetic.js';
import { hideUnused } from './columns.js';
import { assemble, type Envelope } from './envelope.js';
import { isoInstantOrNull } from './instants.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';

export interface FilesInput {
  readonly common: Envelope;
  readonly files: readonly FileAccount[];
  /** Given for `load --dry-run`: lines were read and explained, nothing was stored. The first rejected lines, one by one. */
  readonly dryRun?: { readonly rejected: readonly RejectedLine[] } | undefined;
}

export function filesReport({ common, files, dryRun }: FilesInput): Report {
  const isDryRun = dryRun !== undefined;
  const tables = [filesTable(files, isDryRun), reasonsTable(files), rejectedTable(files, dryRun?.rejected ?? [])];
  return assemble(common, tables, {
    files: files.map((file) => fileResult(file, isDryRun)),
    is_dry_run: isDryRun ? true : undefined,
    rejected_lines: dryRun?.rejected.map(({ path, line, reason, excerpt }) => ({ path, line, reason, excerpt })),
  });
}

const COUNTS = ['blank', 'rejected', 'ignored', 'duplicate'];

const FILE_COLUMNS: readonly Column[] = [
  { key: 'path', label: 'file', type: 'text' },
  { key: 'formats', label: 'formats', type: 'text' },
  { key: 'lines', label: 'lines', type: 'integer' },
  { key: 'blank', label: 'blank', type: 'integer' },
  { key: 'rejected', label: 'rejected', type: 'integer' },
  { key: 'ignored', label: 'ignored', type: 'integer' },
  { key: 'with_calls', label: 'with calls', type: 'integer' },
  { key: 'calls_found', label: 'calls', type: 'integer' },
  { key: 'accepted', label: 'accepted', type: 'integer' },
  { key: 'duplicate', label: 'duplicate', type: 'integer' },
  { key: 'first_at', label: 'first call', type: 'instant' },
  { key: 'last_at', label: 'last call', type: 'instant' },
  { key: 'status', label: 'status', type: 'text' },
  { key: 'remark', label: 'remark', type: 'text', isWords: true },
];

function filesTable(files: readonly FileAccount[], isDryRun: boolean): Table {
  const rows = files.map((file) => [
    file.path,
    formatsText(file),
    ...counts(file),
    file.firstAt,
    file.lastAt,
    say(statusText(file, isDryRun)),
    file.remark ?? null,
  ]);
  return {
    id: 'files',
    title: isDryRun ? 'Files (dry run: nothing was stored)' : 'Files',
    columns: hideUnused(FILE_COLUMNS, rows, COUNTS),
    rows,
    totals: files.length < 2 ? undefined : totals(files),
  };
}

/** What a dry run read it did not load. */
function statusText({ status }: FileAccount, isDryRun: boolean): string {
  return isDryRun && status === 'loaded' ? 'readable' : status;
}

function counts(file: FileAccount): Cell[] {
  return [
    file.lines,
    file.blank,
    file.rejected,
    file.ignored,
    file.withCalls,
    file.callsFound,
    file.accepted,
    file.duplicate,
  ];
}

function totals(files: readonly FileAccount[]): Cell[] {
  return [
    'total',
    null,
    sumOf(files, (file) => file.lines),
    sumOf(files, (file) => file.blank),
    sumOf(files, (file) => file.rejected),
    sumOf(files, (file) => file.ignored),
    sumOf(files, (file) => file.withCalls),
    sumOf(files, (file) => file.callsFound),
    sumOf(files, (file) => file.accepted),
    sumOf(files, (file) => file.duplicate),
    null,
    null,
    null,
    null,
  ];
}

/** One format by its name; several with the lines of each. */
function formatsText(file: FileAccount): string | null {
  const [first, ...others] = file.formats;
  if (!first) return null;
  if (others.length === 0) return first.format;
  return file.formats.map(({ format, lines }) => `${format} ${lines.toLocaleString('en-US')}`).join(', ');
}

function reasonsTable(files: readonly FileAccount[]): Table | undefined {
  const rows = files.flatMap((file) =>
    file.reasons.map((one): Cell[] => [file.path, one.outcome, excerpt(one.reason, 200), one.lines, one.firstLine]),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'reasons',
    title: 'Lines that hold no call',
    columns: [
      { key: 'path', label: 'file', type: 'text' },
      { key: 'outcome', label: 'outcome', type: 'text', isWords: true },
      { key: 'reason', label: 'reason', type: 'text', isWords: true },
      { key: 'lines', label: 'lines', type: 'integer' },
      { key: 'first_line', label: 'first line', type: 'integer' },
    ],
    rows,
  };
}

function rejectedTable(files: readonly FileAccount[], rejected: readonly RejectedLine[]): Table | undefined {
  if (rejected.length === 0) return undefined;
  const count = sumOf(files, (file) => file.rejected) - BigInt(rejected.length);
  return {
    id: 'rejected_lines',
    title: 'Rejected lines',
    columns: [
      { key: 'path', label: 'file', type: 'text' },
      { key: 'line', label: 'line', type: 'integer' },
      { key: 'reason', label: 'reason', type: 'text', isWords: true },
      { key: 'excerpt', label: 'values masked', type: 'text' },
    ],
    rows: rejected.map(({ path, line, reason, excerpt: seen }): Cell[] => [
      path,
      line,
      excerpt(reason, 200),
      seen === null ? null : excerpt(seen, 60),
    ]),
    remarks:
      count > 0n
        ? [
            say(
              '{count} more {count|line is|lines are} not shown: `tollbook query rejected_lines LOG` lists up to 1,000 of a file',
              { count },
            ),
          ]
        : undefined,
  };
}

function fileResult(file: FileAccount, isDryRun: boolean): ResultValue {
  return {
    path: file.path,
    formats: file.formats.map(({ format, lines }) => ({ format, lines })),
    lines: file.lines,
    blank: file.blank,
    rejected: file.rejected,
    ignored: file.ignored,
    with_calls: file.withCalls,
    calls_found: file.callsFound,
    accepted: file.accepted,
    duplicate: file.duplicate,
    first_at: isoInstantOrNull(file.firstAt),
    last_at: isoInstantOrNull(file.lastAt),
    status: statusText(file, isDryRun),
    remark: file.remark ?? null,
    reasons: file.reasons.map(({ outcome, reason, lines, firstLine }) => ({
      outcome,
      reason,
      lines,
      first_line: firstLine,
    })),
  };
}
