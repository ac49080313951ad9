/**
 * The one door to `@pydantic/genai-prices`: published list prices of 43 sellers, bundled, as a shelf of the price book.
 *
 * Only its data is used: its arithmetic is in floats, and its matching takes `claude-sonnet-5-5` for `claude-sonnet-5`. Of its
 * match rules a name counts only when it is spelt out (any literal of a rule that the rule itself accepts) or fits a
 * pattern anchored at both ends; what else a rule would take is a suggestion. Models are converted when they are asked for.
 * Nothing is fetched: `waitForUpdate` answers with the bundled data unless `updatePrices` was called, and it never is.
 */
import { type MatchLogic, type ModelInfo, type Provider, waitForUpdate } from '@pydantic/genai-prices';
import { z } from 'zod';
import { broken } from '../core/errors.js';
import type { Sku } from './book-model.js';
import { convertModel, skuIdOf } from './list-convert.js';
import { nameIndex, type Shelf } from './shelf.js';

const VERSION = '0.1.8';

/** How a book names this layer in `extends`. */
export const BUILTIN_ID = `builtin:genai-prices@${VERSION}`;

// The package does not date its data. 0.1.8 went to the npm registry on this day, so no price in it is newer.
const AS_OF = '2026-09-23';

/** The list as a lock kept it: data of a version of the package that may no longer be the installed one. */
export interface ListSnapshot {
  readonly id: string;
  readonly asOf: string;
  readonly content: string;
}

interface Listed {
  readonly provider: Provider;
  readonly model: ModelInfo;
}

/** The bundled list prices. Throws when the package does not have the data that this file was written for. */
export async function openListPrices(): Promise<Shelf> {
  const providers = await waitForUpdate();
  if (!providers || providers.length === 0) throw broken('@pydantic/genai-prices came without its data');
  return listShelf(providers, BUILTIN_ID, AS_OF);
}

/** The list of a lock. Throws when its content is none. */
export function lockedList({ id, asOf, content }: ListSnapshot): Shelf {
  // The shape of rules and prices is the package's own; what does not read as a price is refused where it is converted.
  return listShelf(Snapshot.parse(JSON.parse(content)) as unknown as Provider[], id, asOf);
}

// What is used of the package's data; its rules and prices are read as the package's own are.
const Snapshot = z.array(
  z.object({
    id: z.string(),
    pricing_urls: z.array(z.string()).optional(),
    models: z.array(z.looseObject({ id: z.string(), match: z.looseObject({}), prices: z.unknown() })),
  }),
);

/** One line per seller. */
function snapshotOf(providers: readonly Provider[]): string {
  const kept = providers.map(({ id, pricing_urls, models }) =>
    JSON.stringify({
      id,
      pricing_urls,
      models: models.map(({ id: model, name, match, prices, price_comments }) => ({
        id: model,
        name,
        match,
        prices,
        price_comments,
      })),
    }),
  );
  return `[${kept.join(',\n')}]\n`;
}

function listShelf(providers: readonly Provider[], id: string, asOf: string): Shelf {
  const version = id.slice(id.indexOf('@') + 1);
  const listed = new Map<string, Listed>();
  const names = nameIndex();
  const anchored: { provider: string; regex: RegExp; skuId: string }[] = [];
  for (const provider of providers) {
    for (const model of provider.models) {
      const skuId = skuIdOf(provider, model);
      listed.set(skuId, { provider, model });
      for (const name of literalsOf(model.match)) {
        if (accepts(model.match, name)) names.add(provider.id, name, skuId);
      }
      for (const regex of anchoredOf(model.match)) anchored.push({ provider: provider.id, regex, skuId });
    }
  }
  for (const [skuId, { provider, model }] of listed) {
    const name = model.id.toLowerCase();
    if (!names.has(provider.id, name)) names.add(provider.id, name, skuId);
  }
  const converted = new Map<string, Sku>();
  return {
    layer: { id, source: `@pydantic/genai-prices ${version}`, asOf, currency: 'USD' },
    isBuiltin: true,
    content: id,
    kind: 'list',
    snapshot: () => snapshotOf(providers),
    skuIds: [...listed.keys()],
    providers: new Set(providers.map((provider) => provider.id)),
    find(skuId) {
      const known = converted.get(skuId);
      const entry = listed.get(skuId);
      if (known || !entry) return known;
      const sku = convertModel(entry.provider, entry.model, `genai-prices ${version}`, asOf);
      converted.set(skuId, sku);
      return sku;
    },
    named: names.find,
    patterned: (name, provider) =>
      anchored
        .filter((one) => (provider ?? one.provider) === one.provider && one.regex.test(name))
        .map((one) => one.skuId),
    suggested(name, provider) {
      const sellers = providers.filter((one) => (provider ?? one.id) === one.id);
      return sellers.flatMap((seller) => {
        const taken = seller.models.find((model) => accepts(model.match, name));
        return taken ? [skuIdOf(seller, taken)] : [];
      });
    },
  };
}

/** Whether a rule of the package takes the name; both in lower case, as the package compares. */
function accepts(rule: MatchLogic, name: string): boolean {
  if ('or' in rule) return rule.or.some((inner) => accepts(inner, name));
  if ('and' in rule) return rule.and.every((inner) => accepts(inner, name));
  if ('equals' in rule) return name === rule.equals.toLowerCase();
  if ('starts_with' in rule) return name.startsWith(rule.starts_with.toLowerCase());
  if ('ends_with' in rule) return name.endsWith(rule.ends_with.toLowerCase());
  if ('contains' in rule) return name.includes(rule.contains.toLowerCase());
  return patternOf(rule.regex).test(name);
}

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const pattern = patterns.get(source) ?? new RegExp(source, 'i');
  patterns.set(source, pattern);
  return pattern;
}

function literalsOf(rule: MatchLogic): string[] {
  if ('or' in rule) return rule.or.flatMap(literalsOf);
  if ('and' in rule) return rule.and.flatMap(literalsOf);
  if ('equals' in rule) return [rule.equals.toLowerCase()];
  if ('starts_with' in rule) return [rule.starts_with.toLowerCase()];
  if ('ends_with' in rule) return [rule.ends_with.toLowerCase()];
  if ('contains' in rule) return [rule.contains.toLowerCase()];
  return [];
}

function anchoredOf(rule: MatchLogic): RegExp[] {
  if ('or' in rule) return rule.or.flatMap(anchoredOf);
  return 'regex' in rule && /^\^.*\$$/.test(rule.regex) ? [patternOf(rule.regex)] : [];
}
