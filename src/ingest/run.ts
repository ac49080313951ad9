/**
 * What every step of one load shares: what was asked for, what the tables hold, and what became of each file.
 */
import type { Diagnostics } from '../core/diagnostics.js';
import type { ReadingRules, Surroundings } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import type { FileStatus } from '../queries/rows.js';
import type { BatchFile } from './batch-file.js';
import type { DoubtfulFile, ExclusiveFile } from './conventions.js';
import type { CopiedFile } from './copies.js';
import type { CounterFacts } from './cumulative.js';
import { shownPath } from './discover.js';
import type { HeldSource, Holdings } from './held.js';
import type { PreparedFile, Scratch } from './prepared.js';

export interface LoadOptions {
  readonly named: readonly string[];
  readonly reading: ReadingRules;
  readonly surroundings: Surroundings;
  /** Keep what is known about rejected lines. */
  readonly explain: boolean;
  /** True for a ledger that will be loaded again: an unfinished last line is then left for that time. */
  readonly isLedger?: boolean | undefined;
  /** Read files anew that no longer begin with what is held of them, in place of that. */
  readonly isReplacing?: boolean | undefined;
  /** So many bytes of lines are staged in memory; undefined: as many as fit. */
  readonly memoryBytes?: number | undefined;
}

/** What became of each named file, in the order read. Failed files are in `diagnostics` too. */
export interface LoadedFile {
  readonly path: string;
  readonly status: FileStatus;
  readonly remark?: string | undefined;
  /** The path that holds the same content, for a `copy`. */
  readonly copyOf?: string | undefined;
}

export class Run {
  readonly results = new Map<string, LoadedFile>();
  /** What there is to say of files that were read as cumulative. */
  readonly counters: CounterFacts[] = [];
  readonly exclusive: ExclusiveFile[] = [];
  readonly doubtful: DoubtfulFile[] = [];
  /** Copies that the tables do not know yet, with the paths that they are copies of. */
  readonly newCopies: (CopiedFile & { readonly original: string })[] = [];

  /** Files that were read, as they were last. */
  readonly read = new Map<string, BatchFile>();

  /** Files that begin with all of another, and what they are known by. */
  readonly longer: { readonly file: PreparedFile; readonly fingerprint: string }[] = [];

  constructor(
    readonly engine: Engine,
    readonly options: LoadOptions,
    readonly scratch: Scratch,
    readonly holdings: Holdings,
    readonly diagnostics: Diagnostics,
  ) {}

  shown(path: string): string {
    return shownPath(path, this.options.surroundings.workingDirectory);
  }

  is(path: string, status: FileStatus, remark?: string, copyOf?: string): void {
    this.results.set(path, { path, status, remark, copyOf });
  }

  /** Another file of the run or the tables has the same content; a ledger keeps that the file has it too. */
  isCopy({ path, size, modifiedMs }: CopiedFile, original: string): void {
    this.is(path, 'copy', `the same content as ${this.shown(original)}, which is counted`, original);
    // What comes through a pipe is no file that could be there when the other is gone.
    if (this.options.isLedger === true && modifiedMs !== null)
      this.newCopies.push({ path, size, modifiedMs, original });
  }

  /** The file is as it was loaded. */
  stands(held: HeldSource): void {
    const original = this.holdings.originalOf(held);
    if (original === undefined) this.is(held.path, 'unchanged');
    else
      this.is(
        held.path,
        'copy',
        `its lines are those of ${this.shown(original.path)}, which is counted`,
        original.path,
      );
  }

  fail(path: string, remark: string): void {
    this.is(path, 'failed', remark);
    this.diagnostics.fail({
      code: 'unreadable_file',
      message: `${this.shown(path)}: ${remark}; nothing of it is counted`,
    });
  }

  /** The file is not what was loaded under its name, nor that with more behind it. */
  leave(file: { readonly path: string }): void {
    const remark = 'it no longer begins with what was loaded; the ledger keeps what it holds';
    this.is(file.path, 'changed', remark);
    this.diagnostics.add({
      code: 'changed_file',
      message: `${this.shown(file.path)}: ${remark}. If it was rotated, load the rotated file too; --replace loads it anew in place of what is held`,
      incomplete: true,
    });
  }
}
