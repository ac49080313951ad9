/**
 * The small words price books, offers and scenarios are written in: decimals, dates, meters, zones.
 *
 * Every scalar arrives as text (core/yaml.ts reads nothing else), so no float is ever created on the way. A message says
 * what was expected; a second line, if any, is the hint. core/yaml.ts adds the place and what was found.
 * Deliberately no shape of a whole document: see book-schema.ts and offer-schema.ts.
 */
import { z } from 'zod';
import { compare, decimal, isNegative, parseDecimal, ZERO } from '../core/exact.js';
import { METERS } from '../core/meters.js';

/** A message in the form core/yaml.ts understands: `expected …`, then the hint on its own line. */
export function expected(what: string, hint?: string): string {
  return hint === undefined ? `expected ${what}` : `expected ${what}\n${hint}`;
}

/** A map with exactly these keys; an unknown one is refused by name. `otherwise` is said of what is no map at all. */
export function shape<Shape extends z.ZodRawShape>(keys: Shape, otherwise?: string) {
  const names = Object.keys(keys).join(', ');
  return z.strictObject(keys, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? expected('a key of the format', `the keys here are ${names}`)
        : (otherwise ?? expected('a map', `its keys are ${names}`)),
  });
}

/** A list of at least one. */
export function someOf<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: expected('a list') }).min(1, { error: expected('at least one entry') });
}

// 18 places is what one unit price can have in the engine's DECIMAL(38,18); 20 digits before the point fill it.
const DECIMAL_TEXT = /^-?\d{1,20}(\.\d{1,18})?$/;
const EXPONENT_TEXT = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/;

function decimalText(what: string) {
  return z.string({ error: expected(what) }).regex(DECIMAL_TEXT, {
    abort: true,
    error: (issue) => expected(what, decimalHint(String(issue.input))),
  });
}

/** A plain decimal, negative or not. */
export const Decimal = decimalText('a plain decimal such as 15.00').transform(decimal);

/** A plain decimal of at least 0. */
export const Price = decimalText('a price such as 15.00')
  .refine((text) => !isNegative(decimal(text)), {
    error: expected('a price of at least 0', 'a discount is a percent step with a negative percent'),
  })
  .transform(decimal);

/** A plain decimal above 0. */
export const Positive = decimalText('a plain decimal above 0')
  .refine((text) => compare(decimal(text), ZERO) > 0, { error: expected('a plain decimal above 0') })
  .transform(decimal);

/** A whole number of at least 0. */
export const Integer = z
  .string({ error: expected('a whole number such as 200000') })
  .regex(/^\d{1,18}$/, { abort: true, error: expected('a whole number such as 200000', 'no separators, no decimals') })
  .transform((text) => BigInt(text));

export const TrueFalse = z
  .enum(['true', 'false'], { error: expected('true or false') })
  .transform((text) => text === 'true');

/** A name or id: some text without leading or trailing blanks. */
export const Name = z
  .string({ error: expected('text') })
  .regex(/^\S(.*\S)?$/su, { error: expected('text that is not empty and has no blanks around it') });

export const Currency = z
  .string({ error: expected('a currency code such as USD') })
  .regex(/^[A-Z]{3}$/, { error: expected('a currency code of three capital letters such as USD') });

const DATE_TEXT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z)?$/;

/** A UTC date or instant as written, checked against the calendar: 2026-02-30 is refused. */
export const RealDateText = z
  .string({ error: expected('a date such as 2026-11-23') })
  .regex(DATE_TEXT, {
    abort: true,
    error: expected(
      'a date such as 2026-11-23 or an instant such as 2026-11-23T06:00:00Z',
      'times are UTC and end in Z',
    ),
  })
  .refine((text) => instantOf(text) !== undefined, { error: expected('a date that exists in the calendar') });

/** As RealDateText, given as milliseconds since the epoch: a date is its first instant in UTC. */
export const RealDate = RealDateText.transform((text) => instantOf(text) ?? 0);

/** Milliseconds since the epoch of a UTC date or RFC 3339 instant; undefined for a day or time that does not exist. */
export function instantOf(text: string): number | undefined {
  if (!DATE_TEXT.test(text)) return undefined;
  const instant = Date.parse(text.includes('T') ? text : `${text}T00:00:00Z`);
  if (Number.isNaN(instant)) return undefined;
  // The platform reads 30 February as 2 March; a real date comes back as it was written.
  return new Date(instant).toISOString().startsWith(text.slice(0, 19).replace('Z', '')) ? instant : undefined;
}

export const MeterName = z.enum(METERS, {
  error: expected('a meter', `meters are ${METERS.join(', ')}`),
});

/** An IANA zone name such as Asia/Shanghai or UTC. */
export const TimeZone = z.string({ error: expected('a time zone such as Asia/Seoul') }).refine(isTimeZone, {
  error: expected('a time zone such as Asia/Seoul', 'write an IANA name, or UTC'),
});

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Where a price or term was read, and when. */
export const Source = shape({
  url: Name.optional(),
  retrieved: RealDateText,
  note: z.string().optional(),
  sha256: z.string().optional(),
});
export type Source = z.output<typeof Source>;

function decimalHint(found: string): string {
  const rule = 'exponents and thousands separators are not allowed';
  const exponent = EXPONENT_TEXT.exec(found);
  if (exponent) return `write ${withoutExponent(exponent)}; ${rule}`;
  const plain = found.replace(/[,_' $€]/g, '');
  if (plain !== found && parseDecimal(plain)) return `write ${plain}; ${rule}`;
  if (parseDecimal(found)) return 'at most 20 digits before the point and 18 after it';
  return rule;
}

function withoutExponent([, sign = '', whole = '', fraction = '', power = '0']: RegExpExecArray): string {
  const digits = (whole + fraction).padEnd(whole.length + Number(power), '0');
  const point = whole.length + Number(power);
  const text = point <= 0 ? `0.${'0'.repeat(-point)}${digits}` : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return sign + text.replace(/^0+(?=\d)/, '').replace(/\.?0*$/, '');
}
