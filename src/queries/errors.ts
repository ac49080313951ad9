/** Failed attempts by class, and how their requests ended. */
import type { Dimension } from '../core/question.js';
import type { Engine } from '../engine/engine.js';
import { groupColumns } from './dimensions.js';
import { groupOf, trailing } from './group-words.js';
import type { ErrorRow, ErrorTotals } from './rows.js';
import { sqlText } from './sql-file.js';

export async function errorRows(engine: Engine, by: readonly Dimension[], zone: string): Promise<ErrorRow[]> {
  const groups = groupColumns(by, zone);
  const same = by.map((_, index) => `attempts.group_${index + 1} is not distinct from group_totals.group_${index + 1}`);
  const rows = await engine.query<Omit<ErrorRow, 'group'> & Record<string, unknown>>(
    sqlText('usage/errors', {
      groups: trailing(groups.computed),
      names: trailing(by.map((_, index) => `attempts.group_${index + 1}`).join(', ')),
      join_totals: by.length === 0 ? 'cross join group_totals' : `inner join group_totals on ${same.join(' and ')}`,
    }),
  );
  return rows.map((row) => ({ ...row, group: groupOf(row, by.length) }));
}

export async function errorTotals(engine: Engine): Promise<ErrorTotals> {
  const [row] = await engine.query<ErrorTotals>(sqlText('usage/error_totals'));
  return row ?? { attempts: 0n, errors: 0n, requests: 0n, requestsFailed: 0n, requestsRetried: 0n, cutStreams: 0n };
}
