/** What an offer and a list of offers may not say, and how that is told. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ScenarioShape } from '../../src/offers/scenario.js';
import { Offer, offerProblems } from '../../src/pricing/offer-schema.js';
import { offer, refusal } from './words.js';

const TIERED = 'id: usage, kind: tiered_rate, mode: volume, metric: tokens, scope: all, per: 1000000';

describe('refused, with place and remedy', () => {
  it.each([
    [
      'id: fee, kind: percent, percent: 5, base: [usage]',
      'steps[0].base[0] | expected the id of an earlier step, found usage | the first step has no base',
    ],
    [
      'id: usage, kind: usage\nid: fee, kind: percent, percent: 5, base: [usage, later]\nid: later, kind: usage',
      'steps[1].base[1] | expected the id of an earlier step, found later | earlier steps are usage',
    ],
    [
      'id: usage, kind: usage\nid: fee, kind: percent, percent: 5, base: [usage, usage]',
      'steps[1].base[1] | expected each step once, found usage',
    ],
    [
      'id: usage, kind: usage\nid: usage, kind: fixed, amount: 5, per: month',
      'steps[1].id | expected an id that no other step of the offer has, found usage',
    ],
    [
      'id: usage, kind: usage\nid: fee, kind: percent, percent: 5, base: []',
      'steps[1].base | expected at least one entry, found an empty list',
    ],
    [
      `${TIERED}, tiers: [{from: 1, price: 15}]`,
      'steps[0].tiers[0].from | expected 0: the first tier starts at nothing, found 1',
    ],
    [
      `${TIERED}, tiers: [{from: 0, price: 15}, {from: 9, price: 1}, {from: 9, price: 2}]`,
      'steps[0].tiers[2].from | expected more than the tier before it, found 9',
    ],
    [
      `${TIERED}, tiers: [{from: 0, price: 15, flat: 1}]`,
      'steps[0].tiers[0] | expected exactly one of price, percent_off, flat, found a map | a fee beside a price is a fixed step of its own',
    ],
    [
      `${TIERED}, tiers: [{from: 0}]`,
      'steps[0].tiers[0] | expected exactly one of price, percent_off, flat, found a map | a fee beside a price is a fixed step of its own',
    ],
    [
      `${TIERED}, tiers: [{from: 0, percent_off: 5}]`,
      'steps[0].tiers[0].percent_off | expected a step with a base, found 5 | percent_off takes a percentage off earlier steps and replaces them; write base: [usage]',
    ],
    [
      `id: list, kind: usage\n${TIERED}, base: [list], tiers: [{from: 0, percent_off: 101}]`,
      'steps[1].tiers[0].percent_off | expected at most 100, found 101',
    ],
    [`${TIERED}, tiers: []`, 'steps[0].tiers | expected at least one entry, found an empty list'],
    [
      'id: usage, kind: usage, from: 2026-02-30',
      'steps[0].from | expected a date that exists in the calendar, found 2026-02-30',
    ],
    [
      'id: usage, kind: usage, from: 2026-10-01, to: 2026-10-01',
      'steps[0].to | expected a date after `from`, found 2026-10-01 | the step is in force from `from` up to, but not including, `to`',
    ],
    [
      'id: usage, kind: usage\nid: fee, kind: fixed, amount: -5, per: month',
      'steps[1].amount | expected a price of at least 0, found -5 | a discount is a percent step with a negative percent',
    ],
    [
      'id: usage, kind: usage\nid: fee, kind: fixed, amount: 1e1, per: month',
      'steps[1].amount | expected a price such as 15.00, found 1e1 | write 10; exponents and thousands separators are not allowed',
    ],
    [
      'id: usage, kind: usage\nid: fee, kind: fixed, amount: 5, per: week',
      'steps[1].per | expected one of hour, month, year, once, found week',
    ],
    [
      'id: usage, kind: usage\nid: x, kind: included, amount: 5, tokens: 5, base: [usage]',
      'steps[1] | expected exactly one of amount (money) and tokens, found a map',
    ],
    [
      'id: usage, kind: usage\nid: x, kind: prepaid, increment: 0, base: [usage]',
      'steps[1].increment | expected a plain decimal above 0, found 0',
    ],
    [
      'id: usage, kind: usage\nid: x, kind: percent, percent: 100, method: grossed_up, base: [usage]',
      'steps[1].percent | expected less than 100 for a grossed_up percentage, found 100',
    ],
    [
      'id: usage, kind: usage\nid: x, kind: percent, percent: 5, min: 3, max: 2, base: [usage]',
      'steps[1].max | expected at least `min`, found 2',
    ],
    [
      'id: usage, kind: usage\nid: x, kind: percent, percent: 5, when: {}, base: [usage]',
      'steps[1].when | expected at least one condition, found an empty map',
    ],
    [
      'id: usage, kind: usage\nid: x, kind: percent, percent: 5, stack_cap_percent: 40, base: [usage]',
      'steps[1].stack_cap_percent | expected a stack_group to cap, found 40',
    ],
    [
      'id: usage, kind: usage\nid: x, kind: fx, to: euro, rate: 0.92, as_of: 2026-11-20, source: ECB',
      'steps[1].to | expected a currency code of three capital letters such as USD, found euro',
    ],
    [
      'id: usage, kind: rebate',
      'steps[0].kind | expected a kind of step, found rebate | kinds are usage, tiered_rate, percent, fixed, per_unit, included, minimum, prepaid, fx, tax, infra',
    ],
    [
      'id: usage, kind: usage, factor: 2',
      'steps[0].factor | expected a key of the format, found the key "factor" | the keys here are id, from, to, skus, kind, book, price_factor',
    ],
    ['id: usage, kind: usage, skus: []', 'steps[0].skus | expected at least one entry, found an empty list'],
    [
      `id: usage, kind: usage\n${TIERED.replace('usage', 'tier')}, base: [usage], tiers: [{from: 0, percent_off: 5}]\nid: fee, kind: percent, percent: 5, base: [usage]`,
      'steps[2].base[0] | expected "tier", which replaced "usage", found usage | write base: [tier]',
    ],
  ])('%s', (steps, message) => {
    expect(refusal(() => offer(steps))).toBe(`offer.yaml: ${message}`);
  });

  it('a wrong word in carries', () => {
    expect(refusal(() => offer('id: usage, kind: usage', 'carries: {prompt_cache: maybe}'))).toBe(
      'offer.yaml: carries.prompt_cache | expected yes, no or unknown, found maybe',
    );
  });
});

describe('among offers', () => {
  it('ids are unique and variant_of names another offer', () => {
    const offers = [
      { id: 'a', variantOf: undefined },
      { id: 'a', variantOf: 'b' },
      { id: 'c', variantOf: 'c' },
    ];
    expect(offerProblems(offers)).toEqual([
      { path: [1, 'id'], message: 'expected an id that no other offer has' },
      { path: [1, 'variant_of'], message: 'expected the id of another offer\noffers are c' },
      { path: [2, 'variant_of'], message: 'expected the id of another offer\noffers are a' },
    ]);
    expect(offerProblems([{ id: 'a', variantOf: 'b' }], ['b'])).toEqual([]);
  });
});

describe('JSON Schema', () => {
  it('can be made of both public formats, for editors', () => {
    const scenario = z.toJSONSchema(ScenarioShape, { io: 'input' });
    expect(Object.keys(scenario.properties ?? {})).toContain('yearly_discount_rate_percent');
    expect(scenario.required).toEqual(['schema', 'id', 'currency']);
    const seller = z.toJSONSchema(Offer, { io: 'input' });
    expect(seller.required).toEqual(['id', 'label', 'kind', 'currency', 'source', 'steps']);
  });
});
