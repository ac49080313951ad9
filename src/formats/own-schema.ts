/**
 * The `formats` section of tollbook.yaml, and `--map`, which is one format on the command line: checked by one schema.
 *
 * Every scalar arrives as text. Nothing here is SQL or a regular expression; what a field may look like is a plain pattern.
 */
import { z } from 'zod';
import type { OwnFormat } from '../core/own-format.js';
import { MAPPED, UNTITLED_MAP } from './own.js';
import { OWN_COLUMNS, OWN_FLAGS, OWN_TOKENS } from './own-columns.js';
import { readPath } from './own-path.js';
import { FORMATS } from './registry.js';

const said = (what: string, hint?: string) => (hint === undefined ? `expected ${what}` : `expected ${what}\n${hint}`);

/** Text without NUL, which no statement can hold, and without halves of characters, which no JSON text has. */
const Text = z
  .string({ error: said('text') })
  .refine((text) => text !== '' && !text.includes('\0') && !/[\ud800-\udfff]/u.test(text), {
    error: said('text that is not empty'),
  })
  .refine((text) => text.length <= 1000, { error: said('text of at most 1000 characters') });

const Path = Text.transform((text, context) => {
  const keys = readPath(text);
  if (keys !== undefined) return keys;
  context.addIssue({
    code: 'custom',
    message: said(
      'the path of a field',
      'write keys joined by dots, such as usage.input; a key with dots in it goes in quotes: usage."input.tokens"',
    ),
  });
  return z.NEVER;
}).meta({ description: 'Keys joined by dots; a key with dots or quotes in it stands in quotes.' });

const CONDITION = {
  field: Path,
  equals: Text.optional(),
  one_of: z
    .array(Text, { error: said('a list of texts') })
    .min(1, { error: said('at least one text') })
    .optional(),
  matches: Text.meta({ description: '* stands for any text, ? for one character.' }).optional(),
};
const CONDITION_HINT = 'write field, and at most one of equals, one_of and matches';
const atMostOne = (condition: { equals?: unknown; one_of?: unknown; matches?: unknown }) =>
  [condition.equals, condition.one_of, condition.matches].filter((one) => one !== undefined).length <= 1;
const conditionError = { error: said('a condition', CONDITION_HINT) };

const Condition = z.strictObject(CONDITION, conditionError).refine(atMostOne, conditionError);
const Ignored = z.strictObject({ ...CONDITION, reason: Text }, conditionError).refine(atMostOne, conditionError);

function columnMap<Value extends z.ZodType>(value: Value, description: string) {
  const column = z.enum(OWN_COLUMNS as [string, ...string[]], {
    error: () => said('a column', `the columns are ${OWN_COLUMNS.join(', ')}`),
  });
  const columns = `the columns are ${OWN_COLUMNS.join(', ')}`;
  const error = (issue: { readonly code?: string | undefined }) =>
    issue.code === 'unrecognized_keys' ? said('a column', columns) : said('a map by column', columns);
  return z.partialRecord(column, value, { error }).meta({ description });
}

const CHOICE = <const Word extends string>(words: readonly [Word, ...Word[]]) =>
  z.enum(words, { error: said(`one of ${words.join(', ')}`) });

