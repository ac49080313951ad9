/**
 * Lines that people entered into a ledger: `ledger enter`, `ledger entries`, and beside the cost of the months they are of.
 */
import { ENTRY_DIMENSIONS, type Entry } from '../books/entries.js';
import { hideUnused } from './columns.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import type { Cell, Column, Report, Table } from './report.js';

export interface EntriesInput {
  readonly common: Envelope;
  readonly entries: readonly Entry[];
}

export function entriesReport({ common, entries }: EntriesInput): Report {
  const table = entriesTable(entries, 'Entered lines');
  return assemble(common, [table], { rows: rowObjects(table) });
}

/** In the order of months; within one as they were entered. */
export function entriesTable(entries: readonly Entry[], title: string, totals?: readonly Cell[]): Table {
  const text = (key: string, label = key): Column => ({ key, label, type: 'text' });
  const columns: Column[] = [
    text('month'),
    text('id'),
    { ...text('kind'), isWords: true },
    ...ENTRY_DIMENSIONS.map((dimension) => text(dimension)),
    { key: 'amount', label: 'amount', type: 'money' },
    text('currency'),
    text('description'),
    text('reference'),
  ];
  const rows = [...entries]
    .sort((left, right) => (left.month < right.month ? -1 : left.month > right.month ? 1 : 0))
    .map((entry): Cell[] => [
      entry.month,
      entry.id,
      entry.kind,
      ...ENTRY_DIMENSIONS.map((dimension) => entry.of[dimension] ?? null),
      entry.amount,
      entry.currency,
      entry.description,
      entry.reference,
    ]);
  return { id: 'entries', title, columns: hideUnused(columns, rows), rows, ...(totals ? { totals } : {}) };
}
