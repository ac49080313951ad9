/**
 * What the user says of the future: growth by the month, and volumes in place of a forecast.
 */
import { configurationError, usageError } from '../../core/errors.js';
import { divide, type Exact, exact, ONE, parseDecimal, sum } from '../../core/exact.js';
import type { MeteredUsage } from '../../core/usage.js';
import type { Volume } from '../../offers/scenario.js';

/** A volume for the calls that all given words fit. */
export interface StatedVolume {
  readonly model?: string | undefined;
  readonly endpoint?: string | undefined;
  /** Per month. */
  readonly volume: Volume;
}

/** `5%` or `-2.5%` a month, as a factor. Throws a usage error for anything else, and for -100 % and below. */
export function growthFactor(text: string | undefined): Exact {
  if (text === undefined) return ONE;
  const percent = parseDecimal(/^(-?\d+(?:\.\d+)?) ?%$/.exec(text.trim())?.[1] ?? '');
  const factor = percent && sum([ONE, divide(percent, exact(100n))]);
  if (factor && factor.numerator > 0n) return factor;
  throw usageError(`--growth ${text} is not a monthly growth`, 'write a percentage above -100 %, such as 5% or -2.5%');
}

/** The position of the first entry that fits; undefined for usage that none speaks of. */
export function statedFor(usage: MeteredUsage, stated: readonly StatedVolume[]): number | undefined {
  const found = stated.findIndex(
    ({ model, endpoint }) =>
      (model === undefined || model === usage.model) && (endpoint === undefined || endpoint === usage.context.endpoint),
  );
  return found < 0 ? undefined : found;
}

/** Throws a configuration error for an entry that fits no call: there is no mix to scale. */
export function refuseUnmatched(stated: readonly StatedVolume[], usage: readonly MeteredUsage[]): void {
  const met = new Set(usage.map((item) => statedFor(item, stated)));
  const missing = stated.findIndex((_, index) => !met.has(index));
  if (missing < 0) return;
  const { model, endpoint } = stated[missing] as StatedVolume;
  const words = [model && `model ${model}`, endpoint && `endpoint ${endpoint}`].filter(Boolean).join(' and ');
  throw configurationError(
    stated.length === 1 && words === '' ? 'volume' : `volumes[${missing}]`,
    `expected calls of ${words === '' ? 'any kind' : words}, found none in the logs`,
    'a volume scales calls that were seen: name models and endpoints as the logs have them',
  );
}
