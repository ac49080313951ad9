/**
 * The sentences above the tables. Counts and instants only: an amount belongs in a cell, where the renderer rounds it.
 */
import { compareCounts, concerned, lessCounts } from '../core/count.js';
import { toDecimal } from '../core/decimal.js';
import { type Phrase, say } from '../core/phrase.js';
import type { Period, SourcesAccount } from '../queries/rows.js';
import type { Basis, EnvelopeInput } from './envelope-input.js';
import { isoInstant } from './instants.js';

const COSTS: Record<Basis, Phrase> = {
  list: say('Costs are estimates at list prices (basis: list)'),
  contracted: say("Costs follow the offer's terms (basis: contracted)"),
  invoiced: say('Costs are reconciled with an invoice (basis: invoiced)'),
  notional: say('Costs are what subscription traffic would have cost, not what was billed (basis: notional)'),
  mixed: say('Costs are estimates, partly of subscription traffic that is not billed per call (basis: mixed)'),
};

export function headerSentences(input: EnvelopeInput): Phrase[] {
  return [
    ...sourceSentences(input),
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

function lastSentence(lastCallAt: number | null, hasNoCall: boolean): Phrase {
  if (hasNoCall) return say('No call is among those asked for.');
  return lastCallAt === null ? say('No call has a time.') : say('Last call at {at}.', { at: isoInstant(lastCallAt) });
}

function sourceSentences({ source, account, coverage }: EnvelopeInput): Phrase[] {
  if (!source) return [];
  const { kind, path, lastCallAt } = source;
  const files = account?.files;
  const last = lastSentence(lastCallAt, coverage !== undefined && compareCounts(coverage.calls, 0n) === 0);
  if (kind === 'ledger') {
    return [
      files === undefined
        ? say('Answered by the ledger {path}. {last}', { path, last })
        : say('Answered by the ledger {path} ({files} {files|file|files}). {last}', { path, files, last }),
    ];
  }
  return [
    files === undefined
      ? say('Read from {path}. {last}', { path, last })
      : say('Read from {files} {files|file|files}: {path}. {last}', { path, files, last }),
  ];
}

function periodSentence({ start, end, zone, isAsked }: Period): Phrase | undefined {
  if (start === null && end === null)
    return isAsked ? undefined : say('Period: unknown; days are cut in {zone}.', { zone });
  const from = start === null ? say('the first call') : isoInstant(start);
  const to = end === null ? say('the last call') : isoInstant(end);
  return isAsked
    ? say('Period: {from} to {to} (excluded); days are cut in {zone}.', { from, to, zone })
    : say('Period: {from} to {to}, the span of the calls; days are cut in {zone}.', { from, to, zone });
}

function coverageSentence({ coverage }: EnvelopeInput): Phrase | undefined {
  if (!coverage) return undefined;
  const { days, daysWithCalls, callsWithoutTime } = coverage;
  if (callsWithoutTime === 0n) {
    return say('Coverage: {seen} of {days} {days|day|days} with calls.', { seen: daysWithCalls, days });
  }
  return say('Coverage: {seen} of {days} {days|day|days} with calls; {untimed} {untimed|call|calls} without a time.', {
    seen: daysWithCalls,
    days,
    untimed: callsWithoutTime,
  });
}

function accountSentence({
  lines,
  blank,
  rejected,
  ignored,
  withCalls,
  callsFound,
  accepted,
  duplicate,
}: SourcesAccount): Phrase {
  return say(
    '{lines} {lines|line|lines}: {blank} blank, {rejected} rejected, {ignored} ignored, {withCalls} with calls; {found} {found|call|calls} found: {accepted} accepted, {duplicate} duplicate.',
    { lines, blank, rejected, ignored, withCalls, found: callsFound, accepted, duplicate },
  );
}

function allocationSentence({ allocation }: EnvelopeInput): Phrase | undefined {
  if (!allocation) return undefined;
  const { rules, calls, taken, shared, unallocated } = allocation;
  return shared === 0n
    ? say(
        'Allocation: {rules} {rules|rule|rules} took {taken} of {calls} {calls|call|calls}; {unallocated} without a rule and a team of their own.',
        { rules, calls, taken, unallocated },
      )
    : say(
        'Allocation: {rules} {rules|rule|rules} took {taken} of {calls} {calls|call|calls}, {shared} of them shared; {unallocated} without a rule and a team of their own.',
        { rules, calls, taken, shared, unallocated },
      );
}

function costSentence({ basis, priceBook }: EnvelopeInput): Phrase | undefined {
  if (!basis) return undefined;
  const cost = COSTS[basis];
  if (!priceBook) return say('{cost}.', { cost });
  const { id, asOf } = priceBook;
  return asOf === null
    ? say('{cost}, price book {id}.', { cost, id })
    : say('{cost}, price book {id} as of {asOf}.', { cost, id, asOf });
}

function closedSentence({ closed = [] }: EnvelopeInput): Phrase | undefined {
  if (closed.length === 0) return undefined;
  const months = closed.map(({ month, hash }) =>
    say('{month} (price book {hash})', { month, hash: hash.slice(0, 'sha256:'.length + 12) }),
  );
  return say('As they were closed: {months}.', { months });
}

function exchangeSentences({ exchangeRates }: EnvelopeInput): Phrase[] {
  return (exchangeRates ?? []).map(({ base, currency, month, rate, asOf, source }) =>
    say('{month} in {currency}: 1 {base} = {rate} {currency} ({source}, {asOf}).', {
      month,
      currency,
      base,
      rate: toDecimal(rate),
      source,
      asOf,
    }),
  );
}

function lowerBoundSentence({ coverage, priced }: EnvelopeInput): Phrase | undefined {
  if (!coverage || !priced || compareCounts(priced.calls, coverage.calls) >= 0) return undefined;
  return say('Totals are lower bounds: {open} of {calls} {calls|call|calls} could not be fully priced.', {
    open: concerned(lessCounts(coverage.calls, priced.calls)),
    calls: concerned(coverage.calls),
  });
}