/** Letters of strptime that the engine knows; another one would end the statement. */
const TIME_PATTERN = /^(?:[^%]|%[aAbBdHIjmMpSUwWyYzfgn%-](?:(?<=-)[dmHIMSjy])?)+$/u;
const Time = Text.refine(
  (text) => ['auto', 's', 'ms', 'us'].includes(text) || (text.includes('%') && TIME_PATTERN.test(text)),
  {
    error: said('auto, s, ms, us or a pattern', 'write a pattern such as %d/%m/%Y %H:%M:%S'),
  },
);
const Zone = Text.refine(isZone, { error: said('a time zone name', 'write an IANA name such as Asia/Seoul, or UTC') });
const From = Text.refine(
  (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  { error: said('an instant', 'write it like 2026-10-01T00:00:00Z') },
);

const Units = z.strictObject(
  {
    duration: CHOICE(['s', 'ms', 'us']).meta({ description: 'Of duration and first_token; ms without it.' }).optional(),
    cost: CHOICE(['usd', 'cents']).meta({ description: 'Of logged_cost; whole units without it.' }).optional(),
    time: Time.meta({ description: 'Of started_at: auto, a unit of numbers, or a pattern of % letters.' }).optional(),
    zone: Zone.meta({ description: 'Zone of times that name none.' }).optional(),
    from: From.meta({ description: 'Where numbers of time count from; 1970 without it.' }).optional(),
  },
  { error: said('a unit', 'the units are duration, cost, time, zone and from') },
);

const Tokens = z.strictObject(
  { cache: CHOICE(['inclusive', 'exclusive']).optional(), reasoning: CHOICE(['contained', 'additive']).optional() },
  { error: said('a convention', 'write cache: inclusive or exclusive, reasoning: contained or additive') },
);

const KEYS = {
  title: Text.optional(),
  claims: z
    .array(Condition, { error: said('a list of conditions', CONDITION_HINT) })
    .min(1)
    .optional(),
  ignores: z
    .array(Ignored, { error: said('a list of conditions', CONDITION_HINT) })
    .min(1)
    .optional(),
  fields: columnMap(Path, 'Column of the record to the path of its field.'),
  constants: columnMap(Text, 'Columns that are the same on every line.').optional(),
  statuses: z.record(Text, CHOICE(['ok', 'error', 'cancelled', 'blocked'])).optional(),
  units: Units.optional(),
  tokens: Tokens.meta({ description: 'Whether input holds cached tokens, and output reasoning.' }).optional(),
  dedupe: z
    .array(Path, { error: said('a list of fields') })
    .min(1)
    .optional(),
};

const OwnShape = z
  .strictObject(KEYS, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? said('a key of a format', `the keys are ${Object.keys(KEYS).join(', ')}`)
        : said('a map', `its keys are ${Object.keys(KEYS).join(', ')}`),
  })
  .superRefine((format, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (Object.keys(format.fields).length === 0)
      complain(['fields'], said('at least one field', 'write input_tokens: NAME_OF_THE_FIELD'));
    for (const [column, text] of Object.entries(format.constants ?? {})) {
      if (column in format.fields)
        complain(['constants', column], said('a column that is not also under fields', 'keep one of the two'));
      else if (column in OWN_TOKENS && !/^\d{1,18}$/.test(String(text)))
        complain(['constants', column], said('a whole number'));
      else if ((OWN_FLAGS as readonly string[]).includes(column) && !/^(true|false)$/.test(String(text)))
        complain(['constants', column], said('true or false'));
    }
  });

const Id = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, {
    error: said('the name of a format', 'write small letters, digits and _, such as my_gateway'),
  })
  .refine((id) => id !== MAPPED && !FORMATS.some((format) => format.id.replaceAll('.', '_') === id), {
    error: said('a name that no shipped format has', 'tollbook load --formats lists those'),
  });

export const OwnFormatsShape = z
  .record(Id, OwnShape, { error: said('a map from name to format') })
  .meta({ description: 'Log formats of your own: which field is which column. Asked before the shipped ones.' });

export function ownFormats(read: z.output<typeof OwnFormatsShape>): OwnFormat[] {
  return Object.entries(read).map(([id, format]) => ({ id, ...format }) as OwnFormat);
}

/** What `--map` says, once `mapWords` has taken it apart. */
export const MappedShape = OwnShape;

export function mappedFormat(read: z.output<typeof OwnShape>): OwnFormat {
  return { id: MAPPED, title: UNTITLED_MAP, ...read } as OwnFormat;
}

/** `duration=latency,model:=gpt-5.4,units.duration=s` as the map that a file would hold; a word that is none is left as it is. */
export function mapWords(
  text: string,
): { readonly map: unknown } | { readonly unread: string } | { readonly isConstant: true } {
  const map: Record<string, unknown> & { fields: Record<string, string> } = { fields: {} };
  for (const part of text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/gsu) ?? []) {
    const [, key, constant, value] = /^\s*([a-z][a-z0-9_.]*)\s*(:?)=(.+)$/su.exec(part) ?? [];
    if (key === undefined || value === undefined) return { unread: part };
    const [section, setting] = key.split('.');
    const target =
      constant === ':'
        ? sectionOf(map, 'constants')
        : setting === undefined
          ? map.fields
          : sectionOf(map, section as string);
    if (key === 'dedupe' || key === 'claims') {
      if (!Object.hasOwn(map, key)) map[key] = [];
      const list = map[key] as unknown[];
      list.push(key === 'claims' ? { field: value } : value);
    } else target[setting ?? key] = value;
  }
  // `model:=NAME` alone says something of lines, and not which lines they are.
  if (Object.keys(map.fields).length === 0 && Object.hasOwn(map, 'constants')) return { isConstant: true };
  return { map };
}

function sectionOf(map: Record<string, unknown>, name: string): Record<string, string> {
  if (!Object.hasOwn(map, name)) map[name] = {};
  return map[name] as Record<string, string>;
}

function isZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
