/**
 * What a cell is. Cells carry no tag, because a number and an exact amount already tell themselves apart.
 */
import type { Exact } from '../core/exact.js';
import type { Figure, MoneyRange } from './report.js';

export function isExact(value: unknown): value is Exact {
  return (
    typeof value === 'object' &&
    value !== null &&
    'numerator' in value &&
    'denominator' in value &&
    typeof value.numerator === 'bigint' &&
    typeof value.denominator === 'bigint'
  );
}

export function isMoneyRange(value: unknown): value is MoneyRange {
  return typeof value === 'object' && value !== null && 'low' in value && isExact(value.low);
}

export function isFigureCell(value: unknown): value is Figure {
  return typeof value === 'object' && value !== null && 'figure' in value && isExact(value.figure);
}
