/**
 * Whose calls are whose: dated rules that the user writes, from what a log says of a call to the team and the cost centre
 * that pay for it. Words and shapes only; queries say which rule takes a call, the pipeline shares out what several pay.
 */

import type { Dimension } from './dimensions.js';
import type { Exact } from './exact.js';

/** What nobody was found to pay for. It is always shown, never left out and never given to somebody else. */
export const UNALLOCATED = 'unallocated';

/** What the rules decide; everything else is as logged. */
export const ALLOCATED: readonly Dimension[] = ['team', 'cost_centre'];

/** What a rule may look at: whatever a log says of a call, but not its time, which the rule's own dates are about. */
export type Matched = Exclude<Dimension, 'cost_centre' | 'hour' | 'day' | 'week' | 'month'>;

export interface AllocationPart {
  /** Undefined: as logged. */
  readonly team: string | undefined;
  readonly costCentre: string | undefined;
  /** Above 0; the shares of a rule add up to 1. */
  readonly share: Exact;
}

/** The first rule that fits a call decides about it. */
export interface AllocationRule {
  /** All must hold. Of the values of one, any: `*` in a value is any text, an empty value is "not logged". */
  readonly match: readonly { readonly dimension: Matched; readonly values: readonly string[] }[];
  /** A date in the report's zone or an instant; calls from then on, inclusive. */
  readonly from: string | undefined;
  /** Exclusive. */
  readonly to: string | undefined;
  /** One where somebody pays for all of it. */
  readonly parts: readonly AllocationPart[];
}
