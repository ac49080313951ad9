/** Scenarios, presets and what the command line makes of them. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ToolError } from '../../src/core/errors.js';
import { parseYaml, readShape } from '../../src/core/yaml.js';
import { type PlanChoice, planComparison } from '../../src/offers/plan.js';
import { loadScenario, routeDimensions, type Scenario, ScenarioShape } from '../../src/offers/scenario.js';
import { amounts, bill, offer, refusal, text, worth } from './words.js';

const GATEWAY = offer('id: usage, kind: usage\nid: off, kind: percent, percent: -15, base: [usage]', 'id: gateway');
const OFFICIAL = offer('id: usage, kind: usage\nid: card, kind: fixed, amount: 5, per: month', 'id: official');

function read(body: string): Scenario {
  const value = parseYaml(`schema: tollbook-scenario/1\nid: test\ncurrency: USD\n${body}`, 'scenario.yaml');
  return readShape(ScenarioShape, value, 'scenario.yaml');
}

const plan = (scenario: Scenario | undefined, choice: Partial<PlanChoice>, offers = [GATEWAY, OFFICIAL]) =>
  planComparison(scenario, { to: [], ...choice }, offers, 'USD');

describe('a scenario file', () => {
  it('names books beside it and has defaults for the rest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tollbook-scenario-'));
    const file = join(folder, 's.yaml');
    await writeFile(
      file,
      'schema: tollbook-scenario/1\nid: s\ncurrency: USD\nbooks: [a.yaml, sub/b.yaml, /abs/c.yaml]\nalternatives: [gateway]\n',
    );
    const scenario = await loadScenario(file);
    expect(scenario.books).toEqual([join(folder, 'a.yaml'), join(folder, 'sub/b.yaml'), '/abs/c.yaml']);
    const made = plan(scenario, {});
    expect([
      made.baseline.label,
      made.alternatives.map((one) => one.id),
      made.horizonMonths,
      made.monthlyGrowth,
      made.oneTimeCost,
      made.volume,
    ]).toEqual(['Official API at list prices', ['gateway'], 12, null, null, null]);
    await expect(loadScenario(join(folder, 'none.yaml'))).rejects.toBeInstanceOf(ToolError);
  });

  it.each([
    [
      '',
      'alternatives | expected at least one alternative or route, found nothing | name offers of the books, such as [gateway]',
    ],
    ['alternatives: [a, a]', 'alternatives[1] | expected each alternative once, found a'],
    ['alternatives: [a]\nbaseline: a', 'alternatives[0] | expected another offer than the baseline, found a'],
    ['alternatives: [a]\nhorizon_months: 0', 'horizon_months | expected a number of months from 1 to 1200, found 0'],
    [
      'alternatives: [a]\nmonthly_growth_percent: -100',
      'monthly_growth_percent | expected a percentage above -100 such as 2.5, found -100',
    ],
    [
      'alternatives: [a]\none_time_cost: 1,000',
      'one_time_cost | expected a price such as 15.00, found 1,000 | write 1000; exponents and thousands separators are not allowed',
    ],
    [
      'alternatives: [a]\nvolume: {}',
      'volume | expected exactly one of tokens_per_month and calls_per_month, found an empty map',
    ],
    [
      'alternatives: [a]\nhorizon: 3',
      /^scenario\.yaml: horizon \| expected a key of the format, found the key "horizon"/,
    ],
    [
      'routes: [{where: {squad: search}, offer: a}]',
      /^scenario\.yaml: routes\[0\]\.where\.squad \| expected a dimension, found search/,
    ],
    [
      'routes: [{where: {}, offer: a}]',
      'routes[0].where | expected at least one condition such as {team: search}, found an empty map',
    ],
    [
      'routes: [{where: {team: x}, share: 1.5, offer: a}]',
      'routes[0].share | expected a share above 0 and at most 1, found 1.5',
    ],
  ])('%s is refused', (body, message) => {
    const found = refusal(() => read(body));
    if (typeof message === 'string') expect(found).toBe(`scenario.yaml: ${message}`);
    else expect(found).toMatch(message);
  });

  it('says what usage must be grouped by', () => {
    expect(
      routeDimensions(
        read('routes: [{where: {team: search, "tag:tier": gold}, offer: a}, {where: {team: x}, offer: b}]'),
      ),
    ).toEqual(['tag:tier', 'team']);
    expect(routeDimensions(read('alternatives: [a]'))).toEqual([]);
  });
});

describe('a plan', () => {
  it('lets the command line win', () => {
    const scenario = read(
      'baseline: official\nalternatives: [gateway]\none_time_cost: 200\nvolume: {tokens_per_month: 5000000}\nroutes: [{where: {team: x}, offer: gateway}]',
    );
    expect(plan(scenario, {}).routes).toHaveLength(1);
    const made = plan(scenario, { to: ['fee:5%', 'gateway'], oneTimeCost: '300.5' });
    expect([
      made.alternatives.map((one) => one.id),
      made.routes,
      text(made.oneTimeCost!),
      text(made.volume!.quantity),
    ]).toEqual([['fee:5%', 'gateway'], [], '300.5', '5000000']);
  });

  it('takes a percentage below one that says that it is one, and any other without a sign', () => {
    const made = plan(undefined, { to: ['discount:0.15%', 'discount:15', 'fee:0', 'fee:1.5'] });
    expect(
      made.alternatives.map((one) => one.steps.flatMap((step) => ('percent' in step ? [text(step.percent)] : []))),
    ).toEqual([['-0.15'], ['-15'], ['0'], ['1.5']]);
  });

  it('keeps the bare list apart from an offer called official', () => {
    expect(plan(undefined, { to: ['official'] }).baseline.id).toBe('list');
    expect(plan(undefined, { to: ['gateway'] }, [GATEWAY]).baseline.id).toBe('official');
  });

  it.each([
    [undefined, {}, /^nothing to compare with \| name an offer with --to/],
    [
      undefined,
      { to: ['nowhere'] },
      /^--to nowhere is neither an offer of the books nor a preset \| offers are gateway, official; presets are openrouter/,
    ],
    [
      undefined,
      { to: ['discount:0.15'] },
      /^discount:0\.15 may mean 15 % or 0\.15 % \| write discount:15% or discount:0\.15%$/,
    ],
    [undefined, { to: ['fee:0.055'] }, /^fee:0\.055 may mean 5\.5 % or 0\.055 % \| write fee:5\.5% or fee:0\.055%$/],
    [
      'alternatives: [nowhere]',
      {},
      /^scenario test: alternatives\[0\] \| expected an offer of its books, found nowhere/,
    ],
    ['baseline: nowhere\nalternatives: [gateway]', {}, /^scenario test: baseline \| expected an offer of its books/],
    ['baseline: official\nalternatives: [gateway]', { to: ['official'] }, /^--to official is the baseline itself/],
    ['alternatives: [gateway]', { oneTimeCost: '-5' }, /^--one-time-cost -5 is not an amount/],
  ] as const)('%s with %j is refused', (body, choice, message) => {
    expect(refusal(() => plan(body === undefined ? undefined : read(body), choice))).toMatch(message);
  });
});

describe('presets', () => {
  const at = (name: string, spent: string) =>
    amounts(bill(plan(undefined, { to: [name] }).alternatives[0]!, [worth(spent)]));
  it.each([
    ['openrouter', '100', '105.5'], // 5.5 %
    ['openrouter', '10', '10.8'], // at least 0.80
    ['openrouter:10', '75', '81.4'], // eight top-ups of 10 at 0.80
    ['fee:5%', '75', '78.75'],
    ['fee:2.5', '100', '102.5'],
    ['discount:15%', '75', '63.75'],
  ])('%s on %s', (name, spent, expected) => {
    expect(at(name, spent).total).toBe(expected);
  });
  it.each([
    'fee',
    'fee:',
    'fee:-5%',
    'discount:x',
    'discount:100.1%',
    'openrouter:5%',
    'openrouter:0',
    'open',
  ])('%s is none', (name) => {
    expect(refusal(() => at(name, '1'))).toMatch(/is neither an offer of the books nor a preset/);
  });
});
