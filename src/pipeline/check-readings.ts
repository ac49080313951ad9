/** What each kind of gate reads from the selected calls. Counts per grouping and prices per grouping are made once. */
import { compare, divide, exact, ZERO } from '../core/exact.js';
import type { Dimension, PricingChoice, Question, Surroundings } from '../core/question.js';
import { dateOf } from '../core/zone.js';
import type { Month } from '../projection/month.js';
import type { VolumeEntry } from '../projection/volume-file.js';
import type { Reading } from '../quality/judge.js';
import type { Gate } from '../quality/policy.js';
import {
  type CostDay,
  costs,
  costsEach,
  counts,
  extremes,
  failedRequests,
  NOT_TIMED,
  quantiles,
  shares,
  spikes,
} from '../quality/readings.js';
import { volumeDimensions } from '../quality/volumes.js';
import { together } from '../queries/account.js';
import { busiestUserDays, dayFacts, quantileDays, requestDays, streaks } from '../queries/checks.js';
import type { Grouping } from '../queries/dimensions.js';
import { refuseOtherCurrency } from '../reports/diff-notes.js';
import type { SavedCost } from '../reports/saved-cost.js';
import { increases, savedMonth } from './check-base.js';
import { costDays, monthlyReadings, statedReadings, unknown } from './check-costs.js';
import { landingOver } from './check-landing.js';
import { forbidden } from './check-names.js';
import { offerReadings } from './check-offers.js';
import { increaseOverPrevious } from './check-previous.js';
import type { Books } from './closed.js';
import type { Opened } from './opening.js';
import { type Priced, priceSelected } from './priced.js';
import type { Selected, SelectOptions } from './selecting.js';

/** What the calls are held against. */
export interface Yardsticks {
  readonly against: SavedCost | undefined;
  readonly volumes: readonly VolumeEntry[] | undefined;
  /** Of a ledger in which something was entered. */
  readonly books?: Books | undefined;
  /** Dates, past and to come. */
  readonly holidays: ReadonlySet<string>;
  /** How the calls were selected, for gates that select others. */
  readonly how: SelectOptions;
  readonly surroundings: Surroundings;
}

export interface Measures {
  read(gate: Gate): Promise<Reading[]>;
  /** What was priced, if anything was. */
  money(): Promise<Priced | undefined>;
}

