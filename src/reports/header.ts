/**
 * The sentences above the tables. Counts and instants only: an amount belongs in a cell, where the renderer rounds it.
 */
import { compareCounts, concerned, lessCounts } from '../core/count.js';
import { toDecimal } from '../core/decimal.js';
import { plural, visible } from '../core/text.js';
import type { Period, SourcesAccount } from '../queries/rows.js';
import type { Basis, EnvelopeInput } from './envelope-input.js';
import { isoInstant } from './instants.js';

const COSTS: Record<Basis, string> = {
  list: 'Costs are estimates at list prices (basis: list)',
  contracted: "Costs follow the offer's terms (basis: contracted)",
  invoiced: 'Costs are reconciled with an invoice (basis: invoiced)',
  notional: 'Costs are what subscription traffic would have cost, not what was billed (basis: notional)',
  mixed: 'Costs are estimates, partly of subscription traffic that is not billed per call (basis: mixed)',
};

export function headerSentences(input: EnvelopeInput): string[] {
  return [
    sourceSentence(input),
    input.period && periodSentence(input.period),
    coverageSentence(input),
    input.account && accountSentence(input.account),
    allocationSentence(input),
    costSentence(input),
    closedSentence(input),
    ...exchangeSentences(input),
    lowerBoundSentence(input),
  ].filter((sentence) => sentence !== undefined);
}

function sourceSentence({ source, account }: EnvelopeInput): string | undefined {
  if (!source) return undefined;
  const files = account ? plural(account.files, 'file') : undefined;
  const lastCall =
    source.lastCallAt === null ? 'No call has a time.' : `Last call at ${isoInstant(source.lastCallAt)}.`;
  if (source.kind === 'ledger') {
    return `Answered by the ledger ${source.path}${files ? ` (${files})` : ''}. ${lastCall}`;
  }
  return `Read from ${files ? `${files}: ` : ''}${source.path}. ${lastCall}`;
}

function periodSentence({ start, end, zone, isAsked }: Period): string | undefined {
  const days = `days are cut in ${zone}`;
  if (start === null && end === null) return isAsked ? undefined : `Period: unknown; ${days}.`;
  const from = start === null ? 'the first call' : isoInstant(start);
  const to = end === null ? 'the last call' : isoInstant(end);
  return `Period: ${from} to ${to}${isAsked ? ' (excluded)' : ', the span of the calls'}; ${days}.`;
}

function coverageSentence({ coverage }: EnvelopeInput): string | undefined {
  if (!coverage) return undefined;
  const days = `${coverage.daysWithCalls} of ${plural(coverage.days, 'day')} with calls`;
  if (coverage.callsWithoutTime === 0n) return `Coverage: ${days}.`;
  return `Coverage: ${days}; ${plural(coverage.callsWithoutTime, 'call')} without a time.`;
}

function accountSentence(account: SourcesAccount): string {
  const count = (value: bigint): string => value.toLocaleString('en-US');
  return (
    `${plural(account.lines, 'line')}: ${count(account.blank)} blank, ${count(account.rejected)} rejected, ` +
    `${count(account.ignored)} ignored, ${count(account.withCalls)} with calls; ` +
    `${plural(account.callsFound, 'call')} found: ${count(account.accepted)} accepted, ${count(account.duplicate)} duplicate.`
  );
}

function allocationSentence({ allocation }: EnvelopeInput): string | undefined {
  if (!allocation) return undefined;
  const { rules, calls, taken, shared, unallocated } = allocation;
  return (
    `Allocation: ${plural(rules, 'rule')} took ${taken.toLocaleString('en-US')} of ${plural(calls, 'call')}` +
    `${shared === 0n ? '' : `, ${shared.toLocaleString('en-US')} of them shared`}; ` +
    `${unallocated.toLocaleString('en-US')} without a rule and a team of their own.`
  );
}

function costSentence({ basis, priceBook }: EnvelopeInput): string | undefined {
  if (!basis) return undefined;
  if (!priceBook) return `${COSTS[basis]}.`;
  return `${COSTS[basis]}, price book ${priceBook.id}${priceBook.asOf === null ? '' : ` as of ${priceBook.asOf}`}.`;
}

function closedSentence({ closed = [] }: EnvelopeInput): string | undefined {
  if (closed.length === 0) return undefined;
  const months = closed.map(({ month, hash }) => `${month} (price book ${hash.slice(0, 'sha256:'.length + 12)})`);
  return `As they were closed: ${months.join(', ')}.`;
}

function exchangeSentences({ exchangeRates }: EnvelopeInput): string[] {
  return (exchangeRates ?? []).map(
    ({ base, currency, month, rate, asOf, source }) =>
      `${month} in ${currency}: 1 ${base} = ${toDecimal(rate)} ${currency} (${visible(source)}, ${asOf}).`,
  );
}

function lowerBoundSentence({ coverage, priced }: EnvelopeInput): string | undefined {
  if (!coverage || !priced || compareCounts(priced.calls, coverage.calls) >= 0) return undefined;
  const open = concerned(lessCounts(coverage.calls, priced.calls));
  return `Totals are lower bounds: ${open.toLocaleString('en-US')} of ${plural(concerned(coverage.calls), 'call')} could not be fully priced.`;
}
