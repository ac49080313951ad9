/**
 * Calls of a statement that is a log, and of the ledger, that do not agree one by one.
 */
import type { PairedCalls, PairVerdict } from '../books/statements/paired-calls.js';
import { say } from '../core/phrase.js';
import { rowObjects } from './flat.js';
import type { ResultValue, Table } from './report.js';

const VERDICTS: Record<PairVerdict, string> = {
  not_in_ledger: 'not in the ledger',
  not_on_statement: 'not on the statement',
  other_tokens: 'other tokens',
};

/** Beyond these the table is cut, and says so. */
const SHOWN = 50;

/** Undefined where every call agrees. */
export function callsTable({ paired, unequal }: PairedCalls): Table | undefined {
  if (unequal.length === 0) return undefined;
  const shown = unequal.slice(0, SHOWN);
  const left = unequal.length - shown.length;
  return {
    id: 'calls',
    title: 'Calls that do not agree, by their ids',
    columns: [
      { key: 'id', label: 'call', type: 'text' },
      { key: 'day', label: 'day', type: 'date' },
      { key: 'model', label: 'model', type: 'text' },
      { key: 'verdict', label: 'verdict', type: 'text', isDetail: true },
      { key: 'says', label: 'what differs', type: 'text', isWords: true },
      { key: 'tokens_theirs', label: 'their tokens', type: 'integer' },
      { key: 'tokens_ours', label: 'our tokens', type: 'integer' },
    ],
    rows: shown.map((one) => [
      one.id,
      one.day,
      one.model,
      one.verdict,
      VERDICTS[one.verdict],
      one.tokensTheirs,
      one.tokensOurs,
    ]),
    remarks: [
      say(
        '{paired} {paired|call has|calls have} an id on both sides, of which {other} count other tokens; {theirs} only on the statement, {ours} only in the ledger.',
        {
          paired,
          other: count(unequal, 'other_tokens'),
          theirs: count(unequal, 'not_in_ledger'),
          ours: count(unequal, 'not_on_statement'),
        },
      ),
      ...(left === 0 ? [] : [say('{left} more are not shown; those furthest apart come first.', { left })]),
    ],
  };
}

export function callsResult(calls: PairedCalls): ResultValue {
  const { paired, unequal } = calls;
  const table = callsTable(calls);
  return {
    paired,
    other_tokens: count(unequal, 'other_tokens'),
    only_on_statement: count(unequal, 'not_in_ledger'),
    only_in_ledger: count(unequal, 'not_on_statement'),
    rows: table === undefined ? [] : rowObjects(table),
  };
}

function count(unequal: PairedCalls['unequal'], verdict: PairVerdict): number {
  return unequal.filter((one) => one.verdict === verdict).length;
}
