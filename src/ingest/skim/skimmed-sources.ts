/** The account of skimmed files: what became of their lines, as the tables of sources have it. */
import type { Engine } from '../../engine/engine.js';
import type { PreparedFile } from '../prepared.js';
import type { PartOfFile, Share } from './skim-files.js';

/** A line that was left to the engine and turned out to be no call. */
export interface RestLine {
  readonly part: number;
  /** Among all lines of the part, from 0. */
  readonly place: number;
  readonly outcome: 'ignored' | 'rejected';
  readonly reason: string;
  readonly format: string | null;
}

interface Outcome {
  readonly outcome: 'call' | 'ignored' | 'rejected';
  readonly reason: string | null;
  readonly format: string | null;
  readonly lines: number;
  /** The first of them in its file, from 1. */
  readonly firstLine: number;
}

/** Fills `sources`, `source_formats` and `source_reasons`; the sources are numbered from this one on, in the order of the files. */
export async function storeSources(
  engine: Engine,
  files: readonly PreparedFile[],
  read: {
    readonly parts: readonly PartOfFile[];
    readonly shares: readonly Share[];
    readonly rest: readonly RestLine[];
  },
  firstSource: number,
): Promise<void> {
  const counts = new Map(read.shares.flatMap(({ parts }) => parts.map((one) => [one.part, one] as const)));
  const tallies = files.map(() => ({ lines: 0, blank: 0, outcomes: [] as Outcome[] }));
  const startOf = new Map<number, number>();
  for (const { part, file } of read.parts) {
    const tally = tallies[file] as (typeof tallies)[number];
    const count = counts.get(part);
    startOf.set(part, tally.lines);
    tally.lines += (count?.content ?? 0) + (count?.blank ?? 0);
    tally.blank += count?.blank ?? 0;
  }
  const fileOf = new Map(read.parts.map(({ part, file }) => [part, file]));
  const note = (part: number, place: number, one: Omit<Outcome, 'firstLine'>) =>
    tallies[fileOf.get(part) as number]?.outcomes.push({
      ...one,
      firstLine: (startOf.get(part) as number) + place + 1,
    });
  for (const { parts, groups } of read.shares) {
    for (const { part, tallies: ofGroups } of parts) {
      for (const { group, lines, first } of ofGroups) {
        const { outcome, reason, facts } = groups[group] as (typeof groups)[number];
        note(part, first, { outcome, reason, format: facts.format, lines });
      }
    }
  }
  for (const { part, place, ...one } of read.rest) note(part, place, { ...one, lines: 1 });

  const sum = (outcomes: readonly Outcome[]) => outcomes.reduce((total, { lines }) => total + lines, 0);
  const sources = files.map(({ path, size, modifiedMs }, index) => {
    const { lines, blank, outcomes } = tallies[index] as (typeof tallies)[number];
    const of = (outcome: Outcome['outcome']) => sum(outcomes.filter((one) => one.outcome === outcome));
    return {
      ...{ source_id: firstSource + index, path, bytes: size, modified_ms: modifiedMs, lines, blank },
      ...{ rejected: of('rejected'), ignored: of('ignored'), with_calls: of('call'), calls_found: of('call') },
    };
  });
  const formats = tallies.flatMap(({ outcomes }, index) =>
    [...grouped(outcomes, ({ format }) => format ?? '')].flatMap(([format, some]) =>
      format === '' ? [] : [{ source_id: firstSource + index, format, lines: sum(some) }],
    ),
  );
  const reasons = tallies.flatMap(({ outcomes }, index) =>
    [...grouped(outcomes, ({ outcome, reason }) => JSON.stringify([outcome, reason])).values()].flatMap((some) => {
      const { outcome, reason } = some[0] as Outcome;
      if (reason === null) return [];
      const first = some.reduce((least, { firstLine }) => Math.min(least, firstLine), Number.POSITIVE_INFINITY);
      return [{ source_id: firstSource + index, outcome, reason, lines: sum(some), first_line: first }];
    }),
  );
  await insert(engine, 'sources', SOURCES, "*, '' as fingerprint, '' as cumulative, '' as redaction", sources);
  await insert(engine, 'source_formats', FORMATS, '*', formats);
  await insert(engine, 'source_reasons', REASONS, '*', reasons);
}

const SOURCES = {
  ...{ source_id: 'INTEGER', path: 'VARCHAR', bytes: 'BIGINT', modified_ms: 'DOUBLE', lines: 'BIGINT' },
  ...{ blank: 'BIGINT', rejected: 'BIGINT', ignored: 'BIGINT', with_calls: 'BIGINT', calls_found: 'BIGINT' },
};
const FORMATS = { source_id: 'INTEGER', format: 'VARCHAR', lines: 'BIGINT' };
const REASONS = {
  ...{ source_id: 'INTEGER', outcome: 'VARCHAR', reason: 'VARCHAR', lines: 'BIGINT', first_line: 'BIGINT' },
};

async function insert(
  engine: Engine,
  table: string,
  shape: Readonly<Record<string, string>>,
  columns: string,
  rows: readonly object[],
): Promise<void> {
  await engine.execute(
    `insert into ${table} by name select ${columns} from (select unnest(from_json($rows, '${JSON.stringify([shape])}'), recursive := true))`,
    { rows: JSON.stringify(rows) },
  );
}

function grouped(outcomes: readonly Outcome[], keyOf: (outcome: Outcome) => string): Map<string, Outcome[]> {
  const groups = new Map<string, Outcome[]>();
  for (const one of outcomes) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
