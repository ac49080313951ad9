/** What a price book may not say, each with the sentence it gets; and that what it may say reads the same in any spelling. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toDecimal } from '../../src/core/decimal.js';
import { ToolError } from '../../src/core/errors.js';
import { parseYaml, readShape } from '../../src/core/yaml.js';
import { BookShape } from '../../src/pricing/book-schema.js';
import { openOwnBook, openPriceBook } from '../../src/pricing/price-book.js';
import { bookFile, bookText, layered, oneSku, shared } from './helpers.js';

/** `place: message / hint` of the refusal. */
function refusal(text: string): string {
  try {
    readShape(BookShape, parseYaml(text, 'b.yaml'), 'b.yaml');
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    expect(error.exitCode).toBe(2);
    return `${error.where} | ${error.message}${error.hint ? ` | ${error.hint}` : ''}`;
  }
  return 'accepted';
}

const S = 'source: {retrieved: 2026-11-23}';
const V0 = 'b.yaml: skus[0].versions[0]';
const ruled = (rule: string) => oneSku(`[{${S}, rates: {input: "1"}, ${rule}}]`);
const whenIs = (when: string) => ruled(`overrides: [{id: o, when: ${when}, rates: {input: "2"}}]`);
const at = (path: string) => `${V0}.overrides[0].when${path}`;

