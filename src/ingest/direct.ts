/**
 * The quick way for one-shot questions over a large flat log: it counts while it reads, and stores no call.
 *
 * It assumes what holds for almost every such log (every line is JSON, a flat line, a call, with the keys the first lines
 * have) and proves it in the same pass. One line that breaks an assumption, and the result is thrown away: the general way
 * then reads the log, which knows what to do with such lines. So the two ways never differ in what they answer.
 */
import type { ReadingRules, Surroundings } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { FLAT_KEYS, flat } from '../formats/flat.js';
import type { Shape } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import { literal } from '../formats/sql.js';
import { normalisedLines, readShape } from './mapping.js';
import { type PreparedFile, Scratch } from './prepare.js';
import { firstLines } from './scan.js';
import { fileList, survey } from './stage.js';

export interface DirectPlan {
  /** SQL of the normalised lines, `is_foreign` where a line breaks an assumption about its keys. */
  readonly source: string;
  readonly models: readonly { readonly model: string | null; readonly provider: string | null }[];
}

/** Below this the general way is as quick. */
const DIRECT_FROM_BYTES = 64 << 20;
const SAMPLED_LINES = 1000;
/** A longer line is an error to the reader, and then the general way reads the file. */
const LONGEST_LINE = 4 << 20;

/** How a file can be counted while it is read; undefined when it is not a large flat log. */
export async function planDirect(
  engine: Engine,
  file: PreparedFile,
  reading: ReadingRules,
  surroundings: Surroundings,
): Promise<DirectPlan | undefined> {
  if (file.compression !== 'none' || file.size < DIRECT_FROM_BYTES) return undefined;
  const head = await firstLines(file.readPath, file.compression, SAMPLED_LINES);
  const lines = parsed(head.toString('utf8'));
  if (lines === undefined || lines.length === 0) return undefined;
  const scratch = new Scratch(surroundings.temporaryDirectory);
  const sample = await scratch.write('head', head);
  const found = await survey(engine, [{ ...file, readPath: sample }], head.length, false);
  await scratch.remove();
  const [format] = found.formats;
  if (format?.id !== flat.id || found.formats.length !== 1 || found.keys.includes('usage')) return undefined;
  const keys = new Set(found.keys);
  const { guarded, required } = assumptions(lines, keys);
  const shape: Shape = {
    ...Object.fromEntries(guarded.map((key) => [key, 'json' as const])),
    ...readShape([format], keys),
  };
  const broken = [...guarded.map((key) => `r."${key}" is not null`), ...required.map((key) => `r."${key}" is null`)];
  const rows = `
    select ${literal(file.path)} as file_name, null::json as json, r, (${broken.join(' or ')}) as is_foreign_line
    from read_json(${fileList([file])}, columns = {r: ${literal(structType(shape))}}, records = false,
        format = 'newline_delimited', compression = 'uncompressed', maximum_object_size = ${LONGEST_LINE})`;
  return {
    source: normalisedLines({
      formats: [format],
      lines: rows,
      keys,
      anthropicInput: reading.anthropicInput,
      assumeZone: reading.assumeZone,
      isForeign: 'is_foreign_line',
    }),
    models: sampledModels(lines),
  };
}

function parsed(text: string): Record<string, unknown>[] | undefined {
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

function sampledModels(lines: readonly Record<string, unknown>[]): DirectPlan['models'] {
  const first = (line: Record<string, unknown>, keys: readonly string[]) => {
    const value = keys.map((key) => line[key]).find((one) => typeof one === 'string' && one !== '');
    return typeof value === 'string' ? value : null;
  };
  const all = lines.map((line) => ({
    model: first(line, FLAT_KEYS.model),
    provider: first(line, FLAT_KEYS.provider)?.toLowerCase() ?? null,
  }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/**
 * `guarded`: keys that no sampled line has and that would change what a line means. A spelling that stands behind one that
 * every line has is never looked at; for that the first must be there on every line (`required`).
 */
function assumptions(lines: readonly Record<string, unknown>[], keys: ReadonlySet<string>) {
  const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';
  const unneeded = new Set<string>();
  const required: string[] = [];
  for (const spellings of SPELLINGS) {
    const leading = spellings.findIndex((key) => lines.every((line) => isFilled(line[key])));
    if (leading < 0) continue;
    required.push(spellings[leading] as string);
    for (const key of spellings.slice(leading + 1)) unneeded.add(key);
  }
  return { guarded: DECISIVE.filter((key) => !keys.has(key) && !unneeded.has(key)), required };
}

/** Spellings of one thing in the order in which flat.ts takes the first. */
const SPELLINGS: readonly (readonly string[])[] = [
  FLAT_KEYS.model,
  FLAT_KEYS.input,
  FLAT_KEYS.output,
  FLAT_KEYS.total,
  FLAT_KEYS.cache_read,
  FLAT_KEYS.cache_write,
  FLAT_KEYS.reasoning,
  FLAT_KEYS.started_at,
  [...FLAT_KEYS.duration_ms, ...FLAT_KEYS.duration_s, ...FLAT_KEYS.duration_either],
  [...FLAT_KEYS.first_token_ms, ...FLAT_KEYS.first_token_s],
  FLAT_KEYS.streamed,
  FLAT_KEYS.provider,
  FLAT_KEYS.endpoint,
  FLAT_KEYS.tier,
];

/** Keys by which a line is another format's, and those of a flat line that figures or prices depend on. */
const DECISIVE: readonly string[] = [
  ...new Set([
    ...FORMATS.filter((format) => format.id !== flat.id).flatMap((format) =>
      [...format.claims.matchAll(/"\$\.([^".]+)/g)].map((match) => match[1] as string),
    ),
    ...SPELLINGS.flat(),
    ...FLAT_KEYS.http_status,
    ...FLAT_KEYS.success,
    ...FLAT_KEYS.error,
    ...FLAT_KEYS.error_type,
    ...FLAT_KEYS.error_message,
    ...FLAT_KEYS.gateway,
    ...FLAT_KEYS.region,
    'id',
    'status',
    'api_called',
    'type',
    'is_batch',
    'batch',
    'speed',
    'inference_geo',
    'usage',
  ]),
];

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

function structType(shape: Shape): string {
  const members = Object.entries(shape).map(([key, value]) => {
    const inner = value as Shape;
    const type =
      value === 'text'
        ? 'VARCHAR'
        : value === 'json'
          ? 'JSON'
          : Array.isArray(value)
            ? `${structType(value[0] as Shape)}[]`
            : structType(inner);
    return `"${key.replaceAll('"', '""')}" ${type}`;
  });
  return `STRUCT(${members.join(', ')})`;
}
