/**
 * Application logs whose token counts are totals so far, per session or whatever else a counter is kept for. They are read
 * so only when that is asked for (`--cumulative`); files that merely look so are found and reported.
 *
 * The logged totals stay in the tables as readings. What each call used follows from the readings of its counter in all
 * files, so it is worked out anew whenever a file comes or goes.
 */
import type { Diagnostics } from '../core/diagnostics.js';
import type { ReadingRules } from '../core/question.js';
import { plural } from '../core/text.js';
import type { Engine } from '../engine/engine.js';
import { literal } from '../formats/sql.js';
import { sqlText } from '../queries/sql-file.js';

/** Sessions are looked at in so many lines of each file. */
export const EVIDENCE_LINES = 20_000;

/** A counter of fewer lines says nothing; and so many lines, on average, lie between two falls of one. */
export const EVIDENCE_RUN = 5;

/** The shipped formats of applications: in all others it is known what a count is a count of. */
const APPLICATION_FORMATS = ['flat', 'wrapped'];

function applicationFormats(reading: ReadingRules): string[] {
  return [...APPLICATION_FORMATS, ...(reading.formats ?? []).map(({ id }) => id)];
}

/** The columns that tell counters apart, joined by commas; empty where counts are those of the call. */
export function cumulativeRule(reading: ReadingRules, held: { readonly cumulative: string } | undefined): string {
  return reading.cumulative === undefined ? (held?.cumulative ?? '') : reading.cumulative.join(',');
}

/** True when what is held of a file would be counted otherwise now. */
export function isCountedOtherwise(
  reading: ReadingRules,
  held: { readonly cumulative: string; readonly formats: readonly string[] | null },
): boolean {
  if (cumulativeRule(reading, held) === held.cumulative) return false;
  return (held.formats ?? []).some((format) => applicationFormats(reading).includes(format));
}

interface CountedFile {
  readonly sourceId: number;
  readonly rule: string;
}

export interface CounterFacts {
  readonly path: string;
  /** Counts that fell, and the first line with one. */
  readonly restarts: bigint;
  readonly firstLine: bigint | null;
  /** Calls without what tells counters apart: counted as they are logged. */
  readonly looseCalls: bigint;
}

/** Marks what the files of the batch hold as readings, before one sighting of each call is chosen. Inside a transaction. */
export async function markReadings(
  engine: Engine,
  files: readonly CountedFile[],
  reading: ReadingRules,
): Promise<boolean> {
  const formats = applicationFormats(reading).map(literal).join(', ');
  for (const rule of new Set(files.map((file) => file.rule).filter((one) => one !== ''))) {
    const columns = rule.split(',');
    const key = columns.map((column) => `'${column}' || chr(31) || ${column}`).join(' || chr(30) || ');
    await engine.execute(sqlText('ingest/mark_counters', { key: `(${key})`, formats }), {
      sources: JSON.stringify(files.filter((file) => file.rule === rule).map(({ sourceId }) => sourceId)),
    });
  }
  return touchCounters(engine);
}

/** True when the batch concerns calls that are readings; they then have their logged counts again. */
export async function touchCounters(engine: Engine): Promise<boolean> {
  const [any] = await engine.query("select 1 as one from sources where cumulative <> '' limit 1");
  if (any === undefined) return false;
  await engine.execute(sqlText('ingest/touched_counters'));
  await engine.execute(sqlText('ingest/restore_readings'));
  return true;
}

/** Gives every call of the touched counters what it used. */
export async function settleCounters(engine: Engine): Promise<void> {
  await engine.execute(sqlText('ingest/counter_steps'));
  await engine.execute(sqlText('ingest/settle_counters'));
}

export async function counterFacts(
  engine: Engine,
  files: readonly CountedFile[],
  reading: ReadingRules,
): Promise<CounterFacts[]> {
  return engine.query<CounterFacts>(
    sqlText('ingest/counter_facts', { formats: applicationFormats(reading).map(literal).join(', ') }),
    { sources: JSON.stringify(files.filter(({ rule }) => rule !== '').map(({ sourceId }) => sourceId)) },
  );
}

/** Notes in the tables which files of the batch look cumulative and are not read so. */
export async function noteEvidence(engine: Engine, reading: ReadingRules): Promise<void> {
  if (reading.cumulative !== undefined && reading.cumulative.length === 0) return;
  const formats = applicationFormats(reading).map(literal).join(', ');
  const rows = await engine.query<{ sourceId: number; sessions: bigint }>(
    sqlText('ingest/cumulative_evidence', { formats }),
    { lines: BigInt(EVIDENCE_LINES) },
  );
  for (const { sourceId, sessions } of rows) {
    await engine.execute('update sources set cumulative_sessions = $sessions where source_id = $source', {
      sessions,
      source: sourceId,
    });
  }
}

/** One note for all files that look cumulative. `command`: what to type before the file to have them read so. */
export function reportEvidence(
  files: readonly { readonly path: string; readonly sessions: bigint }[],
  command: string,
  diagnostics: Diagnostics,
): void {
  const [first] = files;
  if (first === undefined) return;
  const sessions = files.reduce((total, file) => total + file.sessions, 0n);
  const others = files.length === 1 ? '' : ` and ${plural(files.length - 1, 'more file')}`;
  const named =
    files.length > 3
      ? 'FILE…'
      : files.map(({ path }) => (path.startsWith('standard input') ? '-' : shellWord(path))).join(' ');
  diagnostics.add({
    code: 'cumulative_counters',
    message: `${first.path}${others}: token counts only grow within ${plural(sessions, 'session')}, as totals so far do, and are added up as if each line said what one call used. If they are totals, count them with: ${command} ${named} --cumulative session_id (--cumulative none ends this note)`,
    count: Number(sessions),
  });
}

/** One note each for counters that began anew, and for calls that belong to no counter. */
export function reportCounters(facts: readonly CounterFacts[], rule: string, diagnostics: Diagnostics): void {
  const restarts = facts.reduce((total, one) => total + one.restarts, 0n);
  const first = facts.find((one) => one.restarts > 0n);
  if (first !== undefined) {
    diagnostics.add({
      code: 'counter_restarts',
      message: `counts fell ${plural(restarts, 'time')} within a ${rule}, first ${first.path} line ${first.firstLine}: each was taken for a counter that began anew`,
      count: Number(restarts),
    });
  }
  const loose = facts.reduce((total, one) => total + one.looseCalls, 0n);
  if (loose > 0n) {
    diagnostics.add({
      code: 'calls_without_counter',
      message: `${plural(loose, 'call')} without ${rule} ${loose === 1n ? 'is' : 'are'} counted as logged`,
      count: Number(loose),
    });
  }
}

/** A path as a shell reads it. */
export function shellWord(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
