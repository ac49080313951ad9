/**
 * An export that is a log: activity of a gateway, spend logs, usage buckets, or rows of one's own. Read into memory the way
 * every log is, it becomes a statement with the tokens, calls and logged amounts of each day and model.
 */

import { tokensOf } from '../books/statements/differences.js';
import type { SingleCall } from '../books/statements/paired-calls.js';
import type { Statement, StatementLine } from '../books/statements/statement.js';
import { concerned } from '../core/count.js';
import { Diagnostics, noteOf, OtherNotes } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { floor, isZero, ZERO } from '../core/exact.js';
import type { OwnFormat } from '../core/own-format.js';
import { say } from '../core/phrase.js';
import type { Dimension, Filter, PricingChoice, Question, Surroundings } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { OWN_TOKENS } from '../formats/own-columns.js';
import { FORMATS } from '../formats/registry.js';
import type { PriceBook } from '../pricing/price-book.js';
import type { PricedUsage } from '../pricing/types.js';
import { type LoggedCost, loggedCosts } from '../queries/logged-cost.js';
import { singleCalls } from '../queries/single-calls.js';
import { saidRows } from '../queries/statement-rows.js';
import { filterText } from '../reports/command-words.js';
import { priceAll } from './counted-apart.js';
import { meterSelected } from './metering.js';
import { type Opened, withSource } from './opening.js';
import { charged } from './priced.js';
import { type Selected, selectCalls } from './selecting.js';
import { noteUnsaid, valuesOf } from './statement-filters.js';
import { noteRejectedRows, noteUnreadable } from './statement-unread.js';

export async function logStatement(
  files: readonly string[],
  question: Question,
  pricing: PricingChoice,
  book: PriceBook,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
): Promise<Statement> {
  const { zone } = question;
  const reading = {
    ...question.reading,
    assumeZone: zone,
    formats: question.reading.formats?.map(claimedByCost),
  };
  const asked: Question = {
    ...question,
    source: { logs: files, ledger: question.source.ledger },
    reading,
    by: ['day', 'provider', 'gateway', 'model'],
    where: [],
    month: undefined,
    since: undefined,
    until: undefined,
    allocation: undefined,
  };
  return withSource(
    asked.source,
    reading,
    surroundings,
    new OtherNotes(diagnostics, 'rejected_lines'),
    async (opened) => {
      // Of rows that were not read there is a note of its own: the command that lists lines of logs knows nothing of amounts.
      noteRejectedRows(opened.files, amountFields(reading.formats), diagnostics);
      return statementOf(opened, asked, question, pricing, book, surroundings, diagnostics);
    },
  );
}

async function statementOf(
  { engine, files }: Opened,
  asked: Question,
  question: Question,
  pricing: PricingChoice,
  book: PriceBook,
  surroundings: Surroundings,
  diagnostics: Diagnostics,
): Promise<Statement> {
  const { zone } = asked;
  const options = { split: pricing.split, aliases: pricing.aliases };
  const rowsOf = async (selected: Selected) => ({
    usage: priceAll(book, charged(await meterSelected(engine, asked, asked.by, book, options, selected)), options),
    costs: await loggedCosts(engine, [...asked.by, 'logged'], zone),
  });
  // That lines of amounts log no tokens is no news here.
  const whole = await rowsOf(await selectCalls(engine, asked, new Diagnostics()));
  const hasCost = whole.costs.some(({ calls }) => calls > 0n);
  const hasUsage = !isZero(tokensOf(whole.usage));
  if (!hasCost && !hasUsage) {
    throw usageError(
      `${asked.source.logs.join(', ')}: no line has an amount or tokens to compare`,
      'tell which columns hold what: --map started_at=Date,model=Model,logged_cost=Cost',
    );
  }
  const linesIn = ({ usage, costs }: typeof whole): StatementLine[] => [
    ...usage.flatMap((one) => usageLine(one, hasUsage)),
    ...costs.flatMap(costLine),
  ];
  const all = linesIn(whole);
  const days = all.map(({ day }) => day).sort();
  const { where, isPartial } = await saidFilters(engine, question, diagnostics);
  const selected = await selectCalls(engine, { ...asked, where }, new Diagnostics());
  const meant = where.length === 0 ? whole : await rowsOf(selected);
  const lines = where.length === 0 ? all : linesIn(meant);
  const unreadable = meant.costs.reduce((total, { callsUnreadable }) => total + callsUnreadable, 0n);
  await noteUnreadable(engine, unreadable, selected.span, surroundings, diagnostics);
  const formats = [...new Set(files.flatMap((account) => account.formats.map(({ format }) => format)))].sort();
  const sellers = new Set(lines.map(({ provider }) => provider));
  return {
    export: formats.join(' and '),
    titles: formats.map(titleOf),
    provider: sellers.size === 1 ? ([...sellers][0] ?? null) : null,
    hasCost,
    hasUsage,
    hasDays: true,
    cannotContain: formats.flatMap(notLogged),
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    lines,
    hasMore: false,
    calls: await idsOf(engine, zone, diagnostics),
    narrowedBy: where.map(({ dimension }) => dimension),
    isPartial:
      isPartial ||
      unreadable > 0n ||
      selected.span.callsWithoutTime > 0n ||
      files.some(({ rejected }) => rejected > 0n),
  };
}

