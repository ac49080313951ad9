/**
 * Loads one batch of files in one transaction: stage, check the account, insert, explain what was rejected.
 *
 * Either every file of the batch is accounted for line by line, or nothing of it is stored.
 */
import { ToolError } from '../core/errors.js';
import type { ReadingRules } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import type { BatchFile } from './batch-file.js';
import { bundled, nameRows } from './bundle.js';
import type { DoubtfulFile, ExclusiveFile } from './conventions.js';
import { boundCopies, followSource, hasCopies, keepWithin, lastLine } from './copies.js';
import {
  type CounterFacts,
  counterFacts,
  cumulativeRule,
  markReadings,
  noteEvidence,
  settleCounters,
} from './cumulative.js';
import { beginsWith, fingerprintParts } from './fingerprint.js';
import { STORING, withMemory } from './memory.js';
import type { Scratch } from './prepared.js';
import { redactionRule } from './redaction.js';
import { explainRejects } from './rejects.js';
import { chooseSnapshots, releaseSource } from './snapshots.js';
import { stage as stageLines } from './stage.js';
import type { Stage } from './staged.js';
import type { Survey } from './survey.js';
import { type RecordShift, recordShifts } from './unpack/unpacked.js';

export interface BatchOptions {
  readonly survey: Survey;
  readonly reading: ReadingRules;
  /** Explain rejected lines and store where they are; false where nobody will ask. */
  readonly explain: boolean;
  readonly scratch: Scratch;
  /** So many bytes of lines are staged in memory. */
  readonly memoryBytes: number;
}

export interface BatchResult {
  /** Files whose content did not match what was counted a moment before: nothing of them is stored. */
  readonly changed: readonly BatchFile[];
  /** Files that hold lines of formats that were not read: nothing of them is stored, read them again with all formats. */
  readonly foreign: readonly BatchFile[];
  /** Continued files whose tail shows that their earlier lines were read wrongly: nothing of the tail is stored, read them again whole. */
  readonly unsettled: readonly BatchFile[];
  readonly exclusive: readonly ExclusiveFile[];
  readonly doubtful: readonly DoubtfulFile[];
  /** What there is to say of files that were read as cumulative. */
  readonly counters: readonly CounterFacts[];
}

export async function loadBatch(
  engine: Engine,
  files: readonly BatchFile[],
  options: BatchOptions,
): Promise<BatchResult> {
  const stage = await staged(engine, files, options);
  try {
    const result = await settle(engine, stage, files, options);
    await stage.drop();
    return result;
  } catch (error) {
    // What went wrong first is what is told.
    await stage.drop().catch(() => undefined);
    throw error;
  }
}

async function staged(engine: Engine, files: readonly BatchFile[], options: BatchOptions): Promise<Stage> {
  const { survey, reading, scratch } = options;
  const longestLine = Math.max(0, ...files.map((file) => file.scan.longestLine));
  const bytes = files.reduce((total, file) => total + file.scan.bytes, 0);
  const isCompleted = survey.formats.some(({ completedBy }) => completedBy !== undefined);
  const how = { survey, reading, longestLine };
  const bundle = await bundled(files, contentLines, scratch);
  if (bundle !== undefined) {
    const stage = await stageLines(engine, [bundle.file], how);
    if (await nameRows(engine, bundle)) return stage;
    // Which file the engine and the count see differently is told when each is read by itself.
    await stage.drop();
  }
  return stageLines(engine, files, {
    ...how,
    onDisk: isCompleted || bytes <= options.memoryBytes ? undefined : scratch,
  });
}

async function settle(
  engine: Engine,
  stage: Stage,
  files: readonly BatchFile[],
  options: BatchOptions,
): Promise<BatchResult> {
  const byName = await stagedFiles(engine, stage, files, options.survey);
  const changed: BatchFile[] = [];
  const foreign: BatchFile[] = [];
  const unsettled: BatchFile[] = [];
  const good: { file: BatchFile; firstRow: bigint }[] = [];
  for (const { completedBy } of options.survey.formats) {
    if (completedBy !== undefined) await engine.execute(sqlText(completedBy));
  }
  const doubtful = await engine.query<DoubtfulFile>(sqlText('ingest/doubtful_files'));
  const { exclusive, contradicting } = await settleConventions(engine, files);
  for (const file of files) {
    const count = byName.get(file.readPath);
    if ((count?.rows ?? 0n) !== contentLines(file)) changed.push(file);
    else if ((count?.foreignRows ?? 0n) > 0n && !options.survey.isComplete) foreign.push(file);
    else if (contradicting.has(file.readPath)) unsettled.push(file);
    else good.push({ file, firstRow: count?.firstRow ?? 0n });
  }
  let counters: CounterFacts[] = [];
  await engine.execute('begin transaction');
  try {
    for (const { file } of good) if (file.isHeld === true) await release(engine, file);
    counters = await store(engine, stage, good, new Set(exclusive.map(({ fileName }) => fileName)), options);
    await engine.execute('commit');
  } catch (error) {
    await engine.execute('rollback').catch(() => undefined);
    throw error;
  }
  return { changed, foreign, unsettled, exclusive, doubtful, counters };
}

