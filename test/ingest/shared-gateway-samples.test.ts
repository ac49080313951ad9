/**
 * Samples of gateways' logs that may lie beside the checkout, in `../shared/samples`: calls, failures and tokens added up by
 * hand from their lines, each file loaded alone. Skipped where absent.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withLedger } from './support.js';

const FOLDER = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

/** File; calls that its rows stand for, failures among the rows, input and output tokens. */
const ROWS: readonly (readonly [string, number, number, number, number])[] = [
  ['litellm/standard_logging_payload.jsonl', 1, 0, 10, 20],
  ['litellm/spend_logs.jsonl', 1, 0, 10, 20],
  ['langfuse/litellm_generation_create_event.jsonl', 1, 0, 10, 10],
  // 80 + 20 cached in, 150 + 50 reasoned out; a span; a failure.
  ['langfuse/SYNTHETIC_blob_and_api_rows.jsonl', 2, 1, 100, 200],
  // The second was cancelled.
  ['helicone/SYNTHETIC_export.jsonl', 2, 0, 1200, 300],
  // 10,389 + 20,400 in; 137 + 512 out.
  ['openrouter/activity_export.csv', 2, 0, 30_789, 649],
  // 10 + 10 + 310 in, the first in the tokens of OpenRouter's own; 25 + 25 + 24 out.
  ['openrouter/docs_generation_objects.jsonl', 3, 0, 330, 74],
  ['portkey/SYNTHETIC_export.jsonl', 2, 1, 1200, 300],
  ['cloudflare/docs_gateway_logs_api.json', 1, 0, 0, 0],
  // The first is encrypted; what the second was answered was stopped.
  ['cloudflare/SYNTHETIC_logpush_encrypted.jsonl', 1, 0, 11, 7],
  // A row for three.
  ['vercel/report_api_test_row.jsonl', 3, 0, 1000, 200],
  // The second is of tools.
  ['kong/docs_example.jsonl', 1, 0, 14, 21],
  // 1,200 with the cached ones in them and 100 in, 300 and 20 out; one failed; a top-up.
  ['one_api/SYNTHETIC_logs.jsonl', 3, 1, 1300, 320],
];

describe.skipIf(!existsSync(FOLDER))('gateways beside the checkout', () => {
  it.each(ROWS)('%s', (name, calls, errors, input, output) =>
    withLedger(async (ledger) => {
      await ledger.load([FOLDER + name]);
      const [row] = await ledger.engine.query<Record<'calls' | 'errors' | 'input' | 'output', bigint>>(
        `select sum(calls)::bigint as calls, count(*) filter (where status = 'error') as errors,
           coalesce(sum(input_tokens), 0)::bigint as input, coalesce(sum(output_tokens), 0)::bigint as output from calls`,
      );
      expect([row?.calls, row?.errors, row?.input, row?.output].map(Number)).toEqual([calls, errors, input, output]);
    }));

  it('what is refused says what to do', () =>
    withLedger(async (ledger) => {
      await ledger.load([`${FOLDER}cloudflare/SYNTHETIC_logpush_encrypted.jsonl`]);
      const rejects = await ledger.rejects();
      expect(rejects.map(({ line, reason }) => [Number(line), /decrypt .* or export/.test(String(reason))])).toEqual([
        [1, true],
      ]);
    }));
});
