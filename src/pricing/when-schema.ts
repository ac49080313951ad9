/**
 * The conditions of a price, as a book writes them under `when`: all must hold, and an empty one is refused.
 */
import { z } from 'zod';
import type { ClockCondition, When } from './book-model.js';
import { expected, Integer, Name, RealDate, shape, someOf, TimeZone, TrueFalse } from './schema-parts.js';

const Comparison = shape({
  gt: Integer.optional(),
  gte: Integer.optional(),
  lt: Integer.optional(),
  lte: Integer.optional(),
}).refine(notEmpty, { error: expected('at least one of gt, gte, lt, lte') });

const Span = shape({ from: RealDate.optional(), to: RealDate.optional() })
  .refine(notEmpty, { error: expected('from or to') })
  .refine(endsAfterStart, { error: expected('an end after the start'), path: ['to'] });

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const Minute = z
  .string({ error: expected('a time such as 09:00') })
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    abort: true,
    error: expected('a time such as 09:00', 'from 00:00 to 24:00'),
  })
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const Clock = shape({
  tz: TimeZone,
  days: someOf(z.enum(DAYS, { error: expected('a day: mon, tue, wed, thu, fri, sat or sun') })).optional(),
  windows: someOf(
    z
      .tuple([Minute, Minute], { error: expected('two times such as ["09:00", "12:00"]') })
      .refine(([start, end]) => start !== end && start !== 1440, { error: expected('a window that is not empty') }),
  ).optional(),
})
  .refine((clock) => clock.days !== undefined || clock.windows !== undefined, { error: expected('days or windows') })
  .transform(
    (clock): ClockCondition => ({
      zone: clock.tz,
      days: clock.days && new Set(clock.days.map((day) => DAYS.indexOf(day) + 1)),
      windows: clock.windows?.map(([start, end]) => ({ start, end })),
    }),
  );

export const WhenShape = shape({
  input_tokens: Comparison.optional(),
  service_tier: someOf(Name).optional(),
  is_batch: TrueFalse.optional(),
  speed: Name.optional(),
  region: someOf(Name).optional(),
  inference_geo: Name.optional(),
  endpoint: Name.optional(),
  at: Span.optional(),
  clock: Clock.optional(),
  dims: z
    .record(Name, Name, { error: expected('a map of dimensions') })
    .refine(notEmpty, { error: expected('at least one dimension') })
    .optional(),
})
  .refine(notEmpty, { error: expected('at least one condition', 'what always holds belongs into rates') })
  .transform(
    (when): When => ({
      inputTokens: when.input_tokens,
      serviceTier: when.service_tier,
      isBatch: when.is_batch,
      speed: when.speed,
      region: when.region,
      inferenceGeo: when.inference_geo,
      endpoint: when.endpoint,
      at: when.at,
      clock: when.clock,
      dims: when.dims,
    }),
  );

export function notEmpty(value: object): boolean {
  return Object.values(value).some((entry) => entry !== undefined);
}

export function endsAfterStart(span: {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}): boolean {
  return span.from === undefined || span.to === undefined || span.to > span.from;
}
