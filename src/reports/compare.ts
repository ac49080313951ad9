/**
 * `compare`: offers by steps, what each alternative saves, when moving pays back, cliffs. Lays out what projection computed.
 */

import type { Note } from '../core/diagnostics.js';
import { isZero, ONE, subtract, ZERO } from '../core/exact.js';
import { type Phrase, say } from '../core/phrase.js';
import type { PricedUsage } from '../pricing/types.js';
import type { CompareResult } from '../projection/comparison.js';
import { shownRate } from '../projection/shown.js';
import { backtestSentence } from './backtest.js';
import {
  causeTable,
  monthTable,
  movingTable,
  outcomeTable,
  sensitivityTable,
  tierTable,
} from './compare-detail-tables.js';
import { compareResult } from './compare-result.js';
import { carriesTable, cliffTable, decisionTable, offerTable, perCallTable, savingsTable } from './compare-tables.js';
import { explainTable } from './cost.js';
import { assemble, type Envelope } from './envelope.js';
import { type PriceCalls, priceCallsResult, priceCallsTable } from './price-calls.js';
import { lineResult, pricedLines } from './priced-lines.js';
import type { Report } from './report.js';
import { suggestionTable } from './suggestion-table.js';

export interface CompareReportInput {
  /** Its notes are to hold `compareNotes(result)`. */
  readonly common: Envelope;
  readonly result: CompareResult;
  /** Write the formula of every step under the offers. */
  readonly explain?: boolean | undefined;
  /** With `explain`: the list prices of the calls themselves, before a month is made of them, and the calls behind each. */
  readonly applied?:
    | {
        readonly priced: readonly PricedUsage[];
        readonly currency: string;
        readonly calls: readonly PriceCalls[];
      }
    | undefined;
}

export function compareReport({ common, result, explain = false, applied }: CompareReportInput): Report {
  const header = [...common.header, ...sentences(result)];
  const tables = result.isConclusive
    ? [
        offerTable(result, explain),
        savingsTable(result),
        causeTable(result),
        decisionTable(result),
        outcomeTable(result),
        movingTable(result),
        monthTable(result),
        sensitivityTable(result),
        carriesTable(result),
        tierTable(result),
        cliffTable(result),
        suggestionTable(result),
      ]
    : [perCallTable(result), cliffTable(result)];
  const behind =
    applied === undefined
      ? []
      : [
          {
            ...explainTable(applied.priced, applied.currency),
            title: 'Every list price that was applied to the calls seen',
          },
          priceCallsTable(applied.calls, applied.currency),
        ];
  return assemble({ ...common, header }, [...tables, ...behind], {
    ...compareResult(result),
    ...(applied === undefined
      ? {}
      : {
          list_currency: applied.currency,
          signatures: pricedLines(applied.priced).map(lineResult),
          price_calls: priceCallsResult(applied.calls),
        }),
  });
}

/** Every note of a comparison, for the common part of the report. */
export function compareNotes(result: CompareResult): Note[] {
  return [...result.notes, ...result.comparisons.flatMap((comparison) => comparison.notes)];
}

function sentences(result: CompareResult): Phrase[] {
  const { isConclusive, sentence, plan, comparisons } = result;
  if (!isConclusive) return [say('Monthly figures are {sentence}.', { sentence })];
  return [
    say('A month is {sentence}. Costs are contracted terms times logged usage: an estimate, in {currency}.', {
      sentence,
      currency: plan.currency,
    }),
    ...(comparisons.length === 0 ? [] : horizonSentences(result)),
  ];
}

function horizonSentences({ horizon, plan }: CompareResult): Phrase[] {
  const { basis, reason, ahead } = horizon;
  if (ahead !== null && ahead.unsure !== null) {
    return [
      say('The {months} months ahead are forecast, as of {asOf}; how likely moving pays is not known: {reason}.', {
        months: plan.horizonMonths,
        asOf: ahead.asOf,
        reason: ahead.unsure,
      }),
    ];
  }
  if (ahead !== null) {
    return [
      say(
        'The {months} {months|month|months} ahead {months|is|are} forecast, as of {asOf}; how sure they are is told by {paths} ways they may go, drawn from the errors of the backtest (seed {seed}).',
        { months: plan.horizonMonths, asOf: ahead.asOf, paths: ahead.paths.length, seed: String(ahead.seed) },
      ),
      ...backtestSentence(ahead.tested),
    ];
  }
  if (basis === 'level') {
    return [
      say('The months ahead are taken to be like this one, and how likely moving pays is not known: {reason}.', {
        reason: say(reason ?? ''),
      }),
    ];
  }
  if (basis === 'stated_volume') {
    return [say('The months ahead have the stated volume: how likely moving pays is not known.')];
  }
  const growth = plan.monthlyGrowth === null ? ZERO : subtract(plan.monthlyGrowth, ONE);
  return [
    isZero(growth)
      ? say('The months ahead are like this one, as stated: how likely moving pays is not known.')
      : say('The months ahead grow by {growth} a month, as stated: how likely moving pays is not known.', {
          growth: shownRate(growth),
        }),
  ];
}
