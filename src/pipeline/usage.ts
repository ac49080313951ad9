/** `usage`, `errors` and `latency`: what was called, how often it failed, how long it took. */
import { Diagnostics } from '../core/diagnostics.js';
import type { PricingChoice, Question, Surroundings } from '../core/question.js';
import { errorRows, errorTotals } from '../queries/errors.js';
import { usageRows } from '../queries/facts.js';
import { latencyRows, latencyStrata } from '../queries/latency.js';
import type { LatencyRow, UsageRow } from '../queries/rows.js';
import { errorsReport } from '../reports/errors.js';
import { foldTop } from '../reports/fold-top.js';
import { latencyReport } from '../reports/latency.js';
import { usageReport } from '../reports/usage.js';
import { type Answer, answer } from './answer.js';
import { commonPart, costsByGroup, priceSelected, selectCalls } from './asking.js';
import { directFigures } from './direct.js';
import { withSource } from './opening.js';

export async function usage(question: Question, pricing: PricingChoice, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  const figures =
    (await directFigures(question, pricing, surroundings, diagnostics)) ??
    (await withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
      const { engine } = opened;
      const selected = await selectCalls(engine, question, diagnostics);
      const money = await priceSelected(engine, question, question.by, pricing, selected);
      const rows = await usageRows(engine, question.by, question.zone);
      const [totals] = await usageRows(engine, [], question.zone);
      return { opened, selected, money, rows, totals: totals as UsageRow };
    }));
  const { opened, selected, money, rows, totals } = figures;
  const costs = costsByGroup(money.priced);
  const folded = question.top === undefined ? { rows, costs } : foldTop(rows, question.top, costs);
  const common = commonPart('usage', question, opened, selected, diagnostics, money);
  return answer(usageReport({ common, rows: folded.rows, costs: folded.costs ?? costs, totals }), diagnostics);
}

export async function errors(question: Question, _pricing: PricingChoice, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const selected = await selectCalls(opened.engine, question, diagnostics);
    const rows = await errorRows(opened.engine, question.by, question.zone);
    const totals = await errorTotals(opened.engine);
    const common = commonPart('errors', question, opened, selected, diagnostics);
    return answer(errorsReport({ common, rows, totals }), diagnostics);
  });
}

export async function latency(question: Question, surroundings: Surroundings): Promise<Answer> {
  const diagnostics = new Diagnostics();
  return withSource(question.source, question.reading, surroundings, diagnostics, async (opened) => {
    const selected = await selectCalls(opened.engine, question, diagnostics);
    const rows = await latencyRows(opened.engine, question.by, question.zone);
    const totals = await latencyRows(opened.engine, [], question.zone);
    const strata = await latencyStrata(opened.engine);
    const common = commonPart('latency', question, opened, selected, diagnostics);
    return answer(
      latencyReport({ common, rows: question.by.length === 0 ? totals : rows, totals: totals as LatencyRow[], strata }),
      diagnostics,
    );
  });
}
