/**
 * `load`, `load --dry-run` and `ledger status`: what became of every line of every file. Counts only; it reads no file.
 */
import { say } from '../core/phrase.js';
import { excerpt } from '../core/text.js';
import type { FileAccount } from '../queries/rows.js';
import { sumOf } from './arithmetic.js';
import { hideUnused } from './columns.js';
import { assemble, type Envelope } from './envelope.js';
import { isoInstantOrNull } from './instants.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';

export interface FilesInput {
  readonly common: Envelope;
  readonly files: readonly FileAccount[];
  /** True for `load --dry-run`: lines were read and explained, nothing was stored. */
  readonly isDryRun?: boolean | undefined;
}

export function filesReport({ common, files, isDryRun }: FilesInput): Report {
  return assemble(common, [filesTable(files, isDryRun === true), reasonsTable(files)], {
    files: files.map((file) => fileResult(file, isDryRun === true)),
    is_dry_run: isDryRun,
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