describe('refused', () => {
  const table: [what: string, text: string, expected: string][] = [
    [
      'another schema',
      'schema: tollbook-prices/2\nid: x\nas_of: 2026-01-01\ncurrency: USD\n',
      'b.yaml: schema | expected tollbook-prices/1, found tollbook-prices/2',
    ],
    [
      'a list for a book',
      '- a\n',
      'b.yaml | expected a map, found a list | its keys are schema, id, as_of, currency, extends, skus, offers',
    ],
    [
      'an unknown key',
      'schema: tollbook-prices/1\nid: x\nas_of: 2026-01-01\ncurrency: USD\nmodels: []\n',
      'b.yaml: models | expected a key of the format, found the key "models" | the keys here are schema, id, as_of, currency, extends, skus, offers',
    ],
    [
      'a missing currency',
      'schema: tollbook-prices/1\nid: x\nas_of: 2026-01-01\n',
      'b.yaml: currency | expected a currency code such as USD, found nothing',
    ],
    [
      'a currency in words',
      'schema: tollbook-prices/1\nid: x\nas_of: 2026-01-01\ncurrency: dollars\n',
      'b.yaml: currency | expected a currency code of three capital letters such as USD, found dollars',
    ],
    [
      'a day that does not exist',
      'schema: tollbook-prices/1\nid: x\nas_of: 2026-02-30\ncurrency: USD\n',
      'b.yaml: as_of | expected a date that exists in the calendar, found 2026-02-30',
    ],
    [
      'an exponent',
      oneSku(`[{${S}, rates: {output: 1.5e1}}]`),
      `${V0}.rates.output | expected a price such as 15.00, found 1.5e1 | write 15; exponents and thousands separators are not allowed`,
    ],
    [
      'a small exponent',
      oneSku(`[{${S}, rates: {output: 3e-6}}]`),
      `${V0}.rates.output | expected a price such as 15.00, found 3e-6 | write 0.000003; exponents and thousands separators are not allowed`,
    ],
    [
      'a thousands separator',
      oneSku(`[{${S}, rates: {output: "1,000"}}]`),
      `${V0}.rates.output | expected a price such as 15.00, found 1,000 | write 1000; exponents and thousands separators are not allowed`,
    ],
    [
      'more decimals than the engine has',
      oneSku(`[{${S}, rates: {output: "0.0000000000000000001"}}]`),
      `${V0}.rates.output | expected a price such as 15.00, found 0.0000000000000000001 | at most 20 digits before the point and 18 after it`,
    ],
    [
      'a negative price',
      oneSku(`[{${S}, rates: {output: "-1"}}]`),
      `${V0}.rates.output | expected a price of at least 0, found -1 | a discount is a percent step with a negative percent`,
    ],
    [
      'no price at all',
      oneSku(`[{${S}, rates: {output: }}]`),
      `${V0}.rates.output | expected a price such as 15.00, found nothing | exponents and thousands separators are not allowed`,
    ],
    [
      'a list for a price',
      oneSku(`[{${S}, rates: {output: []}}]`),
      `${V0}.rates.output | expected a price such as 15.00, or {price, per}, found an empty list`,
    ],
    [
      'no rates and not free',
      oneSku(`[{${S}}]`),
      `${V0} | expected either rates or free: true, found a map | write one of the two`,
    ],
    [
      'rates and free',
      oneSku(`[{${S}, free: true, rates: {input: "1"}}]`),
      `${V0} | expected either rates or free: true, found a map | write one of the two`,
    ],
    [
      'empty rates',
      oneSku(`[{${S}, rates: {}}]`),
      `${V0}.rates | expected at least one rate, found an empty map | write free: true if the model really is free`,
    ],
    [
      'a bare price for searches',
      oneSku(`[{${S}, rates: {web_search: "10"}}]`),
      `${V0}.rates.web_search | expected {price, per}, found 10 | this meter does not count tokens: write {price: "10", per: "1000"} or what its price is for`,
    ],
    [
      'per 0',
      oneSku(`[{${S}, rates: {web_search: {price: "10", per: "0"}}}]`),
      `${V0}.rates.web_search.per | expected a plain decimal above 0, found 0`,
    ],
    [
      'a meter that does not exist',
      oneSku(`[{${S}, rates: {inputs: "1"}}]`),
      `${V0}.rates.inputs | expected a key of the format, found the key "inputs" | the keys here are input, unsplit, input_audio, input_image, input_video, cache_read, cache_read_audio, cache_read_image, cache_write, cache_write_5m, cache_write_1h, output, output_reasoning, output_audio, output_image, output_video, output_citation, request, web_search, file_search, image, audio_second, video_second, page, code_exec_hour, session_hour, cache_storage_mtok_hour`,
    ],
    [
      'a version that ends before it starts',
      oneSku(`[{${S}, from: 2026-02-01, to: 2026-01-01, rates: {input: "1"}}]`),
      `${V0}.to | expected an end after the start, found 2026-01-01`,
    ],
    [
      'a version of no length',
      oneSku(`[{${S}, from: 2026-02-01, to: 2026-02-01, rates: {input: "1"}}]`),
      `${V0}.to | expected an end after the start, found 2026-02-01`,
    ],
    [
      'a gap',
      oneSku(`[{${S}, to: 2026-01-01, rates: {input: "1"}}, {${S}, from: 2026-02-01, rates: {input: "1"}}]`),
      'b.yaml: skus[0].versions[1].from | expected 2026-01-01, where version 0 ends, found 2026-02-01 | versions must neither overlap nor leave a gap',
    ],
    [
      'an overlap',
      oneSku(`[{${S}, to: 2026-02-01, rates: {input: "1"}}, {${S}, from: 2026-01-01, rates: {input: "1"}}]`),
      'b.yaml: skus[0].versions[1].from | expected 2026-02-01, where version 0 ends, found 2026-01-01 | versions must neither overlap nor leave a gap',
    ],
    [
      'a version after one without an end',
      oneSku(`[{${S}, rates: {input: "1"}}, {${S}, from: 2026-01-01, rates: {input: "1"}}]`),
      'b.yaml: skus[0].versions[0].to | expected versions in time order: version 0 has no end, found nothing | give it a to',
    ],
    [
      'an empty when',
      whenIs('{}'),
      `${at('')} | expected at least one condition, found an empty map | what always holds belongs into rates`,
    ],
    [
      'an empty comparison',
      whenIs('{input_tokens: {}}'),
      `${at('.input_tokens')} | expected at least one of gt, gte, lt, lte, found an empty map`,
    ],
    [
      'a size with decimals',
      whenIs('{input_tokens: {gt: "1.5"}}'),
      `${at('.input_tokens.gt')} | expected a whole number such as 200000, found 1.5 | no separators, no decimals`,
    ],
    [
      'no tiers',
      whenIs('{service_tier: []}'),
      `${at('.service_tier')} | expected at least one entry, found an empty list`,
    ],
    ['a word for a truth', whenIs('{is_batch: yes}'), `${at('.is_batch')} | expected true or false, found yes`],
    ['an empty span', whenIs('{at: {}}'), `${at('.at')} | expected from or to, found an empty map`],
    [
      'a span that ends before it starts',
      whenIs('{at: {from: 2026-02-01, to: 2026-01-01}}'),
      `${at('.at.to')} | expected an end after the start, found 2026-01-01`,
    ],
    [
      'an instant without Z',
      whenIs('{at: {from: "2026-02-01T00:00:00"}}'),
      `${at('.at.from')} | expected a date such as 2026-11-23 or an instant such as 2026-11-23T06:00:00Z, found 2026-02-01T00:00:00 | times are UTC and end in Z`,
    ],
    [
      'an hour that does not exist',
      whenIs('{at: {from: "2026-02-01T25:00:00Z"}}'),
      `${at('.at.from')} | expected a date that exists in the calendar, found 2026-02-01T25:00:00Z`,
    ],
    [
      'a clock that says nothing',
      whenIs('{clock: {tz: UTC}}'),
      `${at('.clock')} | expected days or windows, found a map`,
    ],
    [
      'a zone nobody knows',
      whenIs('{clock: {tz: Mars/Olympus, days: [mon]}}'),
      `${at('.clock.tz')} | expected a time zone such as Asia/Seoul, found Mars/Olympus | write an IANA name, or UTC`,
    ],
    [
      'an offset for a zone',
      whenIs('{clock: {tz: "+08:00", days: [mon]}}'),
      `${at('.clock.tz')} | expected a time zone such as Asia/Seoul, found +08:00 | write an IANA name, or UTC`,
    ],
    [
      'a day in full',
      whenIs('{clock: {tz: UTC, days: [monday]}}'),
      `${at('.clock.days[0]')} | expected a day: mon, tue, wed, thu, fri, sat or sun, found monday`,
    ],
    [
      'a time without a zero',
      whenIs('{clock: {tz: UTC, windows: [["9:00", "10:00"]]}}'),
      `${at('.clock.windows[0][0]')} | expected a time such as 09:00, found 9:00 | from 00:00 to 24:00`,
    ],
    [
      'a window of no length',
      whenIs('{clock: {tz: UTC, windows: [["09:00", "09:00"]]}}'),
      `${at('.clock.windows[0]')} | expected a window that is not empty, found a list`,
    ],
    [
      'a negative factor',
      ruled('multipliers: [{id: m, when: {is_batch: true}, factor: "-0.5"}]'),
      `${V0}.multipliers[0].factor | expected a price of at least 0, found -0.5 | a discount is a percent step with a negative percent`,
    ],
    [
      'a multiplier of an unknown meter',
      ruled('multipliers: [{id: m, when: {is_batch: true}, factor: "0.5", meters: [tokens]}]'),
      `${V0}.multipliers[0].meters[0] | expected a meter, found tokens | meters are input, unsplit, input_audio, input_image, input_video, cache_read, cache_read_audio, cache_read_image, cache_write, cache_write_5m, cache_write_1h, output, output_reasoning, output_audio, output_image, output_video, output_citation, request, web_search, file_search, image, audio_second, video_second, page, code_exec_hour, session_hour, cache_storage_mtok_hour`,
    ],
    [
      'fallbacks in a circle',
      ruled('fallback: {input_audio: input_image, input_image: input_audio}'),
      `${V0}.fallback.input_audio | expected fallbacks that end at a meter with a rate, found input_image | input_audio leads back to itself`,
    ],
    [
      'a meter that falls back to itself',
      ruled('fallback: {output: output}'),
      `${V0}.fallback.output | expected fallbacks that end at a meter with a rate, found output | output leads back to itself`,
    ],
    [
      'a pattern that does not compile',
      bookText(`  - {sku: a, provider: p, match: [{regex: '(?i)^x'}], versions: [{${S}, free: true}]}\n`),
      'b.yaml: skus[0].match[0].regex | expected a regular expression that JavaScript accepts, found (?i)^x | write it without (?i): case is ignored; double the backslashes in double quotes',
    ],
    [
      'a match of no kind',
      bookText(`  - {sku: a, provider: p, match: [x], versions: [{${S}, free: true}]}\n`),
      'b.yaml: skus[0].match[0] | expected {exact: …} or {regex: …}, found x',
    ],
    [
      'no match',
      bookText(`  - {sku: a, provider: p, match: [], versions: [{${S}, free: true}]}\n`),
      'b.yaml: skus[0].match | expected at least one entry, found an empty list',
    ],
    [
      'one SKU twice',
      bookText(
        `  - {sku: a, provider: p, match: [{exact: x}], versions: [{${S}, free: true}]}\n` +
          `  - {sku: a, provider: p, match: [{exact: y}], versions: [{${S}, free: true}]}\n`,
      ),
      'b.yaml: skus[1].sku | expected an id that no other SKU of the book has, found a | put the dates of one SKU into its versions',
    ],
    [
      'one name for two SKUs of a seller',
      bookText(
        `  - {sku: a, provider: bedrock, match: [{exact: X}], versions: [{${S}, free: true}]}\n` +
          `  - {sku: b, provider: aws, match: [{exact: x}], versions: [{${S}, free: true}]}\n`,
      ),
      'b.yaml: skus[1].match[0].exact | expected an exact match that no other SKU of aws has, found x | skus[0] has it too',
    ],
    [
      'a source without its date',
      oneSku('[{source: {url: https://example.com}, rates: {input: "1"}}]'),
      `${V0}.source.retrieved | expected a date such as 2026-11-23, found nothing`,
    ],
    [
      'several things at once',
      oneSku(`[{${S}, rates: {input: x, output: "-1"}}]`),
      `${V0}.rates.input | expected a price such as 15.00, found x\nalso skus[0].versions[0].rates.output: expected a price of at least 0, found -1 | exponents and thousands separators are not allowed`,
    ],
  ];
  it.each(table)('%s', (_, text, expected) => {
    expect(refusal(text)).toBe(expected);
  });
});

