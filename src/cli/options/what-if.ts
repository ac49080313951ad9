/**
 * `--swap`, `--batch`, `--tier`, `--cache-hit`, `--no-retries`: calls as they would have been.
 */
import type { Command } from 'commander';
import { compare, divide, type Exact, exact, isNegative, ONE, parseDecimal } from '../../core/exact.js';
import type { WhatIf } from '../../core/question.js';
import { type Check, collect, flagValue, notExpected } from './check.js';

export interface WhatIfOptions {
  readonly swap?: readonly string[];
  readonly batch?: string;
  readonly tier?: string;
  readonly cacheHit?: string;
  /** Commander's name of `--no-retries`: false where it was given. */
  readonly retries?: boolean;
}

export function addWhatIfOptions(command: Command): void {
  command
    .optionsGroup('What if:')
    .option('--swap <from=to>', 'the calls of one model made to another; repeatable', collect)
    .option('--batch <share>', 'this share of the calls sent in batches, such as 30%')
    .option('--tier <tier>', 'the other calls served at this tier, such as flex')
    .option('--cache-hit <share>', 'this share of the text sent is read from the cache, such as 60%')
    .option('--no-retries', 'no failed call that was billed');
}

/** Undefined when none of the options was given. */
export function readWhatIf(options: WhatIfOptions): WhatIf | undefined {
  const swaps = (options.swap ?? []).map((text) => {
    const [, from, to] = /^([^=]+)=([^=]+)$/.exec(text.trim()) ?? [];
    if (from === undefined || to === undefined || from.trim() === to.trim()) {
      throw notExpected('--swap', 'two models', text, 'write --swap claude-opus-5=claude-sonnet-5');
    }
    return { from: from.trim(), to: to.trim() };
  });
  const asked: WhatIf = {
    swaps,
    batch: flagValue('--batch', options.batch, percentage),
    tier: flagValue('--tier', options.tier, tierName),
    cacheHit: flagValue('--cache-hit', options.cacheHit, percentage),
    isWithoutFailures: options.retries === false,
  };
  const isNothing =
    swaps.length === 0 &&
    asked.batch === undefined &&
    asked.tier === undefined &&
    asked.cacheHit === undefined &&
    !asked.isWithoutFailures;
  return isNothing ? undefined : asked;
}

/** `30%` or `0.3`. */
const percentage: Check<Exact> = (text) => {
  const [, number = '', sign] = /^([\d.]+)\s*(%?)$/.exec(text.trim()) ?? [];
  const value = parseDecimal(number);
  const part = value && sign === '%' ? divide(value, exact(100n)) : value;
  if (part && !isNegative(part) && compare(part, ONE) <= 0) return { value: part };
  return { expected: 'a share from 0 % to 100 %', hint: 'write it like 30% or 0.3' };
};

const tierName: Check<string> = (text) =>
  /^[a-z][a-z0-9_-]{0,30}$/i.test(text)
    ? { value: text.toLowerCase() }
    : { expected: 'the name of a tier', hint: 'write it as the provider does, such as flex or priority' };
