/**
 * Loads one batch of files in one transaction: stage, check the account, insert, explain what was rejected.
 *
 * Either every file of the batch is accounted for line by line, or nothing of it is stored.
 */
import { broken, ToolError } from '../core/errors.js';
import type { ReadingRules } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { sqlText } from '../queries/sql-file.js';
import { bundled, nameRows } from './bundle.js';
import {
  type CounterFacts,
  counterFacts,
  cumulativeRule,
  markReadings,
  noteEvidence,
  settleCounters,
  touchCounters,
} from './cumulative.js';
import { explained, WRITTEN_NEWLINES } from './explain.js';
import { beginsWith, type CacheEvidence, fingerprintParts, type HeldSource } from './held.js';
import { STORING, withMemory } from './memory.js';
import type { PreparedFile, Scratch } from './prepared.js';
import { redactionRule } from './redaction.js';
import { type Scan, scan } from './scan.js';
import { type Survey, stage as stageLines } from './stage.js';
import type { Stage } from './staged.js';
import { type RecordShift, recordShifts } from './unpack/unpacked.js';

export interface BatchFile extends PreparedFile {
  /** Of what is read now: the tail alone where the file is continued. */
  readonly scan: Scan;
  /** What the tables hold of this path, or of the content under another. */
  readonly held?: HeldSource | undefined;
  /** The file goes on where this source ended: its lines so far stay. */
  readonly continues?: ContinuedSource | undefined;
  /** The tables hold this path, and what they hold goes before the file is stored again. */
  readonly isHeld?: boolean | undefined;
}

export interface ContinuedSource {
  readonly sourceId: number;
  readonly lines: number;
  readonly bytes: number;
  readonly evidence: CacheEvidence | null;
  /** Of the whole content, the tail included. */
  readonly fingerprint: string;
}

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
  /** Files in which input turned out to exclude cached tokens. */
  readonly exclusive: readonly string[];
  /** Files in which Anthropic-shaped input may hold cached tokens, read as if it did not; and on how many calls. */
  readonly doubtful: readonly { readonly fileName: string; readonly calls: bigint }[];
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
    return await settle(engine, stage, files, options);
  } finally {
    await stage.drop();
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
  const doubtful = await engine.query<{ fileName: string; calls: bigint }>(sqlText('ingest/doubtful_files'));
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
    for (const { file } of good) if (file.isHeld === true) await releaseSource(engine, file.path);
    counters = await store(engine, stage, good, new Set(exclusive), options);
    await engine.execute('commit');
  } catch (error) {
    await engine.execute('rollback').catch(() => undefined);
    throw error;
  }
  return { changed, foreign, unsettled, exclusive, doubtful, counters };
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
  const hasReadings = await touchCounters(engine);
  const [held] = await engine.query<{ ids: bigint }>(
    'select count(call_id) as ids from snapshots inner join batch_files on snapshots.source_id = batch_files.source_id',
  );
  await chooseSnapshots(engine, held?.ids ?? 0n, (part) => sqlText('ingest/release_snapshots', { part }));
  for (const table of ['snapshots', 'source_formats', 'source_reasons', 'rejects', 'sources']) {
    await engine.execute(`delete from ${table} where source_id in (select source_id from batch_files)`);
  }
  if (hasReadings) await settleCounters(engine);
  return true;
}

/**
 * Input of flat logs includes cached tokens unless some line of the file shows that it cannot. `contradicting`: continued
 * files that are now to be read otherwise than their earlier lines were.
 */
