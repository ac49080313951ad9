/**
 * Columns of values on their way out of the program: what Arrow and Parquet files, and tables of the library, are made of.
 * Types only, and the one question which of two forms a column has.
 */

export type TypedColumn = {
  /** May repeat in Arrow, whose schemas allow it. */
  readonly name: string;
  /** Kept with the Arrow field, such as `{ currency: 'USD' }`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
} & (
  | { readonly type: 'integer'; readonly values: Values<bigint> | Packed }
  /** Value × 10^scale, at most 38 digits. */
  | { readonly type: 'decimal'; readonly scale: number; readonly values: Values<bigint> }
  | { readonly type: 'float'; readonly values: Values<number> | Packed }
  | { readonly type: 'text'; readonly values: Values<string> }
  | { readonly type: 'boolean'; readonly values: Values<boolean> }
  /** Milliseconds since the epoch; packed, microseconds. */
  | { readonly type: 'instant'; readonly values: Values<number> | Packed }
  /** YYYY-MM-DD. */
  | { readonly type: 'date'; readonly values: Values<string> }
);

type Values<Value> = readonly (Value | null)[];

/** As the engine holds them: `valid` has a bit per value, least significant first, 1 where there is one; null where all are. */
export interface Packed {
  readonly items: BigInt64Array | Float64Array;
  readonly valid: Uint8Array | null;
}

export function isPacked(values: readonly unknown[] | Packed): values is Packed {
  return !Array.isArray(values);
}

/** Some rows of a result, column by column. */
export interface Chunk {
  readonly rowCount: number;
  readonly columns: readonly TypedColumn[];
}
