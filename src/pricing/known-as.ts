/**
 * All names that a logged model goes by: as the log has it, without its route, its version and its date, and as the SKU that prices
 * it. For rules that name models, so that they mean what prices mean. It resolves nothing of its own.
 */
import { routesOf, spellingsOf } from './model-names.js';
import type { PriceBook } from './price-book.js';
import { type LoggedModel, resolveModel } from './price-usage.js';
import type { Aliases } from './resolve-model.js';

export function knownAs(book: PriceBook, logged: LoggedModel, aliases: Aliases): string[] {
  const model = logged.model?.trim().toLowerCase() ?? '';
  if (model === '') return [''];
  const { sku } = resolveModel(book, logged, aliases);
  return [...new Set([model, ...(sku === null ? [] : [sku.sku.toLowerCase()])].flatMap(spelled))];
}

/**
 * What a rule may call a model, with the SKU that a name of the user's own stands for. A plain name is no pattern of the book and loses
 * no date: who names a snapshot means that one.
 */
export function meantBy(book: PriceBook, names: readonly string[], aliases: Aliases): string[] {
  return names.flatMap((name) => {
    if (name.includes('*')) return [name];
    const { sku, rule } = resolveModel(book, { provider: null, gateway: null, model: name }, aliases);
    return rule === 'alias' && sku !== null ? [name, sku.sku] : [name];
  });
}

function spelled(name: string): string[] {
  const afterSeller = name.slice(name.indexOf('/') + 1);
  const routes = [...routesOf(name).map((route) => route.name), afterSeller, name.slice(name.lastIndexOf('/') + 1)];
  return routes.flatMap((route) => spellingsOf(route).map((spelling) => spelling.name));
}
