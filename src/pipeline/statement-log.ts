/**
 * An export that is a log: activity of a gateway, spend logs, usage buckets, or rows of one's own. Read into memory the way
 * every log is, it becomes a statement with the tokens, calls and logged amounts of each day and model.
 */

import { tokensOf } from '../books/statements/differences.js';
import type { SingleCall } from '../books/statements/paired-calls.js';
import type { Statement, StatementLine } from '../books/statements/statement.js';
import { concerned } from '../core/count.js';
import { Diagnostics, noteOf } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { floor, isZero, ZERO } from '../core/exact.js';
import type { OwnFormat } from '../core/own-format.js';
import { say } from '../core/phrase.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { plural } from '../core/text.js';
import type { Engine } from '../engine/engine.js';
import { OWN_TOKENS } from '../formats/own-columns.js';
import { FORMATS } from '../formats/registry.js';
import type { PriceBook } from '../pricing/price-book.js';
import type { PricedUsage } from '../pricing/types.js';
import { loggedCosts } from '../queries/logged-cost.js';
import { singleCalls } from '../queries/single-calls.js';
import { priceAll } from './counted-apart.js';
import { meterSelected } from './metering.js';
import { withSource } from './opening.js';
import { charged } from './priced.js';
import { selectCalls } from './selecting.js';

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
  return withSource(asked.source, reading, surroundings, diagnostics, async ({ engine, files: accounts }) => {
    // That lines of amounts log no tokens is no news here.
    const selected = await selectCalls(engine, asked, new Diagnostics());
    const options = { split: pricing.split, aliases: pricing.aliases };
    const usage = priceAll(
      book,
      charged(await meterSelected(engine, asked, asked.by, book, options, selected)),
      options,
    );
    const costs = await loggedCosts(engine, [...asked.by, 'logged'], zone);
    const hasCost = costs.some(({ calls }) => calls > 0n);
    const hasUsage = !isZero(tokensOf(usage));
    if (!hasCost && !hasUsage) {
      throw usageError(
        `${files.join(', ')}: no line has an amount or tokens to compare`,
        'tell which columns hold what: --map started_at=Date,model=Model,logged_cost=Cost',
      );
    }
    noteLeftOut(costs, selected.span.callsWithoutTime, diagnostics);
    const lines: StatementLine[] = [
      ...usage.flatMap((one) => usageLine(one, hasUsage)),
      ...costs.flatMap(({ group, amount, calls, rounding }): StatementLine[] => {
        const [day = null, provider = null, gateway = null, model = null, logged] = group;
        const [currency = '', kind = ''] = (logged ?? '').split('\u001f');
        if (day === null || calls === 0n) return [];
        const cost = { cost: amount, rounding, currency: currency || null, kind: kind || null };
        return [{ day, provider, gateway, model, calls: null, tokens: null, ...cost }];
      }),
    ];
    const days = lines.map(({ day }) => day).sort();
    const formats = [...new Set(accounts.flatMap((account) => account.formats.map(({ format }) => format)))].sort();
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
    };
  });
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

function noteLeftOut(
  costs: readonly { readonly callsUnreadable: bigint }[],
  untimed: bigint,
  diagnostics: Diagnostics,
): void {
  const unreadable = costs.reduce((total, { callsUnreadable }) => total + callsUnreadable, 0n);
  if (unreadable > 0n) {
    diagnostics.add({
      code: 'unreadable_statement_cost',
      message: `${plural(unreadable, 'line')} of the statement ${unreadable === 1n ? 'has' : 'have'} an amount that is no plain number: it is in no sum`,
      count: Number(unreadable),
      incomplete: true,
    });
  }
  if (untimed > 0n) {
    diagnostics.add({
      code: 'statement_without_days',
      message: `${plural(untimed, 'call')} of the statement ${untimed === 1n ? 'has' : 'have'} no time and ${untimed === 1n ? 'is' : 'are'} on no day`,
      count: Number(untimed),
      incomplete: true,
    });
  }
}

function titleOf(id: string): string {
  return FORMATS.find((format) => format.id === id)?.title ?? id;
}

function notLogged(id: string): string[] {
  const format = FORMATS.find((one) => one.id === id);
  return format === undefined ? [] : [format.notLogged.replaceAll('`', '')];
}
