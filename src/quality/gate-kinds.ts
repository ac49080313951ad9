/**
 * The kinds of gates: what each measures, in what unit, and which side of a limit is wrong. Data only.
 */
export type GateUnit = 'money' | 'rate' | 'milliseconds' | 'count' | 'number';

export interface GateKind {
  readonly unit: GateUnit;
  /** `most`: more than the limit is wrong. `least`: less is. `reach`: the limit itself is already wrong. */
  readonly wrong: 'most' | 'least' | 'reach';
  readonly title: string;
  /** Of a rate: it can be more than 1. */
  readonly canPassOne?: boolean;
  /** What it looks at: decides which query is offered to see it. */
  readonly about: 'cost' | 'errors' | 'latency' | 'usage' | 'lines' | 'calls' | 'forecast' | 'compare';
}

export const GATE_KINDS = {
  monthly_cost: { unit: 'money', wrong: 'most', title: 'cost per month', about: 'cost' },
  cost: { unit: 'money', wrong: 'most', title: 'cost', about: 'cost' },
  cost_per_call: { unit: 'money', wrong: 'most', title: 'cost per call', about: 'cost' },
  cost_per_request: { unit: 'money', wrong: 'most', title: 'cost per request, retries included', about: 'cost' },
  cost_increase: { unit: 'money', wrong: 'most', title: 'increase of cost per month', about: 'cost' },
  cost_increase_rate: {
    unit: 'rate',
    wrong: 'most',
    canPassOne: true,
    title: 'increase of cost per month',
    about: 'cost',
  },
  landing_over_budget: {
    unit: 'rate',
    wrong: 'most',
    title: 'probability that the month lands above its budget',
    about: 'forecast',
  },
  monthly_savings: { unit: 'money', wrong: 'least', title: 'savings per month', about: 'compare' },
  payback_months: { unit: 'number', wrong: 'most', title: 'months until moving has paid back', about: 'compare' },
  unpriced_rate: { unit: 'rate', wrong: 'most', title: 'share of calls without a price', about: 'cost' },
  unallocated_rate: { unit: 'rate', wrong: 'most', title: 'share of calls that name none', about: 'usage' },
  rejected_rate: { unit: 'rate', wrong: 'most', title: 'share of lines rejected', about: 'lines' },
  coverage: { unit: 'rate', wrong: 'least', title: 'share of days with calls', about: 'usage' },
  error_rate: { unit: 'rate', wrong: 'most', title: 'error rate of attempts', about: 'errors' },
  request_error_rate: {
    unit: 'rate',
    wrong: 'most',
    title: 'share of requests that failed in the end',
    about: 'errors',
  },
  error_class_rate: { unit: 'rate', wrong: 'most', title: 'share of attempts with the error', about: 'errors' },
  rate_limited_rate: { unit: 'rate', wrong: 'most', title: 'share of attempts answered 429', about: 'errors' },
  connection_errors_per_day: { unit: 'count', wrong: 'most', title: 'connection errors on a day', about: 'errors' },
  cut_streams_per_day: { unit: 'count', wrong: 'most', title: 'cut streams on a day', about: 'errors' },
  consecutive_failures: { unit: 'count', wrong: 'reach', title: 'failures in a row', about: 'errors' },
  duration_ms_mean: { unit: 'milliseconds', wrong: 'most', title: 'mean latency', about: 'latency' },
  duration_ms: { unit: 'milliseconds', wrong: 'most', title: 'latency', about: 'latency' },
  first_token_ms: { unit: 'milliseconds', wrong: 'most', title: 'time to the first token', about: 'latency' },
  quality_score: { unit: 'number', wrong: 'least', title: 'mean quality score', about: 'calls' },
  rate_limit_headroom: { unit: 'count', wrong: 'least', title: 'least that was left of a rate limit', about: 'calls' },
  daily_calls_spike: {
    unit: 'number',
    wrong: 'most',
    title: "a day's calls ÷ mean of its weekday before",
    about: 'usage',
  },
  daily_cost_spike: {
    unit: 'number',
    wrong: 'most',
    title: "a day's cost ÷ mean of its weekday before",
    about: 'cost',
  },
  calls_per_user: { unit: 'count', wrong: 'most', title: 'calls of one user', about: 'usage' },
  forbidden_models: { unit: 'count', wrong: 'most', title: 'calls of forbidden models', about: 'usage' },
  forbidden_regions: { unit: 'count', wrong: 'most', title: 'calls in forbidden regions', about: 'usage' },
} as const satisfies Record<string, GateKind>;

export type GateKindName = keyof typeof GATE_KINDS;

export const GATE_KIND_NAMES = Object.keys(GATE_KINDS) as readonly GateKindName[];

export function kindOf(name: GateKindName): GateKind {
  return GATE_KINDS[name];
}

/** Those that hold the calls against an offer; their groups are its alternatives. */
export function isOfOffers(name: GateKindName): boolean {
  return kindOf(name).about === 'compare';
}
