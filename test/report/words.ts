/** Words of the report's tests: logs of two months, and one report about them. Asserts nothing. */
import type { Budgets } from '../../src/books/budgets.js';
import type { ReportChoice } from '../../src/core/question.js';
import { report } from '../../src/pipeline/report.js';
import type { Report } from '../../src/reports/report.js';
import { book, type Desk, pricing, question } from '../pipeline/words.js';

type Call = Readonly<Record<string, unknown>>;

export const BOOK = book({
  alpha: '{input: 3, cache_read: "0.3", output: 15}',
  beta: '{input: 1, output: 5}',
});

export function call(at: string, more: Call): Call {
  return { started_at: at, provider: 'acme', model: 'alpha', status: 'ok', output_tokens: 0, ...more };
}

/**
 * Worked by hand, in USD per million tokens of alpha: input 3, cache read 0.30, output 15.
 *
 *   September 10   1 M in, 100 k out                  3.00 + 1.50         =  4.50
 *   October 1      2 M in, 1 M of it cached, 200 k out, team search
 *                                                     3.00 + 0.30 + 3.00  =  6.30
 *   October 2      failed with 100 k in                                   =  0.30
 *   October 31     1 M in, 100 k out, no team         3.00 + 1.50         =  4.50
 *   October                                                                 11.10
 */
export const WORKED: readonly Call[] = [
  call('2026-09-10T12:00:00Z', { call_id: 'a', input_tokens: 1_000_000, output_tokens: 100_000, team: 'search' }),
  call('2026-10-01T12:00:00Z', {
    call_id: 'b',
    input_tokens: 2_000_000,
    cache_read_tokens: 1_000_000,
    output_tokens: 200_000,
    team: 'search',
    project: '=1+1',
    duration_ms: 900,
    is_streamed: true,
    first_token_ms: 100,
  }),
  call('2026-10-02T12:00:00Z', {
    call_id: 'c',
    input_tokens: 100_000,
    status: 'error',
    http_status: 500,
    error_type: 'server_error',
  }),
  call('2026-10-31T12:00:00Z', {
    call_id: 'd',
    input_tokens: 1_000_000,
    output_tokens: 100_000,
    duration_ms: 1100,
    is_streamed: false,
  }),
  call('2026-11-01T12:00:00Z', { call_id: 'e', input_tokens: 1 }),
];

const HOSTILE = ['<img src=x onerror=alert(1)>', '=HYPERLINK("http://x","y")', '@SUM(A1)', '\u001b[31mred\u202etxt'];
const TEAMS = [
  'search',
  'support',
  null,
  '데이터 플랫폼',
  'a-team-with-a-very-long-name-that-goes-on-and-on',
  '+cmd|calc',
];
const ERRORS = [
  [429, 'rate_limit'],
  [500, 'server_error'],
  [529, 'overloaded'],
] as const;

/** Two months of many models, teams, errors, streams and caches, with hostile names; always the same. */
export function busyLog(callsPerDay: number): Call[] {
  const models = ['alpha', 'beta', ...HOSTILE, ...Array.from({ length: 6 }, (_, index) => `unknown-${index}`)];
  const dates = ['2026-09', '2026-10'].flatMap((month) =>
    Array.from({ length: month === '2026-09' ? 30 : 31 }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`),
  );
  return dates.flatMap((date, day) =>
    Array.from({ length: callsPerDay }, (_, index) => {
      const spread = (day * 31 + index * 17) % 97;
      const isStreamed = index % 2 === 0;
      const failed = spread % 19 === 0 ? ERRORS[spread % ERRORS.length] : undefined;
      const team = TEAMS[spread % TEAMS.length];
      return call(`${date}T${String(index % 24).padStart(2, '0')}:00:00Z`, {
        call_id: `${date}-${index}`,
        model: models[index < callsPerDay / 2 ? index % 2 : index % models.length],
        input_tokens: 20_000 + spread * 900,
        cache_read_tokens: spread * 100,
        output_tokens: 500 + spread * 40,
        duration_ms: 600 + spread * 45,
        is_streamed: isStreamed,
        api_key: `sk-live-${String(spread % 60).padStart(20, '0')}`,
        user_id: `u${spread}`,
        project: spread % 3 === 0 ? 'web' : '-1+1',
        ...(isStreamed ? { first_token_ms: 90 + spread * 3 } : {}),
        ...(team === null ? {} : { team }),
        ...(failed === undefined ? {} : { status: 'error', http_status: failed[0], error_type: failed[1] }),
      });
    }),
  );
}

export async function reportOn(
  here: Desk,
  lines: readonly Call[],
  month: string,
  choice: Partial<ReportChoice & Budgets> = {},
): Promise<Report> {
  const log = here.log('calls.jsonl', lines);
  const asked = {
    ...pricing([here.write('book.yaml', BOOK)]),
    to: [],
    holidays: [],
    budgets: [],
    fiscalYearStart: 1,
    ...choice,
  };
  const answer = await report(question([log], { by: [], month }), asked, here.surroundings);
  return answer.report;
}
