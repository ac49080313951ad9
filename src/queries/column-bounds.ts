/**
 * What the engine knows of a column by the bounds it keeps of a table, without looking at a row. Bounds may be too wide,
 * never too narrow: where nothing is known, every answer here is the one that costs time and not the one that may be wrong.
 */
import type { Engine } from '../engine/engine.js';

export interface Bounds {
  /** No row has a value. */
  readonly isEmpty: boolean;
  /** Every row has a value. */
  readonly isFull: boolean;
  /** No whole number is above this one; null where it is not known. */
  readonly most: bigint | null;
}

const UNKNOWN: Bounds = { isEmpty: false, isFull: false, most: null };

/** The bounds of the columns of a relation; without a row, nothing is known of any. */
export async function boundsOf(
  engine: Engine,
  relation: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, Bounds>> {
  const [known] = await engine.query<{ readonly bounds: readonly (string | null)[] }>(
    `select [${columns.map((column) => `stats(${column})`).join(', ')}] as bounds from ${relation} limit 1`,
  );
  return new Map(columns.map((column, index) => [column, bounds(known?.bounds[index] ?? '')]));
}

function bounds(text: string): Bounds {
  // The least and the largest text of a log stand in front, so that only what follows them is the engine's word.
  const most = /^\[Min: -?\d+, Max: (-?\d+)\]/.exec(text)?.[1];
  return {
    ...UNKNOWN,
    isEmpty: /\[Has Null: true, Has No Null: false\](\[Approx Unique: \d+\])?$/.test(text),
    isFull: /\[Has Null: false, Has No Null: true\](\[Approx Unique: \d+\])?$/.test(text),
    most: most === undefined ? null : BigInt(most),
  };
}
