/**
 * Stores files in rounds of a size that fits in memory, each round in a transaction of its own: small files together, a
 * large one piece by piece, as if it had grown so. A load that is stopped in between leaves a ledger that holds the beginning
 * of the file with a right account, and the next load goes on from there.
 *
 * Files that can only be understood as a whole are stored in one round.
 */
import type { FileStatus } from '../queries/rows.js';
import { sqlText } from '../queries/sql-file.js';
import { type BatchFile, type BatchResult, type ContinuedSource, forget, isReadError, loadBatch } from './batch.js';
import { cumulativeRule } from './cumulative.js';
import { type CacheEvidence, fingerprintParts } from './held.js';
import { cuts, isLarge, rowsOf } from './parts.js';
import { needsWholeFile, type ReadyFile } from './plan.js';
import { CHANGED_WHILE_READ, reasonOf } from './reasons.js';
import type { Run } from './run.js';
import type { Survey } from './stage.js';

const ROUND_BYTES = 96 << 20;
const ROUND_LINES = 250_000;

/** What is still to be read, otherwise than it was tried. */
export interface Left {
  /** Nothing of them is stored: they have lines that need a closer look. */
  readonly foreign: ReadyFile[];
  /** Nothing of them is stored: what they show of cached input is to be seen as a whole. */
  readonly unsettled: ReadyFile[];
  /** To be read from the beginning, in place of what is held of them. */
  readonly again: ReadyFile[];
}

export async function storeInRounds(run: Run, files: readonly ReadyFile[], survey: Survey): Promise<Left> {
  const left: Left = { foreign: [], unsettled: [], again: [] };
  const findings = new Findings(run);
  if (mustBeWhole(run, files, survey)) {
    await storeWhole(run, files, survey, left, findings);
  } else {
    let small: ReadyFile[] = [];
    let bytes = 0;
    let lines = 0;
    for (const file of files) {
      if (await isLarge(file)) {
        await storeLarge(run, file, survey, left, findings);
        continue;
      }
      if (small.length > 0 && (bytes + file.scan.bytes > ROUND_BYTES || lines + file.scan.lines > ROUND_LINES)) {
        await storeTogether(run, small, survey, left, findings);
        [small, bytes, lines] = [[], 0, 0];
      }
      small.push(file);
      bytes += file.scan.bytes;
      lines += file.scan.lines;
    }
    if (small.length > 0) await storeTogether(run, small, survey, left, findings);
  }
  findings.report();
  return left;
}

function mustBeWhole(run: Run, files: readonly ReadyFile[], survey: Survey): boolean {
  return (
    survey.formats.some(needsWholeFile) ||
    files.some(
      (file) =>
        file.isWhole === true ||
        file.unpacked !== undefined ||
        cumulativeRule(run.options.reading, file.held) !== '',
    )
  );
}

async function storeWhole(
  run: Run,
  files: readonly ReadyFile[],
  survey: Survey,
  left: Left,
  findings: Findings,
): Promise<void> {
  const open: AsyncGenerator[] = [];
  const parted: ReadyFile[] = [];
  try {
    for (const file of files) {
      if (!(await isLarge(file))) {
        parted.push(file);
        continue;
      }
      const all = cuts(file, Number.POSITIVE_INFINITY, run.scratch);
      open.push(all);
      const { value: cut } = await all.next();
      if (cut === undefined || cut.scan.lines - cut.scan.blank !== rowsOf(file)) run.fail(file.path, CHANGED_WHILE_READ);
      else parted.push({ ...file, parts: cut.parts });
    }
    if (parted.length > 0) await storeTogether(run, parted, survey, left, findings);
  } finally {
    for (const one of open) await one.return(undefined);
  }
}

async function storeTogether(
  run: Run,
  files: readonly ReadyFile[],
  survey: Survey,
  left: Left,
  findings: Findings,
): Promise<void> {
  let result: BatchResult;
  try {
    result = await load(run, files, survey);
  } catch (error) {
    if (!isReadError(error)) throw error;
    // Which file the error is about is told when each is read by itself.
    if (files.length > 1) for (const file of files) await storeTogether(run, [file], survey, left, findings);
    else for (const { path } of files) run.fail(path, reasonOf(error));
    return;
  }
  findings.add(result, files);
  const original = (file: BatchFile) => ({ ...(file as ReadyFile), parts: undefined });
  for (const file of result.changed) run.fail(file.path, CHANGED_WHILE_READ);
  left.foreign.push(...result.foreign.map(original));
  left.again.push(...result.unsettled.map(original));
  const unread = new Set<BatchFile>([...result.changed, ...result.foreign, ...result.unsettled]);
  for (const file of files) if (!unread.has(file)) run.is(file.path, ...statusOf(file));
}