export function measures(
  opened: Opened,
  question: Question,
  pricing: PricingChoice,
  selected: Selected,
  asked: Yardsticks,
  month: () => Month,
): Measures {
  const { engine, files } = opened;
  const { zone } = question;
  let whole: Priced | undefined;
  const days = remembered((by: readonly Grouping[]) => dayFacts(engine, by, zone));
  const requests = remembered((by: readonly Dimension[]) => requestDays(engine, by, zone));
  const cost = remembered(async (by: readonly Dimension[]): Promise<CostDay[]> => {
    const money = await priceSelected(engine, question, [...by, 'day'], pricing, selected, asked.books);
    whole ??= money;
    return costDays(money.priced);
  });
  const monthly = async (by: readonly Dimension[]): Promise<Reading[]> => {
    if (asked.volumes === undefined) return monthlyReadings(await cost(by), month());
    const dimensions = [...new Set([...volumeDimensions(asked.volumes), ...by])];
    return statedReadings(await cost(dimensions), dimensions, asked.volumes, by);
  };
  const share = async (by: readonly Grouping[], part: (row: Awaited<ReturnType<typeof days>>[number]) => bigint) =>
    shares(await days(by), { part: (row) => exact(part(row)), whole: (row) => row.calls, why: 'no calls' });

  async function read(one: Gate): Promise<Reading[]> {
    const { by } = one;
    switch (one.kind) {
      case 'monthly_cost':
        return monthly(by);
      case 'cost':
        return costs(await cost(by), exact(1n));
      case 'cost_per_call':
        return costsEach(await cost(by));
      case 'cost_per_request':
        return costsEach(await cost(by), await requests(by));
      case 'landing_over_budget':
        return landingOver(opened, question, pricing, selected, one.budget ?? ZERO, asked);
      case 'monthly_savings':
      case 'payback_months':
        return one.offers === null
          ? unknown('no offer is named')
          : offerReadings(opened, question, pricing, one, one.offers, asked.surroundings);
      case 'cost_increase':
      case 'cost_increase_rate': {
        const isRate = one.kind === 'cost_increase_rate';
        if (one.isAgainstPrevious) return increaseOverPrevious(opened, question, pricing, by, asked.how, isRate);
        if (asked.against === undefined)
          return unknown(
            'nothing to compare with: name a saved result with --against FILE, or write --against previous',
          );
        if (one.where.length > 0) return unknown('a saved result cannot be filtered; use by instead of where');
        const head = await monthly(by);
        if (whole !== undefined) refuseOtherCurrency(asked.against, whole.currency);
        return increases(head, savedMonth(asked.against, by, asked.volumes), isRate);
      }
      case 'unpriced_rate':
        return shares(await cost(by), {
          part: (row) => exact(row.unpricedCalls),
          whole: (row) => row.calls,
          why: 'no calls',
        });
      case 'unallocated_rate': {
        const rows = (await days(by)).map((row) => ({ ...row, group: [], isOpen: row.group[0] === null }));
        return shares(rows, {
          part: (row) => exact(row.isOpen ? row.calls : 0n),
          whole: (row) => row.calls,
          why: 'no calls',
        });
      }
      case 'rejected_rate': {
        const account = together(files);
        return everything(
          account.lines === 0n ? null : divide(exact(account.rejected), exact(account.lines)),
          'no lines',
        );
      }
      case 'coverage': {
        const { days: all, daysWithCalls } = selected.coverage;
        return everything(all === 0 ? null : exact(BigInt(daysWithCalls), BigInt(all)), 'no call has a time');
      }
      case 'error_rate':
        return share(by, (row) => row.errors);
      case 'rate_limited_rate':
        return share(by, (row) => row.rateLimited);
      case 'error_class_rate': {
        const rows = await days([...by, 'error_type']);
        return shares(
          rows.map((row) => ({ ...row, group: row.group.slice(0, -1), isIt: row.group.at(-1) === one.errorType })),
          {
            part: (row) => exact(row.isIt ? row.calls : 0n),
            whole: (row) => row.calls,
            why: 'no calls',
          },
        );
      }
      case 'request_error_rate':
        return failedRequests(await requests(by));
      case 'connection_errors_per_day':
        return extremes(await dated(days(by)), (row) => row.connectionErrors, 'largest', 'no call has a time');
      case 'cut_streams_per_day':
        return extremes(await dated(days(by)), (row) => row.cutStreams, 'largest', 'no call has a time');
      case 'rate_limit_headroom':
        return extremes(await days(by), (row) => row.headroom, 'least', 'no call logs what was left of a rate limit');
      case 'duration_ms_mean':
        return shares(await days(by), {
          part: (row) => exact(row.durationUs ?? 0n, 1000n),
          whole: (row) => row.timed,
          why: NOT_TIMED,
        });
      case 'duration_ms':
      case 'first_token_ms': {
        const measure = one.kind === 'duration_ms' ? 'duration' : 'first_token';
        const { numerator, denominator } = one.percentile;
        const rows = await quantileDays(engine, by, zone, measure, Number(numerator) / Number(denominator));
        return rows.length === 0 ? unknown(NOT_TIMED) : quantiles(rows);
      }
      case 'quality_score':
        return shares(await days(by), {
          part: (row) => exact(row.qualityMillionths ?? 0n, 1_000_000n),
          whole: (row) => row.scored,
          why: 'no call logs a quality score',
        });
      case 'consecutive_failures':
        return failuresInARow(one);
      case 'daily_calls_spike':
        return spikes(await days(by), (row) => exact(row.calls));
      case 'daily_cost_spike':
        return spikes(await cost(by), (row) => row.low);
      case 'calls_per_user': {
        const rows = await busiestUserDays(engine, by, zone);
        const named = rows.map((row) => ({ ...row, group: [...row.group, row.userId] }));
        return named.length === 0 ? unknown('no call names a user') : counts(named);
      }
      case 'forbidden_models':
        return forbidden(one, 'model', pricing, days);
      case 'forbidden_regions':
        return forbidden(one, 'region', pricing, days);
    }
  }

  /** Per model and endpoint, in the order of time, unless other groups are asked for. */
  async function failuresInARow(one: Gate): Promise<Reading[]> {
    const by: readonly Dimension[] = one.by.length === 0 ? ['model', 'endpoint'] : one.by;
    const limits = [one.warn, one.fail].filter((limit) => limit !== null).sort(compare);
    const found: Awaited<ReturnType<typeof streaks>>[] = [];
    for (const { numerator, denominator } of limits) {
      found.push(await streaks(engine, by, zone, -(-numerator / denominator)));
    }
    return (found[0] ?? []).map(
      (row, index): Reading => ({
        group: row.group,
        value: { low: exact(row.longest), high: exact(row.longest) },
        calls: row.calls,
        // The lowest limit that is broken is the one that is asked about.
        firstBroken: (isBroken) => {
          const at = found[limits.findIndex(isBroken)]?.[index]?.firstAt ?? null;
          return at === null ? null : { on: dateOf(at, zone), at };
        },
      }),
    );
  }

  return {
    read,
    money: async () => whole,
  };
}

async function dated<Row extends { readonly date: string | null }>(rows: Promise<Row[]>): Promise<Row[]> {
  return (await rows).filter(({ date }) => date !== null);
}

function everything(value: ReturnType<typeof exact> | null, why: string): Reading[] {
  return [{ group: [], value: value && { low: value, high: value }, why, firstBroken: () => null }];
}

function remembered<By extends readonly string[], Rows>(count: (by: By) => Promise<Rows>): (by: By) => Promise<Rows> {
  const known = new Map<string, Promise<Rows>>();
  return (by) => {
    const key = JSON.stringify(by);
    const before = known.get(key);
    if (before) return before;
    const rows = count(by);
    known.set(key, rows);
    return rows;
  };
}
