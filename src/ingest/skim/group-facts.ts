/**
 * What a group of lines is, worked out by the engine on its first line with the very expressions that read lines; and which of
 * the values that are kept of its lines is what.
 *
 * The second is found by looking: where a member has another value, the column that is read from it has that value too.
 */
import { camelCase } from '../../core/text.js';
import type { Engine } from '../../engine/engine.js';
import type { Shape } from '../../formats/format.js';
import { sqlText } from '../../queries/sql-file.js';
import { filledTexts, type MappingOptions, mapped, normalised, RECORD_COLUMNS } from '../mapping.js';
import { objectLines } from '../object-lines.js';
import type { Scratch } from '../prepared.js';
import { HEAD, WIDTHS, wantedBits } from './line-skimmer.js';
import { ASKED, type Kept, type SkimPlan } from './plan.js';
import type { Example } from './share.js';

/** Columns of the stage, and two that it is made from, that are the same for all calls of a group. */
export const FACTS = {
  format: 'VARCHAR',
  cache_convention: 'VARCHAR',
  reasoning_convention: 'VARCHAR',
  is_switched: 'BOOLEAN',
  started_at_kind: 'VARCHAR',
  stated_usage_kind: 'VARCHAR',
  provider: 'VARCHAR',
  gateway: 'VARCHAR',
  endpoint: 'VARCHAR',
  region: 'VARCHAR',
  model: 'VARCHAR',
  service_tier: 'VARCHAR',
  speed: 'VARCHAR',
  inference_geo: 'VARCHAR',
  is_batch: 'BOOLEAN',
  status: 'VARCHAR',
  is_billed: 'BOOLEAN',
  gateway_cache_hit: 'BOOLEAN',
  is_streamed: 'BOOLEAN',
  is_notional: 'BOOLEAN',
} as const;

export type Facts = {
  readonly [Name in keyof typeof FACTS]: ((typeof FACTS)[Name] extends 'BOOLEAN' ? boolean : string) | null;
};

export interface Group {
  readonly outcome: 'call' | 'ignored' | 'rejected';
  readonly reason: string | null;
  readonly facts: Facts;
  /** Alike for groups with the same facts. */
  readonly factsNumber: number;
  /** Numbers in a row of its lines. */
  readonly width: number;
  /** What the numbers are that its calls have. */
  readonly figures: readonly Figure[];
  /** Which values of a line those are, as `wantedBits` writes it; 0 where its lines are no calls. */
  readonly wanted: number;
  /** What the engine read of the first line: microseconds by column, null for none. */
  readonly first: Readonly<Record<Timing, number | null>>;
}

export type Timing = 'started_us' | 'duration_us' | 'first_token_us';

/** A column of a call, the place of its value in a row, and what that is to be multiplied by. */
export interface Figure {
  readonly column: string;
  readonly at: number;
  readonly scale: number;
}

interface StageRow extends Facts {
  readonly outcome: Group['outcome'];
  readonly reason: string | null;
  readonly isForeign: boolean;
  readonly startedAt: number | null;
  readonly durationUs: bigint | null;
  readonly firstTokenUs: bigint | null;
}

/** Groups of lines whose counts may be totals of a session so far. */
const APPLICATIONS: readonly unknown[] = ['flat', 'wrapped'];

