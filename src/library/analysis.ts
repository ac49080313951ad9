/**
 * An answer as a program takes it: the object that `--json` prints, its first table in Arrow, and what has to be known of it.
 */
import type { Note } from '../core/diagnostics.js';
import type { ArrowTable } from '../engine/arrow.js';
import type { Answer } from '../pipeline/answer.js';
import { reportArrow } from '../render/arrow.js';
import { type RenderFormat, type RenderOptions, render } from '../render/index.js';
import { renderJson } from '../render/json.js';
import type { ResultOf } from '../reports/schemas/index.js';

/** Commands whose results a program can have. */
export type Asked =
  | 'usage'
  | 'errors'
  | 'latency'
  | 'cost'
  | 'forecast'
  | 'compare'
  | 'load'
  | 'ledger'
  | 'query'
  | 'prices list'
  | 'prices explain';

export interface Analysis<Command extends Asked> {
  /**
   * Exactly what `tollbook COMMAND --json` prints: snake_case keys, counts and token counts as numbers, money as decimal text
   * in `currency`, rates from 0 to 1, durations in milliseconds, instants as ISO 8601 text in UTC, null where unknown.
   */
  readonly result: ResultOf<Command>;
  readonly notes: readonly Note[];
  /** False where something could not be read or priced: totals are then lower bounds. */
  readonly isComplete: boolean;
  /** True where some input could not be read at all. */
  readonly isFailed: boolean;
  /** True where there was too little data for what was asked. */
  readonly isInconclusive: boolean;
  /** True where a gate of a check failed. */
  readonly isGateFailed: boolean;
  /** The rows as a table of apache-arrow: counts Int64, money Decimal(38, 18), instants Timestamp in UTC. */
  arrow(): ArrowTable;
  /** As the command line shows it. Throws ToolError `does_not_fit` when arrow cannot hold a value. */
  render(format: RenderFormat, options?: RenderOptions): string | Uint8Array;
}

export function analysis<Command extends Asked>(answer: Answer): Analysis<Command> {
  const { report } = answer;
  return {
    result: JSON.parse(renderJson(report)) as ResultOf<Command>,
    notes: report.notes,
    isComplete: !answer.incomplete,
    isFailed: answer.failed,
    isInconclusive: answer.inconclusive,
    isGateFailed: answer.gateFailed === true,
    arrow: () => reportArrow(report),
    render: (format, options) => render(report, format, options),
  };
}
