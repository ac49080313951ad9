/** Words of the offer tests: offers in YAML, usage and prices in one line. Asserts nothing. */
import { toDecimal } from '../../src/core/decimal.js';
import { ToolError } from '../../src/core/errors.js';
import { decimal, type Exact, multiply, ONE, sum, ZERO } from '../../src/core/exact.js';
import type { Meter } from '../../src/core/meters.js';
import type { MeteredUsage } from '../../src/core/usage.js';
import { parseYaml, readShape } from '../../src/core/yaml.js';
import type { Bill, MonthlyUsage, OfferPricing, UsageShare } from '../../src/offers/bill.js';
import { type BillOptions, evaluateOffer } from '../../src/offers/evaluate.js';
import { Offer } from '../../src/pricing/offer-schema.js';
import { NO_CONTEXT } from '../pricing/helpers.js';

/** An offer with these steps, written as a price book writes them (one step per line, without the dash). */
export function offer(steps: string, more = ''): Offer {
  const list = steps
    .trim()
    .split('\n')
    .map((step) => `  - {${step.trim()}}`)
    .join('\n');
  const id = /^id:/m.test(more) ? '' : 'id: seller\n';
  const currency = /^currency:/m.test(more) ? '' : 'currency: USD\n';
  const text = `${id}label: A seller\nkind: gateway\n${currency}source: {retrieved: 2026-11-23}\n${more}\nsteps:\n${list}\n`;
  return readShape(Offer, parseYaml(text, 'offer.yaml'), 'offer.yaml');
}

export interface Words {
  readonly model?: string;
  readonly provider?: string;
  readonly calls?: bigint;
  readonly group?: readonly (string | null)[];
  readonly context?: Partial<MeteredUsage['context']>;
}

/** Usage of one model: `usage({ unsplit: '5000000' })`. */
export function usage(quantities: Partial<Record<Meter, string>>, words: Words = {}): MeteredUsage {
  return {
    group: words.group ?? [],
    provider: words.provider ?? 'anthropic',
    gateway: null,
    model: words.model ?? 'claude-sonnet-4',
    context: { ...NO_CONTEXT, ...words.context },
    calls: words.calls ?? 1000n,
    quantities: new Map(
      Object.entries(quantities).map(([meter, text]) => [meter as Meter, decimal(text)] as [Meter, Exact]),
    ),
    isNotional: false,
  };
}

/** A month of 30 days, September 2026, in which this was used. */
export function month(used: readonly UsageShare[], more: Partial<MonthlyUsage> = {}): MonthlyUsage {
  return { month: '2026-09', days: decimal('30'), factor: ONE, usage: used, ...more };
}

/** Every token of a model at one price per million; a model without a price is unpriced. Books by name, `` the list. */
export function flat(prices: Record<string, string>, books: Record<string, Record<string, string>> = {}): OfferPricing {
  return {
    currency: () => 'USD',
    price(used, book) {
      const price = (book === undefined ? prices : books[book])?.[used.model ?? ''];
      const tokens = sum(used.quantities.values());
      const amount = price === undefined ? ZERO : multiply(multiply(tokens, decimal(price)), decimal('0.000001'));
      const unpriced = {
        provider: used.provider,
        model: used.model,
        meter: null,
        calls: used.calls,
        tokens: tokens.numerator,
        quantity: tokens,
        reason: 'unknown_model',
        candidates: [],
      } as const;
      return {
        usage: used,
        sku: price === undefined ? null : `${used.provider}/${used.model}`,
        lines: [],
        unpriced: price === undefined ? [unpriced] : [],
        low: amount,
        high: amount,
      };
    },
  };
}

export const SONNET = flat({ 'claude-sonnet-4': '15' });

/** Usage that costs this much at SONNET's prices. */
export function worth(dollars: string, words: Words = {}): MeteredUsage {
  const tokens = multiply(multiply(decimal(dollars), decimal('1000000')), { numerator: 1n, denominator: 15n });
  return { ...usage({}, words), quantities: new Map([['input' as Meter, tokens]]) };
}

export function bill(
  of: Offer,
  used: readonly MeteredUsage[],
  pricing: OfferPricing = SONNET,
  more: Partial<MonthlyUsage> = {},
  options: BillOptions = {},
): Bill {
  return evaluateOffer(of, month(used, more), pricing, 'low', options);
}

/** Exact values as text: decimals where they end, else n/d. */
export function text(value: Exact): string {
  const decimalText = toDecimal(value);
  const back = decimal(decimalText);
  const isSame = back.numerator === value.numerator && back.denominator === value.denominator;
  return isSame ? decimalText : `${value.numerator}/${value.denominator}`;
}

/** `{ usage: '75', card: '5', total: '80' }` */
export function amounts(of: Bill): Record<string, string> {
  return {
    ...Object.fromEntries(of.steps.map((step) => [step.id, text(step.amount)])),
    total: text(of.total),
  };
}

export function formula(of: Bill, step: string): string | undefined {
  return of.steps.find((one) => one.id === step)?.formula;
}

/** The error a function throws, as one text; fails the test by returning undefined when it does not throw. */
export function refusal(action: () => unknown): string | undefined {
  try {
    action();
  } catch (cause) {
    if (cause instanceof ToolError) return [cause.where, cause.message, cause.hint].filter(Boolean).join(' | ');
    throw cause;
  }
  return undefined;
}
