/** Lines that hold records: what is found in them, and what is left as it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsIn } from '../../../src/ingest/unpack/containers.js';

const found = (value: unknown) =>
  recordsIn(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)))?.map((record) =>
    Buffer.from(record).toString(),
  );
const call = { model: 'gpt-5.4', usage: { prompt_tokens: 3, completion_tokens: 4 } };
const text = JSON.stringify(call);

describe('a container', () => {
  it.each([
    ['a list on one line', [call, call], [text, text]],
    ['an envelope of an API', { object: 'list', data: [call], has_more: false }, [text]],
    ['results', { success: true, result: [call], result_info: {} }, [text]],
    ['a list in a list', { results: [{ data: [call] }, call] }, [text, text]],
    ['a line that Docker wrote', { log: `${text}\n`, stream: 'stdout' }, [text]],
    [
      'events of CloudWatch',
      {
        logGroup: 'g',
        logEvents: [
          { id: '1', message: text },
          { id: '2', message: 'START' },
        ],
      },
      [text, '{"id":"2","message":"START"}'],
    ],
    [
      'rows of Logs Insights',
      {
        results: [
          [
            { field: '@timestamp', value: '2026' },
            { field: '@message', value: text },
          ],
        ],
      },
      [text],
    ],
    ['an empty list', { data: [] }, []],
  ])('is opened: %s', (_, value, records) => expect(found(value)).toEqual(records));

  it.each([
    ['an envelope', `{"data":[${text}]} garbage`],
    ['a list', `[${text}]{"data":[]}`],
    ['an empty list', '[] 1'],
  ])('%s with something behind it is none: the whole line is for the rejects', (_, line) => {
    expect(found(line)).toBeUndefined();
  });

  it('keeps every digit of a number', () => {
    expect(found('[{"cost":0.12345678901234567890,"n":12345678901234567890}]')).toEqual([
      '{"cost":0.12345678901234567890,"n":12345678901234567890}',
    ]);
  });

  it.each([
    ['a call', call],
    ['a call with a list beside it', { ...call, data: [{ a: 1 }] }],
    ['a list of numbers', [1, 2]],
    ['an embedding', { model: 'm', data: [{ embedding: [1] }], usage: { prompt_tokens: 1 } }],
    ['pictures', { created: 1, data: [{ b64_json: '' }] }],
    ['a ranking', { id: 'x', results: [{ index: 0 }], meta: { billed_units: { search_units: 1 } } }],
    ['a message that is text', { message: 'hello', level: 'info' }],
    ['a message that is an object', { message: { id: 'x' } }],
    ['what is no JSON', '{"data":[{"a":1}'],
  ])('is not %s', (_, value) => expect(found(value)).toBeUndefined());

  it('is any JSON value without trouble', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('data', 'result', 'message', 'log', 'resourceSpans', 'x'),
        fc.jsonValue(),
        (key, value) => {
          const records = found({ [key]: value }) ?? [];
          for (const one of records) expect(() => JSON.parse(one)).not.toThrow();
          found({ [key]: JSON.stringify(value) });
        },
      ),
      { numRuns: 500 },
    ));
});

describe('telemetry', () => {
  it('gives a flat record per span and log record, with its attributes as a map and its resource', () => {
    const batch = {
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
          scopeSpans: [
            {
              scope: { name: 'openai' },
              spans: [
                {
                  traceId: 'a',
                  spanId: 'b',
                  startTimeUnixNano: '1767225600000000000',
                  attributes: [
                    { key: 'gen_ai.usage.input_tokens', value: { intValue: '12' } },
                    { key: 'list', value: { arrayValue: { values: [{ boolValue: true }, { doubleValue: 1.5 }] } } },
                    { key: 'map', value: { kvlistValue: { values: [{ key: 'x', value: { stringValue: 'y' } }] } } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    };
    expect(found(batch)?.map((one) => JSON.parse(one))).toEqual([
      {
        traceId: 'a',
        spanId: 'b',
        startTimeUnixNano: '1767225600000000000',
        attributes: { 'gen_ai.usage.input_tokens': '12', list: [true, 1.5], map: { x: 'y' } },
        resource: { attributes: { 'service.name': 'shop' } },
        scope: { name: 'openai' },
      },
    ]);
  });

  it('passes over metrics, which repeat what spans say', () => expect(found({ resourceMetrics: [{}] })).toEqual([]));
});
