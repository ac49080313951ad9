/**
 * A statement narrowed as the calls are that it is held against: by what its rows say. What they do not say cannot be taken out of
 * it, so that is told, and the comparison is not whole.
 */
import type { Statement, StatementLine } from '../books/statements/statement.js';
import { type Diagnostics, noteOf } from '../core/diagnostics.js';
import { say } from '../core/phrase.js';
import type { Dimension, Filter } from '../core/question.js';
import { visible } from '../core/text.js';
import type { PriceBook } from '../pricing/price-book.js';
import { type PriceOptions, resolveModel } from '../pricing/price-usage.js';

type Named = Pick<StatementLine, 'provider' | 'gateway' | 'model'>;
type Row = Named & { readonly day: string | null };

/** The same for a line and for usage of the same model, whatever each calls it. */
export function modelKey(book: PriceBook, aliases: PriceOptions['aliases'], named: Named): string {
  if (named.model === null) return '?';
  const { sku } = resolveModel(book, named, aliases);
  return sku?.sku ?? `?${named.model.toLowerCase()}`;
}

/** What rows say of a dimension, and whether that is a value that is asked for. */
interface Said<Row> {
  readonly of: (row: Row) => string | null;
  readonly isSame?: (row: Row, value: string) => boolean;
}

/** An empty value asks for rows that say nothing of it. */
function isMeant<Row>(row: Row, values: readonly string[], { of, isSame }: Said<Row>): boolean {
  const found = of(row);
  if (found === null) return values.includes('');
  return values.some((value) => value !== '' && (found === value || isSame?.(row, value) === true));
}

export interface NarrowedRows<Row> {
  readonly rows: readonly Row[];
  /** False where no row says anything of it: all are there. */
  readonly isNarrowed: boolean;
  /** Rows are left out that do not say what they are of. */
  readonly hasUnsaid: boolean;
}

export function narrowRows<Row>(
  rows: readonly Row[],
  values: readonly string[],
  said: Said<Row> | undefined,
): NarrowedRows<Row> {
  if (said === undefined || (rows.length > 0 && rows.every((row) => said.of(row) === null))) {
    return { rows, isNarrowed: false, hasUnsaid: false };
  }
  const kept = rows.filter((row) => isMeant(row, values, said));
  const hasUnsaid = !values.includes('') && rows.some((row) => said.of(row) === null);
  return { rows: kept, isNarrowed: true, hasUnsaid };
}

export function valuesOf(where: readonly Filter[], dimension: Dimension): string[] {
  return where.filter((filter) => filter.dimension === dimension).map(({ value }) => value);
}

/** The statement without rows that `where` does not mean; it is not whole where that cannot be told of all of them. */
export function narrowedStatement(
  statement: Statement,
  where: readonly Filter[],
  keyOf: (named: Named) => string,
  diagnostics: Diagnostics,
): Statement {
  let { lines, calls } = statement;
  let isPartial = statement.isPartial === true;
  for (const dimension of new Set(where.map((filter) => filter.dimension))) {
    if (statement.narrowedBy?.includes(dimension) === true) continue;
    const values = valuesOf(where, dimension);
    const filter = values.map((value) => visible(`${dimension}=${value}`)).join(', ');
    // Whose statement it is, the filter may say in the words of the logs.
    if (isIssuer(dimension) && new Set(lines.flatMap((line) => line[dimension] ?? [])).size < 2) continue;
    const said = saidOf(dimension, statement, keyOf);
    const { rows, isNarrowed, hasUnsaid } = narrowRows(lines, values, said);
    if (!isNarrowed) noteWhole(filter, diagnostics);
    if (hasUnsaid) noteUnsaid(dimension, filter, diagnostics);
    isPartial ||= !isNarrowed || hasUnsaid;
    lines = rows;
    if (isNarrowed && said !== undefined) calls = calls?.filter((call) => isMeant(call, values, said));
  }
  return { ...statement, lines, calls, isPartial };
}

function isIssuer(dimension: Dimension): dimension is 'provider' | 'gateway' {
  return dimension === 'provider' || dimension === 'gateway';
}

/** Undefined where rows of no statement say it. */
function saidOf(dimension: Dimension, { hasDays }: Statement, keyOf: (named: Named) => string): Said<Row> | undefined {
  switch (dimension) {
    case 'provider':
    case 'gateway':
      return { of: (row) => row[dimension] };
    case 'model':
      return {
        of: ({ model }) => model,
        isSame: (row, value) => keyOf(row) === keyOf({ ...row, model: value }),
      };
    case 'day':
      return hasDays ? { of: ({ day }) => day } : undefined;
    case 'month':
      return { of: ({ day }) => day?.slice(0, 7) ?? null };
    default:
      return undefined;
  }
}

export function noteWhole(filter: string, diagnostics: Diagnostics): void {
  const says = say(
    'the statement cannot be narrowed to {filter}, of which its rows say nothing: all of it is compared with these calls alone, so the difference holds what other calls cost',
    { filter },
  );
  diagnostics.add(noteOf('statement_not_narrowed', says, { incomplete: true }));
}

export function noteUnsaid(dimension: Dimension, filter: string, diagnostics: Diagnostics): void {
  const says = say('rows of the statement that name no {dimension} are left out, though they may be of {filter}', {
    dimension: visible(dimension),
    filter,
  });
  diagnostics.add(noteOf('statement_rows_left_out', says, { incomplete: true }));
}
