/**
 * The worked invoices beside the checkout that are offers, each as the offer that expresses it: evaluated alone in
 * invoices.test.ts, and through the built command in test/pipeline/invoices.test.ts. Asserts nothing.
 */

/** The steps of an offer, what it is used for, and the list price per million tokens of what is used. */
export interface InvoiceOffer {
  readonly steps: readonly string[];
  readonly more?: string;
  readonly tokens: string;
  readonly price: string;
  /** Calls that the tokens come in, where it matters; 1 when left out. */
  readonly calls?: number;
}

export const INVOICE_OFFERS: Readonly<Record<string, InvoiceOffer>> = {
  'H01-published-1M': {
    steps: [
      'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 15}, {from: 1000000, price: 12.5}]',
    ],
    tokens: '1000000',
    price: '15',
  },
  'H03-published-official': {
    steps: [
      'id: usage, kind: usage',
      'id: card, kind: fixed, amount: 5, per: month',
      'id: infra, kind: infra, amount: 30, per: month',
    ],
    tokens: '5000000',
    price: '15',
  },
  'H07-published-with-tier': {
    steps: [
      'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000, tiers: [{from: 0, price: 15}, {from: 1000000, price: 12.5}]',
      'id: bundle, kind: percent, percent: -15, base: [usage]',
      'id: infra, kind: infra, amount: 10, per: month',
    ],
    tokens: '5000000',
    price: '15',
  },
  'H11-published-bundle-40': {
    steps: [
      'id: usage, kind: usage',
      'id: bundle, kind: percent, percent: -40, base: [usage]',
      'id: infra, kind: infra, amount: 10, per: month',
    ],
    tokens: '5000000',
    price: '15',
  },
  'H13-graduated-zuplo': {
    steps: [
      'id: usage, kind: tiered_rate, mode: graduated, metric: tokens, scope: all, per: 1, tiers: [{from: 0, price: 0.1}, {from: 1000, price: 0.05}, {from: 10000, price: 0.01}]',
    ],
    tokens: '15000',
    price: '0',
  },
  'H15-volume-lago': {
    steps: [
      'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1, tiers: [{from: 0, price: 0.001}, {from: 50000, price: 0.0006}]',
      'id: flat, kind: fixed, amount: 10, per: month',
    ],
    tokens: '65000',
    price: '0',
  },
  'H17-graduated-flexprice': {
    steps: [
      'id: usage, kind: tiered_rate, mode: graduated, metric: tokens, scope: all, per: 1, tiers: [{from: 0, price: 0.001}, {from: 10000, price: 0.0008}, {from: 50000, price: 0.0006}]',
    ],
    tokens: '65000',
    price: '0',
  },
  'H19-openrouter-100': {
    steps: ['id: usage, kind: usage', 'id: fee, kind: percent, percent: 5.5, min: 0.80, base: [usage]'],
    tokens: '100000000',
    price: '1',
  },
  'H21-openrouter-crypto': {
    steps: ['id: usage, kind: usage', 'id: fee, kind: percent, percent: 5, base: [usage]'],
    tokens: '100000000',
    price: '1',
  },
  // The case pays for the credit that is left over: unused credit as a cost.
  'H23-topups': {
    steps: [
      'id: usage, kind: usage',
      'id: credits, kind: prepaid, increment: 10, base: [usage], unused: cost',
      'id: fee, kind: percent, percent: 5.5, min: 0.80, charge_size: 10, base: [usage, credits]',
    ],
    tokens: '75000000',
    price: '1',
  },
  'H25-merge-5pct': {
    steps: ['id: usage, kind: usage', 'id: fee, kind: percent, percent: 5, base: [usage]'],
    tokens: '75000000',
    price: '1',
  },
  'H27-min-commit-exceeded': {
    steps: ['id: usage, kind: usage', 'id: shortfall, kind: minimum, amount: 500, base: [usage]'],
    tokens: '612500000',
    price: '1',
  },
  'H29-subscription-unused': {
    steps: [
      'id: sub, kind: fixed, amount: 20, per: month',
      'id: usage, kind: usage',
      'id: included, kind: included, amount: 20, base: [usage]',
    ],
    tokens: '12000000',
    price: '1',
  },
  'H31-stack-additive': {
    steps: [
      'id: usage, kind: usage',
      'id: a, kind: percent, percent: -30, base: [usage]',
      'id: b, kind: percent, percent: -15, base: [usage]',
    ],
    tokens: '150000000',
    price: '1',
  },
  'H33-fx-chain': {
    steps: [
      'id: usage, kind: usage',
      'id: eur, kind: fx, to: EUR, rate: 0.92, spread_percent: 0.5, as_of: 2026-11-20, source: ECB',
      'id: card, kind: percent, percent: 2.5, base: [usage]',
    ],
    more: 'currency: EUR',
    tokens: '75000000',
    price: '1',
  },
  'H35-round-half-up': {
    steps: ['id: usage, kind: usage'],
    more: 'rounding: {level: invoice, quantum: 0.01, mode: half_up}',
    tokens: '2675000',
    price: '1',
  },
  'H37-credit-roundup': {
    steps: ['id: usage, kind: usage'],
    more: 'rounding: {level: request, quantum: 0.01, mode: up}',
    tokens: '400000',
    price: '1',
    calls: 1000,
  },
  'H39-ccu': {
    steps: ['id: usage, kind: usage'],
    more: 'rounding: {level: invoice, quantum: 0.01, mode: up}',
    tokens: '75000000',
    price: '1',
  },
};
