/**
 * One SKU out of several layers: the later layer wins for the time it has prices for, and before and after that time the
 * layer below still holds. Computes no prices.
 */
import type { Sku, Version } from './book-model.js';
import type { Shelf } from './shelf.js';

/** A SKU as all layers together have it. */
export interface LayeredSku {
  readonly sku: Sku;
  /** The layer that each of its versions comes from, in the order of `sku.versions`. */
  readonly shelves: readonly Shelf[];
}

interface Piece {
  readonly version: Version;
  readonly shelf: Shelf;
}

/** The SKU as `shelves`, lowest first, have it; undefined where none does. Names and other words are those of the latest. */
export function layeredSku(shelves: readonly Shelf[], skuId: string): LayeredSku | undefined {
  let sku: Sku | undefined;
  let pieces: Piece[] = [];
  for (const shelf of shelves) {
    const found = shelf.find(skuId);
    if (!found) continue;
    pieces = sku ? over(found.versions, shelf, pieces) : found.versions.map((version) => ({ version, shelf }));
    sku = found;
  }
  if (!sku) return undefined;
  const versions = pieces.map(({ version }) => version);
  const isWhole =
    versions.length === sku.versions.length && versions.every((one, index) => one === sku?.versions[index]);
  return { sku: isWhole ? sku : { ...sku, versions }, shelves: pieces.map(({ shelf }) => shelf) };
}

function over(versions: readonly Version[], shelf: Shelf, below: readonly Piece[]): Piece[] {
  const start = versions[0]?.from ?? null;
  const end = versions.at(-1)?.to ?? null;
  return [
    ...(start === null ? [] : below.flatMap((piece) => clipped(piece, null, start))),
    ...versions.map((version) => ({ version, shelf })),
    ...(end === null ? [] : below.flatMap((piece) => clipped(piece, end, null))),
  ];
}

/** The part of a version that lies from `start` to `end`; nothing where there is none. */
function clipped(piece: Piece, start: number | null, end: number | null): Piece[] {
  const from = latest(piece.version.from, start);
  const to = earliest(piece.version.to, end);
  if (from !== null && to !== null && from >= to) return [];
  const isWhole = from === piece.version.from && to === piece.version.to;
  return [isWhole ? piece : { ...piece, version: { ...piece.version, from, to } }];
}

function latest(left: number | null, right: number | null): number | null {
  return left === null || (right !== null && right > left) ? right : left;
}

function earliest(left: number | null, right: number | null): number | null {
  return left === null || (right !== null && right < left) ? right : left;
}
