/**
 * The policy format `tollbook-policy/1`: gates with limits that warn and limits that fail.
 *
 * Only reading and refusing. What a kind measures is gate-kinds.ts; nothing here looks at a call.
 */
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { compare, divide, type Exact, exact, ONE, parseDecimal, ZERO } from '../core/exact.js';
import { DIMENSIONS, type Dimension, type Filter } from '../core/question.js';
import { readShape, readYaml } from '../core/yaml.js';
import { expected, Integer, shape, someOf } from '../pricing/schema-parts.js';
import { GATE_KIND_NAMES, type GateKindName, isOfOffers, kindOf } from './gate-kinds.js';

export const POLICY_SCHEMA = 'tollbook-policy/1';

export interface Gate {
  readonly id: string;
  readonly kind: GateKindName;
  readonly where: readonly Filter[];
  /** Each group of these is judged on its own, and the worst one counts. */
  readonly by: readonly Dimension[];
  readonly warn: Exact | null;
  readonly fail: Exact | null;
  /** Fewer calls than this are too few to judge. */
  readonly minCalls: bigint;
  readonly percentile: Exact;
  readonly errorType: string | null;
  /** Forbidden names; `*` stands for any text. A model is met under every name that prices know it by. */
  readonly names: readonly string[];
  /** Of landing_over_budget: what the month may cost. */
  readonly budget: Exact | null;
  /** Increases are measured against the period before, not against a saved result. */
  readonly isAgainstPrevious: boolean;
  /** Of monthly_savings and payback_months: what the calls are held against. */
  readonly offers: OfferChoice | null;
}

/** As `compare` takes it: `--to`, `--scenario`, `--one-time-cost`. The scenario is a path from where the process runs. */
export interface OfferChoice {
  readonly to: string | undefined;
  readonly scenario: string | undefined;
  readonly oneTimeCost: string | undefined;
}

export type OnInconclusive = 'pass' | 'fail';

export interface Policy {
  /** Undefined: an inconclusive gate has an exit code of its own. */
  readonly onInconclusive: OnInconclusive | undefined;
  readonly gates: readonly Gate[];
}

const DimensionName = z.custom<Dimension>(
  (word) => typeof word === 'string' && (DIMENSIONS.some((known) => known === word) || /^tag:\S/u.test(word)),
  { error: expected('a dimension', `dimensions are ${DIMENSIONS.join(', ')} and tag:NAME`) },
);

const Limit = z
  .string({ error: expected('a limit') })
  .regex(/^\d{1,20}(\.\d{1,18})?\s?%?$/u, { error: expected('a limit such as 20000, 0.85 or 5%') });

const Amount = z
  .string({ error: expected('an amount') })
  .regex(/^\d{1,20}(\.\d{1,18})?$/u, { error: expected('an amount such as 20000 or 1234.50') });

