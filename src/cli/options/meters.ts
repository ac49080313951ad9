/**
 * Usage of one call written on the command line: `--input 1000 --output 500 --meter web_search=3`.
 */
import { usageError } from '../../core/errors.js';
import { METERS, type Meter } from '../../core/meters.js';
import { nearest } from '../../core/suggest.js';
import { type Check, checkedValue, notExpected } from './check.js';
import { amount } from './numbers.js';

export interface MeterOptions {
  readonly input?: string;
  readonly output?: string;
  readonly cacheRead?: string;
  readonly cacheWrite?: string;
  readonly meter?: readonly string[];
}

/** Quantities per meter, as text. Throws a usage error for an unknown meter and a meter named twice. */
export function readMeters(options: MeterOptions): Readonly<Record<string, string>> {
  const usage = new Map<Meter, string>();
  const add = (name: Meter, text: string, place: string) => {
    if (usage.has(name)) throw usageError(`${place}: the meter ${name} is given twice`, 'keep one of the two');
    usage.set(name, checkedValue({ text, place }, amount));
  };
  if (options.input !== undefined) add('input', options.input, '--input');
  if (options.output !== undefined) add('output', options.output, '--output');
  if (options.cacheRead !== undefined) add('cache_read', options.cacheRead, '--cache-read');
  if (options.cacheWrite !== undefined) add('cache_write', options.cacheWrite, '--cache-write');
  for (const text of options.meter ?? []) {
    const cut = text.indexOf('=');
    if (cut < 0) throw notExpected('--meter', 'a meter and a quantity', text, 'write --meter web_search=3');
    const name = checkedValue({ text: text.slice(0, cut), place: '--meter' }, meter);
    add(name, text.slice(cut + 1), `--meter ${name}`);
  }
  return Object.fromEntries(usage);
}

const meter: Check<Meter> = (text) => {
  const known = METERS.find((name) => name === text);
  if (known) return { value: known };
  const likely = nearest(text, METERS);
  const all = `the meters are ${METERS.join(', ')}`;
  return { expected: 'a meter', hint: likely === undefined ? all : `did you mean ${likely}?\n${all}` };
};
