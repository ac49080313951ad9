/**
 * What the tables hold of files that were loaded before, and how a file on disk relates to it: the same, grown, a copy
 * under another name, or something else. Judged by content, never by name alone.
 */
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Engine } from '../engine/engine.js';
import type { FileStatus } from '../queries/rows.js';
import { sqlText } from '../queries/sql-file.js';
import { beginsWith, contentOf, type Fingerprint, fingerprintParts } from './fingerprint.js';
import type { PreparedFile } from './prepared.js';
import { EDGE_BYTES, scan } from './scan.js';

export interface HeldSource {
  readonly sourceId: number;
  readonly path: string;
  /** Of the file on disk when it was loaded, compressed or not. */
  readonly bytes: bigint;
  readonly modifiedMs: number | null;
  readonly fingerprint: string;
  readonly lines: bigint;
  /** The columns that tell its counters apart, joined by commas; empty where counts are those of the call. */
  readonly cumulative: string;
  /** What became of identities: hash, drop, or empty. */
  readonly redaction: string;
  readonly formats: readonly string[] | null;
  /** The source that has the calls of its first lines; null where it has all of its own. */
  readonly copyOf: number | null;
  /** How many of its lines are lines of that source; null: all, and it has no others. */
  readonly copiedLines: bigint | null;
  /** What its lines show about cached input so far; null where no line could. */
  readonly evidence: CacheEvidence | null;
}

export interface CacheEvidence {
  readonly isContradicted: boolean;
  readonly inclusiveTotals: bigint;
  readonly exclusiveTotals: bigint;
}

export type Relation = 'same' | 'grown' | 'other';

/** Files of the tables by path and by content; changes of this run are told to it. */
export class Holdings {
  readonly #byPath = new Map<string, HeldSource>();
  readonly #byNumber = new Map<number, HeldSource>();
  readonly #byContent = new Map<string, string>();
  /** By what they begin with, contents that begin with a whole edge. */
  readonly #byHead = new Map<string, Map<string, Fingerprint>>();
  readonly #displaced = new Map<string, boolean>();

  static async of(engine: Engine): Promise<Holdings> {
    const holdings = new Holdings();
    await holdings.lookAgain(engine);
    return holdings;
  }

