/**
 * `--cumulative session_id,model`: the columns that tell running totals apart, or `none`.
 */
import { COUNTER_COLUMNS, type CounterColumn } from '../../core/question.js';
import type { Check } from './check.js';

export const counterColumns: Check<readonly CounterColumn[]> = (text) => {
  if (text === 'none') return { value: [] };
  const words = text.split(',').map((word) => word.trim());
  const columns = words.flatMap((word) =>
    Object.hasOwn(COUNTER_COLUMNS, word) ? [COUNTER_COLUMNS[word as keyof typeof COUNTER_COLUMNS]] : [],
  );
  if (columns.length === words.length) return { value: [...new Set(columns)] };
  const all = [...new Set(Object.values(COUNTER_COLUMNS))].join(', ');
  return { expected: 'columns that counts run on for', hint: `write session_id, or others of ${all}; or none` };
};
