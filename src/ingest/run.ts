/**
 * What every step of one load shares: what was asked for, what the tables hold, and what became of each file.
 */
import type { Diagnostics } from '../core/diagnostics.js';
import type { ReadingRules, Surroundings } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import type { FileStatus } from '../queries/rows.js';
import type { CounterFacts } from './cumulative.js';
import { shownPath } from './discover.js';
import type { Holdings } from './held.js';
import type { Scratch } from './prepared.js';

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
