/**
 * How much of the month the figures stand on: days, calls with a price, lines that were read, and what was left out.
 */
import { lessCounts } from '../../core/count.js';
import { say } from '../../core/phrase.js';
import { ratio, sumOf } from '../arithmetic.js';
import type { Cell, Section, Table } from '../report.js';
import { unpricedTable } from '../unpriced.js';
import type { FinanceModel } from './model.js';
import { column, TOTAL } from './words.js';

export function coverageSection(model: FinanceModel): Section {
  const rejected = rejectedTable(model);
  const unpriced = unpricedTable(model.unpriced);
  return {
    id: 'coverage',
    title: 'Coverage, and what is not in the figures',
    says: [
      model.unpriced.length === 0
        ? say('Every call that was charged has a price.')
        : say(
            'What has no price is in no amount: totals are lower bounds. Its volume is in the table of unpriced usage.',
          ),
      sumOf(model.files, ({ rejected: lines }) => lines) === 0n
        ? say('No line of the files was rejected.')
        : say('Rejected lines could not be read as what they seem to be: whatever calls they hold are in no figure.'),
    ],
    charts: [],
    tables: [coverageTable(model), fileTable(model), rejected, unpriced].filter(
      (table): table is Table => table !== undefined,
    ),
  };
}

function coverageTable({ coverage, callsPriced, total, tokensPriced, files }: FinanceModel): Table {
  const lines = sumOf(files, (file) => file.lines);
  const read = lines - sumOf(files, (file) => file.rejected);
  const row = (what: string, have: Cell, of: Cell, share: number | null): Cell[] => [say(what), have, of, share];
  return {
    id: 'coverage',
    title: 'Coverage',
    columns: [
      column('what', 'what', 'text'),
      column('have', 'have', 'decimal'),
      column('of', 'of', 'decimal'),
      column('share', 'share', 'rate'),
    ],
    rows: [
      row(
        'days of the month with calls',
        BigInt(coverage.daysWithCalls),
        BigInt(coverage.days),
        ratio(BigInt(coverage.daysWithCalls), BigInt(coverage.days)),
      ),
      row('calls that are fully priced', callsPriced, total.calls, ratio(callsPriced, total.calls)),
      total.tokens === null
        ? row('tokens that are priced', null, null, null)
        : row('tokens that are priced', tokensPriced, total.tokens, ratio(tokensPriced, total.tokens)),
      row('lines of the files that were not rejected', read, lines, ratio(read, lines)),
    ],
    remarks: [
      say('Calls of the month: {calls}, of them not fully priced: {open}.', {
        calls: total.calls,
        open: lessCounts(total.calls, callsPriced),
      }),
    ],
  };
}

function fileTable({ files }: FinanceModel): Table {
  const count = (pick: (file: FinanceModel['files'][number]) => bigint) => sumOf(files, pick);
  return {
    id: 'files',
    title: 'Files that were read, of all months',
    columns: [
      column('path', 'file', 'text'),
      column('lines', 'lines', 'integer'),
      column('blank', 'blank', 'integer'),
      column('rejected', 'rejected', 'integer'),
      column('ignored', 'ignored', 'integer'),
      column('with_calls', 'with calls', 'integer'),
      column('calls_found', 'calls found', 'integer'),
      column('accepted', 'accepted', 'integer'),
      column('duplicate', 'duplicate', 'integer'),
    ],
    rows: files.map((file) => [
      file.path,
      file.lines,
      file.blank,
      file.rejected,
      file.ignored,
      file.withCalls,
      file.callsFound,
      file.accepted,
      file.duplicate,
    ]),
    totals: [
      TOTAL,
      count((file) => file.lines),
      count((file) => file.blank),
      count((file) => file.rejected),
      count((file) => file.ignored),
      count((file) => file.withCalls),
      count((file) => file.callsFound),
      count((file) => file.accepted),
      count((file) => file.duplicate),
    ],
    remarks: [say('lines = blank + rejected + ignored + with calls; calls found = accepted + duplicate.')],
  };
}

const MOST_REASONS = 100;

function rejectedTable({ files }: FinanceModel): Table | undefined {
  const all = files.flatMap((file) =>
    file.reasons
      .filter(({ outcome }) => outcome === 'rejected')
      .map(({ reason, lines, firstLine }): [string, string, bigint, bigint] => [file.path, reason, lines, firstLine]),
  );
  if (all.length === 0) return undefined;
  return {
    id: 'rejected',
    title: 'Rejected lines',
    columns: [
      column('path', 'file', 'text'),
      column('reason', 'reason', 'text'),
      column('lines', 'lines', 'integer'),
      column('first_line', 'first line', 'integer'),
    ],
    rows: all.slice(0, MOST_REASONS),
    remarks:
      all.length > MOST_REASONS
        ? [
            say('{count} more reasons are not shown: tollbook load --dry-run LOG tells all of them.', {
              count: all.length - MOST_REASONS,
            }),
          ]
        : [],
  };
}
