/** `usage`, `errors` and `latency`: what was called, how often it failed, how long it took. */
import { compareCounts, concerned } from '../core/count.js';
import { Diagnostics } from '../core/diagnostics.js';
import { usageError } from '../core/errors.js';
import { ZERO } from '../core/exact.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { periodBounds } from '../core/zone.js';
import type { Engine } from '../engine/engine.js';
import { errorRows, errorTotals } from '../queries/errors.js';
import { latencyRows, latencyStrata } from '../queries/latency.js';
import { withPrompts } from '../queries/personal-data.js';
import { noteQuantiles } from '../queries/quantiles.js';
import type { LatencyRow, UsageRow } from '../queries/rows.js';
import { selectFailed } from '../queries/selection.js';
import { isUnallocated } from '../reports/columns.js';
import { errorKey, errorsReport } from '../reports/errors.js';
import { foldTop } from '../reports/fold-top.js';
import type { GroupCost } from '../reports/group-cost.js';
import { latencyReport } from '../reports/latency.js';
import type { Report } from '../reports/report.js';
import { usageReport } from '../reports/usage.js';
import { allocationOf } from './allocation.js';
import { type Answer, answer } from './answer.js';
import { openBooks } from './closed.js';
import { asClosed } from './closed-usage.js';
import { commonPart } from './common-part.js';
import { type CountedUsage, countUsage } from './counting.js';
import { askedOf, directFigures, type UsageFigures } from './direct.js';
import { type Opened, withSource } from './opening.js';
import { costsByGroup, priceSelected } from './priced.js';
import { type Selected, selectCalls } from './selecting.js';

export async function usage(question: Question, pricing: PricingChoice, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const direct = await directFigures(question, pricing, surroundings, diagnostics);
  const report =
    direct !== undefined
      ? reportOf(question, direct, diagnostics)
      : await withSource(
          question.source,
          question.reading,
          surroundings,
          diagnostics,
          (opened) => usageOf(opened, question, pricing, diagnostics),
          askedOf(question, pricing),
        );
  return answer(report, diagnostics);
}

/** The report over a source that is open. */
export async function usageOf(
  opened: Opened,
  question: Question,
  pricing: PricingChoice,
  diagnostics: Diagnostics,
): Promise<Report> {
  const { engine } = opened;
  const selected = await selectCalls(engine, question, diagnostics);
  const books = await openBooks(opened, question, diagnostics);
  const money = await priceSelected(engine, question, question.by, pricing, selected, books);
  const counted = await countUsage(engine, question, selected.sharers);
  const { rows, totals } = asClosed(
    question.reading.scansPrompts === true ? await scanned(engine, question, selected, counted) : counted,
    money.replaced,
    question.by,
    diagnostics,
  );
  notePrompts(totals, opened.kind, diagnostics);
  await noteQuantiles(engine, diagnostics);
  return reportOf(question, { opened, selected, money, rows, totals }, diagnostics);
}

function reportOf(question: Question, figures: UsageFigures, diagnostics: Diagnostics): Report {
  const { opened, selected, money, rows, totals } = figures;
  const costs = costsByGroup(money.priced);
  const isKept = (group: UsageRow['group']) => isUnallocated(group, question.by);
  const folded = question.top === undefined ? { rows, costs } : foldTop(rows, question.top, costs, { isKept });
  const common = commonPart('usage', question, opened, selected, diagnostics, money);
  return usageReport({ common, rows: folded.rows, costs: folded.costs ?? costs, totals });
}

/** The same, with how many prompts were looked at. Throws a usage error where calls are divided: a prompt is one. */
async function scanned(
  engine: Engine,
  { by, zone }: Question,
  { sharers }: Selected,
  { rows, totals }: CountedUsage,
): Promise<CountedUsage> {
  if (sharers !== undefined) {
    throw usageError(
      '--scan-pii counts prompts, and calls that several pay for are divided here',
      'ask --by endpoint, or leave out the team and the cost centre',
    );
  }
  const [all] = await withPrompts(engine, [totals], [], zone);
  return { rows: await withPrompts(engine, rows, by, zone), totals: all as UsageRow };
}

/** What a count of prompts is worth. */
function notePrompts({ calls, prompts }: UsageRow, kind: 'logs' | 'ledger', diagnostics: Diagnostics): void {
  if (prompts === undefined) return;
  const hint =
    kind === 'ledger' && compareCounts(prompts, calls) < 0
      ? '; in a ledger they are looked at by tollbook load --scan-pii'
      : '';
  diagnostics.add({
    code: 'prompts_scanned',
    message: `the prompts of ${prompts.toLocaleString('en-US')} of ${concerned(calls).toLocaleString('en-US')} calls were looked at for what has the shape of personal data: a hint, no proof, and nothing of them is kept${hint}`,
    count: Number(prompts),
  });
}

export async function errors(question: Question, pricing: PricingChoice, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const { engine } = opened;
    // A request fails as a whole: what several teams share is a group of its own here.
    const selected = await selectCalls(engine, question, diagnostics, { shared: 'together' });
    const rows = await errorRows(engine, question.by, question.zone);
    const totals = await errorTotals(engine);
    await selectFailed(engine, {
      where: question.where,
      allocation: allocationOf(question, question.by, 'together'),
      zone: question.zone,
      ...periodBounds(question, question.zone),
    });
    const money = await priceSelected(
      engine,
      question,
      [...question.by, 'error_type', 'http_status'],
      pricing,
      selected,
    );
    const costs = new Map<string, GroupCost>();
    for (const [key, cost] of costsByGroup(money.priced)) {
      const group = JSON.parse(key) as (string | null)[];
      const httpStatus = group.pop() ?? null;
      const errorType = group.pop() ?? null;
      costs.set(errorKey({ group, errorType, httpStatus: httpStatus === null ? null : Number(httpStatus) }), cost);
    }
    // Attempts that log zero tokens cost nothing at list prices; of those that log none, nothing is known.
    for (const row of rows) {
      const isKnown = row.tokens === 0n && !costs.has(errorKey(row));
      if (isKnown) costs.set(errorKey(row), { low: ZERO, high: ZERO, unpricedCalls: 0n });
    }
    const common = commonPart('errors', question, opened, selected, diagnostics, money);
    return answer(errorsReport({ common, rows, totals, costs }), diagnostics);
  });
}

export async function latency(question: Question, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const selected = await selectCalls(opened.engine, question, diagnostics, { shared: 'together' });
    const rows = await latencyRows(opened.engine, question.by, question.zone);
    const totals = await latencyRows(opened.engine, [], question.zone);
    const strata = await latencyStrata(opened.engine);
    await noteQuantiles(opened.engine, diagnostics);
    const common = commonPart('latency', question, opened, selected, diagnostics);
    return answer(
      latencyReport({ common, rows: question.by.length === 0 ? totals : rows, totals: totals as LatencyRow[], strata }),
      diagnostics,
    );
  });
}
