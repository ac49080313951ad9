/**
 * `budgets` of the configuration: how much a team, project, key, model or all of it may cost in a month, quarter or fiscal year.
 */
import { z } from 'zod';
import { BUDGET_PERIODS, type Budget } from '../../books/budgets.js';
import { DIMENSIONS, type Dimension } from '../../core/question.js';
import { Currency, expected, Name, Price, shape } from '../../pricing/schema-parts.js';

const TIMES: readonly string[] = ['hour', 'day', 'week', 'month', 'session'];
const SCOPES = DIMENSIONS.filter((dimension) => !TIMES.includes(dimension));

const Month = z
  .string({ error: expected('a month such as 2026-10') })
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/u, { error: expected('a month such as 2026-10') });

const BudgetShape = shape({
  id: Name.regex(/^[\w.:-]{1,64}$/u, { error: expected('an id of letters, digits, dots and dashes') }),
  where: z
    .record(z.string(), z.string({ error: expected('text') }), { error: expected('a map such as {team: search}') })
    .superRefine((where, context) => {
      for (const key of Object.keys(where)) {
        if ((SCOPES as readonly string[]).includes(key) || /^tag:\S/u.test(key)) continue;
        const message = expected('what a budget can be of', `write one of ${SCOPES.join(', ')} and tag:NAME`);
        context.addIssue({ code: 'custom', path: [key], message });
      }
    })
    .optional()
    .meta({ description: 'The calls it is of, such as {team: search}; none: all of them.' }),
  per: z.enum(BUDGET_PERIODS, { error: expected(BUDGET_PERIODS.join(', ')) }),
  amount: Price.meta({ description: 'For each period.' }),
  currency: Currency.optional().meta({
    description: 'Of the amount; the one that costs are told in where it is left out.',
  }),
  from: Month.optional().meta({ description: 'First month it holds for.' }),
  to: Month.optional().meta({ description: 'Last month it holds for.' }),
}).refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
  error: expected('a last month that is not before the first'),
  path: ['to'],
});

export const BudgetsShape = z
  .array(BudgetShape, { error: expected('a list of budgets') })
  .superRefine((budgets, context) => {
    budgets.forEach(({ id }, index) => {
      if (budgets.findIndex((one) => one.id === id) < index)
        context.addIssue({ code: 'custom', path: [index, 'id'], message: expected('each id once') });
    });
  })
  .transform((budgets) =>
    budgets.map(
      ({ where = {}, ...said }): Budget => ({
        ...said,
        currency: said.currency,
        from: said.from,
        to: said.to,
        where: Object.entries(where).map(([dimension, value]) => ({ dimension: dimension as Dimension, value })),
      }),
    ),
  )
  .meta({
    description: 'What a team, project, key, model or all of it may cost; tollbook budgets shows how they stand.',
  });
