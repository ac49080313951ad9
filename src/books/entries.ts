/**
 * Lines that people enter: credits, adjustments and lines of invoices, from YAML (`tollbook-entries/1`) or CSV with the same
 * keys. Only reading and refusing; what becomes of them is the ledger's.
 *
 * An amount is what the line adds to a month's cost, so a credit is negative.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { configurationError } from '../core/errors.js';
import { type Exact, isNegative, isZero } from '../core/exact.js';
import { excerpt } from '../core/text.js';
import { readShape, readYaml } from '../core/yaml.js';
import { csvRows } from '../ingest/unpack/csv.js';
import { Currency, Decimal, expected, Name, shape, someOf } from '../pricing/schema-parts.js';
import type { JournalRecord } from './journal.js';

export const ENTRIES_SCHEMA = 'tollbook-entries/1';

/** Whose cost an entry is part of; the names are those of groupings. */
export const ENTRY_DIMENSIONS = ['provider', 'gateway', 'model', 'team', 'cost_centre', 'project', 'key'] as const;

export interface Entry {
  readonly id: string;
  /** `invoice`: what an issuer asks for; it is compared with, never added. */
  readonly kind: 'credit' | 'adjustment' | 'invoice';
  readonly month: string;
  readonly amount: Exact;
  readonly currency: string;
  readonly of: Readonly<Partial<Record<(typeof ENTRY_DIMENSIONS)[number], string>>>;
  readonly description: string | null;
  readonly reference: string | null;
}

const EntryShape = shape({
  id: Name.meta({ description: 'Known again by it: an entry is entered once and never changed.' }),
  kind: z.enum(['credit', 'adjustment', 'invoice'], { error: expected('credit, adjustment or invoice') }),
  month: z
    .string({ error: expected('a month such as 2026-10') })
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/u, { error: expected('a month such as 2026-10') }),
  amount: Decimal.meta({ description: "What it adds to the month's cost; a credit is negative." }),
  currency: Currency,
  ...Object.fromEntries(ENTRY_DIMENSIONS.map((dimension) => [dimension, Name.optional()])),
  description: Name.optional(),
  reference: Name.optional().meta({ description: 'Number of the invoice or of the ticket.' }),
}).superRefine(({ kind, amount }, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['amount'], message });
  // An amount that is none is refused where it stands.
  if (typeof amount !== 'object') return;
  if (kind === 'credit' && !isNegative(amount))
    refuse(expected('a negative amount', 'a credit lowers the cost: write -12.50'));
  if (kind === 'adjustment' && isZero(amount)) refuse(expected('an amount that is not 0'));
});

export const EntriesShape = shape({
  schema: z.literal(ENTRIES_SCHEMA, { error: expected(ENTRIES_SCHEMA) }),
  entries: someOf(EntryShape).superRefine((entries, context) => {
    entries.forEach(({ id }, index) => {
      if (entries.findIndex((one) => one.id === id) < index)
        context.addIssue({ code: 'custom', path: [index, 'id'], message: expected('each id once') });
    });
  }),
});

/** Throws a configuration error naming file and path for the first thing that is wrong. */
export async function loadEntries(path: string, file: string): Promise<Entry[]> {
  const isCsv = /\.csv$/iu.test(path);
  const { entries } = readShape(EntriesShape, isCsv ? await readRows(path, file) : await readYaml(path), file);
  return entries.map((written) => {
    const said = written as unknown as Readonly<Record<string, string | undefined>>;
    const of = ENTRY_DIMENSIONS.flatMap((dimension) => {
      const value = said[dimension];
      return value === undefined ? [] : [[dimension, value] as const];
    });
    const { id, kind, month, amount, currency, description = null, reference = null } = written;
    return { id, kind, month, amount, currency, of: Object.fromEntries(of), description, reference };
  });
}

/** One row per entry; an empty cell says nothing. */
async function readRows(path: string, file: string): Promise<unknown> {
  const content = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw configurationError(file, `expected a readable file, found ${cause.code}`, 'check the path');
  });
  const entries: Record<string, string>[] = [];
  try {
    for await (const { record } of csvRows([content], ',', { isStrict: true })) {
      entries.push(Object.fromEntries(Object.entries(record).filter(([, value]) => value.trim() !== '')));
    }
  } catch (cause) {
    const hint = 'give every row as many cells as the first, and put cells that hold a comma in quotes';
    throw configurationError(file, `expected a CSV file: ${excerpt((cause as Error).message, 160)}`, hint);
  }
  return { schema: ENTRIES_SCHEMA, entries };
}

/** The entries of a ledger in the order they were entered. */
export function enteredIn(records: readonly JournalRecord[]): (Entry & { readonly number: number })[] {
  return records
    .filter(({ kind }) => kind === 'entry')
    .map(({ number, content }) => ({ ...(content as Entry), number }));
}