/** In the order of the examples; undefined where one of them is a line that is to be read the general way. */
export async function groupsOf(
  engine: Engine,
  examples: readonly Example[],
  plan: SkimPlan,
  scratch: Scratch,
  numberOf: (facts: Facts) => number,
  mappingOf: (lines: (shape: Shape) => string) => MappingOptions,
): Promise<Group[] | undefined> {
  const lines = examples.flatMap((example) => [
    example.line,
    ...PROBES.map((_, probe) => probed(example, plan, probe)),
  ]);
  const path = await scratch.write('examples', Buffer.concat(lines.flatMap((line) => [line, NEWLINE])));
  const file = { path, readPath: path, compression: 'none', size: 0, modifiedMs: null } as const;
  const longest = Math.max(...lines.map((line) => line.length)) + LONGEST_MARKER * plan.kept.length;
  const options = mappingOf((shape) => objectLines([file], shape, longest));
  const { lines: relation, columns, formats } = mapped(options);
  const asked = new Set([...ASKED, ...STRUCTURE, 'session_id', ...plan.tokens.map((token) => `t_${token}`)]);
  const types: Readonly<Record<string, string>> = RECORD_COLUMNS;
  const read = [...columns].map(
    ([name, sql]) => `${asked.has(name) ? sql : `null::${types[name] ?? 'varchar'}`} as ${name}`,
  );
  // Planning the columns of every format takes longer than reading a few lines: once for both questions.
  await engine.execute(
    `create or replace temp table skimmed_probes as select file_name, ${read.join(', ')} from (${relation})`,
  );
  const probes = await engine.query<Record<string, string | null>>(
    `select columns(*)::varchar from (select ${[...asked].join(', ')} from skimmed_probes order by rowid)`,
  );
  const rowsOf = sqlText('ingest/counted', { mapped: 'select * from skimmed_probes order by rowid' });
  const rows = await engine.query<StageRow & Readonly<Record<string, Facts[keyof Facts]>>>(
    `select ${[...Object.keys(FACTS).filter((name) => !(name in FROM_MAPPED)), ...BESIDE].join(', ')}
     from (${normalised(rowsOf, { assumeZone: options.assumeZone, texts: filledTexts(formats).filter((name) => asked.has(name)) })})`,
  );
  await engine.execute('drop table skimmed_probes');
  if (probes.length !== lines.length || rows.length !== lines.length) return undefined;
  const groups: Group[] = [];
  const width = 1 + PROBES.length;
  for (const [index, example] of examples.entries()) {
    const row = rows[index * width] as (typeof rows)[number];
    const seen = probes.slice(index * width, (index + 1) * width).map(byName);
    const group = groupOf(example, plan, row, seen, numberOf);
    if (group === undefined) return undefined;
    groups.push(group);
  }
  return groups;
}

/** How a line is made up: no member of it. */
const STRUCTURE = ['is_foreign', 'unclaimed_reason'];
const NEWLINE = Buffer.from('\n');
const BESIDE = ['outcome', 'reason', 'is_foreign', 'started_at', 'duration_us', 'first_token_us'];
/** Facts that the stage has no more. */
const FROM_MAPPED: Readonly<Record<string, string>> = {
  reasoning_convention: 'reasoning_convention',
  stated_usage_kind: 'usage_kind',
};

type Seen = (column: string) => string | null;

/** The engine's rows have their names in camel case. */
function byName(row: Readonly<Record<string, string | null>>): Seen {
  return (column) => row[camelCase(column)] ?? null;
}

function groupOf(
  example: Example,
  plan: SkimPlan,
  row: StageRow & Readonly<Record<string, Facts[keyof Facts]>>,
  seen: readonly Seen[],
  numberOf: (facts: Facts) => number,
): Group | undefined {
  const [own] = seen as [Seen];
  if (row.isForeign || row.format === null) return undefined;
  // A count that does not fit the others is one line's, not the group's.
  if (row.outcome === 'rejected' && own('rejected_reason') === null) return undefined;
  const facts = Object.fromEntries(
    Object.keys(FACTS).map((name) => {
      const mappedName = FROM_MAPPED[name];
      return [name, mappedName === undefined ? (row[camelCase(name)] ?? null) : own(mappedName)];
    }),
  ) as unknown as Facts;
  const { outcome, reason, startedAt } = row;
  const group = {
    ...{ outcome, reason, facts, factsNumber: numberOf(facts), width: widthOf(example, plan) },
    first: {
      started_us: startedAt === null ? null : startedAt * 1000,
      duration_us: row.durationUs === null ? null : Number(row.durationUs),
      first_token_us: row.firstTokenUs === null ? null : Number(row.firstTokenUs),
    },
  };
  if (outcome !== 'call') return { ...group, figures: [], wanted: 0 };
  if (seen.some((of) => of('calls_text') !== null || of('other_units') !== null)) return undefined;
  if (APPLICATIONS.includes(row.format) && own('session_id') !== null) return undefined;
  const figures = figuresOf(example, plan, seen);
  return figures && { ...group, ...figures };
}