const GateShape = shape({
  id: z.string({ error: expected('an id such as monthly-total') }).regex(/^[\w.:-]{1,64}$/u, {
    error: expected('an id of letters, digits, dots and dashes'),
  }),
  kind: z.enum(GATE_KIND_NAMES as [GateKindName, ...GateKindName[]], {
    error: expected('a kind of gate', `the kinds are ${GATE_KIND_NAMES.join(', ')}`),
  }),
  where: z
    .record(z.string(), z.string(), { error: expected('a map such as {team: search}') })
    .optional()
    .meta({ description: 'Only calls whose dimensions have these values; an empty value is "not logged".' }),
  by: someOf(z.string()).optional().meta({ description: 'Dimensions; each group is judged, and the worst counts.' }),
  warn: Limit.optional(),
  fail: Limit.optional(),
  min_calls: Integer.optional().meta({ description: 'Fewer calls than this are too few to judge; 1 if not said.' }),
  percentile: Limit.optional().meta({ description: 'Of duration_ms and first_token_ms; 95% if not said.' }),
  budget: Amount.optional().meta({ description: 'Of landing_over_budget: what the month may cost.' }),
  warn_when_probability_over: Limit.optional().meta({ description: 'Of landing_over_budget: a share such as 0.2.' }),
  fail_when_probability_over: Limit.optional().meta({ description: 'Of landing_over_budget: a share such as 0.5.' }),
  against: z
    .literal('previous', { error: expected('previous') })
    .optional()
    .meta({ description: 'Of cost_increase and cost_increase_rate: the period before, in place of --against FILE.' }),
  to: z.string().min(1).optional().meta({ description: 'Of monthly_savings and payback_months: offers, as in --to.' }),
  scenario: z.string().min(1).optional().meta({ description: 'Of the same: a scenario file, relative to the policy.' }),
  one_time_cost: Amount.optional().meta({ description: 'Of payback_months: what moving costs.' }),
  error_type: z.string().min(1).optional().meta({ description: 'Of error_class_rate, as tollbook errors shows it.' }),
  names: someOf(z.string().min(1)).optional().meta({
    description:
      'Of forbidden_…: names, in which * is any text. A model is met under every name that prices know it by.',
  }),
}).superRefine((gate, context) => {
  // A limit that is none is told already, and cannot be compared with another.
  if (context.issues.length > 0) return;
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const { unit, wrong, canPassOne } = kindOf(gate.kind);
  const isForbidden = gate.kind.startsWith('forbidden_');
  const { warn, fail } = limitKeys(gate.kind);
  const [warned, failed] = [gate[warn], gate[fail]];
  for (const key of [warn, fail]) {
    const text = gate[key];
    if (text === undefined) continue;
    if (text.endsWith('%') && unit !== 'rate') refuse(key, expected('a limit without %'));
    // Whoever writes 5 for a share means 5 %.
    if (unit === 'rate' && canPassOne !== true && compare(limitOf(text), ONE) > 0) {
      refuse(key, expected('a share of at most 1', 'write 5% or 0.05'));
    }
  }
  if (warned === undefined && failed === undefined && !isForbidden) {
    refuse(fail, expected(fail === 'fail' ? 'a warn or a fail limit' : 'a share such as 0.5'));
  }
  if (warned !== undefined && failed !== undefined) {
    const order = compare(limitOf(warned), limitOf(failed));
    if (wrong === 'least' ? order < 0 : order > 0) refuse(warn, expected('a limit that is reached before fail'));
  }
  for (const [key, message] of misplaced(gate)) refuse(key, expected(message));
  if (isForbidden !== (gate.names !== undefined)) {
    refuse(
      'names',
      expected(isForbidden ? 'the names that are forbidden' : 'names only for forbidden_models and forbidden_regions'),
    );
  }
  if ((gate.kind === 'error_class_rate') !== (gate.error_type !== undefined)) {
    refuse(
      'error_type',
      expected(gate.error_type === undefined ? 'the class of error' : 'error_type only for error_class_rate'),
    );
  }
  if (gate.kind === 'unallocated_rate' && gate.by?.length !== 1)
    refuse('by', expected('the one dimension that calls should name', 'write by: [team]'));
  if (WHOLE.has(gate.kind) && (gate.by !== undefined || gate.where !== undefined)) {
    refuse(
      gate.by === undefined ? 'where' : 'by',
      expected(`no ${gate.by === undefined ? 'where' : 'by'}: ${gate.kind} concerns everything that was read`),
    );
  }
  if (UNGROUPED.has(gate.kind) && gate.by !== undefined)
    refuse('by', expected(`no by: ${gate.kind} is told of all calls together; use where`));
  for (const word of gate.by ?? []) if (!DimensionName.safeParse(word).success) refuse('by', dimensionMessage);
  for (const word of Object.keys(gate.where ?? {}))
    if (!DimensionName.safeParse(word).success) refuse('where', dimensionMessage);
  const percentile = gate.percentile === undefined ? ONE : limitOf(gate.percentile);
  if (compare(percentile, ONE) > 0 || compare(percentile, ZERO) <= 0)
    refuse('percentile', expected('a percentile such as 95%'));
});

function limitKeys(kind: GateKindName) {
  return kind === 'landing_over_budget'
    ? ({ warn: 'warn_when_probability_over', fail: 'fail_when_probability_over' } as const)
    : ({ warn: 'warn', fail: 'fail' } as const);
}

/** Keys that a kind needs and lacks, and those of other kinds. */
function misplaced(gate: Readonly<Record<string, unknown>> & { readonly kind: GateKindName }): [string, string][] {
  const { kind } = gate;
  const has = (key: string) => gate[key] !== undefined;
  const found: [string, string][] = [];
  const only = (isOf: boolean, kinds: string, keys: readonly string[]) => {
    if (!isOf) for (const key of keys.filter(has)) found.push([key, `${key} only for ${kinds}`]);
  };
  const isLanding = kind === 'landing_over_budget';
  const isOffers = isOfOffers(kind);
  only(isLanding, 'landing_over_budget', ['budget', 'warn_when_probability_over', 'fail_when_probability_over']);
  only(!isLanding, 'other kinds: write fail_when_probability_over', ['warn', 'fail']);
  only(kind.startsWith('cost_increase'), 'cost_increase and cost_increase_rate', ['against']);
  only(isOffers, 'monthly_savings and payback_months', ['to', 'scenario', 'one_time_cost']);
  if (isLanding && !has('budget')) found.push(['budget', 'what the month may cost']);
  if (isOffers && !has('to') && !has('scenario')) found.push(['to', 'an offer such as discount:15%, or a scenario']);
  if (kind === 'payback_months' && !has('one_time_cost') && !has('scenario')) {
    found.push(['one_time_cost', 'what moving costs, or a scenario that says so']);
  }
  return found;
}

