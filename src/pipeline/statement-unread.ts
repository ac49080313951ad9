/**
 * What of a statement is in no sum, because nobody can read it: which rows, where the first stands, and what is wrong with it.
 */
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import type { Surroundings } from '../core/question.js';
import { visible } from '../core/text.js';
import type { Engine } from '../engine/engine.js';
import { shownPath } from '../ingest/discover.js';
import type { FileAccount } from '../queries/rows.js';
import type { Span } from '../queries/selection.js';
import { firstRow, type PlacedRow } from '../queries/statement-rows.js';

const UNKNOWN_LINE = 'not recognised as a line of any known format';

/** Rows that were no line of the log. `amounts`: what rows are known by, where a mapping knows them by their amount alone. */
export function noteRejectedRows(
  files: readonly FileAccount[],
  amounts: readonly string[],
  diagnostics: Diagnostics,
): void {
  const count = files.reduce((total, { rejected }) => total + rejected, 0n);
  const file = files.find(({ rejected }) => rejected > 0n);
  if (file === undefined) return;
  const [first] = file.reasons
    .filter(({ outcome }) => outcome === 'rejected')
    .sort((left, right) => Number(left.firstLine - right.firstLine));
  const reason = first?.reason ?? UNKNOWN_LINE;
  const isEmpty = reason === UNKNOWN_LINE && amounts.length > 0;
  const says = say(
    '{count} {count|row|rows} of the statement {count|was|were} not read and {count|is|are} in no sum, first {place}: {reason}',
    {
      count,
      place: placeText(file.path, first?.firstLine ?? 1n),
      reason: isEmpty ? say('no amount stands in {columns}', { columns: visible(amounts.join(', ')) }) : say(reason),
    },
  );
  diagnostics.add(noteOf('unread_statement_rows', says, { count: Number(count), incomplete: true }));
}

/** Rows that were read, but not their amount or their day. */
export async function noteUnreadable(
  engine: Engine,
  amounts: bigint,
  { callsWithoutTime, callsWithUnreadableTime }: Span,
  { workingDirectory }: Surroundings,
  diagnostics: Diagnostics,
): Promise<void> {
  const placeOf = (row: PlacedRow | undefined) =>
    row?.path == null ? '' : placeText(shownPath(row.path, workingDirectory), row.line ?? 1n);
  if (amounts > 0n) {
    const says = say(
      '{count} {count|row|rows} of the statement {count|has|have} an amount that is no plain number and {count|is|are} in no sum, first {place}',
      { count: amounts, place: placeOf(await firstRow(engine, 'unreadableAmount')) },
    );
    diagnostics.add(noteOf('unreadable_statement_cost', says, { count: Number(amounts), incomplete: true }));
  }
  if (callsWithUnreadableTime > 0n) {
    const says = say(
      '{count} {count|row|rows} of the statement {count|has|have} a time that cannot be read and {count|is|are} on no day, first {place}',
      { count: callsWithUnreadableTime, place: placeOf(await firstRow(engine, 'unreadableTime')) },
    );
    diagnostics.add(
      noteOf('unreadable_statement_time', says, { count: Number(callsWithUnreadableTime), incomplete: true }),
    );
  }
  const untimed = callsWithoutTime - callsWithUnreadableTime;
  if (untimed > 0n) {
    const says = say(
      '{count} {count|row|rows} of the statement {count|has|have} no time and {count|is|are} on no day, first {place}',
      { count: untimed, place: placeOf(await firstRow(engine, 'noTime')) },
    );
    diagnostics.add(noteOf('statement_without_days', says, { count: Number(untimed), incomplete: true }));
  }
}

function placeText(file: string, line: bigint) {
  return say('{file} line {line}', { file, line: String(line) });
}