async function settleConventions(
  engine: Engine,
  files: readonly BatchFile[],
): Promise<{ exclusive: string[]; contradicting: ReadonlySet<string> }> {
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
  const rows = await engine.query<{ fileName: string; isExclusive: boolean; wasExclusive: boolean | null }>(
    'select file_name, is_exclusive, was_exclusive from cache_evidence order by file_name',
  );
  const exclusive = rows.filter((row) => row.isExclusive).map((row) => row.fileName);
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
    'create or replace temp table batch_files (file_name varchar, source_id integer, first_row bigint, is_exclusive boolean)',
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
    select unnest(from_json($files, '[{"file_name":"VARCHAR","source_id":"INTEGER","first_row":"BIGINT","is_exclusive":"BOOLEAN"}]'), recursive := true)`,
    {
      files: JSON.stringify(
        numbered.map(({ file, sourceId, firstRow, linesBefore }) => ({
          file_name: file.readPath,
          source_id: sourceId,
          // A row's place in the whole file is counted from here.
          first_row: Number(firstRow) - linesBefore,
          is_exclusive: exclusive.has(file.readPath),
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
  if (options.explain) await explainRejects(engine, numbered);
  const [identified] = await engine.query<{ calls: bigint }>(
    "select count(call_id) as calls from stage where outcome = 'call'",
  );
  const hasReadings = await markReadings(engine, numbered, options.reading);
  await chooseSnapshots(engine, identified?.calls ?? 0n, (part) => sqlText('ingest/choose_snapshots', { part }));
  if (hasReadings) await settleCounters(engine);
  await noteEvidence(engine, options.reading);
  return hasReadings ? counterFacts(engine, numbered, options.reading) : [];
}

const REJECTS_KEPT_PER_FILE = 1000;

async function explainRejects(
  engine: Engine,
  files: readonly { file: BatchFile; sourceId: number; linesBefore: number }[],
): Promise<void> {
  const rows = await engine.query<{ sourceId: number; ordinal: bigint; reason: string }>(
    sqlText('ingest/rejected_lines'),
    { limit: BigInt(REJECTS_KEPT_PER_FILE) },
  );
  if (rows.length === 0) return;
  const rejects: Record<string, unknown>[] = [];
  const unsplit: number[] = [];
  const bySource = new Map<number, (typeof rows)[number][]>();
  for (const row of rows) {
    const before = bySource.get(row.sourceId);
    if (before === undefined) bySource.set(row.sourceId, [row]);
    else before.push(row);
  }
  for (const { file, sourceId, linesBefore } of files) {
    const reasons = new Map(
      (bySource.get(sourceId) ?? []).map((row) => [Number(row.ordinal) - linesBefore, row.reason]),
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
        line: linesBefore + (file.unpacked?.lines[wanted.ordinal - 1] ?? one.line),
        // Where a record of a copy began in its file is not known.
        byte_offset: file.unpacked === undefined ? (file.continues?.bytes ?? 0) + one.byteOffset : null,
        reason: one.reason,
        excerpt: one.excerpt,
      });
    }
    const invalid = rejects.filter(
      (one) => one.source_id === sourceId && String(one.reason).startsWith('not valid JSON'),
    );
    if (invalid.length > 0 && invalid.every((one) => one.reason === WRITTEN_NEWLINES)) unsplit.push(sourceId);
  }
  await engine.execute(
    `insert into rejects select unnest(from_json($rejects,
      '[{"source_id":"INTEGER","line":"BIGINT","byte_offset":"BIGINT","reason":"VARCHAR","excerpt":"VARCHAR"}]'), recursive := true)`,
    { rejects: JSON.stringify(rejects) },
  );
  // The account says so too: it is the whole file, and there is something to do about it.
  if (unsplit.length > 0) {
    await engine.execute(
      `update source_reasons set reason = $reason
      where reason = 'not valid JSON' and list_contains(from_json($sources, '["INTEGER"]'), source_id)`,
      { reason: WRITTEN_NEWLINES, sources: JSON.stringify(unsplit) },
    );
  }
}

/** True for errors that concern the files themselves, so that they may be tried one by one. */
export function isReadError(error: unknown): boolean {
  return error instanceof ToolError && error.code === 'unreadable';
}

/** So many ids are held in memory at once, whatever a batch has of them: about 40 bytes each. */
const IDS_AT_ONCE = 2_000_000n;

/** Lets one sighting speak for each call, part by part of the ids; `ids` of the batch may be counted more than once. */
async function chooseSnapshots(engine: Engine, ids: bigint, statement: (part: string) => string): Promise<void> {
  const parts = (ids + IDS_AT_ONCE - 1n) / IDS_AT_ONCE;
  for (let part = 0n; part < parts; part += 1n) {
    await engine.execute(statement(parts === 1n ? 'true' : `hash(call_id) % ${parts} = ${part}`));
  }
}
