/**
 * Reports that providers' administration APIs give: OpenAI's costs, Anthropic's costs and usage. OpenAI's usage is a log format.
 *
 * Sources, read on 2026-11-26: OpenAI API reference, "Costs" (`organization.costs.result`: `amount.value` in units of
 * `amount.currency`, `line_item` such as `gpt-4o-2024-08-06, input`), days are UTC; Anthropic,
 * https://platform.claude.com/docs/en/api/admin/cost_report (`amount` is a decimal text in the lowest unit of the currency) and
 * https://platform.claude.com/docs/en/build-with-claude/usage-cost-api (buckets are UTC; Priority Tier is not in the cost report).
 */
import { z } from 'zod';
import { decimalsOf } from '../../core/currency.js';
import { divide, type Exact, exact, ZERO } from '../../core/exact.js';
import { readShape } from '../../core/yaml.js';
import { dateOf } from '../../core/zone.js';
import type { NumberedRow } from '../../ingest/unpack/csv.js';
import { exactOf } from '../../pricing/import-shared.js';
import { expected } from '../../pricing/schema-parts.js';
import type { Statement, StatementLine } from './statement.js';

/** What is left of a report after it was read as text: `null` is such a text too. */
const Text = z.string({ error: expected('text') }).transform((text) => (text === 'null' || text === '' ? null : text));
const MaybeText = Text.optional().transform((text) => text ?? null);

const Amount = z.string({ error: expected('an amount') }).transform((text, context): Exact => {
  const value = exactOf(text);
  if (value !== undefined) return value;
  context.addIssue({ code: 'custom', message: expected('an amount such as 12.34') });
  return z.NEVER;
});

const Count = z
  .string({ error: expected('a whole number') })
  .optional()
  .transform((text, context): bigint => {
    if (text === undefined || text === 'null') return 0n;
    if (/^\d{1,18}$/u.test(text)) return BigInt(text);
    context.addIssue({ code: 'custom', message: expected('a whole number') });
    return z.NEVER;
  });

/** `bucket.start_time` is in seconds since the epoch. */
const Seconds = z
  .string({ error: expected('seconds since 1970') })
  .regex(/^\d{9,11}$/u, { error: expected('seconds since 1970') })
  .transform((text) => Number(text) * 1000);

const UtcTime = z.string({ error: expected('a time such as 2026-10-01T00:00:00Z') }).transform((text, context) => {
  const at = /^\d{4}-\d{2}-\d{2}T/u.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  context.addIssue({ code: 'custom', message: expected('a time such as 2026-10-01T00:00:00Z') });
  return z.NEVER;
});

const Results = <Item extends z.ZodType>(item: Item) => z.array(item, { error: expected('a list of results') });

const OpenAiPage = z.looseObject({
  data: z.array(
    z.looseObject({
      start_time: Seconds,
      results: Results(
        z.looseObject({ amount: z.looseObject({ value: Amount, currency: MaybeText }), line_item: MaybeText }),
      ),
    }),
  ),
  has_more: MaybeText,
});

const AnthropicCostPage = z.looseObject({
  data: z.array(
    z.looseObject({
      starting_at: UtcTime,
      results: Results(
        z.looseObject({ amount: Amount, currency: MaybeText, model: MaybeText, description: MaybeText }),
      ),
    }),
  ),
  has_more: MaybeText,
});

const AnthropicUsagePage = z.looseObject({
  data: z.array(
    z.looseObject({
      starting_at: UtcTime,
      results: Results(
        z.looseObject({
          uncached_input_tokens: Count,
          cache_read_input_tokens: Count,
          cache_creation: z
            .looseObject({ ephemeral_5m_input_tokens: Count, ephemeral_1h_input_tokens: Count })
            .optional(),
          output_tokens: Count,
          model: MaybeText,
        }),
      ),
    }),
  ),
  has_more: MaybeText,
});

const NOTHING = { provider: null, gateway: null, calls: null, tokens: null, rounding: ZERO, kind: null } as const;

export const OPENAI_COSTS = {
  export: 'openai.costs',
  titles: ['OpenAI costs'],
  provider: 'openai',
  hasCost: true,
  hasUsage: false,
  hasDays: true,
  cannotContain: [
    'calls and tokens, so that a difference cannot be told apart into usage and price',
    'usage of the last hours, which comes later',
    'credits and taxes of the invoice itself',
  ],
} as const;

export const ANTHROPIC_COSTS = {
  export: 'anthropic.costs',
  titles: ['Anthropic cost report'],
  provider: 'anthropic',
  hasCost: true,
  hasUsage: false,
  hasDays: true,
  cannotContain: [
    'Priority Tier, which is billed otherwise',
    'calls and tokens, so that a difference cannot be told apart into usage and price',
    'usage of the last hours, which comes later',
  ],
} as const;

export const ANTHROPIC_USAGE = {
  export: 'anthropic.usage',
  titles: ['Anthropic usage report'],
  provider: 'anthropic',
  hasCost: false,
  hasUsage: true,
  hasDays: true,
  cannotContain: [
    'amounts, so that tokens are compared',
    'the number of calls, and calls that failed',
    'usage of the last hours, which comes later',
  ],
} as const;

type Kind = Omit<Statement, 'lines' | 'first' | 'last' | 'hasMore'>;