const dimensionMessage = expected('dimensions', `dimensions are ${DIMENSIONS.join(', ')} and tag:NAME`);
const WHOLE: ReadonlySet<GateKindName> = new Set(['rejected_rate', 'coverage']);
/** Told of all calls together. */
const UNGROUPED: ReadonlySet<GateKindName> = new Set(['landing_over_budget', 'monthly_savings', 'payback_months']);

export const PolicyShape = shape({
  schema: z.literal(POLICY_SCHEMA, { error: expected(POLICY_SCHEMA) }),
  on_inconclusive: z.enum(['pass', 'fail'], { error: expected('pass or fail') }).optional(),
  gates: someOf(GateShape),
}).superRefine(({ gates }, context) => {
  gates.forEach(({ id }, index) => {
    if (gates.findIndex((gate) => gate.id === id) < index)
      context.addIssue({ code: 'custom', path: ['gates', index, 'id'], message: expected('each id once') });
  });
});

type WrittenGate = z.output<typeof GateShape>;

/** Reads a policy. Throws a configuration error naming file and path for the first thing that is wrong. */
export async function loadPolicy(path: string, file: string): Promise<Policy> {
  const policy = readShape(PolicyShape, await readYaml(path), file);
  return { onInconclusive: policy.on_inconclusive, gates: policy.gates.map((one) => gateOf(one, dirname(file))) };
}

function gateOf(written: WrittenGate, folder: string): Gate {
  const { warn, fail } = limitKeys(written.kind);
  const [warned, failed] = [written[warn], written[fail]];
  return gate(written.kind, {
    id: written.id,
    where: Object.entries(written.where ?? {}).map(([dimension, value]) => ({
      dimension: dimension as Dimension,
      value,
    })),
    by: (written.by ?? []) as Dimension[],
    warn: warned === undefined ? null : limitOf(warned),
    fail: failed === undefined ? null : limitOf(failed),
    ...(written.min_calls === undefined ? {} : { minCalls: written.min_calls }),
    ...(written.percentile === undefined ? {} : { percentile: limitOf(written.percentile) }),
    errorType: written.error_type ?? null,
    names: written.names ?? [],
    budget: written.budget === undefined ? null : limitOf(written.budget),
    isAgainstPrevious: written.against === 'previous',
    offers: isOfOffers(written.kind)
      ? {
          to: written.to,
          scenario:
            written.scenario === undefined || isAbsolute(written.scenario)
              ? written.scenario
              : join(folder, written.scenario),
          oneTimeCost: written.one_time_cost,
        }
      : null,
  });
}

/** A gate with what is not said filled in. */
export function gate(kind: GateKindName, said: Partial<Gate> & { readonly id: string }): Gate {
  const isForbidden = kind.startsWith('forbidden_');
  const fail = said.fail ?? null;
  return {
    where: [],
    by: [],
    minCalls: 1n,
    percentile: exact(95n, 100n),
    errorType: null,
    names: [],
    budget: null,
    isAgainstPrevious: false,
    offers: null,
    ...said,
    kind,
    warn: said.warn ?? null,
    fail: isForbidden && fail === null && (said.warn ?? null) === null ? ZERO : fail,
  };
}

/** `5%` is 0.05. Throws RangeError for text that the schema would refuse. */
export function limitOf(text: string): Exact {
  const isPercent = text.endsWith('%');
  const value = parseDecimal(isPercent ? text.slice(0, -1).trimEnd() : text);
  if (!value) throw new RangeError(`not a limit: ${text}`);
  return isPercent ? divide(value, exact(100n)) : value;
}

/** A limit of the command line. */
export interface LineLimit {
  readonly id: string;
  readonly kind: GateKindName;
  readonly fail?: string | undefined;
  readonly names?: readonly string[] | undefined;
  /** Of landing_over_budget. */
  readonly budget?: string | undefined;
}

/** `check`: files are paths as typed. */
export interface CheckChoice {
  readonly policy: string | undefined;
  readonly limits: readonly LineLimit[];
  readonly onInconclusive: OnInconclusive | undefined;
  /** A saved result, or `previous`: the period before. */
  readonly against: string | undefined;
  readonly volume: string | undefined;
  /** Passing gates are shown too. */
  readonly showAll: boolean;
  /** Markdown into a file is an incident report, elsewhere a comment. */
  readonly isIncident?: boolean | undefined;
  /** Dates, YYYY-MM-DD. */
  readonly holidays?: readonly string[] | undefined;
}
