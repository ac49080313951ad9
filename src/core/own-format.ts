/**
 * A log format of the user's own, as tollbook.yaml or `--map` states it: data that says which field is which column. It
 * never holds SQL; `formats/own.ts` makes a format of it that is read like every other.
 */

/** A text, at a path of a line, that has to be there or to look like something. */
export interface OwnCondition {
  /** The keys that lead to the field, outermost first. */
  readonly field: readonly string[];
  readonly equals?: string | undefined;
  readonly one_of?: readonly string[] | undefined;
  /** `*` stands for any text and `?` for one character. */
  readonly matches?: string | undefined;
}

export type OwnStatus = 'ok' | 'error' | 'cancelled' | 'blocked';

export interface OwnFormat {
  readonly id: string;
  readonly title?: string | undefined;
  /** All must hold; without any, a line with one of the fields that a token count is read from. */
  readonly claims?: readonly OwnCondition[] | undefined;
  /** Lines of this format that are not calls. */
  readonly ignores?: readonly (OwnCondition & { readonly reason: string })[] | undefined;
  /** Column to the keys that lead to its field. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly constants?: Readonly<Record<string, string>> | undefined;
  /** What the words in the status field mean, beside the usual ones. */
  readonly statuses?: Readonly<Record<string, OwnStatus>> | undefined;
  readonly units?:
    | {
        readonly duration?: 's' | 'ms' | 'us' | undefined;
        readonly cost?: 'usd' | 'cents' | undefined;
        /** auto, a unit of numbers (s, ms, us), or a pattern of `%` letters. */
        readonly time?: string | undefined;
        /** The zone of times that name none. */
        readonly zone?: string | undefined;
        /** The instant that numbers count from. */
        readonly from?: string | undefined;
      }
    | undefined;
  readonly tokens?:
    | {
        readonly cache?: 'inclusive' | 'exclusive' | undefined;
        readonly reasoning?: 'contained' | 'additive' | undefined;
      }
    | undefined;
  /** Fields that together identify a call; without any, every line is a call of its own. */
  readonly dedupe?: readonly (readonly string[])[] | undefined;
}
