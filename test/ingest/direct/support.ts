/** Flat lines counted the quick way, and by a naive reader that knows nothing of it. */
import { makeLineReader, NO_DURATION } from '../../../src/ingest/direct/line-reader.js';
import { type DirectPlan, planLines } from '../../../src/ingest/direct/plan.js';
import { TALLIED } from '../../../src/ingest/direct/tally.js';
import { MARGIN } from '../../../src/ingest/whole-lines.js';

export const DAY = 86_400e6;

export interface Sums {
  readonly calls: number;
  readonly input: number;
  readonly output: number;
  readonly unsplit: number;
  readonly cacheRead: number;
  readonly durations: readonly number[];
  readonly firstUs: number | null;
  readonly lastUs: number | null;
}

/** Undefined where the quick way gives up. The sample is what the plan is made from. */
export function counted(text: string | Buffer, plan: DirectPlan): Sums | undefined {
  const content = Buffer.from(text as string);
  const bytes = new Uint8Array(content.length + MARGIN);
  bytes.set(content);
  const reader = makeLineReader(bytes, plan, { unit: DAY, sizeCuts: [1000] });
  if (!reader.add(0, content.length)) return undefined;
  const { groups, durations } = reader.finish();
  const sum = (name: (typeof TALLIED)[number]) =>
    groups.reduce((total, group) => total + (group.tallied[TALLIED.indexOf(name)] as number), 0);
  const firsts = groups.map((group) => group.tallied[TALLIED.indexOf('first_us')] as number).filter(Number.isFinite);
  const lasts = groups.map((group) => group.tallied[TALLIED.indexOf('last_us')] as number).filter(Number.isFinite);
  return {
    calls: sum('calls'),
    input: sum('input'),
    output: sum('output'),
    unsplit: sum('unsplit'),
    cacheRead: sum('cache_read'),
    durations: durations.flatMap((part) => [...part]).filter((value) => value !== NO_DURATION),
    firstUs: firsts.length === 0 ? null : Math.min(...firsts),
    lastUs: lasts.length === 0 ? null : Math.max(...lasts),
  };
}

/** The same figures by way of JSON.parse. Throws where a line is no JSON. */
export function naive(text: string): Sums {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  const times = lines.flatMap((line) => (typeof line.timestamp === 'string' ? [microseconds(line.timestamp)] : []));
  return {
    calls: lines.length,
    input: lines.reduce((total, line) => total + number(line.prompt_tokens), 0),
    output: lines.reduce((total, line) => total + number(line.completion_tokens), 0),
    unsplit: lines.reduce(
      (total, line) => total + (typeof line.prompt_tokens === 'number' ? 0 : number(line.total_tokens)),
      0,
    ),
    cacheRead: lines.reduce((total, line) => total + number(line.cached_tokens), 0),
    durations: lines.flatMap((line) =>
      typeof line.latency_ms === 'number' ? [Math.round(line.latency_ms * 1000)] : [],
    ),
    firstUs: times.length === 0 ? null : Math.min(...times),
    lastUs: times.length === 0 ? null : Math.max(...times),
  };
}

/** `Date` keeps milliseconds; the digits beyond them are taken from the text. */
function microseconds(stamp: string): number {
  const [, beyond = ''] = /\.\d{3}(\d{1,3})/.exec(stamp) ?? [];
  return Date.parse(stamp) * 1000 + Number(beyond.padEnd(3, '0'));
}

export function planOf(lines: readonly Record<string, unknown>[]): DirectPlan {
  const plan = planLines(lines);
  if (plan === undefined) throw new Error('these lines should be countable while they are read');
  return plan;
}
