/**
 * What has to be there before traffic is moved, and how much of it the calls of the month show. Filled in from the data; it
 * judges only what can be counted.
 */
import { lessCounts } from '../../core/count.js';
import { type Phrase, say } from '../../core/phrase.js';
import { ratio } from '../arithmetic.js';
import type { Cell, Section, Table } from '../report.js';
import type { FinanceModel } from './model.js';
import { column } from './words.js';

const READY = say('ready');
const PARTLY = say('partly');
const MISSING = say('missing');
const TO_DECIDE = say('to decide');

/** Nearly all calls log it, some do, none does. */
const NEARLY_ALL = 0.95;

export function readinessSection(model: FinanceModel): Section {
  return {
    id: 'readiness',
    title: 'Readiness for a migration',
    says: [
      say(
        'Filled in from the calls of the month. A baseline that is not logged before the move cannot be measured after it.',
      ),
    ],
    charts: [],
    tables: [checklist(model)],
  };
}

function checklist(model: FinanceModel): Table {
  const { readiness: facts, coverage, total, callsPriced, comparison } = model;
  const share = (count: bigint, of: bigint = facts.calls) => ratio(count, of);
  const logged = (what: string, why: string, count: bigint, of: bigint = facts.calls): Cell[] => [
    say(what),
    statusOf(share(count, of)),
    share(count, of),
    say(why),
  ];
  const carries = (what: string, why: string, count: bigint): Cell[] => [
    say(what),
    count === 0n ? READY : TO_DECIDE,
    share(count),
    say(why),
  ];
  const unknown = comparison?.comparisons.reduce((sum, one) => sum + one.unknownCarries.length, 0) ?? 0;
  return {
    id: 'readiness',
    title: 'Checklist',
    columns: [
      column('what', 'what', 'text'),
      column('status', 'status', 'text'),
      column('share', 'share of calls', 'rate'),
      column('why', 'why', 'text'),
    ],
    rows: [
      [
        say('a month of calls'),
        coverage.daysWithCalls >= 28 ? READY : coverage.daysWithCalls >= 7 ? PARTLY : MISSING,
        ratio(BigInt(coverage.daysWithCalls), BigInt(Math.max(1, coverage.days))),
        say('weekdays and month ends differ: {days} {days|day|days} with calls', { days: coverage.daysWithCalls }),
      ],
      [
        say('every call has a price'),
        ratio(callsPriced, total.calls) === 1 ? READY : PARTLY,
        ratio(callsPriced, total.calls),
        say('calls without a price: {count}', { count: lessCounts(total.calls, callsPriced) }),
      ],
      logged('tokens are logged', 'without them nothing can be priced at an offer', facts.callsMeasured),
      logged('duration is logged', 'latency before and after', facts.callsTimed),
      logged('streaming is logged', 'streamed calls are compared with streamed ones', facts.callsStreamKnown),
      logged(
        'first token is logged',
        'what a reader waits for, of streamed calls',
        facts.callsFirstToken,
        facts.callsStreamed,
      ),
      logged(
        'requests can be traced',
        'retries are folded, and an invoice can be matched call by call',
        facts.callsTraced,
      ),
      logged(
        'users or sessions are known',
        'a canary splits by user, so that nobody sees both sides',
        facts.callsWithUser,
      ),
      logged('calls are paired', 'a shadow test compares the two answers to one request', facts.callsPaired),
      logged('quality is scored', 'cheaper is no saving where answers get worse', facts.callsScored),
      logged(
        'rate-limit headroom is logged',
        'limits of the new seller are compared with use',
        facts.callsWithHeadroom,
      ),
      carries('calls in batches', 'does the offer carry batches and their price?', facts.callsInBatches),
      carries(
        'calls that read a prompt cache',
        'an offer without it charges the same tokens as plain input',
        facts.callsWithCache,
      ),
      [
        say('what the offers carry is known'),
        comparison === null ? MISSING : unknown === 0 ? READY : TO_DECIDE,
        null,
        say('open questions: {count}', { count: unknown }),
      ],
      [
        say('keys and endpoints to move'),
        TO_DECIDE,
        null,
        say('{keys} API {keys|key|keys}, {endpoints} {endpoints|endpoint|endpoints}', {
          keys: facts.apiKeys,
          endpoints: facts.endpoints,
        }),
      ],
    ],
  };
}

function statusOf(share: number | null): Phrase {
  if (share === null || share === 0) return MISSING;
  return share >= NEARLY_ALL ? READY : PARTLY;
}
