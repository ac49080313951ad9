/**
 * Whether the conditions of a price hold. All of a `when` must; what the log does not say fits no condition on it.
 */
import type { PriceContext } from '../core/usage.js';
import type { SizeCondition, When } from './book-model.js';
import { clockHolds } from './clock.js';

/**
 * Whether all conditions hold for calls in this context. `at` is the instant that chose the version; a clock condition
 * needs the calls' own time and fits no calls without one.
 */
export function holds(when: When, context: PriceContext, at: number): boolean {
  return (
    dimensionsHold(when, context) &&
    (when.inputTokens === undefined ||
      (context.inputTokens !== null && sizeHolds(when.inputTokens, context.inputTokens))) &&
    spanHolds(when, at) &&
    (when.clock === undefined || (context.at !== null && clockHolds(when.clock, context.at)))
  );
}

function dependsOnTime(when: When): boolean {
  return when.at !== undefined || when.clock !== undefined;
}

/** What the conditions depend on that the calls do not say, where everything else about them holds. */
export function unknownFor(when: When, context: PriceContext, at: number): ('size' | 'time')[] {
  const lacksSize = when.inputTokens !== undefined && context.inputTokens === null;
  const lacksTime = dependsOnTime(when) && context.at === null;
  const { inputTokens, clock, at: span, ...dimensions } = when;
  const rest: When = {
    ...dimensions,
    ...(lacksSize ? {} : { inputTokens }),
    ...(lacksTime ? {} : { clock, at: span }),
  };
  if ((!lacksSize && !lacksTime) || !holds(rest, context, at)) return [];
  return [...(lacksSize ? (['size'] as const) : []), ...(lacksTime ? (['time'] as const) : [])];
}

function dimensionsHold(when: When, context: PriceContext): boolean {
  return (
    (when.serviceTier === undefined || isOneOf(context.serviceTier, when.serviceTier)) &&
    (when.isBatch === undefined || when.isBatch === context.isBatch) &&
    (when.speed === undefined || isOneOf(context.speed, [when.speed])) &&
    (when.region === undefined || isOneOf(context.region, when.region)) &&
    (when.inferenceGeo === undefined || isOneOf(context.inferenceGeo, [when.inferenceGeo])) &&
    (when.endpoint === undefined || isOneOf(context.endpoint, [when.endpoint])) &&
    Object.entries(when.dims ?? {}).every(([name, value]) => isOneOf(context.dims[name] ?? null, [value]))
  );
}

export function sizeHolds({ gt, gte, lt, lte }: SizeCondition, size: bigint): boolean {
  return (
    (gt === undefined || size > gt) &&
    (gte === undefined || size >= gte) &&
    (lt === undefined || size < lt) &&
    (lte === undefined || size <= lte)
  );
}

function spanHolds({ at: span }: When, at: number): boolean {
  return (span?.from === undefined || at >= span.from) && (span?.to === undefined || at < span.to);
}

function isOneOf(value: string | null, allowed: readonly string[]): boolean {
  const folded = value?.toLowerCase();
  return allowed.some((one) => one.toLowerCase() === folded);
}
