/**
 * What there is to say of files whose lines decided how cached input is counted, or could not decide it: one note of each kind
 * for all files of a run.
 */
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { type Phrase, say } from '../core/phrase.js';

/** A file in which input turned out to exclude cached tokens. */
export interface ExclusiveFile {
  readonly fileName: string;
  /** A line has more cached than input tokens; else it is the totals that say so. */
  readonly isContradicted: boolean;
  /** Lines with cached tokens whose total is input and output alone, as where input includes them. */
  readonly inclusiveTotals: bigint;
}

/** A file in which Anthropic-shaped input may hold cached tokens, read as if it did not; and on how many calls. */
export interface DoubtfulFile {
  readonly fileName: string;
  readonly calls: bigint;
}

/** Files by the path that is shown of them, in the order read. */
export function reportConventions(
  exclusive: readonly ExclusiveFile[],
  doubtful: readonly DoubtfulFile[],
  diagnostics: Diagnostics,
): void {
  const torn = exclusive.filter((one) => one.isContradicted && one.inclusiveTotals > 0n);
  const settled = exclusive.filter((one) => !torn.includes(one));
  const [firstSettled] = settled;
  if (firstSettled !== undefined) {
    const says = say('{file}{others}: input tokens are taken to exclude cached tokens, because {reason}', {
      file: firstSettled.fileName,
      others: othersOf(settled),
      reason: firstSettled.isContradicted
        ? say('a line has more cached than input tokens')
        : say('totals are those of input, cached and output tokens'),
    });
    diagnostics.add(noteOf('cache_convention', says));
  }
  const [firstTorn] = torn;
  if (firstTorn !== undefined) {
    const says = say(
      '{file}{others}: input tokens are taken to exclude cached tokens on every line, because a line has more cached than input tokens; yet {lines} {lines|line has a total|lines have totals} of input and output alone, as where input includes them. If that one line is wrong, read the file by a format of your own with tokens: {cache: inclusive}',
      { file: firstTorn.fileName, others: othersOf(torn), lines: firstTorn.inclusiveTotals },
    );
    diagnostics.add(noteOf('cache_convention', says, { incomplete: true }));
  }
  const [firstDoubtful] = doubtful;
  if (firstDoubtful !== undefined) {
    const says = say(
      '{file}{others}: on every call with cached input ({calls}), input tokens are at least as many as those from the cache; if this relay counts cached tokens as input, --anthropic-input inclusive reads it right',
      { file: firstDoubtful.fileName, others: othersOf(doubtful), calls: firstDoubtful.calls },
    );
    diagnostics.add(noteOf('anthropic_input', says));
  }
}

function othersOf(files: readonly object[]): Phrase | '' {
  return files.length === 1 ? '' : say(' and {count} more {count|file|files}', { count: files.length - 1 });
}
