/**
 * How the lines of a large flat log are counted while they are read: which key holds what, decided on its first lines.
 *
 * Undefined where the quick way cannot prove that it reads lines as the general way does. The plan is data: it crosses to
 * worker threads.
 */

import { flat } from '../../formats/flat.js';
import { FLAT_KEYS } from '../../formats/flat-keys.js';
import type { Format } from '../../formats/format.js';
import { FORMATS } from '../../formats/registry.js';
import { keysOf, local, NOTHING } from '../../formats/sql.js';
import { canOccur } from '../claims.js';
import { EVIDENCE_LINES } from '../cumulative.js';
import type { PreparedFile } from '../prepared.js';
import { firstLines } from '../scan.js';
import { hasSessions, looksCumulative } from './counters.js';
import { MOST_VALUES } from './texts.js';

/** What a key of a line is to the count. */
export type Role = 'ignored' | 'text' | 'json' | 'time' | 'duration' | 'first_token' | CountRole;

export const COUNT_ROLES = ['input', 'output', 'total', 'cache_read', 'cache_write', 'reasoning'] as const;
export type CountRole = (typeof COUNT_ROLES)[number];

export interface PlannedKey {
  readonly key: string;
  readonly role: Role;
  /** A later spelling of its role: it may only have a value where the first spelling has one. */
  readonly isShadow: boolean;
  /** Some claim looks whether it is there. */
  readonly isWitness: boolean;
}

export interface DirectPlan {
  /** Keys of the first lines, in the order in which they were met. */
  readonly keys: readonly PlannedKey[];
  /** Keys that would change what a line means; a line that has one ends the quick way. Every other key is passed over. */
  readonly refused: readonly string[];
  /** Formats whose claim must be asked, for every group of lines, whether the lines are not theirs. */
  readonly rivals: readonly string[];
  readonly models: readonly { readonly model: string | null; readonly provider: string | null }[];
}

/** More keys than bits in a mask of small integers are not a flat log of calls. */
const MOST_TRACKED = 30;

/** Keys whose presence is kept per line; each has the bit of its place in the mask. */
export function trackedKeys({ keys }: Pick<DirectPlan, 'keys'>): PlannedKey[] {
  return keys.filter((one) => one.role !== 'ignored' || one.isWitness);
}

/** Below this the general way is as quick. */
const DIRECT_FROM_BYTES = 64 << 20;
const SAMPLED_LINES = 1000;

/**
 * How a file can be counted while it is read; undefined when it is not a large flat log, or one whose counts look like totals
 * so far. `isNotCumulative`: the user says that they are not.
 */
export async function planDirect(file: PreparedFile, isNotCumulative: boolean): Promise<DirectPlan | undefined> {
  if (file.compression !== 'none' || file.size < DIRECT_FROM_BYTES) return undefined;
  const head = await firstLines(file.readPath, file.compression, SAMPLED_LINES);
  const lines = parsed(head.toString('utf8'));
  const plan = lines === undefined ? undefined : planLines(lines);
  if (plan === undefined || isNotCumulative || lines?.some(hasSessions) !== true) return plan;
  const more = parsed((await firstLines(file.readPath, file.compression, EVIDENCE_LINES)).toString('utf8'));
  return more === undefined || looksCumulative(more) ? undefined : plan;
}

function parsed(text: string): Record<string, unknown>[] | undefined {
  try {
    const values: unknown[] = text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
    const isEach = values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
    return values.length > 0 && isEach ? (values as Record<string, unknown>[]) : undefined;
  } catch {
    return undefined;
  }
}

