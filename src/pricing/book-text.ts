/**
 * A price book as YAML text, in the format that book-schema.ts reads: imported SKUs, one version each. Every text is quoted as
 * JSON quotes it, so that no name of a model can be anything but a text.
 */
import { quoted } from '../core/text.js';
import type { ImportedRate, ImportedRates, ImportedSku } from './import-shared.js';

export interface BookWords {
  readonly id: string;
  readonly asOf: string;
  readonly source: { readonly url: string; readonly retrieved: string; readonly sha256: string };
  readonly skus: readonly ImportedSku[];
}

export function bookText({ id, asOf, source, skus }: BookWords): string {
  const head = ['schema: tollbook-prices/1', `id: ${flow(id)}`, `as_of: ${asOf}`, 'currency: USD', 'skus:'];
  const lines = skus.flatMap((sku) => [
    `  - sku: ${flow(sku.sku)}`,
    `    provider: ${flow(sku.provider)}`,
    `    match: ${flow(sku.match.map((exact) => ({ exact })))}`,
    '    versions:',
    `      - source: ${flow({ ...source, note: sku.note })}`,
    sku.rates === undefined ? '        free: true' : `        rates: ${flow(ordered(sku.rates))}`,
    ...listed(
      'overrides',
      (sku.overrides ?? []).map((one) => ({ ...one, rates: ordered(one.rates) })),
    ),
    ...listed('multipliers', sku.multipliers ?? []),
  ]);
  return `${[...head, ...lines].join('\n')}\n`;
}

function listed(name: string, entries: readonly object[]): string[] {
  return entries.length === 0 ? [] : [`        ${name}:`, ...entries.map((entry) => `          - ${flow(entry)}`)];
}

function ordered(rates: ImportedRates): Record<string, ImportedRate> {
  return Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== undefined));
}

/** YAML in flow style: keys bare, texts quoted. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${flow(inner)}`)
      .join(', ')}}`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}
