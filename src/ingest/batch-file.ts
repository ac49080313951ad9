/** A file whose lines were counted and whose place in the tables is known. */
import type { CacheEvidence, HeldSource } from './held.js';
import type { PreparedFile } from './prepared.js';
import type { Scan } from './scan.js';

export interface BatchFile extends PreparedFile {
  /** Of what is read now: the tail alone where the file is continued. */
  readonly scan: Scan;
  /** What the tables hold of this path, or of the content under another. */
  readonly held?: HeldSource | undefined;
  /** The file goes on where this source ended: its lines so far stay. */
  readonly continues?: ContinuedSource | undefined;
  /** The tables hold this path, and what they hold goes before the file is stored again. */
  readonly isHeld?: boolean | undefined;
  /** The lines that are held are lines of the file still: what are copies of them stay so. */
  readonly isReadAnew?: boolean | undefined;
  /** What the tables hold of a longer file that begins with all of this one: the calls are there. */
  readonly within?: HeldSource | undefined;
}

export interface ContinuedSource {
  readonly sourceId: number;
  readonly lines: number;
  readonly bytes: number;
  readonly evidence: CacheEvidence | null;
  /** Of the whole content, the tail included. */
  readonly fingerprint: string;
}