async function release(engine: Engine, { path, held, scan, isReadAnew }: BatchFile): Promise<void> {
  if (isReadAnew === true && held !== undefined && held.fingerprint !== scan.fingerprint) {
    await boundCopies(engine, held.sourceId, await lastLine(engine, held.sourceId));
  }
  await releaseSource(engine, path, { isReadAnew });
}

interface StagedFile {
  readonly fileName: string;
  readonly rows: bigint;
  readonly firstRow: bigint;
  readonly foreignRows: bigint;
}

/** What was staged of each file. Lines that were written behind the counted ones since are dropped: their time comes with the next load. */
async function stagedFiles(
  engine: Engine,
  stage: Stage,
  files: readonly BatchFile[],
  survey: Survey,
): Promise<ReadonlyMap<string, StagedFile>> {
  const formats = ["''", ...survey.formats.map((format) => `'${format.id}'`)].join(', ');
  const ask = async () =>
    new Map(
      (await engine.query<StagedFile>(sqlText('ingest/staged_files', { formats }))).map((row) => [row.fileName, row]),
    );
  const counts = await ask();
  let isTrimmed = false;
  for (const file of files) {
    const count = counts.get(file.readPath);
    const content = contentLines(file);
    if (count === undefined || count.rows <= content || file.compression !== 'none') continue;
    if (!(await beginsWith(file, fingerprintParts(file.scan.fingerprint)).catch(() => false))) continue;
    isTrimmed = true;
    await stage.cut(file.readPath, count.firstRow + content);
  }
  return isTrimmed ? ask() : counts;
}

/** Rows that the file has to give: its lines with content, or those of its copy. */
function contentLines(file: BatchFile): bigint {
  return BigInt(file.unpacked?.lines.length ?? file.scan.lines - file.scan.blank);
}

/**
 * Input of flat logs includes cached tokens unless some line of the file shows that it cannot. `contradicting`: continued
 * files that are now to be read otherwise than their earlier lines were.
 */
async function settleConventions(
  engine: Engine,
  files: readonly BatchFile[],
): Promise<{ exclusive: ExclusiveFile[]; contradicting: ReadonlySet<string> }> {
  const held = files.flatMap(({ readPath, continues }) => {
    if (continues === undefined || continues.evidence === null) return [];
    const { isContradicted, inclusiveTotals, exclusiveTotals } = continues.evidence;
    return [
      {
        file_name: readPath,
        is_contradicted: isContradicted,
        inclusive_totals: Number(inclusiveTotals),
        exclusive_totals: Number(exclusiveTotals),
      },
    ];
  });
  await engine.execute(sqlText('ingest/cache_evidence'), { held: JSON.stringify(held) });
  const rows = await engine.query<ExclusiveFile & { isExclusive: boolean; wasExclusive: boolean | null }>(
    'select file_name, is_contradicted, inclusive_totals, is_exclusive, was_exclusive from cache_evidence order by file_name',
  );
  const exclusive = rows.filter((row) => row.isExclusive);
  const continued = new Set(files.filter((file) => file.continues !== undefined).map((file) => file.readPath));
  const contradicting = rows.filter(
    (row) => continued.has(row.fileName) && row.isExclusive !== (row.wasExclusive ?? false),
  );
  return { exclusive, contradicting: new Set(contradicting.map((row) => row.fileName)) };
}

function shiftsOf(file: BatchFile): readonly RecordShift[] {
  return file.unpacked === undefined
    ? file.scan.shifts.map((shift) => ({ ...shift, unitBy: shift.by }))
    : recordShifts(file.unpacked);
}

