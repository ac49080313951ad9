/**
 * A stated volume: what `--volume 5Mtok/month` says, and the factor that scales the observed mix to it.
 */
import { asExact, sumCounts } from '../core/count.js';
import { configurationError, usageError } from '../core/errors.js';
import { compare, divide, type Exact, exact, isZero, multiply, ONE, parseDecimal, sum, ZERO } from '../core/exact.js';
import { isTokenMeter } from '../core/meters.js';
import type { MeteredUsage } from '../core/usage.js';
import type { UsageShare } from '../offers/bill.js';
import { count } from '../offers/figures.js';
import type { Volume } from '../offers/scenario.js';

const FORM = /^(\d+(?:\.\d+)?)\s*([kmgb]?)\s*(tok|token|tokens|call|calls)\/(month|year)$/iu;
const SCALES: Readonly<Record<string, bigint>> = { '': 1n, k: 10n ** 3n, m: 10n ** 6n, g: 10n ** 9n, b: 10n ** 9n };

/** `5Mtok/month`, `2.5Gtok/month`, `20000calls/month`, `60Mtok/year`. Throws a usage error for anything else. */
export function parseVolume(text: string): Volume {
  const [, number = '', scale = '', unit = '', per = ''] = FORM.exec(text.trim().replaceAll('_', '')) ?? [];
  const value = parseDecimal(number);
  if (!value || isZero(value)) {
    throw usageError(
      `--volume ${text} is not a volume`,
      'write tokens or calls per month, such as 5Mtok/month or 20000calls/month',
    );
  }
  const perMonth = per.toLowerCase() === 'year' ? exact(1n, 12n) : exact(1n);
  return {
    quantity: multiply(multiply(value, exact(SCALES[scale.toLowerCase()] ?? 1n)), perMonth),
    unit: unit.toLowerCase().startsWith('tok') ? 'tokens' : 'calls',
  };
}

/** `5,000,000 tokens per month` */
export function volumeText(volume: Volume): string {
  return `${count(volume.quantity)} ${volume.unit} per month`;
}

export function tokensOf(usage: readonly MeteredUsage[]): Exact {
  return sum(
    usage.flatMap((item) => [...item.quantities].map(([meter, quantity]) => (isTokenMeter(meter) ? quantity : ZERO))),
  );
}

/** The same, of usage of which only a share is meant. */
export function tokensIn(usage: readonly UsageShare[]): Exact {
  return sum(usage.map((item) => multiply(tokensOf([item]), item.share ?? ONE)));
}

export function callsOf(usage: readonly MeteredUsage[]): Exact {
  return asExact(sumCounts(usage, (item) => item.calls));
}

/** What the observed usage is multiplied by to be the volume. Throws where there is nothing to scale. */
export function volumeFactor(volume: Volume, usage: readonly MeteredUsage[]): Exact {
  const observed = volume.unit === 'tokens' ? tokensOf(usage) : callsOf(usage);
  if (compare(observed, ZERO) <= 0) {
    const other = volume.unit === 'tokens' ? 'calls' : 'tokens';
    throw configurationError(
      'volume',
      `expected usage with ${volume.unit} to scale to ${volumeText(volume)}, found none in the logs`,
      `state the volume in ${other} if the logs have those`,
    );
  }
  return divide(volume.quantity, observed);
}
