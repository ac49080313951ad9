/**
 * Whether the counts of a large flat log look like totals so far, from its first lines: the same question that
 * `cumulative_evidence.sql` asks of stored calls. Where they do, the general way reads the log and says so.
 */
import { FLAT_KEYS } from '../../formats/flat-keys.js';
import { EVIDENCE_RUN } from '../cumulative.js';

type Line = Readonly<Record<string, unknown>>;

interface Counter {
  lines: number;
  falls: number;
  readonly first: (number | undefined)[];
  readonly last: (number | undefined)[];
  readonly grew: boolean[];
}

const COUNTS = [FLAT_KEYS.input, FLAT_KEYS.output, FLAT_KEYS.total];

/** The lines that hold any session; none where no line has one. */
export function hasSessions(line: Line): boolean {
  return sessionOf(line) !== undefined;
}

export function looksCumulative(lines: Iterable<Line>): boolean {
  const counters = new Map<string, Counter>();
  for (const line of lines) {
    const session = sessionOf(line);
    if (session === undefined) continue;
    const [input, output, total] = COUNTS.map((keys) => numberAt(line, keys));
    const counts = [input, output, input === undefined && output === undefined ? total : undefined];
    if (counts.every((count) => count === undefined)) continue;
    const counter = counters.get(session) ?? { lines: 0, falls: 0, first: [], last: [], grew: [] };
    counters.set(session, counter);
    counter.lines += 1;
    let isFall = false;
    counts.forEach((count, place) => {
      if (count === undefined) return;
      const before = counter.last[place];
      if (before !== undefined && count < before) isFall = true;
      counter.first[place] ??= count;
      if (count !== counter.first[place]) counter.grew[place] = true;
      counter.last[place] = count;
    });
    if (isFall) counter.falls += 1;
  }
  const long = [...counters.values()].filter((counter) => counter.lines >= EVIDENCE_RUN);
  const alike = long.filter(
    ({ lines, falls, last, grew }) =>
      lines >= EVIDENCE_RUN * (falls + 1) && last.every((count, place) => count === undefined || grew[place] === true),
  );
  return alike.length * 20 > long.length * 19;
}

function sessionOf(line: Line): string | undefined {
  const value = FLAT_KEYS.session.map((key) => line[key]).find((one) => one !== undefined && one !== null);
  if (value === undefined || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function numberAt(line: Line, keys: readonly string[]): number | undefined {
  const value = keys.map((key) => line[key]).find((one) => one !== undefined && one !== null);
  return typeof value === 'number' ? value : undefined;
}
