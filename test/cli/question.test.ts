/**
 * Arguments in, question out: what each command asks of the pipeline.
 */
import { describe, expect, it } from 'vitest';
import { tollbook } from './support.js';

const PLAIN = {
  source: { logs: ['a.jsonl'], ledger: 'tollbook.duckdb' },
  reading: { assumeZone: undefined, anthropicInput: 'exclusive' },
  zone: 'UTC',
  by: ['model'],
  where: [],
};
const NO_PRICING = { books: [], split: undefined, aliases: {} };

describe('what a command asks', () => {
  it('usage without options', async () => {
    const { asked, exitCode, output } = await tollbook('usage a.jsonl');
    expect(asked).toEqual({ name: 'usage', arguments: [PLAIN, NO_PRICING] });
    expect(exitCode).toBe(0);
    expect(output).toBe('<table>\n');
  });

  it('usage with every option', async () => {
    const { asked } = await tollbook([
      ...'usage a b - --db t.duckdb --assume-tz Asia/Seoul --anthropic-input inclusive --tz europe/berlin'.split(' '),
      ...'--since 2026-10-01 --until 2026-10-02T00:00:00+09:00 --days 31 --by team,tag:cost-center --by day'.split(' '),
      ...['--where', 'team=a=b', '--where', 'user=', '--top', '5', '--prices', 'p.yaml', '--prices', 'q.yaml'],
      ...['--split', '0.75'],
    ]);
    expect(asked).toEqual({
      name: 'usage',
      arguments: [
        {
          source: { logs: ['a', 'b', '-'], ledger: 't.duckdb' },
          reading: { assumeZone: 'Asia/Seoul', anthropicInput: 'inclusive' },
          zone: 'Europe/Berlin',
          since: '2026-10-01',
          until: '2026-10-01T15:00:00.000Z',
          days: 31,
          by: ['team', 'tag:cost-center', 'day'],
          where: [
            { dimension: 'team', value: 'a=b' },
            { dimension: 'user', value: '' },
          ],
          top: 5,
        },
        { books: ['p.yaml', 'q.yaml'], split: '0.75', aliases: {} },
      ],
    });
  });

  it('errors groups by model and day, latency by model and without prices', async () => {
    const errors = await tollbook('errors a.jsonl');
    expect(errors.asked).toEqual({ name: 'errors', arguments: [{ ...PLAIN, by: ['model', 'day'] }, NO_PRICING] });
    const latency = await tollbook('latency a.jsonl');
    expect(latency.asked).toEqual({ name: 'latency', arguments: [PLAIN] });
  });

  it('cost at list and at an offer', async () => {
    expect((await tollbook('cost a.jsonl')).asked?.arguments.slice(1)).toEqual([NO_PRICING, { explain: false }]);
    const offer = await tollbook('cost a.jsonl --offer gateway --scenario s.yaml --explain');
    expect(offer.asked?.arguments[2]).toEqual({ explain: true, offer: 'gateway', scenario: 's.yaml' });
  });

  it('compare', async () => {
    const { asked } = await tollbook(
      'compare a.jsonl --to openrouter,fee:5% --to discount:15% --volume 5Mtok/month --one-time-cost 200 --explain --assume-month 2026-09',
    );
    expect(asked).toEqual({
      name: 'compare',
      arguments: [
        { ...PLAIN, by: [], assumeMonth: '2026-09' },
        {
          ...NO_PRICING,
          to: ['openrouter', 'fee:5%', 'discount:15%'],
          volume: '5Mtok/month',
          oneTimeCost: '200',
          holidays: [],
        },
        { explain: true },
      ],
    });
  });

  it('load, and what it would load', async () => {
    const source = { logs: ['a', 'b'], ledger: 'tollbook.duckdb' };
    expect((await tollbook('load a b')).asked?.arguments).toEqual([
      source,
      PLAIN.reading,
      { dryRun: false, replace: false },
    ]);
    expect((await tollbook('load a b --dry-run')).asked?.arguments[2]).toEqual({ dryRun: true, replace: false });
  });

  it('query takes its text first', async () => {
    const { asked } = await tollbook(['query', 'select 1', 'a.jsonl', '--month', '2026-10']);
    const question = { ...PLAIN, by: [], month: '2026-10' };
    expect(asked).toEqual({ name: 'query', arguments: [question, { text: 'select 1', isUnsafe: false }] });
    const unsafe = await tollbook(['query', '--unsafe', 'select 1', 'a.jsonl', '--month', '2026-10']);
    expect(unsafe.asked?.arguments).toEqual([question, { text: 'select 1', isUnsafe: true }]);
  });

  it('prices', async () => {
    expect((await tollbook('prices list sonnet')).asked?.arguments).toEqual([NO_PRICING, { filter: 'sonnet' }]);
    const explain = await tollbook(
      'prices explain m --provider p --at 2026-10-01 --input 1 --output 2 --cache-read 3 --cache-write 4 --meter web_search=5 --tier flex --batch --speed fast --region eu --geo us',
    );
    expect(explain.asked?.arguments[1]).toEqual({
      model: 'm',
      provider: 'p',
      at: '2026-10-01',
      usage: { input: '1', output: '2', cache_read: '3', cache_write: '4', web_search: '5' },
      serviceTier: 'flex',
      isBatch: true,
      speed: 'fast',
      region: 'eu',
      inferenceGeo: 'us',
    });
  });
});

describe('relative words', () => {
  // 2026-03-01 00:30 in Seoul is still February in UTC.
  const now = '--now 2026-02-28T15:30:00Z';
  it.each([
    ['--since today', { since: '2026-02-28' }],
    ['--since today --tz Asia/Seoul', { since: '2026-03-01' }],
    ['--since yesterday --tz Asia/Seoul', { since: '2026-02-28' }],
    ['--since last-month --until last-month', { since: '2026-01-01', until: '2026-01-31' }],
    ['--since last-month --until last-month --tz Asia/Seoul', { since: '2026-02-01', until: '2026-02-28' }],
    ['--since this-month --until this-month --tz Asia/Seoul', { since: '2026-03-01', until: '2026-03-31' }],
    ['--month last-month --tz Asia/Seoul', { month: '2026-02' }],
    ['--month this-month', { month: '2026-02' }],
  ])('%s', async (options, period) => {
    const { asked } = await tollbook(`usage a ${options} ${now}`);
    expect(asked?.arguments[0]).toMatchObject(period);
  });

  it('knows leap years and the turn of a year', async () => {
    const leap = await tollbook('usage a --until this-month --now 2028-02-10');
    expect(leap.asked?.arguments[0]).toMatchObject({ until: '2028-02-29' });
    const january = await tollbook('usage a --month last-month --now 2026-01-31');
    expect(january.asked?.arguments[0]).toMatchObject({ month: '2025-12' });
  });
});