async function storeLarge(
  run: Run,
  file: ReadyFile,
  survey: Survey,
  left: Left,
  findings: Findings,
): Promise<void> {
  const whole = file.continues?.fingerprint ?? file.scan.fingerprint;
  const bytesPerLine = Math.ceil(file.scan.bytes / Math.max(1, file.scan.lines));
  let continues = file.continues;
  let rows = 0;
  let stored = 0;
  /** Takes what was stored of it out again; false where it was held before and cannot be as it was. */
  const undone = async () => {
    if (stored > 0 && file.continues !== undefined) return false;
    if (stored > 0) await forget(run.engine, file.path);
    return true;
  };
  try {
    for await (const cut of cuts(file, Math.min(ROUND_BYTES, ROUND_LINES * bytesPerLine), run.scratch)) {
      rows += cut.scan.lines - cut.scan.blank;
      if (cut.isLast && rows !== rowsOf(file)) {
        await undone();
        return run.fail(file.path, CHANGED_WHILE_READ);
      }
      const bytes = (continues?.bytes ?? 0) + cut.scan.bytes;
      const lines = (continues?.lines ?? 0) + cut.scan.lines;
      const { tail } = fingerprintParts(cut.scan.fingerprint);
      const fingerprint = cut.isLast ? whole : `${bytes}-${lines}-${fingerprintParts(whole).head}-${tail}`;
      const piece: ReadyFile = {
        ...file,
        parts: cut.parts,
        scan: continues === undefined ? { ...cut.scan, fingerprint } : cut.scan,
        continues: continues === undefined ? undefined : { ...continues, fingerprint },
        // Until it is stored to its end, nothing may look as if it were unchanged.
        ...(cut.isLast ? {} : { size: 0 }),
        ...(stored > 0 ? { isHeld: false } : {}),
      };
      const result = await load(run, [piece], survey);
      findings.add(result, [file]);
      if (result.changed.length > 0) {
        await undone();
        return run.fail(file.path, CHANGED_WHILE_READ);
      }
      if (result.foreign.length > 0 || result.unsettled.length > 0) {
        if (!(await undone()) || (stored === 0 && result.unsettled.length > 0)) left.again.push(file);
        else (result.foreign.length > 0 ? left.foreign : left.unsettled).push(file);
        return;
      }
      stored += 1;
      if (!cut.isLast) continues = await storedSoFar(run, file.path, bytes, fingerprint);
    }
    run.is(file.path, ...statusOf(file));
  } catch (error) {
    if (!isReadError(error)) throw error;
    await undone();
    run.fail(file.path, reasonOf(error));
  }
}

async function load(run: Run, files: readonly ReadyFile[], survey: Survey): Promise<BatchResult> {
  const { reading, explain } = run.options;
  return loadBatch(run.engine, files, { survey, reading, explain });
}

async function storedSoFar(run: Run, path: string, bytes: number, fingerprint: string): Promise<ContinuedSource> {
  const [source] = await run.engine.query<{ sourceId: number; lines: bigint; evidence: CacheEvidence | null }>(
    `select source_id, lines, evidence from (${sqlText('ingest/held_sources')}) where path = $path`,
    { path },
  );
  const { sourceId, lines, evidence } = source as NonNullable<typeof source>;
  return { sourceId, lines: Number(lines), bytes, evidence, fingerprint };
}

/** What there is to say of files, once for each however many rounds it took. */
class Findings {
  readonly #run: Run;
  readonly #exclusive = new Set<string>();
  readonly #cached = new Map<string, { calls: bigint; doubtful: bigint }>();

  constructor(run: Run) {
    this.#run = run;
  }

  add(result: BatchResult, files: readonly ReadyFile[]): void {
    const pathOf = (name: string) => files.find(({ readPath }) => readPath === name)?.path;
    const unread = new Set([...result.changed, ...result.foreign, ...result.unsettled].map(({ path }) => path));
    this.#run.counters.push(...result.counters.map((one) => ({ ...one, path: this.#run.shown(one.path) })));
    for (const name of result.exclusive) {
      const path = pathOf(name);
      if (path !== undefined) this.#exclusive.add(path);
    }
    for (const { fileName, calls, doubtful } of result.cached) {
      const path = pathOf(fileName);
      if (path === undefined || unread.has(path)) continue;
      const before = this.#cached.get(path) ?? { calls: 0n, doubtful: 0n };
      this.#cached.set(path, { calls: before.calls + calls, doubtful: before.doubtful + doubtful });
    }
  }

  report(): void {
    const { diagnostics } = this.#run;
    for (const path of this.#exclusive) {
      diagnostics.add({
        code: 'cache_convention',
        message: `${this.#run.shown(path)}: input tokens are taken to exclude cached tokens, because lines of it show that they do`,
      });
    }
    for (const [path, { calls, doubtful }] of this.#cached) {
      if (calls < FEWEST_DOUBTFUL || doubtful < calls) continue;
      diagnostics.add({
        code: 'anthropic_input',
        message: `${this.#run.shown(path)}: on all ${calls.toLocaleString('en-US')} calls with cached input, input tokens are at least as many as those from the cache; if this relay counts cached tokens as input, --anthropic-input inclusive reads it right`,
      });
    }
  }
}

const FEWEST_DOUBTFUL = 3n;

function statusOf({ plan, continues }: ReadyFile): [FileStatus, string?] {
  if (plan === 'otherwise')
    return ['replaced', 'it was read again, because --cumulative or --redact is another than before'];
  if (plan === 'replace') return ['replaced', 'what was held of it before is gone'];
  if (plan === 'again') return ['continued', 'it grew, and was read again from its beginning'];
  return [continues === undefined ? 'loaded' : 'continued'];
}
