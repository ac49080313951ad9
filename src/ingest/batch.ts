/**
 * Loads one batch of files in one transaction: stage, check the account, insert, explain what was rejected.
 *
 * Either every file of the batch is accounted for line by line, or nothing of it is stored.
 */
import { broken, ToolError } from '../core/errors.js';
import type { ReadingRules } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import { explained } from './explain.js';
import type { PreparedFile } from './prepare.js';
import { type Scan, scan } from './scan.js';
import { type Survey, stage } from './stage.js';

export interface BatchFile extends PreparedFile {
  readonly scan: Scan;
}

export interface BatchOptions {
  readonly survey: Survey;
  readonly reading: ReadingRules;
  /** Explain rejected lines and store where they are; false where nobody will ask. */
  readonly explain: boolean;
}

export interface BatchResult {
  /** Files whose content did not match what was counted a moment before: nothing of them is stored. */
  readonly changed: readonly BatchFile[];
  /** Files that hold lines of formats that were not read: nothing of them is stored, read them again with all formats. */
  readonly foreign: readonly BatchFile[];
  /** Files in which input turned out to exclude cached tokens. */
  readonly exclusive: readonly string[];
}

/** `staging` may already run while the lines were counted; the table `stage` then holds these files. */
export async function loadBatch(
  engine: Engine,
  files: readonly BatchFile[],
  options: BatchOptions,
  isStaged = false,
): Promise<BatchResult> {
  if (!isStaged) {
    const longestLine = Math.max(0, ...files.map((file) => file.scan.longestLine));
    await stage(engine, files, { survey: options.survey, reading: options.reading, longestLine });
  }
  const counts = await engine.query<{ fileName: string; rows: bigint; firstRow: bigint; foreignRows: bigint }>(
    sqlText('ingest/staged_files', {
      formats: ["''", ...options.survey.formats.map((format) => `'${format.id}'`)].join(', '),
    }),
  );
  const byName = new Map(counts.map((count) => [count.fileName, count]));
  const changed: BatchFile[] = [];
  const foreign: BatchFile[] = [];
  const good: { file: BatchFile; firstRow: bigint }[] = [];
  for (const file of files) {
    const count = byName.get(file.readPath);
    const content = BigInt(file.scan.lines - file.scan.blank);
    if ((count?.rows ?? 0n) !== content) changed.push(file);
    else if ((count?.foreignRows ?? 0n) > 0n && !options.survey.isComplete) foreign.push(file);
    else good.push({ file, firstRow: count?.firstRow ?? 0n });
  }
  for (const { completedBy } of options.survey.formats) {
    if (completedBy !== undefined) await engine.execute(sqlText(completedBy));
  }
  const exclusive = await settleConventions(engine);
  await engine.execute('begin transaction');
  try {
    for (const { file } of good) await releaseSource(engine, file.path);
    await store(engine, good, options);
    await engine.execute('commit');
  } catch (error) {
    await engine.execute('rollback').catch(() => undefined);
    throw error;
  }
  return { changed, foreign, exclusive };
}

/**
 * Takes a file's lines out of the tables and lets the next best sighting of each of its calls speak. Inside a transaction
 * of the caller's. True when the file was there.
 */
export async function releaseSource(engine: Engine, path: string): Promise<boolean> {
  const sources = await engine.query<{ sourceId: number }>('select source_id from sources where path = $path', {
    path,
  });
  if (sources.length === 0) return false;
  await engine.execute('create or replace temp table batch_files as select source_id from sources where path = $path', {
    path,
  });
  await engine.execute(sqlText('ingest/release_snapshots'));
  for (const table of ['snapshots', 'source_formats', 'source_reasons', 'rejects', 'sources']) {
    await engine.execute(`delete from ${table} where source_id in (select source_id from batch_files)`);
  }
  return true;
}

/** Input of flat logs includes cached tokens unless some line of the file shows that it cannot. */
async function settleConventions(engine: Engine): Promise<string[]> {
  const rows = await engine.query<{ fileName: string }>(sqlText('ingest/exclusive_files'));
  if (rows.length > 0) await engine.execute(sqlText('ingest/add_cached_input'));
  return rows.map((row) => row.fileName);
}

