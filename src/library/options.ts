/**
 * What a program asks, in the words of the command line: checked here, because a program has no command line that would.
 */
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { DIMENSIONS, type Dimension } from '../core/dimensions.js';
import { usageError } from '../core/errors.js';
import { compare, isNegative, ONE, parseDecimal, ZERO } from '../core/exact.js';
import type { PricingChoice, Question, ReadingRules, Surroundings } from '../core/question.js';
import { excerpt } from '../core/text.js';
import { isMonth } from '../core/zone.js';
import { knownZone } from '../core/zone-name.js';

/** How logs are read. Every key has the meaning of the option of the same name. */
export interface ReadingOptions {
  /** Zone of times that name none; default UTC. */
  readonly assumeZone?: string | undefined;
  /** Whether `input_tokens` of Anthropic-shaped usage leave out cached tokens; default `exclusive`. */
  readonly anthropicInput?: ReadingRules['anthropicInput'] | undefined;
  readonly cumulative?: ReadingRules['cumulative'] | undefined;
  readonly redact?: ReadingRules['redact'] | undefined;
  readonly formats?: ReadingRules['formats'] | undefined;
}

/** Where a run takes place. A library reads no clock, no environment and no settings file: what it needs is here. */
export interface RunOptions {
  /** What relative paths are relative to; default: where the process runs. */
  readonly workingDirectory?: string;
  /** Where a folder for temporary files may be made; default: that of the system. */
  readonly temporaryDirectory?: string;
  /** Such as `2GB`; what needs more spills to the temporary folder. Default 640MB. */
  readonly memoryLimit?: string;
  /** Stops the run: it then throws ToolError `interrupted`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: Surroundings['progress'];
}

/** Which calls, how they are grouped, and what they are priced with. */
export interface QuestionOptions {
  /** Grouping words, such as `['team', 'day']`; default `['model']`. */
  readonly by?: readonly Dimension[];
  /** Values of dimensions; an empty text is "not logged". Several of one dimension widen, dimensions narrow. */
  readonly where?: readonly { readonly dimension: Dimension; readonly value: string }[];
  /** A date (inclusive) or an instant of ISO 8601 (inclusive). */
  readonly since?: string;
  /** A date (inclusive) or an instant of ISO 8601 (exclusive). */
  readonly until?: string;
  /** YYYY-MM, instead of the two. */
  readonly month?: string;
  /** IANA zone in which days and months are cut; default UTC. */
  readonly zone?: string;
  /** Keep the N largest groups and fold the rest into `Other`. */
  readonly top?: number;
  /** YYYY-MM that calls without a time are taken to be in. */
  readonly assumeMonth?: string;
  /** Price book files, the later wins; list prices stand behind them. */
  readonly prices?: readonly string[];
  /** Models as logged to the SKU that prices them. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Input share, a plain decimal from 0 to 1, of calls that log only a token total; without it their cost is a range. */
  readonly split?: string;
}

/** Throws ToolError `usage` for a word that means nothing. */
export function questionOf(options: QuestionOptions, reading: ReadingOptions, source: Question['source']): Question {
  const { by = ['model'], where = [], zone = 'UTC', since, until, month, top, assumeMonth } = options;
  for (const dimension of [...by, ...where.map((one) => one.dimension)]) {
    const isKnown = (DIMENSIONS as readonly string[]).includes(dimension) || /^tag:./.test(dimension);
    if (!isKnown) throw notExpected('by', 'a dimension', dimension, `${DIMENSIONS.join(', ')} or tag:NAME`);
  }
  for (const [name, value] of Object.entries({ month, assumeMonth })) {
    if (value !== undefined && !isMonth(value)) throw notExpected(name, 'a month', value, '2026-10');
  }
  for (const [name, value] of Object.entries({ since, until })) {
    const isTime = value === undefined || (TIME.test(value) && !Number.isNaN(Date.parse(value)));
    if (!isTime) throw notExpected(name, 'a date or an instant', String(value), '2026-10-01');
  }
  if (month !== undefined && (since ?? until) !== undefined) {
    throw usageError('month and since or until say two different periods', 'keep one of the two ways');
  }
  const known = knownZone(zone);
  if (known === undefined) throw notExpected('zone', 'an IANA time zone', zone, 'Asia/Seoul');
  if (top !== undefined && !(Number.isInteger(top) && top > 0)) {
    throw notExpected('top', 'a whole number above 0', String(top), '10');
  }
  return { source, reading: rulesOf(reading), zone: known, since, until, month, by, where, top, assumeMonth };
}

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:\d\d))?$/;

function notExpected(name: string, expected: string, found: string, hint: string): Error {
  return usageError(`${name}: expected ${expected}, found "${excerpt(found, 60)}"`, `write ${hint}`);
}

/** Throws ToolError `usage` for a share that is none. */
export function pricingOf({
  prices = [],
  aliases = {},
  split,
}: Pick<QuestionOptions, 'prices' | 'aliases' | 'split'>): PricingChoice {
  const share = split === undefined ? ZERO : parseDecimal(split);
  if (share === undefined || isNegative(share) || compare(share, ONE) > 0) {
    throw notExpected('split', 'an input share from 0 to 1', String(split), '0.75');
  }
  return { books: prices, aliases, split };
}

export function rulesOf({ anthropicInput = 'exclusive', ...rest }: ReadingOptions): ReadingRules {
  return { anthropicInput, ...rest };
}

export function surroundingsOf({
  workingDirectory = '',
  temporaryDirectory = tmpdir(),
  memoryLimit,
  signal,
  onProgress = () => {},
}: RunOptions): Surroundings {
  return {
    workingDirectory: resolve(workingDirectory),
    temporaryDirectory,
    standardInput: () => Readable.from([]),
    progress: onProgress,
    memoryLimit,
    onInterrupt: (action) => {
      if (signal?.aborted === true) action();
      signal?.addEventListener('abort', action);
      return () => signal?.removeEventListener('abort', action);
    },
  };
}
