/** A file that the engine can read, and the temporary files that it took to make it so. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Compression } from './scan.js';
import type { Unpacked } from './unpack/unpacked.js';

export interface PreparedFile {
  /** The path the user means; the name under which it is accounted for. */
  readonly path: string;
  /** The path the engine reads. */
  readonly readPath: string;
  readonly compression: Compression;
  readonly size: number;
  readonly modifiedMs: number | null;
  /** Where the records of `readPath` come from, where it is a copy with one record to a line. */
  readonly unpacked?: Unpacked | undefined;
}

/** Temporary files of one run, removed together. */
export class Scratch {
  readonly #directory: string;
  readonly #made: string[] = [];
  #count = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  path(name: string): string {
    this.#count += 1;
    const path = join(this.#directory, `${name}-${this.#count}.jsonl`);
    this.#made.push(path);
    return path;
  }

  async write(name: string, bytes: Buffer): Promise<string> {
    const path = this.path(name);
    await writeFile(path, bytes);
    return path;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#made.map((path) => rm(path, { force: true })));
  }
}