export function planLines(lines: readonly Readonly<Record<string, unknown>>[]): DirectPlan | undefined {
  const met = new Set(lines.flatMap((line) => Object.keys(line)));
  const present = [...met];
  const roles = new Map<string, Role>();
  const shadows = new Set<string>();
  for (const [role, spellings] of NUMBERED) {
    const [first, ...others] = spellings.filter((key) => met.has(key));
    if (first === undefined) continue;
    roles.set(first, role);
    for (const other of others) {
      roles.set(other, role);
      shadows.add(other);
    }
  }
  for (const key of TEXTS) if (met.has(key)) roles.set(key, JSON_TEXTS.has(key) ? 'json' : 'text');
  const unreadable = present.some((key) => !roles.has(key) && !IGNORABLE.has(key) && key in flat.fields);
  if (unreadable || !isPlain(lines, roles)) return undefined;

  const scalars = new Set([...roles].filter(([, role]) => role !== 'json').map(([key]) => key));
  const { witnesses, tested, absent, isProvable, formats } = rivals(met, scalars);
  const keys = present.map((key) => ({
    key,
    role: roles.get(key) ?? ('ignored' as const),
    isShadow: shadows.has(key),
    isWitness: witnesses.has(key),
  }));
  const isUnproven = keys.some(({ key, role }) => role !== 'text' && role !== 'json' && tested.has(key));
  if (!isProvable || isUnproven || trackedKeys({ keys }).length > MOST_TRACKED) return undefined;
  return {
    keys,
    refused: [
      ...new Set([
        ...Object.keys(flat.fields).filter((key) => !met.has(key) && (!IGNORABLE.has(key) || SESSIONS.has(key))),
        ...absent,
      ]),
    ],
    rivals: formats.map((format) => format.id),
    models: distinctModels(lines),
  };
}

/** What the keys hold on the first lines is what the reader can read; a surprise after them costs a second reading. */
function isPlain(lines: readonly Readonly<Record<string, unknown>>[], roles: ReadonlyMap<string, Role>): boolean {
  return [...roles].every(([key, role]) => {
    const seen = lines.map((line) => line[key]).filter((value) => value !== undefined && value !== null);
    if (role === 'time') return seen.every((value) => typeof value === 'string' && STAMP.test(value));
    if (role === 'text' || role === 'json')
      return new Set(seen.map((value) => JSON.stringify(value))).size <= MOST_VALUES;
    return seen.every((value) => typeof value === 'number');
  });
}

const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;

