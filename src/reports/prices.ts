/**
 * `prices list` and `prices explain`: what the book says of prices, and how it would price one call. Prices nothing itself.
 */
import { toDecimal } from '../core/decimal.js';
import { compare, exact, isZero } from '../core/exact.js';
import { visible } from '../core/text.js';
import { termTexts } from '../pricing/billed-terms.js';
import type { Rate, Rates, Sku, Version } from '../pricing/book-model.js';
import type { PriceBook } from '../pricing/price-book.js';
import type { PricedUsage } from '../pricing/types.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import { costCell } from './group-cost.js';
import { boundText, lineColumns, lineResult, lineRows, pricedLines, sourceText } from './priced-lines.js';
import type { Cell, Column, Report, Table } from './report.js';
import { unpricedTable } from './unpriced.js';

const MILLION = exact(1_000_000n);

/** Every version of every SKU whose id, name or provider contains the filter; by SKU, then in time order. */
export function pricesListReport(input: {
  readonly common: Envelope;
  readonly book: PriceBook;
  readonly filter?: string | undefined;
}): Report {
  const wanted = input.filter?.trim().toLowerCase() ?? '';
  const listed = input.book.list().filter(({ sku }) => mentions(sku, wanted));
  const table: Table = {
    id: 'prices',
    title: wanted === '' ? 'Prices' : `Prices of SKUs with ${wanted}`,
    columns: LIST_COLUMNS,
    rows: listed.flatMap(({ sku, shelves }) =>
      sku.versions.map((version, index): Cell[] => [
        sku.sku,
        sku.provider,
        version.isFree ? 'free' : ratesText(version.rates),
        conditionsText(version),
        boundText(version.from),
        boundText(version.to),
        sourceText(version),
        shelves[index]?.layer.id ?? null,
      ]),
    ),
    remarks: [`${input.book.currency} per million tokens where no other unit is named`],
  };
  return assemble(input.common, [table], { rows: rowObjects(table) });
}

const LIST_COLUMNS: readonly Column[] = [
  { key: 'sku', label: 'SKU', type: 'text' },
  { key: 'provider', label: 'provider', type: 'text', isDetail: true },
  { key: 'meters', label: 'prices', type: 'text' },
  { key: 'conditions', label: 'conditions', type: 'text' },
  { key: 'from', label: 'from', type: 'text' },
  { key: 'to', label: 'to', type: 'text' },
  { key: 'source', label: 'source', type: 'text', isDetail: true },
  { key: 'layer', label: 'layer', type: 'text', isDetail: true },
];

function mentions({ sku, provider, name }: Sku, wanted: string): boolean {
  return [sku, provider, name ?? ''].some((text) => text.toLowerCase().includes(wanted));
}

function ratesText(rates: Rates): string {
  return [...rates].map(([meter, rate]) => `${meter} ${rateText(rate)}`).join(', ');
}

function rateText(rate: Rate): string {
  const { price, per } = rate;
  const unit = compare(per, MILLION) === 0 ? toDecimal(price) : `${toDecimal(price)} per ${toDecimal(per)}`;
  const terms = termTexts(rate);
  return terms.length === 0 ? unit : `${unit} (${terms.join(', ')})`;
}

/** `over 200000 input tokens: input 6, output 22.5; batch × 0.5`; null where a price has no conditions. */
function conditionsText({ overrides, multipliers, forbid }: Version): string | null {
  const parts = [
    ...overrides.map(({ id, rates }) => `${id}: ${ratesText(rates)}`),
    ...multipliers.map(({ id, factor }) => `${id} × ${toDecimal(factor)}`),
    ...forbid.map(({ reason }) => `no price: ${reason}`),
  ];
  return parts.length === 0 ? null : parts.join('; ');
}

/**
 * How the book prices one call. A usage priced by pricedInForce has lines of quantity 0: then it is the prices that are
 * shown, and no amounts.
 */
export function pricesExplainReport({ common, priced }: ExplainInput): Report {
  const { sku, version, resolvedBy, range } = priced;
  const lines = pricedLines([priced]);
  const isPriced = lines.length > 0 || range !== undefined;
  const isKnown = isPriced && range === undefined;
  const signatures = [...new Set(lines.map((line) => line.signature))].sort();
  return assemble(common, [isPriced ? explainTable(common, priced) : undefined, unpricedTable(common.unpriced)], {
    sku,
    rule: resolvedBy ?? null,
    version: version ? { from: boundText(version.from), to: boundText(version.to) } : null,
    source: version ? sourceText(version) : null,
    signature: signatures.length === 0 ? null : signatures.join('; '),
    lines: lines.map(lineResult),
    total: isKnown ? priced.low : null,
    total_low: range ? priced.low : null,
    total_high: range ? priced.high : null,
  });
}

export interface ExplainInput {
  readonly common: Envelope;
  readonly priced: PricedUsage;
}

function explainTable(common: Envelope, priced: PricedUsage): Table {
  const { usage, sku, version, resolvedBy, range, low, high, unpriced } = priced;
  const hasQuantities = range !== undefined || priced.lines.some((line) => !isZero(line.quantity));
  const hidden = hasQuantities ? ['sku', 'source'] : ['sku', 'source', 'quantity', 'amount'];
  const { url, note } = version?.source ?? {};
  const total = costCell({ low, high, unpricedCalls: unpriced.length > 0 ? usage.calls : 0n });
  return {
    id: 'lines',
    title: `Prices of ${sku ?? usage.model ?? 'no model'}`,
    columns: lineColumns(common.currency).map((column) =>
      hidden.includes(column.key) ? { ...column, isDetail: true } : column,
    ),
    rows: lineRows([priced]),
    totals: hasQuantities ? [null, 'total', null, null, null, total, null, null, null] : undefined,
    remarks: [
      `${visible(usage.model ?? 'no model')} is ${sku ?? 'unknown'} (${resolvedBy ?? 'not looked up'})`,
      ...(version ? [`Source: ${sourceText(version)}${url && note ? `, ${note}` : ''}`] : []),
      ...(hasQuantities ? ['amount = quantity × unit price ÷ per'] : []),
    ],
  };
}
