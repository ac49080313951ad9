/**
 * What a command gets: a report, and how far it can be relied on.
 */
import type { Diagnostics } from '../core/diagnostics.js';
import type { Report } from '../reports/report.js';

export interface Answer {
  readonly report: Report;
  /** Something could not be read or priced: exit 4 with --strict. */
  readonly incomplete: boolean;
  /** Some input could not be read at all: exit 1 after the answer. */
  readonly failed: boolean;
  /** Too little data for what was asked: exit 5. */
  readonly inconclusive: boolean;
  /** A gate failed: exit 3. */
  readonly gateFailed?: boolean | undefined;
  /** There is nothing to tell: a table is not printed. */
  readonly isSilent?: boolean | undefined;
}

export function answer(report: Report, diagnostics: Diagnostics, inconclusive = false): Answer {
  return { report, incomplete: diagnostics.incomplete, failed: diagnostics.failed, inconclusive };
}