  /** After something was stored. What was found out about files on disk stays known. */
  async lookAgain(engine: Engine): Promise<void> {
    for (const known of [this.#byPath, this.#byNumber, this.#byContent, this.#byHead]) known.clear();
    for (const source of await engine.query<HeldSource>(sqlText('ingest/held_sources'))) this.add(source);
  }

  add(source: HeldSource): void {
    this.#byPath.set(source.path, source);
    this.#byNumber.set(source.sourceId, source);
    const content = contentOf(source.fingerprint);
    // Whoever has the calls speaks for the content.
    if (source.copyOf === null || !this.#byContent.has(content)) this.#byContent.set(content, source.path);
    this.#begins(content);
  }

  #begins(content: string): void {
    const parts = fingerprintParts(content);
    if (parts.bytes < EDGE_BYTES) return;
    const alike = this.#byHead.get(parts.head) ?? new Map<string, Fingerprint>();
    this.#byHead.set(parts.head, alike.set(content, parts));
  }

  /** The source that has the calls of the lines that this one is a copy of. */
  originalOf({ copyOf }: HeldSource): HeldSource | undefined {
    return copyOf === null ? undefined : this.#byNumber.get(copyOf);
  }

  /** A file that holds all that is held of this one, and stands as it was loaded. */
  async standingCopy(source: HeldSource): Promise<HeldSource | undefined> {
    for (const other of this.#byNumber.values()) {
      const isWhole = other.copyOf === source.sourceId && other.copiedLines === null;
      if (isWhole && !(await this.isDisplaced(other))) return other;
    }
    return undefined;
  }

  at(path: string): HeldSource | undefined {
    return this.#byPath.get(path);
  }

  /** The path that holds this content, or will when this run is through. */
  withContent(fingerprint: string): string | undefined {
    return this.#byContent.get(contentOf(fingerprint));
  }

  /** Content that this run is about to store. */
  expect(fingerprint: string, path: string): void {
    this.#byContent.set(contentOf(fingerprint), path);
    this.#begins(contentOf(fingerprint));
  }

  /**
   * The path with the longest content that the file begins with, held or about to be. What is shorter than an edge is not looked
   * for: that takes reading every file once for each of them.
   */
  async beginning(
    file: Pick<PreparedFile, 'readPath' | 'compression'>,
    fingerprint: string,
  ): Promise<string | undefined> {
    const own = fingerprintParts(fingerprint);
    const shorter = [...(this.#byHead.get(own.head) ?? [])]
      .filter(([, { bytes }]) => bytes < own.bytes)
      .sort(([, left], [, right]) => right.bytes - left.bytes);
    for (const [content, parts] of shorter) {
      const path = this.#byContent.get(content);
      if (path !== undefined && (await beginsWith(file, parts))) return path;
    }
    return undefined;
  }

  /**
   * A source with calls of its own that the file is the beginning of, of those that are no shorter than an edge. Its file has to stand
   * as it was loaded and as it is: what is held of it is no text that could be compared.
   */
  async longer(fingerprint: string): Promise<HeldSource | undefined> {
    const own = fingerprintParts(fingerprint);
    for (const [content, { bytes }] of this.#byHead.get(own.head) ?? []) {
      const source = bytes > own.bytes ? this.at(this.#byContent.get(content) ?? '') : undefined;
      const isPlain = source?.modifiedMs !== null && BigInt(bytes) === source?.bytes;
      if (source === undefined || !isPlain || source.copyOf !== null || contentOf(source.fingerprint) !== content)
        continue;
      if (await this.isDisplaced(source)) continue;
      if (await beginsWith({ readPath: source.path, compression: 'none' }, own)) return source;
    }
    return undefined;
  }

  move(source: HeldSource, path: string): void {
    this.#byPath.delete(source.path);
    this.#displaced.delete(source.path);
    if (this.withContent(source.fingerprint) === source.path) this.#byContent.delete(contentOf(source.fingerprint));
    this.add({ ...source, path });
  }

  /** Its file may hold what it is now said to hold. */
  settle(path: string): void {
    this.#displaced.delete(path);
  }

  /** Its file was seen to hold something else by now. */
  displace(source: HeldSource): void {
    this.#displaced.set(source.path, true);
  }

  /** True when the file of a source is gone or holds something else: then the content can have moved to another name. */
  async isDisplaced(source: HeldSource): Promise<boolean> {
    const known = this.#displaced.get(source.path);
    if (known !== undefined) return known;
    const result = await isGone(source);
    this.#displaced.set(source.path, result);
    return result;
  }

  /**
   * A displaced source whose whole content the file begins with: it was rotated after it had grown. Of several the longest,
   * then one of the same folder.
   */
  async forebear(path: string, file: Pick<PreparedFile, 'readPath' | 'compression'>, fingerprint: string) {
    const own = fingerprintParts(fingerprint);
    let best: { source: HeldSource; bytes: number; isBeside: boolean } | undefined;
    for (const source of this.#byPath.values()) {
      // Most files stand where they stood: nothing waits for that.
      if (source.lines === 0n || this.#displaced.get(source.path) === false) continue;
      const held = fingerprintParts(source.fingerprint);
      if (held.bytes >= own.bytes || (held.bytes >= EDGE_BYTES && held.head !== own.head)) continue;
      const isBeside = dirname(source.path) === dirname(path);
      if (best !== undefined && (held.bytes < best.bytes || (held.bytes === best.bytes && !isBeside))) continue;
      if ((await this.isDisplaced(source)) && (await beginsWith(file, held)))
        best = { source, bytes: held.bytes, isBeside };
    }
    return best?.source;
  }
}

/** How the content of a file stands to what is held of it. */
export async function relationTo(file: PreparedFile, source: HeldSource): Promise<Relation> {
  const held = fingerprintParts(source.fingerprint);
  const relation = await relationOfContent(file, source, held);
  if (relation !== 'other' || held.from === undefined) return relation;
  const origin = file.unpacked === undefined ? file.readPath : file.unpacked.from?.path;
  const isFromIt = origin !== undefined && (await beginsWith({ readPath: origin, compression: 'none' }, held.from));
  return isFromIt ? 'grown' : 'other';
}

async function relationOfContent(file: PreparedFile, source: HeldSource, held: Fingerprint): Promise<Relation> {
  if (file.compression === 'none') {
    const { size } = await stat(file.readPath);
    if (size < held.bytes) return 'other';
    if (size === held.bytes) {
      return (await scan(file.readPath, file)).fingerprint === contentOf(source.fingerprint) ? 'same' : 'other';
    }
    return (await beginsWith(file, held)) ? 'grown' : 'other';
  }
  const whole = await scan(file.readPath, file);
  if (whole.fingerprint === source.fingerprint) return 'same';
  return whole.bytes > held.bytes && (await beginsWith(file, held)) ? 'grown' : 'other';
}

async function isGone(source: HeldSource): Promise<boolean> {
  if (source.modifiedMs === null) return false;
  try {
    const facts = await stat(source.path);
    if (BigInt(facts.size) === source.bytes && facts.mtimeMs === source.modifiedMs) return false;
    const held = fingerprintParts(source.fingerprint);
    if (held.from !== undefined) return !(await beginsWith({ readPath: source.path, compression: 'none' }, held.from));
    // A compressed file is what it was or something else; that it went on under the same name is told when it is named.
    return BigInt(held.bytes) > source.bytes
      ? true
      : !(await beginsWith({ readPath: source.path, compression: 'none' }, held));
  } catch {
    return true;
  }
}

/** How each held file now stands to what is held of it, by size and time alone: its content is looked at when it is loaded. */
export async function standing(
  engine: Engine,
): Promise<{ path: string; status: FileStatus; copyOf: string | undefined }[]> {
  const held = await engine.query<HeldSource>(sqlText('ingest/held_sources'));
  const numbered = new Map(held.map((source) => [source.sourceId, source.path]));
  return Promise.all(
    held.map(async (source) => {
      const status = await standingOf(source);
      const copyOf = source.copyOf === null ? undefined : numbered.get(source.copyOf);
      return { path: source.path, status: copyOf !== undefined && status === 'unchanged' ? 'copy' : status, copyOf };
    }),
  );
}

async function standingOf(source: HeldSource): Promise<FileStatus> {
  if (source.modifiedMs === null) return 'unchanged';
  try {
    const { size, mtimeMs } = await stat(source.path);
    if (BigInt(size) === source.bytes && mtimeMs === source.modifiedMs) return 'unchanged';
    return BigInt(size) > source.bytes ? 'grown' : 'changed';
  } catch {
    return 'missing';
  }
}
