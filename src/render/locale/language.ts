/**
 * What a language holds. The sentences are told apart by their English; `test/render/locale.test.ts` finds those of the
 * source that a language lacks, and those it has that nobody says.
 */
export interface Language {
  /** BCP 47: how `Intl` spells numbers, dates and currencies. */
  readonly tag: string;
  /** By the English template. Values keep their `{name}`; a word that goes with a count is `{name|one|many}`. */
  readonly phrases: Readonly<Record<string, string>>;
  /**
   * Sentences that come with their values already in them (see `recognised.ts`): formulas of bills, reasons, causes. A value
   * named `said…` is such a sentence itself, and every other is kept as it is.
   */
  readonly said: Readonly<Record<string, string>>;
}