function distinctModels(lines: readonly Readonly<Record<string, unknown>>[]): DirectPlan['models'] {
  const first = (line: Readonly<Record<string, unknown>>, keys: readonly string[]) => {
    const value = keys.map((key) => line[key]).find((one) => typeof one === 'string' && one !== '');
    return typeof value === 'string' ? value : null;
  };
  const all = lines.map((line) => ({
    model: first(line, FLAT_KEYS.model),
    provider: first(line, FLAT_KEYS.provider)?.toLowerCase() ?? null,
  }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Roles whose values are numbers, with their spellings in the order in which flat.ts takes the first. */
const NUMBERED: readonly (readonly [Role, readonly string[]])[] = [
  ['time', FLAT_KEYS.started_at],
  ['duration', FLAT_KEYS.duration_ms],
  ['first_token', FLAT_KEYS.first_token_ms],
  ['input', FLAT_KEYS.input],
  ['output', FLAT_KEYS.output],
  ['total', FLAT_KEYS.total],
  // The Anthropic spellings stand for another convention, which is decided over the whole file.
  ['cache_read', FLAT_KEYS.cache_read.filter((key) => key !== 'cache_read_input_tokens')],
  ['cache_write', FLAT_KEYS.cache_write.filter((key) => key !== 'cache_creation_input_tokens')],
  ['reasoning', FLAT_KEYS.reasoning],
];

/** Few values on many lines: lines are grouped by their text, and what it means is worked out once per group. */
const TEXTS: readonly string[] = [
  ...new Set([
    ...FLAT_KEYS.model,
    ...FLAT_KEYS.provider,
    ...FLAT_KEYS.gateway,
    ...FLAT_KEYS.endpoint,
    ...FLAT_KEYS.region,
    ...FLAT_KEYS.tier,
    ...FLAT_KEYS.streamed,
    'status',
    ...FLAT_KEYS.http_status,
    ...FLAT_KEYS.success,
    ...FLAT_KEYS.error,
    ...FLAT_KEYS.error_type,
    ...FLAT_KEYS.error_message,
    'is_batch',
    'batch',
    'speed',
    'inference_geo',
    'api_called',
    'type',
  ]),
];
const JSON_TEXTS: ReadonlySet<string> = new Set(FLAT_KEYS.error);

/** Keys that flat logs have and that no figure of the quick way depends on. */
const IGNORABLE: ReadonlySet<string> = new Set([
  ...FLAT_KEYS.user,
  ...FLAT_KEYS.session,
  ...FLAT_KEYS.request,
  ...FLAT_KEYS.trace,
  ...FLAT_KEYS.pair,
  ...FLAT_KEYS.key,
  ...FLAT_KEYS.team,
  ...FLAT_KEYS.project,
  ...FLAT_KEYS.environment,
  ...FLAT_KEYS.attempt,
  ...FLAT_KEYS.cost,
  ...FLAT_KEYS.cost_estimate,
  ...FLAT_KEYS.rate_limit,
  ...FLAT_KEYS.quality,
  ...FLAT_KEYS.model_requested,
  'finish_reason',
  'tags',
]);

/** Whether counts run on within sessions is looked at where the first lines have them. */
const SESSIONS: ReadonlySet<string> = new Set(FLAT_KEYS.session);

/** Formats a line with some of these keys and none of the refused ones could belong to, and what their claims look at. */
function rivals(met: ReadonlySet<string>, scalars: ReadonlySet<string>): Rivals {
  const occurring = FORMATS.filter((format) => format.id !== flat.id && canOccur(format, met));
  const possible = occurring.map((format) => ({ ...format, claims: narrowedClaim(format.claims, met, scalars) }));
  const paths = possible.flatMap(({ claims }) => pathsIn(claims));
  // What a claim asks of a key whose values are not kept may only be whether it is there.
  const tested = possible.flatMap(({ claims }) => pathsIn(claims.replace(/"\$\.[^"]+" is (not )?null/g, '')));
  return {
    formats: possible,
    absent: [
      ...FORMATS.flatMap((format) => format.signs ?? []),
      ...occurring.flatMap(({ claims }) => pathsIn(claims)).map((path) => keysOf(path)[0] as string),
    ].filter((key) => !met.has(key)),
    witnesses: new Set([...paths, ...pathsIn(flat.claims)]),
    tested: new Set(tested),
    isProvable: possible.every(
      ({ id, claims }) => !claims.includes(local(id, '')) && pathsIn(claims).every((path) => keysOf(path).length === 1),
    ),
  };
}

interface Rivals {
  readonly formats: readonly Format[];
  readonly absent: readonly string[];
  /** Keys of the sample that some claim looks at. */
  readonly witnesses: ReadonlySet<string>;
  /** Those of which a claim of another format asks more than whether they are there. */
  readonly tested: ReadonlySet<string>;
  /** False where a claim looks inside a member or at an expression of its format's own. */
  readonly isProvable: boolean;
}

/** A claim for lines that have only these keys: nothing lies within a key that no line has, or whose values are no objects. */
export function narrowedClaim(claims: string, known: ReadonlySet<string>, scalars: ReadonlySet<string>): string {
  return claims.replace(/"\$\.([^"]+)"/g, (text, path: string) => {
    const [key, ...inner] = keysOf(path) as [string, ...string[]];
    return known.has(key) && (inner.length === 0 || !scalars.has(key)) ? text : NOTHING;
  });
}

function pathsIn(claims: string): string[] {
  return [...claims.matchAll(/"\$\.([^"]+)"/g)].map((match) => match[1] as string);
}

/** Questions about other things than these are answered the general way. */
export const DIRECT_DIMENSIONS: ReadonlySet<string> = new Set([
  'model',
  'provider',
  'endpoint',
  'region',
  'gateway',
  'format',
  'streamed',
  'tier',
  'batch',
  'hour',
  'day',
  'week',
  'month',
]);