async function store(
  engine: Engine,
  files: readonly { file: BatchFile; firstRow: bigint }[],
  options: BatchOptions,
): Promise<void> {
  await engine.execute(
    'create or replace temp table batch_files (file_name varchar, source_id integer, first_row bigint, shift_from bigint, shift_by bigint)',
  );
  await engine.execute(
    'create or replace temp table batch_shifts (file_name varchar, shift_from bigint, shift_by bigint)',
  );
  const ids = await engine.query<{ id: bigint }>("select nextval('source_ids') as id from range($count)", {
    count: BigInt(files.length),
  });
  const numbered = files.map((one, index) => ({ ...one, sourceId: Number(ids[index]?.id) }));
  await engine.execute(
    `insert into batch_files by name
    select unnest(from_json($files, '[{"file_name":"VARCHAR","source_id":"INTEGER","first_row":"BIGINT"}]'), recursive := true)`,
    {
      files: JSON.stringify(
        numbered.map(({ file, sourceId, firstRow }) => ({
          file_name: file.readPath,
          source_id: sourceId,
          first_row: Number(firstRow),
        })),
      ),
    },
  );
  const shifts = numbered.flatMap(({ file }) =>
    file.scan.shifts.map((shift) => ({ file_name: file.readPath, shift_from: shift.from, shift_by: shift.by })),
  );
  if (shifts.length > 0) {
    await engine.execute(
      `insert into batch_shifts
      select unnest(from_json($shifts, '[{"file_name":"VARCHAR","shift_from":"BIGINT","shift_by":"BIGINT"}]'), recursive := true)`,
      {
        shifts: JSON.stringify(shifts),
      },
    );
  }
  await engine.execute(sqlText(shifts.length > 0 ? 'ingest/insert_snapshots_shifted' : 'ingest/insert_snapshots'));
  await engine.execute(sqlText('ingest/insert_source_formats'));
  await engine.execute(sqlText('ingest/insert_source_reasons'));
  await engine.execute(`insert into sources by name select * from (${sqlText('ingest/source_rows')})`, {
    scans: JSON.stringify(
      numbered.map(({ file, sourceId }) => ({
        source_id: sourceId,
        path: file.path,
        bytes: file.size,
        modified_ms: file.modifiedMs,
        fingerprint: file.scan.fingerprint,
        lines: file.scan.lines,
        blank: file.scan.blank,
      })),
    ),
  });
  if (options.explain) await explainRejects(engine, numbered);
  const [identified] = await engine.query<{ calls: bigint }>(
    "select count(call_id) as calls from stage where outcome = 'call'",
  );
  await engine.execute('drop table stage');
  if ((identified?.calls ?? 0n) > 0n) await engine.execute(sqlText('ingest/choose_snapshots'));
}

const REJECTS_KEPT_PER_FILE = 1000;

async function explainRejects(engine: Engine, files: readonly { file: BatchFile; sourceId: number }[]): Promise<void> {
  const rows = await engine.query<{ sourceId: number; ordinal: bigint; reason: string }>(
    sqlText('ingest/rejected_lines'),
    { limit: BigInt(REJECTS_KEPT_PER_FILE) },
  );
  if (rows.length === 0) return;
  const rejects: Record<string, unknown>[] = [];
  for (const { file, sourceId } of files) {
    const reasons = new Map(
      rows.filter((row) => row.sourceId === sourceId).map((row) => [Number(row.ordinal), row.reason]),
    );
    if (reasons.size === 0) continue;
    const again = await scan(file.readPath, {
      compression: file.compression,
      wanted: [...reasons.keys()].sort((left, right) => left - right),
    });
    if (again.wanted.length !== reasons.size) throw broken('a rejected line was not found again in its file');
    for (const wanted of again.wanted) {
      const one = explained(wanted, reasons.get(wanted.ordinal) ?? '');
      rejects.push({
        source_id: sourceId,
        line: one.line,
        byte_offset: one.byteOffset,
        reason: one.reason,
        excerpt: one.excerpt,
      });
    }
  }
  await engine.execute(
    `insert into rejects select unnest(from_json($rejects,
      '[{"source_id":"INTEGER","line":"BIGINT","byte_offset":"BIGINT","reason":"VARCHAR","excerpt":"VARCHAR"}]'), recursive := true)`,
    { rejects: JSON.stringify(rejects) },
  );
}

/** True for errors that concern the files themselves, so that they may be tried one by one. */
export function isReadError(error: unknown): boolean {
  return error instanceof ToolError && error.code === 'unreadable';
}
