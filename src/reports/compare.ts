/**
 * `compare`: offers by steps, what each alternative saves, when moving pays back, cliffs. Lays out what projection computed.
 */
import type { Note } from '../core/diagnostics.js';
import type { CompareResult } from '../projection/comparison.js';
import { causeTable, monthTable, movingTable, sensitivityTable, tierTable } from './compare-detail-tables.js';
import { compareResult } from './compare-result.js';
import { carriesTable, cliffTable, decisionTable, offerTable, perCallTable, savingsTable } from './compare-tables.js';
import { assemble, type Envelope } from './envelope.js';
import type { Report } from './report.js';
import { suggestionTable } from './suggestion-table.js';

export interface CompareReportInput {
  /** Its notes are to hold `compareNotes(result)`. */
  readonly common: Envelope;
  readonly result: CompareResult;
  /** Write the formula of every step under the offers. */
  readonly explain?: boolean | undefined;
}

export function compareReport({ common, result, explain = false }: CompareReportInput): Report {
  const header = [...common.header, ...sentences(result)];
  const tables = result.isConclusive
    ? [
        offerTable(result, explain),
        savingsTable(result),
        causeTable(result),
        decisionTable(result),
        movingTable(result),
        monthTable(result),
        sensitivityTable(result),
        carriesTable(result),
        tierTable(result),
        cliffTable(result),
        suggestionTable(result),
      ]
    : [perCallTable(result), cliffTable(result)];
  return assemble({ ...common, header }, tables, compareResult(result));
}

/** Every note of a comparison, for the common part of the report. */
export function compareNotes(result: CompareResult): Note[] {
  return [...result.notes, ...result.comparisons.flatMap((comparison) => comparison.notes)];
}

function sentences({ isConclusive, sentence, plan }: CompareResult): string[] {
  if (!isConclusive) return [`Monthly figures are ${sentence}.`];
  return [`A month is ${sentence}. Costs are contracted terms times logged usage: an estimate, in ${plan.currency}.`];
}
