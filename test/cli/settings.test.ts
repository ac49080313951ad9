/**
 * Settings in layers: options over variables over tollbook.yaml.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PricingChoice, Question } from '../../src/core/question.js';
import { inFolder, type Outcome, tollbook } from './support.js';

const CONFIG = `
tz: Asia/Seoul
db: data/team.duckdb
prices: [prices/acme.yaml, /shared/list.yaml]
scenario: gateway.yaml
aliases: {prod-chat: openai/gpt-5}
split: 0.75
assume_tz: Europe/Berlin
anthropic_input: inclusive
decimals: 4
format: csv
memory_limit: 2GB
`;

function withConfig(text: string, test: (folder: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'tollbook.yaml'), text);
    mkdirSync(join(folder, 'logs'));
    await test(folder);
  });
}

function asked({ asked: call, errorOutput }: Outcome): { question: Question; pricing: PricingChoice } {
  expect(errorOutput).toBe('');
  return { question: call?.arguments[0] as Question, pricing: call?.arguments[1] as PricingChoice };
}

describe('tollbook.yaml', () => {
  it('is found beside and above, and its paths are told from the working directory', () =>
    withConfig(CONFIG, async (folder) => {
      const beside = await tollbook('usage a', { workingDirectory: folder });
      const { question, pricing } = asked(beside);
      expect(question).toMatchObject({
        zone: 'Asia/Seoul',
        source: { ledger: 'data/team.duckdb' },
        reading: { assumeZone: 'Europe/Berlin', anthropicInput: 'inclusive' },
      });
      expect(pricing).toEqual({
        books: ['prices/acme.yaml', '/shared/list.yaml'],
        split: '0.75',
        aliases: { 'prod-chat': 'openai/gpt-5' },
      });
      expect(beside.output).toBe('<csv>\n');

      const below = asked(await tollbook('compare a', { workingDirectory: join(folder, 'logs') }));
      expect(below.question.source.ledger).toBe('../data/team.duckdb');
      expect(below.pricing).toMatchObject({
        books: ['../prices/acme.yaml', '/shared/list.yaml'],
        scenario: '../gateway.yaml',
      });
    }));

  it('yields to variables, which yield to options', () =>
    withConfig(CONFIG, async (folder) => {
      const environment = {
        TOLLBOOK_TZ: 'America/New_York',
        TOLLBOOK_DB: 'variable.duckdb',
        TOLLBOOK_PRICES: ['one.yaml', 'two.yaml'].join(delimiter),
        TOLLBOOK_SPLIT: '0.5',
        TOLLBOOK_FORMAT: 'markdown',
        TOLLBOOK_ASSUME_TZ: '',
      };
      const variables = await tollbook('usage a', { workingDirectory: folder, environment });
      expect(asked(variables)).toMatchObject({
        question: {
          zone: 'America/New_York',
          source: { ledger: 'variable.duckdb' },
          reading: { assumeZone: 'Europe/Berlin' },
        },
        pricing: { books: ['one.yaml', 'two.yaml'], split: '0.5' },
      });
      expect(variables.output).toBe('<markdown>\n');

      const options = await tollbook('usage a --tz UTC --db o.duckdb --prices o.yaml --split 1 --format table', {
        workingDirectory: folder,
        environment,
      });
      expect(asked(options)).toMatchObject({
        question: { zone: 'UTC', source: { ledger: 'o.duckdb' } },
        pricing: { books: ['o.yaml'], split: '1' },
      });
      expect(options.output).toBe('<table>\n');
    }));

  it('may be named, by option or variable', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'other.yaml'), 'tz: Asia/Tokyo\n');
      const option = await tollbook('usage a --config other.yaml', { workingDirectory: folder });
      expect(asked(option).question.zone).toBe('Asia/Tokyo');
      const environment = { TOLLBOOK_CONFIG: 'other.yaml' };
      const variable = await tollbook('usage a', { workingDirectory: folder, environment });
      expect(asked(variable).question.zone).toBe('Asia/Tokyo');
    }));

  it.each(['# only a comment\n', '', '{}'])('may say nothing: %j', (text) =>
    withConfig(text, async (folder) => {
      expect(asked(await tollbook('usage a', { workingDirectory: folder })).question.zone).toBe('UTC');
    }));

  it.each([
    [
      'tz: Asia/Soul',
      'tollbook.yaml: tz\n  expected a time zone name, found Asia/Soul\n  hint: did you mean Asia/Seoul?',
    ],
    ['decimals: two', 'tollbook.yaml: decimals\n  expected a whole number from 0 to 18, found two'],
    ['split: 7.5e-1', 'tollbook.yaml: split\n  expected a share from 0 to 1, found 7.5e-1'],
    ['prices: acme.yaml', 'tollbook.yaml: prices\n  expected a list of price book files, found acme.yaml'],
    ['prices: [a.yaml, [b]]', 'tollbook.yaml: prices[1]\n  expected a file name, found a list'],
    ['aliases: [a]', 'tollbook.yaml: aliases\n  expected a map from logged model to SKU id, found a list'],
    [
      'pricse: [a.yaml]',
      'tollbook.yaml: pricse\n  expected a setting, found the key "pricse"\n  hint: did you mean prices?',
    ],
    ['- tz', 'tollbook.yaml\n  expected a map of settings, found a list'],
    ['tz: UTC\ntz: UTC', 'tollbook.yaml: line 2\n  expected YAML or JSON: Map keys must be unique'],
    ['format: {', 'tollbook.yaml: line 1\n  expected YAML or JSON'],
  ])('is refused with its place: %j', (text, told) =>
    withConfig(text, async (folder) => {
      const outcome = await tollbook('usage a', { workingDirectory: folder });
      expect(outcome.exitCode).toBe(2);
      expect(outcome.errorOutput).toContain(`tollbook: error: ${told}`);
      expect(outcome.asked).toBeUndefined();
    }));

  it('tells which variable is wrong', async () => {
    const outcome = await tollbook('usage a', { environment: { TOLLBOOK_TZ: 'Mars' } });
    expect(outcome.exitCode).toBe(2);
    expect(outcome.errorOutput).toContain('TOLLBOOK_TZ: expected a time zone name, found "Mars"');
  });
});
