/**
 * Which sighting speaks for a call does not depend on how many parts the ids of a batch are looked at in: a batch of millions
 * of ids is looked at in parts, so that any number fits in memory.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEST_FIRST } from '../../src/ingest/snapshots.js';
import { sqlText } from '../../src/queries/sql-file.js';
import { jsonLines, type Ledger, openLedger } from './support.js';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

/** Every third call was seen up to four times, the later ones mostly with more output. */
const lines = Array.from({ length: 600 }, (_, index) => ({
  call_id: `call-${index % 3 === 0 ? index % 150 : index}`,
  model: 'm',
  input_tokens: 10,
  output_tokens: (index * 7) % 400,
  status: index % 11 === 0 ? 'error' : 'ok',
}));

/** What is expected, worked out here: the most output, then an answer before a failure. */
function chosen(): string[] {
  const best = new Map<string, (typeof lines)[number]>();
  for (const line of lines) {
    const held = best.get(line.call_id);
    const rank = (one: typeof line) => one.output_tokens * 2 + (one.status === 'ok' ? 1 : 0);
    if (held === undefined || rank(line) > rank(held)) best.set(line.call_id, line);
  }
  return [...best.values()].map((line) => `${line.call_id} ${line.status} ${line.output_tokens}`).sort();
}

it('in one part or in several', async () => {
  ledger.write('a.jsonl', jsonLines(...lines.slice(0, 350)));
  ledger.write('b.jsonl', jsonLines(...lines.slice(350)));
  await ledger.load(['a.jsonl', 'b.jsonl']);
  const counted = async () => {
    const rows = await ledger.engine.query<{ text: string }>(
      "select call_id || ' ' || status || ' ' || output_tokens as text from calls",
    );
    return rows.map(({ text }) => text).sort();
  };
  const expected = chosen();
  expect(expected.length).toBeLessThan(lines.length);
  expect(await counted()).toEqual(expected);

  await ledger.engine.execute('create or replace temp table batch_files as select source_id from sources');
  for (const parts of [1, 2, 7]) {
    await ledger.engine.execute('update snapshots set is_counted = true');
    for (let part = 0; part < parts; part += 1) {
      const condition = parts === 1 ? 'true' : `hash(call_id) % ${parts} = ${part}`;
      await ledger.engine.execute(
        sqlText('ingest/choose_snapshots', { part: condition, best_first: BEST_FIRST, staying: 'true' }),
      );
    }
    expect(await counted()).toEqual(expected);
  }
});
