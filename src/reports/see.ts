/**
 * The command that shows what a gate saw, as it is typed in a shell. Values from logs stand in quotes and are made visible.
 */
import type { Dimension, Question } from '../core/question.js';
import { kindOf } from '../quality/gate-kinds.js';
import type { Judged } from '../quality/judge.js';
import { periodWords, shellCommand, sourceWords } from './command-words.js';

/** What was asked, and the user's price books. */
export interface Seen {
  readonly question: Question;
  readonly books: readonly string[];
}

const COLUMNS = 'started_at, model, endpoint, status, http_status, error_type';

export function seeCommand({ gate, group, status }: Judged, { question, books }: Seen): string {
  const { about } = kindOf(gate.kind);
  const source = sourceWords(question);
  if (about === 'lines') {
    return shellCommand(
      question.source.logs.length > 0
        ? ['tollbook', 'load', '--dry-run', ...question.source.logs]
        : ['tollbook', 'query', 'rejected_lines', ...source],
    );
  }
  const by: readonly Dimension[] =
    gate.kind === 'consecutive_failures' && gate.by.length === 0 ? ['model', 'endpoint'] : gate.by;
  // The worst group alone, where there is one; a group of what is not logged has an empty value.
  const worst =
    status === 'pass' || group.length !== by.length
      ? []
      : by.map((dimension, index) => `${dimension}=${group[index] ?? ''}`);
  const filters = [...question.where, ...gate.where].map(({ dimension, value }) => `${dimension}=${value}`);
  const where = [...new Set([...filters, ...(gate.kind === 'unallocated_rate' ? [] : worst)])].flatMap((filter) => [
    '--where',
    filter,
  ]);
  const rest = [...source, ...periodWords(question), ...where];
  const prices = ['cost', 'usage', 'errors', 'forecast', 'compare'].includes(about)
    ? books.flatMap((book) => ['--prices', book])
    : [];
  if (about === 'forecast') return shellCommand(['tollbook', 'forecast', ...rest, ...prices, '--months', '0']);
  if (about === 'compare') {
    const { to, scenario, oneTimeCost } = gate.offers ?? {};
    const offers = [
      ...(to === undefined ? [] : ['--to', to]),
      ...(scenario === undefined ? [] : ['--scenario', scenario]),
      ...(oneTimeCost === undefined ? [] : ['--one-time-cost', oneTimeCost]),
    ];
    return shellCommand(['tollbook', 'compare', ...rest, ...prices, ...offers]);
  }
  if (about === 'calls' || gate.kind === 'consecutive_failures') {
    const columns =
      gate.kind === 'quality_score'
        ? 'started_at, model, quality_score'
        : gate.kind === 'rate_limit_headroom'
          ? 'started_at, model, rate_limit_remaining'
          : COLUMNS;
    return shellCommand(['tollbook', 'query', `select ${columns} from calls order by started_at`, ...rest]);
  }
  const finer: Partial<Record<string, string>> = {
    calls_per_user: 'user',
    forbidden_models: 'model',
    forbidden_regions: 'region',
    unallocated_rate: gate.by[0] ?? 'team',
  };
  const grouping = [...new Set([...(about === 'latency' ? [] : ['day']), finer[gate.kind] ?? 'model'])].join(',');
  return shellCommand(['tollbook', about, ...rest, ...prices, '--by', about === 'latency' ? 'day' : grouping]);
}
