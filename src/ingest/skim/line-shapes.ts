/**
 * How lines are made up, learnt as they come: from each point in a line, which keys follow, and how it goes on behind each
 * kind of value. Lines of one making walk the same points, so that the next key is nearly always the one that is looked for.
 */
import type { Texts } from '../direct/texts.js';
import { ENDS_TEXT } from '../json-value.js';
import type { Member } from './plan.js';

/** Kinds of values that a line goes on from apart. What nobody reads, and what is told apart by its text, has no kind. */
export const NOTHING = 0;
export const STRING = 1;
export const NUMBER = 2;
export const TRUTH = 3;
export const OBJECT = 4;

/** A place in a line where a key or the end of the object follows. */
export interface Point {
  /** The object that it is in; undefined behind the end of the line. */
  readonly member: Member | undefined;
  /** Keys of this object so far. */
  readonly keys: ReadonlySet<string>;
  /** The point at which this object's value began, and by which key. */
  readonly outer: Edge | undefined;
  guess: Edge | undefined;
  readonly edges: Map<string, Edge | undefined>;
  /** The first few of them. */
  readonly known: Edge[];
  closed: Point | undefined;
  /** Of a line that ends here: the state its group is looked for from. */
  first: number;
}

/** What a key is to the formats: nothing, an object whose members are read, a value that tells groups apart, or one kept per line. */
export const UNREAD = 0;
export const INSIDE = 1;
export const COMMON = 2;
export const VARYING = 3;

/** A key at some point. */
export interface Edge {
  readonly from: Point;
  readonly key: string;
  readonly member: Member | undefined;
  readonly role: number;
  /** Of a varying member: its place among them, and beginnings of values that tell groups apart, in bytes. */
  readonly slot: number;
  readonly beginnings: readonly Uint8Array[];
  /** Bytes of `"key":`, and its words. */
  readonly length: number;
  readonly words: Int32Array;
  /** Where the line goes on, by kind of value. */
  readonly next: (Point | undefined)[];
  texts: Texts | undefined;
  guess: number;
}

const ROLES: Readonly<Record<Member['kind'], number>> = { object: INSIDE, common: COMMON, varying: VARYING };

/** More are no making of lines: keys are then data. */
const MOST_POINTS = 20_000;
const LONGEST_KEY = 120;
const MOST_KNOWN = 8;

export class LineShapes {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly start: Point;
  #points = 0;

  constructor(bytes: Uint8Array, view: DataView, root: Member) {
    this.#bytes = bytes;
    this.#view = view;
    this.start = this.#point(root, new Set(), undefined);
  }

  get isFull(): boolean {
    return this.#points >= MOST_POINTS;
  }

  isKey(edge: Edge, at: number): boolean {
    const { words, length } = edge;
    const whole = length >> 2;
    const view = this.#view;
    for (let index = 0; index < whole; index += 1) {
      if (words[index] !== view.getInt32(at + index * 4, true)) return false;
    }
    return words[whole] === view.getInt32(at + length - 4, true);
  }

  /** One of the keys that were met at this point, if its bytes stand here. */
  knownAt(point: Point, at: number): Edge | undefined {
    for (const edge of point.known) if (this.isKey(edge, at)) return edge;
    return undefined;
  }

  /** The key whose opening quote is here; undefined when there is none, or one that the line is left to the engine for. */
  edgeAt(point: Point, at: number): Edge | undefined {
    const bytes = this.#bytes;
    if (bytes[at] !== 34) return undefined;
    let end = at + 1;
    while (ENDS_TEXT[bytes[end] as number] === 0) end += 1;
    const length = end - at - 1;
    if (bytes[end] !== 34 || length === 0 || length > LONGEST_KEY) return undefined;
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + at + 1, length).toString('utf8');
    if (point.edges.has(name)) return point.edges.get(name);
    if (this.isFull) return undefined;
    const edge = this.#edge(point, name);
    point.edges.set(name, edge);
    if (edge !== undefined && point.known.length < MOST_KNOWN) point.known.push(edge);
    return edge;
  }

  #edge(from: Point, key: string): Edge | undefined {
    const container = from.member as Member;
    // What a key means that stands twice, readers do not agree on.
    if (from.keys.has(key) || container.watched.includes(key)) return undefined;
    const text = Buffer.from(`"${key}":`);
    const words = new Int32Array((text.length >> 2) + 1);
    for (let index = 0; index < words.length; index += 1)
      words[index] = text.readInt32LE(Math.min(index * 4, text.length - 4));
    const member = container.members.find((one) => one.key === key);
    return {
      ...{ from, key, member, length: text.length, words, texts: undefined, guess: 0 },
      role: member === undefined ? UNREAD : ROLES[member.kind],
      slot: member?.slot ?? -1,
      beginnings: (member?.beginnings ?? []).map((text) => Uint8Array.from(Buffer.from(text, 'latin1'))),
      next: [undefined, undefined, undefined, undefined, undefined],
    };
  }

  /** Where the line goes on behind a value of this kind. */
  after(edge: Edge, kind: number): Point {
    const { from, key, member } = edge;
    const point =
      kind === OBJECT
        ? this.#point(member, new Set(), edge)
        : this.#point(from.member, new Set(from.keys).add(key), from.outer);
    edge.next[kind] = point;
    return point;
  }

  /** Where the line goes on behind the brace that closes this point's object. */
  closed(point: Point): Point {
    if (point.closed !== undefined) return point.closed;
    const { outer } = point;
    point.closed =
      outer === undefined
        ? this.#point(undefined, new Set(), undefined)
        : this.#point(outer.from.member, new Set(outer.from.keys).add(outer.key), outer.from.outer);
    return point.closed;
  }

  #point(member: Member | undefined, keys: ReadonlySet<string>, outer: Edge | undefined): Point {
    this.#points += 1;
    return { member, keys, outer, guess: undefined, edges: new Map(), known: [], closed: undefined, first: -1 };
  }
}
