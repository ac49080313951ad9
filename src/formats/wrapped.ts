/**
 * Application logs that keep what the provider answered: `{"ts":…,"latency_ms":…,"response":{"id":…,"usage":{…}}}`. The body
 * is looked for one and two levels down, under the words that applications use for it.
 *
 * What the application says of the call is read as in flat logs; only the counts, the model that answered and the call's
 * identity come from the body. A line with counts of its own is a flat log, whatever else it keeps.
 */
import { ANY_USAGE_FIELDS } from './any-usage.js';
import { application, FLAT_FIELDS } from './flat.js';
import { TOKEN_KEYS } from './flat-keys.js';
import type { Format, Shape } from './format.js';
import { mergeShapes, narrowedShape, structure } from './shape.js';
import { anyOf, literal, local, NOTHING, type Words, wordsFor, wordsOfStruct } from './sql.js';

/** Under which keys applications keep an answer, or a result that holds one. */
const CONTAINERS = ['response', 'raw_response', 'body', 'result', 'data', 'completion', 'output'] as const;
const USAGES = ['usage', 'usageMetadata'] as const;

const bodyFields: Shape = {
  id: 'text',
  responseId: 'text',
  model: 'text',
  modelVersion: 'text',
  service_tier: 'text',
  ...Object.fromEntries(USAGES.map((key) => [key, 'json' as const])),
};
const containers: Shape = Object.fromEntries(
  CONTAINERS.map((outer) => [
    outer,
    { ...bodyFields, ...Object.fromEntries(CONTAINERS.map((inner) => [inner, bodyFields])) },
  ]),
);
const fields = [
  FLAT_FIELDS,
  containers,
  { custom_id: 'text', ai_org: 'text', ai_provider: 'text', key: 'text', request: 'json' } as const,
].reduce((left: Shape, right: Shape) => mergeShapes(left, right));

/** Where a body can be, the nearest first. */
const BODIES = [...CONTAINERS, ...CONTAINERS.flatMap((outer) => CONTAINERS.map((inner) => `${outer}.${inner}`))];

function declared(words: Words, narrowFields: Shape): Format {
  const { at, firstAt, firstOf, present } = words;
  const named = (name: string) => local('wrapped', name);
  const within = (...keys: readonly string[]) => BODIES.flatMap((body) => keys.map((key) => `${body}.${key}`));
  const usages = within(...USAGES)
    .map(at)
    .filter((path) => path !== NOTHING)
    .map((path) => `case when json_type(${path}) = 'OBJECT' then ${path} end`);

  const base = application('wrapped', words, narrowFields, {
    words: wordsOfStruct(named('usage'), 'usage'),
    tier: firstAt(...within('service_tier')),
    locals: {
      usage: `json_transform(${usages.length === 0 ? 'null::json' : `coalesce(${usages.join(', ')})`}, ${literal(structure(ANY_USAGE_FIELDS))})`,
    },
  });
  // Results of batches, events and exports of gateways look alike and have formats of their own.
  const isOther = anyOf(
    present('custom_id', 'ai_org', 'ai_provider'),
    `coalesce(regexp_full_match(${at('type')}, 'response[.].*|[a-z-]+-(create|update)'), false)`,
    `(${present('key', 'request')} and ${at('response.usageMetadata')} is not null)`,
  );
  const answeredBy = `regexp_replace(${firstAt(...within('model', 'modelVersion'))}, '^models/', '')`;
  const asked = base.record.model ?? NOTHING;
  return {
    ...base,
    title: 'Application log that keeps the answer of the provider',
    signs: CONTAINERS,
    claims:
      usages.length === 0
        ? 'false'
        : `(not ${present(...TOKEN_KEYS)} and ${at('usage')} is null and not ${isOther} and ${anyOf(...usages.map((one) => `${one} is not null`))})`,
    record: {
      ...base.record,
      call_id: firstOf(...within('id', 'responseId').map(at)),
      model: `coalesce(${answeredBy}, ${asked})`,
      model_requested: `coalesce(${base.record.model_requested ?? NOTHING}, case when ${answeredBy} is not null then ${asked} end)`,
    },
    identity: 'the id of the kept answer',
  };
}

export const wrapped: Format = {
  ...declared(wordsFor(), fields),
  narrowed: (known) => declared(wordsFor(known), narrowedShape(fields, known)),
};
