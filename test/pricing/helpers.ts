/** Words of the pricing tests: usages and books in one line, the shared folder where it exists. Asserts nothing. */
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decimal, type Exact } from '../../src/core/exact.js';
import type { Meter } from '../../src/core/meters.js';
import type { MeteredUsage, PriceContext } from '../../src/core/usage.js';
import { openOwnBook, openPriceBook, type PriceBook } from '../../src/pricing/price-book.js';

/** Worked cases beside the checkout; undefined where they are not there. */
export function shared(path: string): string | undefined {
  const file = fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
  return existsSync(file) ? file : undefined;
}

export const NO_CONTEXT: PriceContext = {
  at: null,
  inputTokens: null,
  serviceTier: null,
  isBatch: false,
  speed: null,
  region: null,
  inferenceGeo: null,
  endpoint: null,
  dims: {},
};

export interface UsageWords {
  readonly model: string | null;
  readonly provider?: string | null;
  readonly gateway?: string | null;
  readonly quantities?: Partial<Record<Meter, string>>;
  readonly context?: Partial<PriceContext>;
  readonly calls?: bigint;
}

export function usageOf({
  model,
  provider = null,
  gateway = null,
  quantities = {},
  context,
  calls = 1n,
}: UsageWords): MeteredUsage {
  return {
    group: [],
    provider,
    gateway,
    model,
    context: { ...NO_CONTEXT, ...context },
    calls,
    quantities: new Map(
      Object.entries(quantities).map(([meter, text]) => [meter as Meter, decimal(text)] as [Meter, Exact]),
    ),
    isNotional: false,
  };
}

/** A book file in a folder of its own, so that messages can be compared whole. */
export async function bookFile(text: string, name = 'book.yaml'): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'tollbook-pricing-')), name);
  await writeFile(file, text);
  return file;
}

const HEAD = 'schema: tollbook-prices/1\nid: test\nas_of: 2026-11-23\ncurrency: USD\n';

/** A book with one SKU `test/m` that goes by `m`; `versions` is YAML in flow style. */
export function oneSku(versions: string): string {
  return `${HEAD}skus: [{sku: test/m, provider: test, match: [{exact: m}], versions: ${versions}}]\n`;
}

export function bookText(skus: string): string {
  return `${HEAD}skus:\n${skus}`;
}

export async function own(text: string): Promise<PriceBook> {
  return openOwnBook(await bookFile(text));
}

export async function layered(...texts: string[]): Promise<PriceBook> {
  return openPriceBook({ files: await Promise.all(texts.map((text) => bookFile(text))) });
}
