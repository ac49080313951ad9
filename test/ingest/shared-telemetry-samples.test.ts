/**
 * Real telemetry that may lie beside the checkout, in `../shared/samples`: calls and tokens added up by hand from the lines,
 * by the rules that the samples' README states. Skipped where they are absent.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withLedger } from './support.js';

const FOLDER = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

/** File, calls, input and output tokens. */
const ROWS: readonly (readonly [string, number, number, number])[] = [
  // 5,100 and 300, and a failed request without counts.
  ['otel/SYNTHETIC_semconv_1_40.jsonl', 2, 5100, 300],
  // 300 + 400 + 123 + 100 in; 80 + 200 + 45 + 200 out; the agent around the second call is none.
  ['otel/spans_otlp.jsonl', 4, 923, 525],
  // 10 + 25,192 + 11,802 and 20,000 in; 39 + 500 out; a failed request.
  ['otel/claude_code_logs_otlp.jsonl', 3, 57_004, 539],
  // 19,452 + 60 in; 281 + 10 out; the agent and the event of the second response are none.
  ['copilot/otel_lines_tests.jsonl', 2, 19_512, 291],
  // 156 + 284 in; 423 + 55 out.
  ['vercel/ai_sdk_spans_tests.jsonl', 2, 440, 478],
  // 1,000 in; 50 + 120 thought out; a failed request.
  ['gemini_cli/SYNTHETIC_telemetry_outfile_pretty.json', 2, 1000, 170],
  // 1,000 + 500 in; 50 + 120 thought + 100 out.
  ['gemini_cli/session_chats_tests.jsonl', 2, 1500, 270],
];

describe.skipIf(!existsSync(FOLDER))('telemetry beside the checkout', () => {
  it.each(ROWS)('%s', (name, calls, input, output) =>
    withLedger(async (ledger) => {
      await ledger.load([FOLDER + name]);
      const [row] = await ledger.engine.query<{ calls: bigint; input: bigint; output: bigint }>(
        'select count(*) as calls, sum(input_tokens)::bigint as input, sum(output_tokens)::bigint as output from calls',
      );
      expect([row?.calls, row?.input, row?.output].map(Number)).toEqual([calls, input, output]);
    }));
});