describe('accepted', () => {
  it('the examples of the format', async () => {
    for (const name of ['reference/example.pricebook.yaml', 'reference/worked-example.prices.yaml']) {
      const file = shared(name);
      if (!file) continue;
      const book = await openPriceBook({ files: [file] });
      expect(book.offers.length).toBeGreaterThan(0);
    }
  });

  it('numbers with and without quotes, in YAML and JSON, all digits kept', () => {
    for (const price of ['3', '"3"', '3.0', "'3.00'"]) {
      const book = readShape(BookShape, parseYaml(oneSku(`[{${S}, rates: {input: ${price}}}]`), 'b'), 'b');
      expect(toDecimal(book.skus[0]!.versions[0]!.rates.get('input')!.price)).toBe('3');
    }
    const json =
      '{"schema":"tollbook-prices/1","id":"x","as_of":"2026-01-01","currency":"USD","skus":[{"sku":"a","provider":"p",' +
      '"match":[{"exact":"a"}],"versions":[{"source":{"retrieved":"2026-01-01"},"rates":{"input":0.12345678901234567}}]}]}';
    const book = readShape(BookShape, parseYaml(json, 'b.json'), 'b.json');
    expect(toDecimal(book.skus[0]!.versions[0]!.rates.get('input')!.price)).toBe('0.12345678901234567');
  });

  it('a fallback that turns a default round', () => {
    expect(refusal(ruled('fallback: {cache_write: cache_write_5m}'))).toBe('accepted');
  });

  it('a format that other tools can check too', () => {
    const schema = z.toJSONSchema(BookShape, { io: 'input', unrepresentable: 'any' });
    expect(JSON.stringify(schema)).toContain('cache_write_5m');
  });
});

