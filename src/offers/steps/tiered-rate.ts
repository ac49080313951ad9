/**
 * `tiered_rate`: a price that depends on how much is used, over all usage or separately per SKU or provider.
 *
 * With a base it replaces those lines (for the SKUs it is limited to): they are then charged here and nowhere else.
 */

import { configurationError } from '../../core/errors.js';
import { add, type Exact, isZero, sum, ZERO } from '../../core/exact.js';
import type { StepOf } from '../../pricing/offer-steps.js';
import { type Charge, LIST, total } from '../charges.js';
import { count, money } from '../figures.js';
import { type Base, baseOf, type Outcome, type Running, selection, spread } from '../running.js';
import { chargeTiers } from '../tiers.js';

type TieredStep = StepOf<'tiered_rate'>;

// A longer formula would hide what it explains.
const MOST_GROUPS_SPELT_OUT = 4;

const METRICS: Record<Exclude<TieredStep['metric'], 'spend'>, { of: (charge: Charge) => Exact; word: string }> = {
  tokens: { of: (charge) => charge.tokens, word: 'tokens' },
  input_tokens: { of: (charge) => charge.inputTokens, word: 'input tokens' },
  output_tokens: { of: (charge) => charge.outputTokens, word: 'output tokens' },
  requests: { of: (charge) => charge.requests, word: 'requests' },
};

export function chargeTieredRate(step: TieredStep, running: Running): Outcome {
  const base = step.base ? baseOf(running, { ...step, base: step.base }) : undefined;
  const quantities = quantitiesOf(step, running, base);
  const groups = groupsOf(step, running, base);
  let amount = ZERO;
  let parts: readonly Exact[] | null = running.charges.map(() => ZERO);
  const texts: string[] = [];
  for (const [name, isIn] of groups) {
    const inGroup = (values: readonly Exact[]) => values.map((value, index) => (isIn[index] ? value : ZERO));
    // A base that belongs to no SKU is all there is, in the one group there is then.
    const ground = base?.parts ? sum(inGroup(base.parts)) : (base?.amount ?? ZERO);
    const quantity = step.metric === 'spend' && base ? ground : sum(inGroup(quantities));
    const charged = chargeTiers(step, quantity, ground);
    amount = add(amount, charged.amount);
    const shared = spread(charged.amount, inGroup(quantities));
    parts = parts && shared && parts.map((value, index) => add(value, shared[index] ?? ZERO));
    const of = step.scope === 'all' ? '' : ` of ${name}`;
    const number =
      step.metric === 'spend' ? `${money(quantity)} spent` : `${count(quantity)} ${METRICS[step.metric].word}`;
    texts.push(`${number}${of} ${charged.text}`);
  }
  const formula =
    texts.length > MOST_GROUPS_SPELT_OUT
      ? `${texts.length} ${step.scope === 'per_sku' ? 'SKUs' : 'providers'}, each by its own ${step.mode} tier`
      : texts.join('; ') || 'no usage';
  return {
    amount,
    parts,
    base: base?.amount,
    formula: base ? `${formula}, instead of ${base.text}` : formula,
    replaces: step.base,
  };
}

/** What is counted, per charge: 0 for charges the step is not about. */
function quantitiesOf(step: TieredStep, running: Running, base: Base | undefined): readonly Exact[] {
  const isIn = selection(running, step.skus);
  const metric = step.metric;
  return running.charges.map((charge, index) => {
    if (!isIn[index]) return ZERO;
    if (metric !== 'spend') return METRICS[metric].of(charge);
    return base ? (base.parts?.[index] ?? ZERO) : (charge.amounts.get(LIST) ?? ZERO);
  });
}

function groupsOf(step: TieredStep, running: Running, base: Base | undefined): Map<string, boolean[]> {
  if (step.scope !== 'all' && base && !base.parts) {
    throw configurationError(
      `offer ${running.offer.id}: step ${step.id}`,
      `expected a base that is charged per SKU for scope ${step.scope}, found ${step.base?.join(', ')}`,
      'write scope: all, or name only usage steps in the base',
    );
  }
  const isIn = selection(running, step.skus);
  const groups = new Map<string, boolean[]>();
  running.charges.forEach((charge, index) => {
    if (!isIn[index]) return;
    const name = step.scope === 'per_sku' ? charge.sku : step.scope === 'per_provider' ? charge.provider : '';
    const group = groups.get(name) ?? running.charges.map(() => false);
    group[index] = true;
    groups.set(name, group);
  });
  return groups;
}

/** Tokens, requests or money of the whole usage the step is about; what its cliffs are stated in. */
export function quantityOf(step: TieredStep, charges: readonly Charge[]): Exact {
  const metric = step.metric;
  if (metric === 'spend') return total(charges, (charge) => charge.amounts.get(LIST) ?? ZERO);
  const quantity = total(charges, METRICS[metric].of);
  return isZero(quantity) ? ZERO : quantity;
}
