/**
 * The ways a logged model name may be spelt: routes before it, deployment forms around it, dates and marks after it.
 *
 * Each rule only takes off what is known to say nothing about the price, or says what it took off. No rule shortens a name
 * by a word it does not know: `claude-sonnet-5-5` never becomes `claude-sonnet-5`.
 */
import { isRoute, providerId } from './provider-names.js';

/** A name under which a SKU may be listed. */
export interface Spelling {
  readonly name: string;
  /** What was taken off, in order; empty for the name as it stands. */
  readonly rules: readonly string[];
  /** A date was taken off: only an exact name may match what is left. */
  readonly isUndated: boolean;
  /** `global.` was taken off: a list that tells global from regional by the name must not see it. */
  readonly lostGlobal: boolean;
}

/** A name with the seller that its prefix names; undefined where nothing does. */
export interface Routed {
  readonly provider: string | undefined;
  readonly name: string;
}

const RESOURCE = /^(?:projects\/[^/]+\/locations\/[^/]+\/)?publishers\/[^/]+\/models\/(.+)$/;
const ARN = /^arn:aws[\w-]*:bedrock:[^/]*:(?:inference-profile|foundation-model)\/(.+)$/;

/** The name as logged, then with one route after the other taken off: `openrouter/anthropic/x`, `anthropic/x`, `x`. */
export function routesOf(name: string): Routed[] {
  const routes: Routed[] = [{ provider: undefined, name }];
  for (let rest: Routed | undefined = { provider: undefined, name }; rest; ) {
    rest = withoutRoute(rest.name);
    if (rest) routes.push(rest);
  }
  return routes;
}

function withoutRoute(name: string): Routed | undefined {
  const resource = RESOURCE.exec(name)?.[1] ?? (name.startsWith('models/') ? name.slice('models/'.length) : undefined);
  if (resource) return { provider: 'google', name: resource };
  const profile = ARN.exec(name)?.[1];
  if (profile) return { provider: 'aws', name: profile };
  const slash = name.indexOf('/');
  if (slash < 1 || slash === name.length - 1 || !isRoute(name.slice(0, slash))) return undefined;
  return { provider: providerId(name.slice(0, slash)), name: name.slice(slash + 1) };
}

// Amazon Bedrock ids: `anthropic.claude-…-v1:0`, with a geography or `global` in front for an inference profile
// (docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html).
const PROFILE = /^(us|eu|apac|au|jp|ca|us-gov|global)\.(?=[a-z0-9-]+\.)/;
const BEDROCK_VENDOR =
  /^(ai21|amazon|anthropic|cohere|deepseek|meta|minimax|mistral|moonshot|nvidia|openai|qwen|stability|writer|zai)\./;
const BEDROCK_VERSION = /-v\d+(?::\d+)?(?::\d+k)?$/;
// Vertex AI puts the version after an @ (cloud.google.com/vertex-ai/generative-ai/docs/partner-models/use-claude).
const VERTEX_VERSION = /@(?:\d{8}|default|latest)$/;
// Marks that never change a price: Claude Code's 1M context mark, reasoning switched on, the pointer to the newest.
const MARK = /(?:\[1m\]|:thinking|:beta|-latest)$/;
// Google's numbered stable releases, `gemini-2.0-flash-001`.
const GOOGLE_REVISION = /-00[1-9]$/;
const DATE = /-(?:(20\d\d)(\d\d)(\d\d)|(20\d\d)-(\d\d)-(\d\d))$/;

/** What Amazon's profile prefix says about where the call ran; empty for a name without one. */
export function dimensionsOf(name: string): Readonly<Record<string, string>> {
  const geography = PROFILE.exec(name)?.[1];
  return geography ? { region_class: geography === 'global' ? 'global' : 'regional' } : {};
}

/** The seller whose way of writing names this is, where the name alone tells. */
export function sellerByShape(name: string): string | undefined {
  if (PROFILE.test(name) || (BEDROCK_VENDOR.test(name) && BEDROCK_VERSION.test(name))) return 'aws';
  return VERTEX_VERSION.test(name) ? 'google' : undefined;
}

/** All spellings of a name, the most literal first. */
export function spellingsOf(name: string): Spelling[] {
  const spellings: Spelling[] = [{ name, rules: [], isUndated: false, lostGlobal: false }];
  // A fine-tune has a price of its own, so nothing may be taken off its name.
  if (name.startsWith('ft:')) return spellings;
  const extend = (rule: string, shorten: (spelling: Spelling) => Partial<Spelling> | undefined) => {
    for (const spelling of [...spellings]) {
      const shorter = shorten(spelling);
      if (shorter?.name) spellings.push({ ...spelling, ...shorter, rules: [...spelling.rules, rule] });
    }
  };
  const without = (pattern: RegExp) => (spelling: Spelling) =>
    pattern.test(spelling.name) ? { name: spelling.name.replace(pattern, '') } : undefined;

  extend('mark', without(MARK));
  extend('vertex_version', without(VERTEX_VERSION));
  extend('version', (spelling) => {
    // `deepseek-v3` is a model, `anthropic.claude-opus-4-6-v1` and what stood before an @ carry a version.
    const isVersioned =
      BEDROCK_VENDOR.test(spelling.name.replace(PROFILE, '')) ||
      spelling.rules.includes('vertex_version') ||
      /:\d+k?$/.test(spelling.name);
    return isVersioned ? without(BEDROCK_VERSION)(spelling) : undefined;
  });
  extend('profile', (spelling) => {
    const geography = PROFILE.exec(spelling.name)?.[1];
    return geography
      ? { name: spelling.name.slice(geography.length + 1), lostGlobal: geography === 'global' }
      : undefined;
  });
  extend('vendor', without(BEDROCK_VENDOR));
  extend('revision', (spelling) => (/^gemini-/.test(spelling.name) ? without(GOOGLE_REVISION)(spelling) : undefined));
  extend('date', (spelling) => {
    const date = DATE.exec(spelling.name);
    return date && isDay(date) ? { name: spelling.name.slice(0, date.index), isUndated: true } : undefined;
  });
  return spellings;
}

function isDay([, year, month, day, longYear, longMonth, longDay]: RegExpExecArray): boolean {
  const text = `${year ?? longYear}-${month ?? longMonth}-${day ?? longDay}`;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
