/**
 * Whose a line is: every format takes part in deciding that, and only those that are read have their columns read.
 */
import type { Format, Shape } from '../formats/format.js';
import { FORMATS } from '../formats/registry.js';
import { mergeShapes } from '../formats/shape.js';
import { keysOf, literal, local, NOTHING } from '../formats/sql.js';
import { flattened, withLocals } from './flatten.js';
import { knownFormat, orAnything, reconciled, withPaths } from './line-shape.js';

/** The fields that these formats read, and what is needed to notice lines of all the others. */
export function readShape(formats: readonly Format[], known?: ReadonlySet<string>): Shape {
  const fields = formats.map((format) => (known === undefined ? format : knownFormat(format, known)).fields);
  const shape = fields.reduce(mergeShapes, {});
  const claims = [...formats, ...others(formats, known)].map((format) => ({
    fields: format.fields,
    sql: format.claims,
  }));
  return orAnything(withPaths(shape, claims, known));
}

/** The statement that says whose each line is, and no more. */
export function claimedLines(formats: readonly Format[], lines: string, keys: ReadonlySet<string>): string {
  const claiming = formats.map((format) => ({
    ...format,
    claims: knownOnly(format.claims, keys),
    locals: claimLocals(format, keys),
  }));
  const shape = claimShape(formats, keys);
  const read = claiming.map((format) => reconciled(format, shape));
  const claims = claimsOf(read, shape, keys);
  return `
    select file_name, ${named(claims)} as format
    from (select file_name, ${claimed(claims)} as format_number from (${withLocals(read, flattened(shape, lines))}) where json is not null)`;
}

/** What has to be read of a line to say whose it is. */
export function claimShape(formats: readonly Format[], known: ReadonlySet<string>): Shape {
  const texts = formats.flatMap((format) =>
    [format.claims, ...Object.values(claimLocals(format, known))].map((sql) => ({ fields: format.fields, sql })),
  );
  return orAnything(withPaths({}, texts, known));
}

/** Whether lines with these keys can be of this format. */
export function canOccur(format: Format, known: ReadonlySet<string>): boolean {
  return format.signs?.some((sign) => known.has(sign)) ?? true;
}

/** The locals that a claim needs, directly or through later ones. */
export function claimLocals(format: Format, known: ReadonlySet<string>): Record<string, string> {
  let mentions = format.claims;
  const needed = Object.entries(format.locals ?? {})
    .reverse()
    .filter(([name, sql]) => {
      const isNeeded = mentions.includes(local(format.id, name));
      if (isNeeded) mentions += sql;
      return isNeeded;
    });
  return Object.fromEntries(needed.reverse().map(([name, sql]) => [name, knownOnly(sql, known)]));
}

/** An expression for lines with these keys: any other key decides nothing. */
function knownOnly(sql: string, known: ReadonlySet<string> | undefined): string {
  return sql.replace(/"\$\.([^"]+)"/g, (column, path: string) =>
    known === undefined || known.has(keysOf(path)[0] as string) ? column : NOTHING,
  );
}

/** Flat lines are what is left over: nobody needs their claim to notice them. */
const LAST = FORMATS.at(-1) as Format;

/** Formats that are not read and must be noticed. */
export function others(formats: readonly Format[], known?: ReadonlySet<string>): Format[] {
  return FORMATS.filter(
    (format) =>
      format !== LAST &&
      !formats.some((one) => one.id === format.id) &&
      (known === undefined || canOccur(format, known)),
  );
}

interface Claim {
  readonly id: string;
  readonly sql: string;
  /** Every column asks whose a line is, and a number is compared sooner than a name: the place among the formats that are read. */
  readonly number: number;
}

/** What makes a line a format's own, in the order in which formats are asked: those of the user's own first. */
export function claimsOf(formats: readonly Format[], shape: Shape, known?: ReadonlySet<string>): Claim[] {
  const unread = others(formats, known);
  const own = formats.filter((format) => !FORMATS.some((one) => one.id === format.id));
  return [...own, ...FORMATS].flatMap((format) => {
    const number = formats.findIndex((one) => one.id === format.id);
    if (number >= 0) return [{ id: format.id, sql: (formats[number] as Format).claims, number }];
    if (!unread.includes(format)) return [];
    const { claims } = reconciled({ ...format, claims: knownOnly(format.claims, known) }, shape);
    return [{ id: format.id, sql: claims, number: formats.length + unread.indexOf(format) }];
  });
}

/** Whose a line is, as a number. */
export function claimed(claims: readonly Claim[]): string {
  if (claims.length === 0) return 'null::utinyint';
  return `case ${claims.map(({ sql, number }) => `when ${sql} then ${number}::utinyint`).join('\n            ')} end`;
}

/** The same as a name. */
export function named(claims: readonly Claim[]): string {
  if (claims.length === 0) return NOTHING;
  return `case format_number ${claims.map(({ id, number }) => `when ${number} then ${literal(id)}`).join(' ')} end`;
}