async function store(
  engine: Engine,
  stage: Stage,
  files: readonly { file: BatchFile; firstRow: bigint }[],
  exclusive: ReadonlySet<string>,
  options: BatchOptions,
): Promise<CounterFacts[]> {
  await engine.execute(
    'create or replace temp table batch_files (file_name varchar, source_id integer, first_row bigint, is_exclusive boolean, is_within boolean)',
  );
  await engine.execute(
    'create or replace temp table batch_shifts (file_name varchar, shift_from bigint, shift_by bigint, unit_by bigint)',
  );
  const ids = await engine.query<{ id: bigint }>("select nextval('source_ids') as id from range($count)", {
    count: BigInt(files.length),
  });
  const numbered = files.map((one, index) => ({
    ...one,
    sourceId: one.file.continues?.sourceId ?? Number(ids[index]?.id),
    linesBefore: one.file.continues?.lines ?? 0,
    rule: cumulativeRule(options.reading, one.file.held),
    redaction: redactionRule(options.reading, one.file.held),
  }));
  await engine.execute(
    `insert into batch_files by name
    select unnest(from_json($files, '[{"file_name":"VARCHAR","source_id":"INTEGER","first_row":"BIGINT","is_exclusive":"BOOLEAN","is_within":"BOOLEAN"}]'), recursive := true)`,
    {
      files: JSON.stringify(
        numbered.map(({ file, sourceId, firstRow, linesBefore }) => ({
          file_name: file.readPath,
          source_id: sourceId,
          // A row's place in the whole file is counted from here.
          first_row: Number(firstRow) - linesBefore,
          is_exclusive: exclusive.has(file.readPath),
          is_within: file.within !== undefined,
        })),
      ),
    },
  );
  const shifts = numbered.flatMap(({ file, linesBefore }) =>
    shiftsOf(file).map((shift) => ({
      file_name: file.readPath,
      shift_from: linesBefore + shift.from,
      shift_by: shift.by,
      unit_by: shift.unitBy,
    })),
  );
  if (shifts.length > 0) {
    await engine.execute(
      `insert into batch_shifts
      select unnest(from_json($shifts, '[{"file_name":"VARCHAR","shift_from":"BIGINT","shift_by":"BIGINT","unit_by":"BIGINT"}]'), recursive := true)`,
      {
        shifts: JSON.stringify(shifts),
      },
    );
  }
  const { bookkeeping } = stage;
  const inserted = shifts.length > 0 ? 'ingest/insert_snapshots_shifted' : 'ingest/insert_snapshots';
  await withMemory(engine, STORING, () => engine.execute(sqlText(inserted, { bookkeeping })));
  await engine.execute(sqlText('ingest/insert_source_formats'));
  await engine.execute(sqlText('ingest/insert_source_reasons'));
  const isUnpacked = numbered.some(({ file }) => file.unpacked !== undefined);
  const outcomes = sqlText(isUnpacked ? 'ingest/unpacked_outcomes' : 'ingest/line_outcomes');
  await engine.execute(`create or replace temp table batch_sources as ${sqlText('ingest/source_rows', { outcomes })}`, {
    scans: JSON.stringify(
      numbered.map(({ file, sourceId, rule, redaction }) => ({
        source_id: sourceId,
        path: file.path,
        bytes: file.size,
        modified_ms: file.modifiedMs,
        fingerprint: file.continues?.fingerprint ?? file.scan.fingerprint,
        file_name: file.readPath,
        lines: file.unpacked?.counted ?? file.scan.lines,
        blank: file.unpacked?.blank ?? file.scan.blank,
        empty: file.unpacked?.empty.count ?? 0,
        cumulative: rule,
        redaction,
      })),
    ),
  });
  const empty = numbered.map(({ file, sourceId }) => ({
    source_id: sourceId,
    empty: file.unpacked?.empty.count ?? 0,
    first_empty: file.unpacked?.empty.firstLine ?? null,
  }));
  if (isUnpacked) await engine.execute(sqlText('ingest/insert_empty_reasons'), { scans: JSON.stringify(empty) });
  if (numbered.some(({ file }) => file.continues !== undefined)) {
    await engine.execute(sqlText('ingest/continue_sources'));
    await engine.execute('delete from batch_sources where source_id in (select source_id from sources)');
  }
  await engine.execute('insert into sources by name select * from batch_sources');
  for (const { file, sourceId } of numbered)
    if (file.within !== undefined) await keepWithin(engine, sourceId, file.within);
  for (const { file, sourceId } of (await hasCopies(engine)) ? numbered : []) {
    if (file.continues !== undefined) await boundCopies(engine, sourceId, file.continues.lines);
    else if (file.isReadAnew === true && file.held !== undefined)
      await followSource(engine, file.held.sourceId, sourceId);
  }
  if (options.explain) await explainRejects(engine, numbered);
  const [identified] = await engine.query<{ calls: bigint }>(
    "select count(call_id) as calls from stage where outcome = 'call'",
  );
  const hasReadings = await markReadings(engine, numbered, options.reading);
  await chooseSnapshots(engine, identified?.calls ?? 0n);
  if (hasReadings) await settleCounters(engine);
  await noteEvidence(engine, options.reading);
  return hasReadings ? counterFacts(engine, numbered, options.reading) : [];
}

/** True for errors that concern the files themselves, so that they may be tried one by one. */
export function isReadError(error: unknown): boolean {
  return error instanceof ToolError && error.code === 'unreadable';
}
