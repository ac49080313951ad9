/** Languages: every sentence of the monthly report has its own in each, with the same values; none is left that nobody says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ANTHROPIC_COSTS, ANTHROPIC_USAGE, OPENAI_COSTS } from '../../src/books/statements/provider-reports.js';
import { decimal } from '../../src/core/exact.js';
import { LOCALES, type Locale } from '../../src/core/locales.js';
import { isPhrase, say } from '../../src/core/phrase.js';
import { describeFormat } from '../../src/formats/describe.js';
import { ownFormat } from '../../src/formats/own.js';
import { FORMATS } from '../../src/formats/registry.js';
import { cellText, figureText, speaking } from '../../src/render/figures.js';
import { render } from '../../src/render/index.js';
import { LANGUAGES } from '../../src/render/locale/index.js';
import { envelope } from '../../src/reports/envelope.js';
import { formatsReport } from '../../src/reports/formats.js';
import { desk } from '../pipeline/words.js';
import { busyLog, call, reportOn, WORKED } from '../report/words.js';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const OTHERS = LOCALES.filter((locale) => locale !== 'en');
const here = desk();
afterAll(() => here.clear());

/** Files of the source that may say something, without the languages. */
function sourceText(): string {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('locale'))
    .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
    .join('\n');
}

const valuesIn = (template: string) => [...new Set([...template.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

/** Every phrase in a value, however deep, and every text under a key that holds words of ours. */
function textsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return ['label', 'title', 'description'].includes(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (isPhrase(value)) return [value.say, ...Object.values(value.values).flatMap((one) => textsIn(one))];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, Array.isArray(value) ? key : name));
}

/** Titles of formats that are names of products and of APIs, and nothing else. */
const PRODUCTS = ['OpenAI Responses', 'Gemini generateContent', 'Cloudflare AI Gateway Logpush'];

/** Nothing but values and signs: there is nothing to translate. */
const isBare = (template: string) => !/\p{L}/u.test(template.replace(/\{[^}]*\}/g, ''));

describe.each(OTHERS)('%s', (locale: Locale) => {
  const { phrases } = LANGUAGES[locale];

  it('has every sentence, title and label of the monthly report', async () => {
    const reports = [
      await reportOn(here, WORKED, '2026-10', { to: ['discount:10%', 'fee:5%'], oneTimeCost: '10' }),
      await reportOn(here, [...busyLog(4), call('2026-11-03T00:00:00Z', { call_id: 'last' })], '2026-10'),
      await reportOn(here, WORKED.slice(0, 3), '2026-10'),
    ];
    const said = reports.flatMap(({ header, notes, document }) =>
      textsIn({ header, notes: notes.map(({ says }) => says), document }),
    );
    // What comes already said is found by its template.
    const isFound = (text: string) => speaking(locale).text(text) !== text;
    const lacking = [...new Set(said)].filter(
      (text) => !Object.hasOwn(phrases, text) && !isBare(text) && !isFound(text),
    );
    // Currencies, tool names and file syntax are the same in every language.
    expect(lacking.filter((text) => !['USD', 'tollbook {version}'].includes(text))).toEqual([]);
  });

  it('has what every shipped format and every statement says of itself', () => {
    const bare = (text: string) => text.replaceAll('`', '');
    // One word is the name of a field.
    const isField = (text: string) => text !== 'none' && !text.includes(' ');
    const said = FORMATS.flatMap(({ title, notLogged, identity }) => [title, bare(notLogged), bare(identity)]);
    const statements = [OPENAI_COSTS, ANTHROPIC_COSTS, ANTHROPIC_USAGE].flatMap(({ titles, cannotContain }) => [
      ...titles,
      ...cannotContain,
    ]);
    const lacking = [...new Set([...said, ...statements])].filter(
      (text) => !Object.hasOwn(phrases, text) && !isField(text) && !PRODUCTS.includes(text),
    );
    expect(lacking).toEqual([]);
    const conventions = FORMATS.map(describeFormat).flatMap(({ cache, reasoning }) => [bare(cache), reasoning]);
    expect([...new Set(conventions)].filter((text) => speaking(locale).text(text) === text)).toEqual([]);
    expect(PRODUCTS.filter((title) => !FORMATS.some((format) => format.title === title))).toEqual([]);
  });

  it('keeps the values of every sentence', () => {
    const wrong = Object.entries(phrases).filter(([template, words]) =>
      valuesIn(words).some((name) => !valuesIn(template).includes(name)),
    );
    expect(wrong).toEqual([]);
    const dropped = Object.entries(phrases).filter(
      ([template, words]) => JSON.stringify(valuesIn(words)) !== JSON.stringify(valuesIn(template)),
    );
    expect(dropped).toEqual([]);
  });

  it('has no sentence that nobody says', () => {
    // What formats say is written with the marks that Markdown needs, and shown without.
    const source = sourceText();
    const text = `${source}\n${source.replaceAll('`', '')}`;
    const words = Object.keys(phrases).filter((phrase) => {
      const inQuotes = [`'${phrase.replaceAll("'", "\\'")}'`, `"${phrase}"`, `\`${phrase}\``];
      const asKey = /^[a-z_]+$/i.test(phrase) && new RegExp(`\\b${phrase}\\b`).test(text);
      return !asKey && !inQuotes.some((quoted) => text.includes(quoted)) && !phrase.startsWith('not matched: ');
    });
    expect(words).toEqual([]);
  });
});

