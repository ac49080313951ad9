import { describe, expect, it } from 'vitest';
import { exact } from '../../src/core/exact.js';
import { english, say } from '../../src/core/phrase.js';
import { envelope } from '../../src/reports/envelope.js';
import { isoInstant } from '../../src/reports/instants.js';
import { foldUnpriced, unpricedNote, unpricedTable } from '../../src/reports/unpriced.js';
import { COVERAGE, common, INPUT, UNPRICED } from './fixtures.js';

describe('the header', () => {
  it('says which source answered, for when, how much was read and what the costs are', () => {
    expect(common().header.map(english)).toEqual([
      'Read from 3 files: logs/*.jsonl. Last call at 2026-09-30T23:59:59Z.',
      'Period: 2026-09-01T00:00:00Z to 2026-10-01T00:00:00Z (excluded); days are cut in UTC.',
      'Coverage: 30 of 30 days with calls.',
      '1,200 lines: 5 blank, 15 rejected, 60 ignored, 1,120 with calls; 1,130 calls found: 1,100 accepted, 30 duplicate.',
      'Costs are estimates at list prices (basis: list), price book list as of 2026-11-23.',
      'Totals are lower bounds: 100 of 1,100 calls could not be fully priced.',
    ]);
  });

  it('names the ledger, calls without a time and a span that nobody asked for', () => {
    const { header } = common({
      source: { kind: 'ledger', path: 'tollbook.duckdb', lastCallAt: null },
      period: { start: 0, end: 60_000, zone: 'Asia/Seoul', isAsked: false },
      coverage: { ...COVERAGE, days: 1, daysWithCalls: 1, callsWithoutTime: 2n },
    });
    expect(header.slice(0, 3).map(english)).toEqual([
      'Answered by the ledger tollbook.duckdb (3 files). No call has a time.',
      'Period: 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z, the span of the calls; days are cut in Asia/Seoul.',
      'Coverage: 1 of 1 day with calls; 2 calls without a time.',
    ]);
  });

  it('says of subscription traffic that it was not billed', () => {
    expect(common({ basis: 'notional', priceBook: undefined }).header.map(english)).toContain(
      'Costs are what subscription traffic would have cost, not what was billed (basis: notional).',
    );
  });
});

describe('the common JSON keys', () => {
  it('are those of every command, in order, with what is missing as null', () => {
    const { envelope: keys, header } = envelope({ command: 'prices list', version: '0.1.0' }, []);
    expect(header).toEqual([]);
    expect(Object.entries(keys)).toEqual([
      ['schema_version', '1'],
      ['command', 'prices list'],
      ['tollbook_version', '0.1.0'],
      ['source', null],
      ['period', null],
      ['where', null],
      ['sources', null],
      ['coverage', null],
      ['price_book', null],
      ['basis', null],
      ['currency', null],
      ['unpriced', []],
      ['notes', []],
      ['group_by', []],
    ]);
  });

  it('carry counts, instants and notes', () => {
    const { envelope: keys } = common();
    expect(keys.source).toEqual({ kind: 'logs', path: 'logs/*.jsonl', last_call_at: '2026-09-30T23:59:59Z' });
    expect(keys.sources).toEqual({
      files: 3,
      lines: 1200n,
      blank: 5n,
      rejected: 15n,
      ignored: 60n,
      with_calls: 1120n,
      calls_found: 1130n,
      accepted: 1100n,
      duplicate: 30n,
    });
    expect(keys.coverage).toMatchObject({ days: 30, calls_priced: 1000n, tokens_priced: 1_500_000n });
    expect(keys.price_book).toEqual({ id: 'list', hash: 'sha256:00', as_of: '2026-11-23' });
    expect(keys.notes).toEqual([
      { code: 'rejected_lines', message: '15 lines were rejected, first logs/a.jsonl:7', count: 15 },
    ]);
  });
});

describe('unpriced usage', () => {
  it('is one entry per provider, model, meter and reason, largest volume first', () => {
    const small = { ...UNPRICED, model: 'b', tokens: 7n, calls: 3n };
    const folded = foldUnpriced([small, UNPRICED, { ...small, tokens: 5n }]);
    expect(folded.map(({ model, calls, tokens }) => [model, calls, tokens])).toEqual([
      ['acme-large', 100n, 50_000n],
      ['b', 6n, 12n],
    ]);
  });

  it('gets a table that says why and what is near, and no table where there is none', () => {
    expect(unpricedTable([])).toBeUndefined();
    expect(unpricedTable([{ ...UNPRICED, firstAt: 1000, lastAt: 2000 }])?.rows).toEqual([
      [
        'acme',
        'acme-large',
        say('all'),
        100n,
        50_000n,
        null,
        1000,
        2000,
        say('no price for this model'),
        'acme/acme-large-2, acme/acme-small',
      ],
    ]);
  });

  it('keeps the volume of a meter that does not count tokens', () => {
    const searches = {
      ...UNPRICED,
      meter: 'web_search' as const,
      tokens: 0n,
      quantity: exact(40n),
      reason: 'no_rate' as const,
    };
    const { envelope: keys } = envelope({ ...INPUT, unpriced: [searches] }, []);
    expect(keys.unpriced).toMatchObject([{ meter: 'web_search', tokens: 0n, quantity: exact(40n) }]);
  });

  it('makes an answer incomplete', () => {
    expect(unpricedNote([])).toBeUndefined();
    expect(unpricedNote([{ ...UNPRICED, model: 'evil\u001b[2J' }])).toMatchObject({
      code: 'unpriced_usage',
      incomplete: true,
      message: expect.stringMatching(
        /^1 kind of usage could not be priced, first evil\\u\{1b\}\[2J \(no price for this model\)/,
      ),
    });
  });
});

describe('an instant', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [1_500, '1970-01-01T00:00:01.500Z'],
    [1_500.25, '1970-01-01T00:00:01.500250Z'],
    [999.9999, '1970-01-01T00:00:01Z'],
    [-0.5, '1969-12-31T23:59:59.999500Z'],
    [Number.POSITIVE_INFINITY, 'infinity'],
    [-9e15, '-infinity'],
  ])('%s ms is %s', (milliseconds, text) => {
    expect(isoInstant(milliseconds)).toBe(text);
  });
});
