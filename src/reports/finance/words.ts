/**
 * Words and cells that several sections share.
 */
import { UNALLOCATED } from '../../core/allocation.js';
import { compare } from '../../core/exact.js';
import { type Phrase, type PhraseValue, say, type Text } from '../../core/phrase.js';
import type { Basis } from '../envelope.js';
import type { GroupCost } from '../group-cost.js';
import type { Column, ColumnType } from '../report.js';

export const BASES: Readonly<Record<Basis, Phrase>> = {
  list: say('list: published prices, an estimate'),
  contracted: say("contracted: the offer's terms, an estimate"),
  invoiced: say('invoiced: reconciled with an invoice'),
  notional: say('notional: what subscription traffic would have cost'),
  mixed: say('list, partly notional: subscription traffic is in it, which is not billed per call'),
};

/** Somebody's name as it is; words of ours where there is none. */
export function nameOr(name: string | null, missing: Phrase): string | Phrase {
  if (name === null) return missing;
  return name === UNALLOCATED ? say('unallocated') : name;
}

export const NO_MODEL = say('no model logged');
export const TOTAL = say('total');
export const OTHER = say('other');

/** An amount in a sentence: at least so much where something in it has no price. */
export function amountOf({ low, high, unpricedCalls }: GroupCost, currency: string): PhraseValue {
  const isLowerBound = unpricedCalls !== 0n;
  if (isLowerBound || compare(low, high) === 0) return { money: low, currency, isLowerBound };
  return say('{low} to {high}', { low: { money: low, currency }, high: { money: high, currency } });
}

export function column(key: string, label: Text, type: ColumnType, more: Partial<Column> = {}): Column {
  return { key, label, type, ...more };
}

export function moneyColumn(
  key: string,
  label: Text,
  currency: string | undefined,
  more: Partial<Column> = {},
): Column {
  return { key, label, type: 'money', currency, ...more };
}