/** A page that nobody has interpreted: maps, lists and text. */
export interface Page {
  readonly value: unknown;
  readonly file: string;
}

/** The statement of the pages of one report, known by its first result; undefined for any other content. */
export function readReport(pages: readonly Page[], zone: string): Statement | undefined {
  const first = firstResult(pages);
  if (first === undefined) return undefined;
  if ('uncached_input_tokens' in first) return anthropicUsage(pages, zone);
  if (first.object === 'organization.costs.result') return openAiCosts(pages, zone);
  return typeof first.amount === 'string' && 'currency' in first ? anthropicCosts(pages, zone) : undefined;
}

function firstResult(pages: readonly Page[]): Readonly<Record<string, unknown>> | undefined {
  for (const { value } of pages) {
    const data = (value as { readonly data?: unknown } | null)?.data;
    for (const bucket of Array.isArray(data) ? data : []) {
      const results = (bucket as { readonly results?: unknown } | null)?.results;
      const [first] = Array.isArray(results) ? results : [];
      if (typeof first === 'object' && first !== null) return first as Readonly<Record<string, unknown>>;
    }
  }
  return undefined;
}

function openAiCosts(pages: readonly Page[], zone: string): Statement {
  const read = pages.map(({ value, file }) => readShape(OpenAiPage, value, file));
  const buckets = read.flatMap(({ data }) => data.map((one) => ({ ...one, day: dateOf(one.start_time, zone) })));
  const lines = buckets.flatMap(({ day, results }) =>
    results.map(({ amount, line_item: item }) => openAiLine(day, amount.value, amount.currency, item)),
  );
  return statement(OPENAI_COSTS, buckets, lines, read);
}

function openAiLine(day: string, cost: Exact, currency: string | null, item: string | null): StatementLine {
  return {
    ...NOTHING,
    day,
    provider: 'openai',
    model: modelOfItem(item),
    cost,
    currency: currency?.toUpperCase() ?? null,
  };
}

/** `gpt-4o-2024-08-06, cached input` is of the model before the comma; what has none is no model, and keeps its name. */
export function modelOfItem(item: string | null): string | null {
  return item === null ? null : (/^(.*?),[^,]*$/u.exec(item)?.[1]?.trim() ?? item.trim());
}

function anthropicCosts(pages: readonly Page[], zone: string): Statement {
  const read = pages.map(({ value, file }) => readShape(AnthropicCostPage, value, file));
  const buckets = read.flatMap(({ data }) => data.map((one) => ({ ...one, day: dateOf(one.starting_at, zone) })));
  const lines = buckets.flatMap(({ day, results }) =>
    results.map(
      ({ amount, currency, model, description }): StatementLine => ({
        ...NOTHING,
        day,
        provider: 'anthropic',
        model: model ?? description,
        cost: divide(amount, exact(10n ** BigInt(decimalsOf(currency?.toUpperCase())))),
        currency: currency?.toUpperCase() ?? null,
      }),
    ),
  );
  return statement(ANTHROPIC_COSTS, buckets, lines, read);
}

function anthropicUsage(pages: readonly Page[], zone: string): Statement {
  const read = pages.map(({ value, file }) => readShape(AnthropicUsagePage, value, file));
  const buckets = read.flatMap(({ data }) => data.map((one) => ({ ...one, day: dateOf(one.starting_at, zone) })));
  const lines = buckets.flatMap(({ day, results }) =>
    results.map((result): StatementLine => {
      const writes = result.cache_creation;
      const cacheWrite = writes ? writes.ephemeral_5m_input_tokens + writes.ephemeral_1h_input_tokens : 0n;
      const tokens = result.uncached_input_tokens + result.cache_read_input_tokens + cacheWrite + result.output_tokens;
      return { ...NOTHING, day, provider: 'anthropic', model: result.model, tokens, cost: null, currency: null };
    }),
  );
  return statement(ANTHROPIC_USAGE, buckets, lines, read);
}

function statement(
  kind: Kind,
  buckets: readonly { readonly day: string }[],
  lines: readonly StatementLine[],
  pages: readonly { readonly has_more: string | null }[],
): Statement {
  const days = buckets.map(({ day }) => day).sort();
  return {
    ...kind,
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    lines,
    hasMore: pages.at(-1)?.has_more === 'true',
  };
}

/** A row of OpenAI's costs; a day without costs is one without an amount. */
const CostRow = z.looseObject({
  start_time: Seconds,
  amount_value: z.preprocess((text) => (text === '' ? undefined : text), Amount.optional()),
  amount_currency: MaybeText,
  line_item: MaybeText,
});

/** Rows of OpenAI's costs as its dashboard exports them; undefined for other columns. */
export function readCostRows(rows: readonly NumberedRow[], file: string, zone: string): Statement | undefined {
  const first = rows[0]?.record;
  if (first?.amount_value === undefined || first.start_time === undefined) return undefined;
  const read = rows.map(({ record, line }) => {
    const { amount_value: amount = '', ...others } = record;
    const row = readShape(CostRow, { amount_value: amount, ...others }, `${file} line ${line}`);
    return { ...row, day: dateOf(row.start_time, zone) };
  });
  const lines = read.flatMap(({ day, amount_value: cost, amount_currency: currency, line_item: item }) =>
    cost === undefined ? [] : [openAiLine(day, cost, currency, item)],
  );
  return statement(OPENAI_COSTS, read, lines, []);
}