/** Narrowed with the statement's lines, whatever kind of export it is. */
const OF_LINES: readonly Dimension[] = ['provider', 'gateway', 'model', 'day', 'month'];

/** The filters of which rows of the log say something, beside those of their lines; the statement stays as it is for the others. */
async function saidFilters(
  engine: Engine,
  { where, zone, allocation = [] }: Question,
  diagnostics: Diagnostics,
): Promise<{ readonly where: Filter[]; readonly isPartial: boolean }> {
  const said: Filter[] = [];
  let isPartial = false;
  for (const dimension of new Set(where.map((filter) => filter.dimension))) {
    if (OF_LINES.includes(dimension) || dimension === 'format') continue;
    // Who pays is decided by rules over our calls; a statement's own word for it is another.
    if (dimension === 'cost_centre' || (dimension === 'team' && allocation.length > 0)) continue;
    const rows = await saidRows(engine, dimension, zone);
    if (rows.said === 0n) continue;
    const values = valuesOf(where, dimension);
    said.push(...values.map((value) => ({ dimension, value })));
    if (rows.unsaid === 0n || values.includes('')) continue;
    noteUnsaid(dimension, filterText({ where: said.filter((filter) => filter.dimension === dimension) }), diagnostics);
    isPartial = true;
  }
  return { where: said, isPartial };
}

function costLine({ group, amount, calls, callsUnreadable, rounding }: LoggedCost): StatementLine[] {
  const [day = null, provider = null, gateway = null, model = null, logged] = group;
  const [currency = '', kind = ''] = (logged ?? '').split('\u001f');
  if (day === null) return [];
  const cost = {
    cost: calls === 0n ? null : amount,
    unreadable: callsUnreadable,
    rounding,
    currency: (calls > 0n && currency) || null,
    kind: (calls > 0n && kind) || null,
  };
  return [{ day, provider, gateway, model, calls: null, tokens: null, ...cost }];
}

/** Fields of which one alone makes a row a row, as formats of the user's own name them. */
function amountFields(formats: readonly OwnFormat[] = []): string[] {
  return formats.flatMap(({ claims = [], fields }) =>
    claims.length === 1 && claims[0]?.field === fields.logged_cost ? [claims[0]?.field.join('.') ?? ''] : [],
  );
}

/** So many calls of each side are held in memory to be paired. */
export const MOST_PAIRED = 200_000;

async function idsOf(
  engine: Engine,
  zone: string,
  diagnostics: Diagnostics,
): Promise<readonly SingleCall[] | undefined> {
  const calls = await singleCalls(engine, zone, MOST_PAIRED);
  if (calls === undefined) noteUnpaired(diagnostics);
  return calls === undefined || calls.length === 0 ? undefined : calls;
}

export function noteUnpaired(diagnostics: Diagnostics): void {
  const says = say('more than {most} calls on one side: they are compared by day and model, not one by one', {
    most: MOST_PAIRED,
  });
  diagnostics.add(noteOf('calls_not_paired', says));
}

/** Rows of amounts have no token count to be known by. */
function claimedByCost(format: OwnFormat): OwnFormat {
  const { fields, claims = [] } = format;
  const cost = fields.logged_cost;
  const hasTokens = Object.keys(fields).some((column) => Object.hasOwn(OWN_TOKENS, column));
  return cost === undefined || hasTokens || claims.length > 0 ? format : { ...format, claims: [{ field: cost }] };
}

function usageLine(one: PricedUsage, hasUsage: boolean): StatementLine[] {
  const [day = null, provider = null, gateway = null, model = null] = one.usage.group;
  if (day === null) return [];
  const tokens = hasUsage ? floor(tokensOf([one])) : null;
  const nothing = { cost: null, rounding: ZERO, currency: null, kind: null };
  return [{ day, provider, gateway, model, calls: concerned(one.usage.calls), tokens, ...nothing }];
}

function titleOf(id: string): string {
  return FORMATS.find((format) => format.id === id)?.title ?? id;
}

function notLogged(id: string): string[] {
  const format = FORMATS.find((one) => one.id === id);
  return format === undefined ? [] : [format.notLogged.replaceAll('`', '')];
}
