/**
 * Budgets and how the month stands against them.
 */
import { say } from '../../core/phrase.js';
import { numberOf } from '../compare-result.js';
import { costCell } from '../group-cost.js';
import type { Section } from '../report.js';
import type { FinanceModel } from './model.js';
import { column, moneyColumn } from './words.js';

export function budgetsSection({ budgets, currency }: FinanceModel): Section {
  return {
    id: 'budgets',
    title: 'Budgets',
    says: [],
    charts: [],
    tables: [
      {
        id: 'budgets',
        title: 'Actual against budget',
        columns: [
          column('id', 'budget', 'text'),
          column('scope', 'scope', 'text'),
          column('period', 'period', 'text'),
          moneyColumn('amount', 'amount', currency),
          moneyColumn('actual', 'actual', currency, { isRange: true }),
          column('share', 'share used', 'rate'),
          moneyColumn('landing', 'landing', currency, { isRange: true }),
        ],
        rows: budgets.map(({ id, scope, period, amount, actual, share, landing }) => [
          id,
          scope === '' ? say('all calls') : scope,
          period,
          amount,
          costCell(actual),
          share === null ? null : numberOf(share),
          landing && costCell({ ...landing, unpricedCalls: actual.unpricedCalls }),
        ]),
      },
    ],
  };
}
