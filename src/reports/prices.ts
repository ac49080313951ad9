/**
 * `prices list` and `prices explain`: what the book says of prices, and how it would price one call. Prices nothing itself.
 */

import { toDecimal } from '../core/decimal.js';
import { isZero } from '../core/exact.js';
import { say } from '../core/phrase.js';
import type { Question } from '../core/question.js';
import { literal } from '../formats/sql.js';
import type { Sku, Version } from '../pricing/book-model.js';
import type { PriceBook } from '../pricing/price-book.js';
import type { PricedUsage } from '../pricing/types.js';
import type { CallFacts } from '../queries/call-facts.js';
import { shellCommand, sourceWords } from './command-words.js';
import { assemble, type Envelope } from './envelope.js';
import { rowObjects } from './flat.js';
import { costCell } from './group-cost.js';
import { isoInstant } from './instants.js';
import { conditionsResult, conditionsTable } from './price-conditions.js';
import { boundText, lineColumns, lineResult, lineRows, pricedLines, sourceText } from './priced-lines.js';
import { ratesText } from './prices-text.js';
import type { Cell, Column, Report, ResultValue, Table } from './report.js';
import { unpricedTable } from './unpriced.js';

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
    title: wanted === '' ? 'Prices' : say('Prices of SKUs with {text}', { text: wanted }),
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
    remarks: [say('{currency} per million tokens where no other unit is named', { currency: input.book.currency })],
  };
  return assemble(input.common, [table], { rows: rowObjects(table) });
}

const LIST_COLUMNS: readonly Column[] = [
  { key: 'sku', label: 'SKU', type: 'text' },
  { key: 'provider', label: 'provider', type: 'text', isDetail: true },
  { key: 'meters', label: 'prices', type: 'text' },
  { key: 'conditions', label: 'conditions', type: 'text', isWords: true },
  { key: 'from', label: 'from', type: 'text' },
  { key: 'to', label: 'to', type: 'text' },
  { key: 'source', label: 'source', type: 'text', isDetail: true },
  { key: 'layer', label: 'layer', type: 'text', isDetail: true },
];

function mentions({ sku, provider, name }: Sku, wanted: string): boolean {
  return [sku, provider, name ?? ''].some((text) => text.toLowerCase().includes(wanted));
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
export function pricesExplainReport({ common, priced, call }: ExplainInput): Report {
  const { sku, version, resolvedBy, range } = priced;
  const lines = pricedLines([priced]);
  const isPriced = lines.length > 0 || range !== undefined;
  const isKnown = isPriced && range === undefined;
  const signatures = [...new Set(lines.map((line) => line.signature))].sort();
  const prices = isPriced ? explainTable(common, priced) : undefined;
  const isFree = priced.usage.isCharged === false;
  const conditions = version && conditionsTable(version);
  return assemble(common, [call && callTable(call, isFree), prices, conditions, unpricedTable(common.unpriced)], {
    ...(call ? { call: callResult(call, isFree) } : {}),
    sku,
    rule: resolvedBy ?? null,
    version: version ? { from: boundText(version.from), to: boundText(version.to) } : null,
    source: version ? sourceText(version) : null,
    conditions: version ? conditionsResult(version) : [],
    signature: signatures.length === 0 ? null : signatures.join('; '),
    lines: lines.map(lineResult),
    total: isKnown || isFree ? priced.low : null,
    total_low: range ? priced.low : null,
    total_high: range ? priced.high : null,
  });
}

export interface ExplainInput {
  readonly common: Envelope;
  readonly priced: PricedUsage;
  /** Where the usage is that of a call which was logged. */
  readonly call?: ExplainedLoggedCall | undefined;
}

export interface ExplainedLoggedCall extends CallFacts {
  readonly question: Question;
}

/** What the log says, as far as a price may depend on it; with the command that shows all of it. */
function callTable(call: ExplainedLoggedCall, isFree: boolean): Table {
  const said: readonly (readonly [string, string | bigint | null])[] = [
    ['call', call.callId],
    ['request', call.requestId === call.callId ? null : call.requestId],
    ['time', call.startedAt === null ? null : isoInstant(call.startedAt)],
    ['provider', call.provider],
    ['model', call.model],
    ['status', call.status],
    ['input tokens', call.inputTokens],
    ['output tokens', call.outputTokens],
    ['service tier', call.serviceTier],
    ['batch', call.isBatch === true ? 'yes' : null],
    ['speed', call.speed],
    ['region', call.region],
    ['inference geo', call.inferenceGeo],
    ['logged cost', call.loggedCost === null ? null : `${call.loggedCost} ${call.loggedCostCurrency ?? ''}`.trim()],
    ['line', call.path === null ? null : `${call.path}:${call.line}`],
  ];
  return {
    id: 'call',
    title: 'The call as logged',
    columns: [
      { key: 'what', label: 'what', type: 'text', isWords: true },
      { key: 'logged', label: 'logged', type: 'text' },
    ],
    rows: said.flatMap(([what, value]) => (value === null ? [] : [[what, String(value)]])),
    remarks: [
      ...(isFree
        ? ['It was not charged: it failed without using tokens, or was answered from the cache of a gateway.']
        : []),
      say('All of it: {command}', { command: commandOf(call) }),
    ],
  };
}

function callResult({ question, ...facts }: ExplainedLoggedCall, isFree: boolean): ResultValue {
  return {
    call_id: facts.callId,
    request_id: facts.requestId,
    started_at: facts.startedAt === null ? null : isoInstant(facts.startedAt),
    provider: facts.provider,
    model: facts.model,
    status: facts.status,
    input_tokens: facts.inputTokens,
    output_tokens: facts.outputTokens,
    is_charged: !isFree,
    is_notional: facts.isNotional === true,
    logged_cost: facts.loggedCost,
    logged_cost_currency: facts.loggedCostCurrency,
    path: facts.path,
    line: facts.line,
    command: commandOf({ question, ...facts }),
  };
}

function commandOf({ callId, question }: ExplainedLoggedCall): string {
  const select = `select * from calls where call_id = ${literal(callId ?? '')}`;
  return shellCommand(['tollbook', 'query', select, ...sourceWords(question)]);
}

function explainTable(common: Envelope, priced: PricedUsage): Table {
  const { usage, sku, version, resolvedBy, range, low, high, unpriced } = priced;
  const hasQuantities = range !== undefined || priced.lines.some((line) => !isZero(line.quantity));
  const hidden = hasQuantities ? ['sku', 'source'] : ['sku', 'source', 'quantity', 'amount'];
  const { url, note } = version?.source ?? {};
  const total = costCell({ low, high, unpricedCalls: unpriced.length > 0 ? usage.calls : 0n });
  return {
    id: 'lines',
    title: say('Prices of {name}', { name: sku ?? usage.model ?? say('no model') }),
    columns: lineColumns(common.currency).map((column) =>
      hidden.includes(column.key) ? { ...column, isDetail: true } : column,
    ),
    rows: lineRows([priced]),
    totals: hasQuantities ? [null, 'total', null, null, null, total, null, null, null] : undefined,
    remarks: [
      say('{model} is {sku} ({how})', {
        model: usage.model ?? say('no model'),
        sku: sku ?? say('unknown'),
        how: say(resolvedBy ?? 'not looked up'),
      }),
      ...(version
        ? [say('Source: {source}', { source: `${sourceText(version)}${url && note ? `, ${note}` : ''}` })]
        : []),
      ...(hasQuantities ? ['amount = quantity × unit price ÷ per'] : []),
    ],
  };
}
