/**
 * Imperfect data, counted and sampled, never thrown. Every report carries the notes; `--strict` looks at `incomplete`.
 */
import { english, type Phrase } from './phrase.js';

export interface Note {
  /** Stable identifier, snake_case, such as `rejected_lines`. */
  readonly code: string;
  /** One sentence: what, where the first one is, what to do. Already free of control characters. */
  readonly message: string;
  /** The same sentence in parts, for other languages; undefined where it can only be said in English. */
  readonly says?: Phrase | undefined;
  readonly count?: number | undefined;
  /** True when the answer lacks something because of it: with --strict the run then exits 4. */
  readonly incomplete?: boolean | undefined;
  /** True when it makes a verdict worth a second look: it is told where a verdict alone would be silent. */
  readonly isDoubt?: boolean | undefined;
}

/** A note that can be said in any language. Its values are counts and words: an amount belongs in a cell. */
export function noteOf(code: string, says: Phrase, more: Pick<Note, 'count' | 'incomplete' | 'isDoubt'> = {}): Note {
  return { code, message: english(says), says, ...more };
}

export class Diagnostics {
  readonly #notes: Note[] = [];
  #failed = false;

  add(note: Note): void {
    this.#notes.push(note);
  }

  /** Something could not be read at all: the run goes on and exits 1 at the end. */
  fail(note: Note): void {
    this.#failed = true;
    this.#notes.push({ ...note, incomplete: true });
  }

  get notes(): readonly Note[] {
    return this.#notes;
  }

  get failed(): boolean {
    return this.#failed;
  }

  get incomplete(): boolean {
    return this.#notes.some((note) => note.incomplete === true);
  }
}

/** Passes on all notes but those of one code. */
export class OtherNotes extends Diagnostics {
  readonly #all: Diagnostics;
  readonly #code: string;

  constructor(all: Diagnostics, code: string) {
    super();
    this.#all = all;
    this.#code = code;
  }

  override add(note: Note): void {
    if (note.code !== this.#code) this.#all.add(note);
  }

  override fail(note: Note): void {
    this.#all.fail(note);
  }
}
