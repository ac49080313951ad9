/** Rows of calls on their way into the engine: the values of each group put where every group has them. */
import type { Engine, NumberTable } from '../../engine/engine.js';
import type { Group, Timing } from './group-facts.js';
import { HEAD, PIECE_NUMBERS } from './line-skimmer.js';

/** Columns that every row has; of the others those that some call has a value of. What is not a number stands for none. */
const OWN = ['source_id', 'place', 'facts_number'];
const ROWS = Math.ceil(PIECE_NUMBERS / HEAD);
/** Rows keep the order of their lines within a file: parts of it are so far apart. */
const PLACES_PER_PART = 2 ** 31;

interface Place {
  readonly values: Float64Array;
  readonly at: number;
  readonly scale: number;
}

export class CallRows {
  readonly #engine: Engine;
  readonly #sourceOf: (part: number) => number;
  readonly #checked = new Set<Group>();
  readonly #placesOf = new Map<Group, readonly Place[]>();
  readonly #columns = new Map(OWN.map((name) => [name, new Float64Array(ROWS)]));
  readonly #tables: string[] = [];
  readonly #own: readonly [Float64Array, Float64Array, Float64Array];
  #table: NumberTable | undefined;
  #count = 0;

  /** `sourceOf`: the source of a part of a file. */
  constructor(engine: Engine, sourceOf: (part: number) => number) {
    this.#engine = engine;
    this.#sourceOf = sourceOf;
    this.#own = [...this.#columns.values()] as [Float64Array, Float64Array, Float64Array];
  }

  /** The tables that hold the rows, each with some of the columns. */
  get tables(): readonly string[] {
    return this.#tables;
  }

  get count(): number {
    return this.#count;
  }

  /** Columns that some row has a value of. */
  get columns(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** Takes rows in; false when one of them is not what its group promised. */
  async add(rows: Float64Array, groups: readonly Group[]): Promise<boolean> {
    if (!groups.every((group) => this.#checked.has(group))) this.#widen(groups);
    for (const [name, values] of this.#columns) if (!OWN.includes(name)) values.fill(Number.NaN);
    let count = 0;
    for (let at = 0; at < rows.length; ) {
      const group = groups[rows[at] as number] as Group;
      if (group.outcome === 'call') {
        if (!this.#put(rows, at, group, count)) return false;
        count += 1;
      }
      at += group.width;
    }
    if (count === 0) return true;
    this.#count += count;
    this.#table ??= await this.#opened();
    this.#table.add([...this.#columns.values()], count);
    return true;
  }

  close(): void {
    this.#table?.close();
    this.#table = undefined;
  }

  /** A column that no row had so far begins another table. */
  #widen(groups: readonly Group[]): void {
    for (const { column } of groups.flatMap((group) => group.figures)) {
      if (this.#columns.has(column)) continue;
      this.#columns.set(column, new Float64Array(ROWS));
      this.close();
    }
  }

  async #opened(): Promise<NumberTable> {
    const name = `skimmed_rows_${this.#tables.length + 1}`;
    this.#tables.push(name);
    return this.#engine.fillNumbers(name, this.columns);
  }

  #placesIn(group: Group): readonly Place[] {
    let places = this.#placesOf.get(group);
    if (places === undefined) {
      places = group.figures.map(({ column, at, scale }) => ({
        values: this.#columns.get(column) as Float64Array,
        ...{ at, scale },
      }));
      this.#placesOf.set(group, places);
    }
    return places;
  }

  #put(rows: Float64Array, start: number, group: Group, row: number): boolean {
    const [sources, places, facts] = this.#own;
    const part = rows[start + 1] as number;
    sources[row] = this.#sourceOf(part);
    places[row] = part * PLACES_PER_PART + (rows[start + 2] as number);
    facts[row] = group.factsNumber;
    for (const { values, at, scale } of this.#placesIn(group)) {
      const value = rows[start + at] as number;
      // A fraction of a microsecond is rounded, one of a token is none of a call.
      const whole = scale === 1 ? value : Math.round(value * scale);
      if (!Number.isSafeInteger(whole)) return false;
      values[row] = whole;
    }
    if (this.#checked.has(group)) return true;
    this.#checked.add(group);
    // The engine read this line too: its times tell whether they are read alike here.
    return (Object.keys(group.first) as Timing[]).every((name) => {
      const value = this.#columns.get(name)?.[row] ?? Number.NaN;
      return (Number.isNaN(value) ? null : value) === group.first[name];
    });
  }
}
