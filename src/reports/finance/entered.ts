/** Credits and adjustments of the month, which belong to no call. */
import { say } from '../../core/phrase.js';
import { enteredTable } from '../cost.js';
import type { Section } from '../report.js';
import type { FinanceModel } from './model.js';

export function enteredSection({ entered, total }: FinanceModel): Section {
  return {
    id: 'entered',
    title: 'Credits and adjustments',
    says: [say('Entered beside the calls: every other cost of this report is without them.')],
    charts: [],
    tables: [enteredTable(entered, total.cost)],
  };
}
