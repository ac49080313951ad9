/**
 * `fx` of the configuration: what a currency was worth, month by month, as the user found it out.
 */
import { z } from 'zod';
import type { ExchangeRate } from '../../core/currency.js';
import { isMonth } from '../../core/zone.js';
import { Currency, expected, Name, Positive, RealDateText, shape } from '../../pricing/schema-parts.js';

const Month = z
  .string({ error: expected('a month such as 2026-10') })
  .refine(isMonth, { error: expected('a month such as 2026-10') });

const Rate = shape({
  base: Currency.prefault('USD').meta({ description: 'What is converted; USD unless said otherwise.' }),
  currency: Currency.meta({ description: 'What it is converted into.' }),
  month: Month.meta({ description: 'The calendar month whose amounts it converts.' }),
  rate: Positive.meta({ description: 'How much of `currency` one unit of `base` is.' }),
  as_of: RealDateText.meta({ description: 'The day the rate is of.' }),
  source: Name.meta({ description: 'Where it is from, for whoever checks the report.' }),
}).superRefine(({ base, currency }, context) => {
  if (base !== currency) return;
  context.addIssue({ code: 'custom', path: ['currency'], message: expected('another currency than the base') });
});

export const ExchangeRates = z
  .array(Rate, { error: expected('a list of rates') })
  .superRefine((rates, context) => {
    const seen = new Set<string>();
    rates.forEach(({ base, currency, month }, index) => {
      const key = `${base} ${currency} ${month}`;
      if (seen.has(key)) {
        const message = expected(`one rate from ${base} to ${currency} for ${month}`);
        context.addIssue({ code: 'custom', path: [index, 'month'], message });
      }
      seen.add(key);
    });
  })
  .transform((rates) => rates.map(({ as_of: asOf, ...rate }): ExchangeRate => ({ ...rate, asOf: asOf.slice(0, 10) })))
  .meta({ description: 'Rates of exchange by month. None is known to tollbook: a missing one is an error.' });
