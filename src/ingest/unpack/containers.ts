/**
 * What records come wrapped in: lists of API answers and exports, arrays on one line, batches of telemetry, and records kept
 * as text by what collects output (Docker, CloudWatch, log shippers). Only structure is looked at, never a model or a count.
 *
 * A container's records may be containers themselves.
 */
import { FLAT_KEYS } from '../../formats/flat-keys.js';
import { KONG_PLUGINS } from '../../formats/kong.js';
import { afterValue } from '../json-value.js';
import { elementsOf, membersOf, textOf } from './members.js';
import { passesApart } from './passes.js';
import { telemetryRecords } from './telemetry.js';

const DEEPEST = 4;

/** What stands beside a list in an envelope. A line with any other key says something itself, and is left to the formats. */
const BESIDE_LISTS: ReadonlySet<string> = new Set([
  ...[
    'object',
    'has_more',
    'first_id',
    'last_id',
    'next',
    'next_page',
    'nextToken',
    'previous',
    'links',
    'cursor',
    'error',
  ],
  ...['success', 'errors', 'messages', 'result_info', 'status', 'statistics', 'encryptionKey', 'pagination', 'meta'],
  ...['metadata', 'page', 'per_page', 'limit', 'offset', 'count', 'total', 'total_count', 'message', 'code'],
  ...['messageType', 'owner', 'logGroup', 'logStream', 'logGroupName', 'logStreamName', 'subscriptionFilters'],
]);

/** A line that says something of a call itself is no wrapper, though a member of it may be JSON text. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  ...FLAT_KEYS.model,
  ...FLAT_KEYS.input,
  ...FLAT_KEYS.output,
  ...FLAT_KEYS.total,
  'usage',
  'type',
]);

export const LISTS = [
  'data',
  'result',
  'results',
  'batch',
  'logs',
  'events',
  'logEvents',
  'records',
  'items',
  'value',
] as const;
export const TEXTS = ['message', '@message', 'log', 'line'] as const;
/** Kong's plugins that ask a model beside the one that passes the request on: only a line with one of them holds several calls. */
export const ASKING_PLUGINS = KONG_PLUGINS.filter((name) => name.endsWith('-transformer'));
export const TELEMETRY = ['resourceSpans', 'resourceLogs', 'resourceMetrics'] as const;

/** The records in a line, each on one line of its own; undefined when the line is no container. An empty list holds nothing. */
export function recordsIn(line: Uint8Array, depth = 0): Uint8Array[] | undefined {
  const inner = depth >= DEEPEST ? undefined : directRecords(line);
  return inner?.flatMap((record) => recordsIn(record, depth + 1) ?? [record]);
}

function directRecords(line: Uint8Array): Uint8Array[] | undefined {
  const elements = elementsOf(line);
  if (elements !== undefined) return elements.every(isStructured) ? elements : undefined;
  const members = membersOf(line);
  if (members === undefined) return undefined;
  const apart = passesApart(line);
  if (apart !== undefined) return apart;
  if (members.get('results')?.[0] === 91 && isBucket(members)) return bucketResults(members);
  if (TELEMETRY.some((key) => members.has(key))) {
    const batch = parsedWhole(textOf(line));
    // What is no JSON as a whole is for the rejects, which say so.
    return batch === undefined ? undefined : telemetryRecords(batch);
  }
  if ([...members.keys()].some((key) => OWN_KEYS.has(key))) return undefined;
  if (members.has('field') && members.has('value')) return insightsField(members);
  const lists = LISTS.filter((key) => members.get(key)?.[0] === 91);
  if (lists.length === 1 && [...members.keys()].every((key) => key === lists[0] || BESIDE_LISTS.has(key))) {
    const found = elementsOf(members.get(lists[0] as string) as Uint8Array);
    if (found?.every(isStructured)) return found;
  }
  const calls = callsOfPlugins(members);
  if (calls !== undefined) return calls;
  for (const key of TEXTS) {
    const text = members.get(key);
    const record = text === undefined ? undefined : recordInText(text);
    if (record !== undefined) return [record];
  }
  return undefined;
}

/** A request through Kong for which several plugins asked a model: one record for each, with what the line says of the request. */
function callsOfPlugins(members: ReadonlyMap<string, Uint8Array>): Uint8Array[] | undefined {
  const ai = members.get('ai');
  const plugins = [...((ai && membersOf(ai)) ?? [])].filter(
    ([name, value]) => KONG_PLUGINS.includes(name) && membersOf(value)?.has('usage') === true,
  );
  if (plugins.length < 2) return undefined;
  const written = ([key, value]: readonly [string, Uint8Array]) => `${JSON.stringify(key)}:${textOf(value)}`;
  const request = [...members].filter(([key]) => key !== 'ai').map(written);
  return plugins.map((plugin) => Buffer.from(`{${[...request, `"ai":{${written(plugin)}}`].join(',')}}`));
}

/** A span of time in OpenAI's account of an organisation; its results do not repeat the time. */
function isBucket(members: ReadonlyMap<string, Uint8Array>): boolean {
  const object = members.get('object');
  return object !== undefined && textOf(object) === '"bucket"' && members.has('start_time');
}

function bucketResults(members: ReadonlyMap<string, Uint8Array>): Uint8Array[] | undefined {
  const results = elementsOf(members.get('results') as Uint8Array);
  if (results === undefined || !results.every((one) => one[0] === 123)) return undefined;
  const times = ['start_time', 'end_time'].flatMap((key) => {
    const value = members.get(key);
    return value === undefined ? [] : [`"${key}":${textOf(value)}`];
  });
  return results.map((one) =>
    Buffer.from(`{${[...times, textOf(one).slice(1, -1).trim()].filter(Boolean).join(',')}}`),
  );
}

/** A row of CloudWatch Logs Insights is a list of fields, of which one is the line that was logged. */
function insightsField(members: ReadonlyMap<string, Uint8Array>): Uint8Array[] | undefined {
  const name = textOf(members.get('field') as Uint8Array);
  const record = name === '"@message"' ? recordInText(members.get('value') as Uint8Array) : undefined;
  return record === undefined ? [] : [record];
}

/** A string whose text is a JSON object. Raw newlines in it are white space between its members. */
function recordInText(value: Uint8Array): Uint8Array | undefined {
  if (value[0] !== 34) return undefined;
  const text = (JSON.parse(textOf(value)) as string).trim();
  if (!text.startsWith('{')) return undefined;
  const record = Buffer.from(text.replaceAll(/[\r\n]/g, ' '));
  // What follows the object in its text is for the rejects, which say so.
  return afterValue(record, 0) < 0 ? undefined : record;
}

function isStructured(value: Uint8Array): boolean {
  return value[0] === 123 || value[0] === 91;
}

function parsedWhole(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
