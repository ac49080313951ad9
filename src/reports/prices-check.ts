/**
 * `prices check`: findings about a price book as a table, and usage without a price. Judges nothing itself.
 */
import type { Finding } from '../pricing/check-book.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import { boundText } from './priced-lines.js';
import type { Cell, Column, Report, Table } from './report.js';
import { unpricedTable } from './unpriced.js';

const COLUMNS: readonly Column[] = [
  { key: 'kind', label: 'finding', type: 'text', isWords: true },
  { key: 'sku', label: 'SKU', type: 'text' },
  { key: 'about', label: 'about', type: 'text', isWords: true },
  { key: 'layer', label: 'layer', type: 'text' },
  { key: 'found', label: 'found', type: 'text', isWords: true },
  { key: 'below', label: 'below it', type: 'text', isWords: true },
  { key: 'expected', label: 'says', type: 'text', isWords: true },
  { key: 'from', label: 'from', type: 'text' },
  { key: 'to', label: 'to', type: 'text' },
];

export function pricesCheckReport(input: { readonly common: Envelope; readonly findings: readonly Finding[] }): Report {
  const { common, findings } = input;
  const table: Table = {
    id: 'findings',
    title: 'Findings',
    columns: COLUMNS.map((column) => ({
      ...column,
      isDetail: findings.every((finding) => cellsOf(finding)[COLUMNS.indexOf(column)] === null),
    })),
    rows: findings.map(cellsOf),
    remarks: findings.length === 0 ? ['Nothing is missing, at odds or old.'] : [],
  };
  const count = (kind: Finding['kind']) => findings.filter((finding) => finding.kind === kind).length;
  return assemble(common, [table, unpricedTable(common.unpriced)], {
    rows: rowObjects(table),
    gaps: count('gap'),
    disagreements: count('disagreement'),
    stale: count('stale'),
  });
}

function cellsOf({ kind, sku, about, layer, found, below, expected, from, to }: Finding): Cell[] {
  return [kind, sku, about, layer, found, below, expected, boundText(from), boundText(to)];
}