describe('formats of a user', () => {
  it('keep their titles and fields, even where they are words of ours; a title that nobody gave is translated', () => {
    const own = (id: string, title?: string) => ({
      ...describeFormat(
        ownFormat({ id, title, fields: { model: ['model'], output_tokens: ['out'] }, dedupe: [['request']] }),
      ),
      isOwn: true,
    });
    const common = envelope({ command: 'load formats', version: '0' }, []);
    const report = formatsReport({ common, formats: [own('one', 'no calls'), own('two')] });
    const lines = String(render(report, 'markdown', { locale: 'ko' })).split('\n');
    expect(lines.find((line) => line.startsWith('| one |'))).toMatch(
      /^\| one \| no calls \| request \|.*매핑이 빠뜨린 것 \|$/,
    );
    expect(lines.find((line) => line.startsWith('| two |'))).toMatch(/^\| two \| 직접 정의한 형식 \|/);
  });
});

describe('figures and dates', () => {
  it('are spelled by the language', () => {
    const [en, ko] = [speaking('en'), speaking('ko')];
    const amount = decimal('1234567.005');
    const type = 'money' as const;
    expect(figureText(amount, { type, currency: 'USD' }, 2, en)).toBe('$1,234,567.01');
    expect(figureText(amount, { type, currency: 'USD' }, 2, ko)).toBe('US$1,234,567.01');
    expect(figureText(amount, { type, currency: 'KRW' }, 0, ko)).toBe('₩1,234,567');
    expect(cellText(123_456_789_012_345_678_901n, 'integer', 2, ko)).toBe('123,456,789,012,345,678,901');
    expect([en.date('2026-10-05'), ko.date('2026-10-05')]).toEqual(['Oct 5, 2026', '2026. 10. 5.']);
    expect([en.month('2026-10'), ko.month('2026-10')]).toEqual(['October 2026', '2026년 10월']);
  });

  it('go with their words in English, and names are never translated', () => {
    const calls = (count: bigint) =>
      say('{calls} {calls|call|calls} up to {last}', { calls: count, last: { date: '2026-10-05' } });
    expect(speaking('en').text(calls(1n))).toBe('1 call up to Oct 5, 2026');
    expect(speaking('en').text(calls(2000n))).toBe('2,000 calls up to Oct 5, 2026');
    expect(speaking('ko').text(calls(2000n))).toBe('2026. 10. 5.까지 호출 2,000건');
    expect(cellText('total', 'text', 2, speaking('ko'))).toBe('total');
    expect(cellText(say('total'), 'text', 2, speaking('ko'))).toBe('합계');
    expect(speaking('ko').text('constructor')).toBe('constructor');
  });
});
