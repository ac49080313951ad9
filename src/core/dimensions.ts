/**
 * The words that calls are grouped and filtered by. Words only: what each is of a call is a matter of queries.
 */
export const DIMENSIONS = [
  'model',
  'provider',
  'endpoint',
  'region',
  'gateway',
  'team',
  'cost_centre',
  'project',
  'user',
  'key',
  'environment',
  'format',
  'streamed',
  'tier',
  'batch',
  'session',
  'hour',
  'day',
  'week',
  'month',
] as const;

/** A grouping word of `--by`, or `tag:NAME`. */
export type Dimension = (typeof DIMENSIONS)[number] | `tag:${string}`;
