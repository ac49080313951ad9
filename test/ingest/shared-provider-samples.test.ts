/**
 * Samples of the providers' own formats that may lie beside the checkout, in `../shared/samples`: calls, errors and tokens
 * per file. Small files are pinned by hand from their text; larger ones by a reader of its own below. Skipped where absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from './support.js';

type Json = { readonly [key: string]: unknown };
interface Sums {
  readonly calls: number;
  readonly errors: number;
  readonly input: number;
  readonly output: number;
}

const FOLDER = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const linesOf = (name: string): Json[] =>
  readFileSync(FOLDER + name, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Json);

function summed(name: string, read: (line: Json) => readonly [input: number, output: number] | undefined): Sums {
  const counted = linesOf(name).flatMap((line) => [read(line) ?? []].filter((one) => one.length > 0));
  return {
    calls: counted.length,
    errors: 0,
    input: counted.reduce((sum, [input]) => sum + (input ?? 0), 0),
    output: counted.reduce((sum, [, output]) => sum + (output ?? 0), 0),
  };
}

const EXPECTED: Readonly<Record<string, () => Sums>> = {
  // Lines 4 and 6 are one completion, 12 is the start of a response, 13 has more cached than input tokens.
  'openai/other_endpoints_docs.jsonl': () => ({
    calls: 13,
    errors: 0,
    input: 14 + 14 + 5 + 50 + 14 + 50 + 50 + 50 + 13 + 132 + 14,
    output: 45 + 45 + 7 + 50 + 101 + 50 + 50 + 50 + 9 + 121 + 31,
  }),
  'openai_batch/docs_examples.jsonl': () => ({ calls: 1, errors: 0, input: 24, output: 15 }),
  'openai_batch/SYNTHETIC_errors.jsonl': () => ({ calls: 2, errors: 2, input: 0, output: 0 }),
  'openai_batch/NEGATIVE_batch_input_requests.jsonl': () => ({ calls: 0, errors: 0, input: 0, output: 0 }),
  'openai_batch/groq_batch_output.jsonl': () =>
    summed('openai_batch/groq_batch_output.jsonl', (line) => {
      const usage = object(object(object(line.response).body).usage);
      return [number(usage.prompt_tokens), number(usage.completion_tokens)];
    }),
  // Two succeeded with usage (10/5, 15/10), two errored, one expired, one was cancelled; the last has no usage.
  'anthropic_batch/test_examples.jsonl': () => ({ calls: 6, errors: 3, input: 25, output: 15 }),
  // 7/2, 1/2, 3/5, 9/10 and a failure.
  'gemini/batch_and_vertex_predictions.jsonl': () => ({ calls: 5, errors: 1, input: 20, output: 19 }),
  // 4/38, 1/8, 3/4, 12/3 by the counters of the record, 5 without output.
  'bedrock/invocation_logs_examples.jsonl': () => ({ calls: 5, errors: 0, input: 25, output: 53 }),
  'bedrock/SYNTHETIC_error.jsonl': () => ({ calls: 1, errors: 1, input: 0, output: 0 }),
  'bedrock/vcr_converse_responses.jsonl': () =>
    summed('bedrock/vcr_converse_responses.jsonl', (line) => {
      const usage = object(line.usage);
      const input =
        number(usage.inputTokens) + number(usage.cacheReadInputTokens) + number(usage.cacheWriteInputTokens);
      return [input, number(usage.outputTokens)];
    }),
  // A lone message, which is no proof of a call.
  'bedrock/vcr_errors.jsonl': () => ({ calls: 0, errors: 0, input: 0, output: 0 }),
  'azure/SYNTHETIC_apim_llm_log.jsonl': () => ({ calls: 1, errors: 0, input: 100, output: 20 }),
  // 10/5 twice, 11/3, and one without the body.
  'azure/diagnostic_requestresponse_tests.jsonl': () => ({ calls: 4, errors: 0, input: 31, output: 13 }),
  'other_providers/vcr_cohere.jsonl': () =>
    summed('other_providers/vcr_cohere.jsonl', (line) => {
      const billed = object(object(line.usage).billed_units ?? object(line.meta).billed_units);
      return Object.keys(billed).length === 0 ? undefined : [number(billed.input_tokens), number(billed.output_tokens)];
    }),
};

describe.skipIf(!existsSync(FOLDER))('provider samples beside the checkout', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openLedger();
    await ledger.load(Object.keys(EXPECTED).map((name) => FOLDER + name));
  });
  afterAll(() => ledger.close());

  it.each(Object.keys(EXPECTED))('%s: calls and tokens', async (name) => {
    const [row] = await ledger.engine.query<Record<keyof Sums, bigint>>(
      `select count(*) as calls, count(*) filter (where status = 'error') as errors,
         coalesce(sum(input_tokens), 0)::bigint as input, coalesce(sum(output_tokens), 0)::bigint as output
       from calls where source_id = (select source_id from sources where path = $path)`,
      { path: FOLDER + name },
    );
    const found = Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]));
    expect(found).toEqual(EXPECTED[name]?.());
  });

  it('every line is of a format of its own, but for what is refused', async () => {
    const rows = await ledger.engine.query<{ path: string; reason: string; lines: bigint }>(
      `select path, reason, source_reasons.lines from source_reasons inner join sources using (source_id)
       where outcome = 'rejected' order by path, reason`,
    );
    const rejected = rows.map((row) => [row.path.slice(FOLDER.length), row.reason, Number(row.lines)]);
    expect(rejected).toEqual([
      ['anthropic_batch/test_examples.jsonl', 'a message without usage', 1],
      ['bedrock/vcr_errors.jsonl', 'a message alone: nothing tells that it is about a call of a model', 1],
      ['openai/other_endpoints_docs.jsonl', 'more cached tokens than input tokens', 1],
      [
        'openai_batch/NEGATIVE_batch_input_requests.jsonl',
        'a request sent to a batch, not its result: load the output file of the batch instead',
        5,
      ],
    ]);
    const formats = await ledger.engine.query("select format from source_formats where format = 'flat'");
    expect(formats).toEqual([]);
  });

  it('Converse: all that is counted is the total of the provider', () => {
    for (const line of linesOf('bedrock/vcr_converse_responses.jsonl')) {
      const usage = object(line.usage);
      const parts = ['inputTokens', 'outputTokens', 'cacheReadInputTokens', 'cacheWriteInputTokens'];
      expect(parts.reduce((sum, key) => sum + number(usage[key]), 0)).toBe(usage.totalTokens);
    }
  });
});