/** Undefined where a column has a value that is not that of one member alone, or might have one on another line. */
function figuresOf(
  { line, values }: Example,
  plan: SkimPlan,
  seen: readonly Seen[],
): Pick<Group, 'figures' | 'wanted'> | undefined {
  let at = HEAD;
  const kept = values.map((value) => {
    const kind = plan.kept[value.slot] as Kept;
    const place = at;
    at += WIDTHS[kind];
    return { at: place, kind, texts: textsOf(line, value, plan) };
  });
  const figures: Figure[] = [];
  const wanted = [
    { read: 'call_id', column: 'id_1', kind: 'identity', scales: [1] },
    { read: 'started_at_text', column: 'started_us', kind: 'instant', scales: [1] },
    { read: 'duration_us', column: 'duration_us', kind: 'number', scales: MICROSECONDS },
    { read: 'first_token_us', column: 'first_token_us', kind: 'number', scales: MICROSECONDS },
    ...plan.tokens.map((token) => ({ read: `t_${token}`, column: `n_${token}`, kind: 'number', scales: [1] })),
  ];
  for (const { read, column, kind, scales } of wanted) {
    if (seen.every((of) => of(read) === null)) {
      // What is no id here may have the shape of one elsewhere; what numbers come to has been tried out, unless a text stands there.
      if (kept.some((value) => value.kind === kind && (kind !== 'number' || !isVaried(value.texts)))) return undefined;
      continue;
    }
    const fitting = kept.flatMap((value) => {
      const scale = scales.find((one) =>
        seen.every((of, index) => of(read) === scaled(value.texts[index] as string, one)),
      );
      return value.kind !== kind || scale === undefined ? [] : [{ column, at: value.at, scale }];
    });
    if (fitting.length !== 1) return undefined;
    const [figure] = fitting as [Figure];
    figures.push(figure, ...(column === 'id_1' ? [{ column: 'id_2', at: figure.at + 1, scale: 1 }] : []));
  }
  const places = new Set(figures.map((figure) => figure.at));
  return { figures, wanted: wantedBits(kept.flatMap((value, index) => (places.has(value.at) ? [index] : []))) };
}

/** Units in which logs say how long a call took. */
const MICROSECONDS = [1000, 1_000_000, 1];

function widthOf({ values }: Example, plan: SkimPlan): number {
  return values.reduce((sum, { slot }) => sum + WIDTHS[plan.kept[slot] as Kept], HEAD);
}

/**
 * What stands in place of each value, by slot: numbers apart on every line, in another order on each, 0, and fractions; texts that
 * begin as the value does where that tells groups apart, and are others else, in large and small letters.
 */
const PROBES: readonly ((slot: number) => number)[] = [
  (slot) => 1_000_003 + slot * 1009,
  (slot) => 9_000_011 - slot * 1013,
  () => 0,
  (slot) => 12.5 + slot,
];
const LETTERS = ['z', 'Y', 'x', 'W'];
const LONGEST_MARKER = 40;

/** The value on the line itself, and on each of the probes. */
function textsOf(line: Uint8Array, { slot, from, to }: Example['values'][number], plan: SkimPlan): string[] {
  const text = Buffer.from(line.buffer, line.byteOffset + from, to - from).toString('utf8');
  const isNumber = /^\d+(\.\d+)?$/.test(text);
  const marked = (number: number, probe: number): string => {
    switch (plan.kept[slot]) {
      case 'number':
        return isNumber ? String(number) : text;
      case 'instant':
        return isNumber
          ? String(1_600_000_000 + probe * 1000 + slot)
          : `20${10 + probe}-01-01T00:${String(slot % 60).padStart(2, '0')}:00Z`;
      case 'identity':
        return isNumber
          ? String(7_000_000 + probe * 1000 + slot)
          : `${beginningOf(text, plan.beginnings[slot] ?? [])}${LETTERS[probe]}~${slot}`;
      default:
        return text;
    }
  };
  return [text, ...PROBES.map((probe, index) => marked(probe(slot), index))];
}

/** Whether the probes say something of what is made of the value: a text where a number belongs stays as it is. */
function isVaried(texts: readonly string[]): boolean {
  return new Set(texts).size > 2;
}

/** The longest of the beginnings that the text has. */
function beginningOf(text: string, beginnings: readonly string[]): string {
  const lengths = beginnings.flatMap((beginning) =>
    [...beginning].every((letter, index) => letter === '_' || letter === text[index]) && text.length >= beginning.length
      ? [beginning.length]
      : [],
  );
  return text.slice(0, Math.max(0, ...lengths));
}

function scaled(text: string, scale: number): string {
  return scale === 1 ? text : String(Math.round(Number(text) * scale));
}

/** The line with other numbers. */
function probed({ line, values }: Example, plan: SkimPlan, probe: number): Buffer {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const value of values) {
    pieces.push(line.subarray(at, value.from), Buffer.from(textsOf(line, value, plan)[probe + 1] as string));
    at = value.to;
  }
  return Buffer.concat([...pieces, line.subarray(at)]);
}