describe('layers', () => {
  const named = (id: string, more = '') =>
    `schema: tollbook-prices/1\nid: ${id}\nas_of: 2026-11-${id === 'one' ? '01' : '02'}\ncurrency: USD\n${more}`;

  it('stand in the order given, over the bundled list, dated by the newest', async () => {
    const book = await layered(named('two'), named('one'));
    const [list, catalog, ...files] = book.layers;
    expect(list?.id).toBe('builtin:genai-prices@0.1.8');
    expect(catalog?.id).toBe(`builtin:catalog@${catalog?.asOf}`);
    expect(files.map((layer) => [layer.id, layer.asOf])).toEqual([
      ['two', '2026-11-02'],
      ['one', '2026-11-01'],
    ]);
    expect(book.id).toBe(book.layers.map((layer) => layer.id).join(' + '));
    expect(book.asOf).toBe(
      book.layers
        .map((layer) => layer.asOf)
        .sort()
        .at(-1),
    );
  });

  it('below the book that extends them, once', async () => {
    const below = await bookFile(named('one'), 'one.yaml');
    const above = await bookFile(named('two', `extends: [builtin:genai-prices@0.1.8, ${below}]\n`), 'two.yaml');
    const ids = (await openPriceBook({ files: [below, above] })).layers.map((layer) => layer.id);
    expect(ids).toEqual(['builtin:genai-prices@0.1.8', expect.stringMatching(/^builtin:catalog@/), 'one', 'two']);
    expect((await openOwnBook(above)).id).toBe('builtin:genai-prices@0.1.8 + one + two');
    expect((await openOwnBook(below)).id).toBe('one');
  });

  it('have one hash for one content', async () => {
    const hash = async (text: string) => (await openOwnBook(await bookFile(text))).hash;
    const one = await hash(named('one'));
    expect(one).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await hash(`# a comment\ncurrency: "USD"\n${named('one').replace('currency: USD\n', '')}`)).toBe(one);
    expect(await hash(named('two'))).not.toBe(one);
    expect((await openPriceBook({ files: [] })).hash).toBe((await openPriceBook({ files: [] })).hash);
  });

  it('in another currency are refused', async () => {
    const file = await bookFile(named('one').replace('USD', 'EUR'));
    await expect(openPriceBook({ files: [file] })).rejects.toMatchObject({
      where: `${file}: currency`,
      message: 'expected USD as in the books below it, found EUR',
    });
    expect((await openOwnBook(file)).currency).toBe('EUR');
  });

  it('of another version, missing or in a circle are refused', async () => {
    const other = await bookFile(named('one', 'extends: [builtin:genai-prices@0.1.7]\n'));
    await expect(openPriceBook({ files: [other] })).rejects.toMatchObject({
      where: `${other}: extends[0]`,
      message: 'expected builtin:genai-prices@0.1.8, found builtin:genai-prices@0.1.7',
    });
    await expect(openPriceBook({ files: ['no/such/book.yaml'] })).rejects.toMatchObject({
      where: 'no/such/book.yaml',
      message: 'expected a readable file, found no such file',
      exitCode: 2,
    });
    const circle = await bookFile(named('one', 'extends: [./book.yaml]\n'));
    await expect(openPriceBook({ files: [circle] })).rejects.toMatchObject({
      message: 'expected books that do not extend each other, found a circle',
    });
  });

  it('may hold variants of offers below them, and of no others', async () => {
    const offer = (id: string, of: string) =>
      named(
        'two',
        `offers: [{id: ${id}, label: x, kind: gateway, variant_of: ${of}, currency: USD, ${S}, steps: [{id: u, kind: usage}]}]\n`,
      );
    const base = named(
      'one',
      `offers: [{id: base, label: x, kind: gateway, currency: USD, ${S}, steps: [{id: u, kind: usage}]}]\n`,
    );
    const ids = (await layered(base, offer('more', 'base'))).offers.map((one) => one.id);
    expect(ids.slice(-2)).toEqual(['base', 'more']);
    await expect(layered(offer('more', 'base'))).rejects.toMatchObject({
      where: expect.stringContaining('offers[0].variant_of'),
      message: 'expected the id of another offer, found base',
    });
  });
});
