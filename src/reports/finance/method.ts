/**
 * How every number was made: the price book and its hash, the sources, the rules, and every price that was applied.
 */
import { say, type Text } from '../../core/phrase.js';
import { lineColumns, lineRows } from '../priced-lines.js';
import type { Cell, Section, Table } from '../report.js';
import type { FinanceModel } from './model.js';
import { BASES, column } from './words.js';

export function methodSection(model: FinanceModel): Section {
  return {
    id: 'method',
    title: 'How every number was made',
    says: [
      say(
        'Amounts are exact until they are printed; each is then rounded by itself, and a total is the exact total, rounded. Nothing in this file computes.',
      ),
    ],
    charts: [],
    tables: [assumptionTable(model), priceTable(model)],
  };
}

/** What the figures rest on: also the workbook's sheet of assumptions. */
export function assumptionTable(model: FinanceModel): Table {
  const { book, landing } = model;
  const row = (what: string, how: Text): Cell[] => [say(what), typeof how === 'string' ? say(how) : how];
  const text = (value: string) => say('{value}', { value });
  return {
    id: 'assumptions',
    title: 'Assumptions and method',
    columns: [column('what', 'what', 'text'), column('how', 'how', 'text')],
    rows: [
      row('basis', BASES[model.basis]),
      row('price book', text(book.id)),
      row('hash of the price book', text(book.hash)),
      row(
        'prices last checked',
        book.asOf === null ? 'the book does not say' : say('{date}', { date: { date: book.asOf } }),
      ),
      row('made by', say('tollbook {version}', { version: model.version })),
      row('time zone', text(model.zone)),
      row(
        'days covered',
        say('{first} to {last}', { first: { date: model.seen.first }, last: { date: model.seen.last } }),
      ),
      row(
        'cost of a call',
        'each meter of its usage × the unit price in force when it was made, at the tier and size it was served at',
      ),
      row('cost of a group', 'the sum of the costs of its calls; a call that several teams share is divided exactly'),
      row('change', 'price, volume and mix effects with the mean of both months as weights: they add up to the change'),
      row('landing', LANDINGS[landing.kind === 'observed' || landing.kind === 'closed' ? landing.kind : landing.basis]),
      row('savings', "the month's usage at each offer's ordered steps, against the baseline"),
      row('saved by the cache', 'the same usage with every cached token as plain input, less the cost'),
      row('latency', 'quantiles of answered calls, batches left out'),
      row('duplicates', 'every call counts once; of several snapshots the most complete one'),
    ],
  };
}

const LANDINGS: Readonly<Record<'observed' | 'closed' | FinanceModel['landing']['basis'], string>> = {
  closed: 'the month is closed: nothing is forecast',
  observed: 'the log covers the month to its end: nothing is forecast',
  backtest:
    'cost to date plus the forecast of the remaining days by the method that did best on earlier days of this log, each day priced',
  plain_rate: 'cost to date plus the remaining days at the plain rate of the days seen',
  stated_volume: 'the stated volume in the mix of the log',
  inconclusive: 'too few days for a forecast',
};

const MOST_PRICES = 300;

function priceTable({ priced, currency }: FinanceModel): Table {
  const rows = lineRows(priced);
  return {
    id: 'prices',
    title: 'Prices that were applied',
    columns: lineColumns(currency),
    rows: rows.slice(0, MOST_PRICES),
    remarks:
      rows.length > MOST_PRICES
        ? [
            say(
              '{count} more {count|price is|prices are} not shown: tollbook cost --explain has {count|it|all of them}.',
              {
                count: rows.length - MOST_PRICES,
              },
            ),
          ]
        : [],
  };
}
