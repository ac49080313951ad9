import { test } from 'vitest';
import { openLedger } from './support.js';
import { readFileSync } from 'node:fs';
test('probe', async () => {
  const ledger = await openLedger();
  const cases = JSON.parse(readFileSync('/tmp/w/cases.json', 'utf8')) as string[];
  for (const [i, text] of cases.entries()) {
    await ledger.clear();
    ledger.write(`c${i}.jsonl`, text);
    try {
      const { diagnostics } = await ledger.load([`c${i}.jsonl`]);
      const calls = await ledger.calls();
      console.log(JSON.stringify(text).slice(0, 200), '\n', JSON.stringify(calls.map(c => Object.fromEntries(Object.entries(c).filter(([k, v]) => v !== null && !['sourceId','sourceLine'].includes(k)))), (k, v) => typeof v === 'bigint' ? Number(v) : v), '\n', JSON.stringify(await ledger.rejects(), (k, v) => typeof v === 'bigint' ? Number(v) : v), JSON.stringify(diagnostics.notes));
    } catch (error) { console.log(JSON.stringify(text).slice(0, 200), 'THROWS', (error as Error).message, (error as {cause?: Error}).cause?.message?.slice(0, 600)); }
  }
  await ledger.close();
});
