/**
 * What calls could cost less for, as a table.
 */
import { floor } from '../core/exact.js';
import type { CompareResult } from '../projection/comparison.js';
import type { Cell, Table } from './report.js';

/** Each on its own, so they do not add up. */
export function suggestionTable({ suggestions, plan }: CompareResult): Table | undefined {
  if (suggestions === null || suggestions.length === 0) return undefined;
  const { currency } = plan;
  return {
    id: 'suggestions',
    title: 'Savings these calls show, each on its own: they overlap',
    columns: [
      { key: 'kind', label: 'kind', type: 'text', isWords: true },
      { key: 'subject', label: 'of', type: 'text' },
      { key: 'calls', label: 'calls per month', type: 'integer' },
      { key: 'monthly_savings', label: 'saves per month', type: 'money', currency },
      { key: 'advice', label: 'advice', type: 'text', isWords: true },
    ],
    rows: suggestions.map(({ kind, subject, advice, calls, monthlySavings }): Cell[] => [
      kind,
      subject,
      calls && floor(calls),
      monthlySavings,
      advice,
    ]),
  };
}
