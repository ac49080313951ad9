/**
 * Where a logged model is looked for, and under which name: which seller's list could hold it. Finds nothing itself.
 */
import { routesOf, sellerByShape } from './model-names.js';
import { FALLBACK_VENDORS, PASS_THROUGH, providerId, VENDORS } from './provider-names.js';

export interface LoggedModel {
  readonly provider: string | null;
  readonly gateway: string | null;
  readonly model: string | null;
}

/** A name to look for at a seller; any seller for undefined. */
export interface Attempt {
  readonly provider: string | undefined;
  readonly name: string;
  readonly via: readonly string[];
  /** Whether it only counts when no layer knows the model at the seller that bills the call. */
  readonly isFallback: boolean;
}

/** The names to look for, in order: at the seller that bills the call, else where the name points, else at the vendors. */
export function attemptsFor(
  name: string,
  { provider, gateway }: LoggedModel,
  providers: ReadonlySet<string>,
  isOwn: boolean,
): Attempt[] {
  const routes = routesOf(name);
  const attempts: Attempt[] = [];
  const tryAt = (seller: string | undefined, route: string, via: string[], isFallback = false) => {
    if (!attempts.some((one) => one.provider === seller && one.name === route)) {
      attempts.push({ provider: seller, name: route, via, isFallback });
    }
  };
  const sellers = [provider, gateway].flatMap((one) => (one ? [providerId(one)] : []));
  const biller = sellers.find((one) => providers.has(one));
  if (biller) {
    tryAt(biller, name, []);
    for (const route of routes) if (route.provider === biller) tryAt(biller, route.name, ['route']);
    for (const route of routes) {
      if (route.provider && PASS_THROUGH.has(biller)) tryAt(route.provider, route.name, ['route'], true);
      if (route.provider !== undefined && route.provider !== biller) continue;
      for (const vendor of FALLBACK_VENDORS[biller] ?? []) tryAt(vendor, route.name, ['vendor'], true);
    }
  } else {
    for (const route of routes) {
      const seller = sellerByShape(route.name);
      if (seller) tryAt(seller, route.name, ['shape']);
    }
    for (const route of routes) if (route.provider) tryAt(route.provider, route.name, ['route']);
    for (const vendor of VENDORS) tryAt(vendor, name, []);
    tryAt(undefined, name, []);
  }
  if (isOwn) for (const route of routes) tryAt(undefined, route.name, route.provider ? ['route'] : []);
  return attempts;
}
