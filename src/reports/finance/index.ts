/**
 * `report`: the month as a document. It lays out what the model holds, section by section, and computes nothing but shares.
 */
import { say } from '../../core/phrase.js';
import { isMoneyRange } from '../cells.js';
import { assemble, type Envelope } from '../envelope.js';
import { rowObjects, totalsObject } from '../flat.js';
import type { Headline, Report, ReportDocument, ResultValue, Section, Table } from '../report.js';
import { budgetsSection } from './budgets.js';
import { changeSection } from './change.js';
import { coverageSection } from './coverage.js';
import { daysSection } from './days.js';
import { enteredSection } from './entered.js';
import { errorsSection } from './errors.js';
import { headlinesOf } from './headlines.js';
import { landingSection } from './landing.js';
import { latencySection } from './latency.js';
import { methodSection } from './method.js';
import type { FinanceModel } from './model.js';
import { offersSection } from './offers.js';
import { payersSection } from './payers.js';
import { readinessSection } from './readiness.js';
import { tokensSection } from './tokens.js';

export function financeReport(common: Envelope, model: FinanceModel): Report {
  const { comparison } = model;
  const sections = [
    daysSection(model),
    landingSection(model),
    ...(model.entered.length === 0 ? [] : [enteredSection(model)]),
    ...(model.budgets.length === 0 ? [] : [budgetsSection(model)]),
    payersSection(model),
    changeSection(model),
    ...(comparison === null ? [] : [offersSection(comparison)]),
    tokensSection(model),
    errorsSection(model),
    latencySection(model),
    coverageSection(model),
    ...(comparison === null ? [] : [readinessSection(model)]),
    methodSection(model),
  ];
  const headlines = headlinesOf(model);
  const document: ReportDocument = {
    title: say('LLM cost report, {month}', { month: { month: model.month } }),
    subtitle: model.isComplete
      ? say('The whole month, in {currency}', { currency: model.currency })
      : say('{first} to {last}, the month is not over, in {currency}', {
          first: { date: model.seen.first },
          last: { date: model.seen.last },
          currency: model.currency,
        }),
    headlines,
    sections,
  };
  const tables = sections.flatMap((section) => section.tables);
  const report = assemble(common, tables, {
    month: model.month,
    is_complete: model.isComplete,
    days_covered: { first: model.seen.first, last: model.seen.last },
    headlines: Object.fromEntries(headlines.map((headline) => [headline.id, headlineResult(headline)])),
    tables: Object.fromEntries(sections.flatMap(tableResults)),
  });
  return { ...report, document };
}

function headlineResult({ value, type, currency }: Headline): ResultValue {
  const table: Table = { id: '', title: '', columns: [{ key: 'value', label: '', type, currency }], rows: [[value]] };
  const isLowerBound = isMoneyRange(value) && value.isLowerBound === true;
  return { ...rowObjects(table)[0], is_lower_bound: isLowerBound, currency: currency ?? null };
}

function tableResults({ tables }: Section): [string, ResultValue][] {
  return tables.map((table) => {
    const first = table.columns[0]?.key ?? '';
    const totals = table.totals === undefined ? null : totalsObject(table, [first]);
    return [table.id, { rows: rowObjects(table), totals }];
  });
}
