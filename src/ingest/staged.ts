/**
 * The stage: one row per line of what is being loaded, until its account is settled.
 *
 * A table holds it in memory, uncompressed, and what does not fit spills: right for few lines, and needed where formats are
 * completed from other lines. Rows of many lines go into a file in the temporary folder that is read as the table would be;
 * writing it takes no longer, and it is a fifteenth of the size.
 */
import type { Engine } from '../engine/engine.js';
import { literal } from '../formats/sql.js';
import type { Scratch } from './prepared.js';

export class Stage {
  readonly #engine: Engine;
  /** Undefined for a table. */
  readonly #path: string | undefined;
  readonly #cuts: string[] = [];

  private constructor(engine: Engine, path: string | undefined) {
    this.#engine = engine;
    this.#path = path;
  }

  /** A table of these rows, in their order. */
  static async inMemory(engine: Engine, rows: string): Promise<Stage> {
    await engine.execute(`create temp table stage as ${rows}`);
    return new Stage(engine, undefined);
  }

  /** A file of these rows, in their order. */
  static async onDisk(engine: Engine, rows: string, scratch: Scratch): Promise<Stage> {
    const path = scratch.path('stage');
    await engine.execute(`copy (${rows}) to ${literal(path)} (format parquet, compression snappy)`);
    const stage = new Stage(engine, path);
    await stage.#show(path);
    return stage;
  }

  /** Columns that a call has not: what is known of its line only while it is loaded. Those that no line fills are in neither. */
  get bookkeeping(): string {
    const own = 'file_name, is_foreign, outcome, reason, cache_convention, is_switched, logged_total';
    return this.#path === undefined ? own : `${own}, rowid`;
  }

  /** Leaves out the rows of a file from this one on. */
  async cut(fileName: string, firstRow: bigint): Promise<void> {
    const condition = `file_name = ${literal(fileName)} and rowid >= ${firstRow}`;
    if (this.#path === undefined) {
      await this.#engine.execute(`delete from stage where ${condition}`);
      return;
    }
    this.#cuts.push(`not (${condition})`);
    await this.#show(this.#path);
  }

  async drop(): Promise<void> {
    await this.#engine.execute(this.#path === undefined ? 'drop table stage' : 'drop view stage');
  }

  async #show(path: string): Promise<void> {
    const rows = `select * exclude (file_row_number), file_row_number as rowid from read_parquet(${literal(path)}, file_row_number = true)`;
    const kept = this.#cuts.length === 0 ? '' : ` where ${this.#cuts.join(' and ')}`;
    await this.#engine.execute(`create or replace temp view stage as select * from (${rows})${kept}`);
  }
}
