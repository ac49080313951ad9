import { test } from 'vitest';
import { openLedger } from './support.js';
test('probe', async () => {
  const ledger = await openLedger();
  for (const [n, pad, rounds] of [[23, 5, 25], [60, 3000, 25], [3000, 2000, 8]] as const) for (const nl of ['', '\n']) {
    const kinds = new Map<string, number>();
    const name = `a${n}${nl.length}.jsonl`;
    ledger.write(name, Array.from({ length: n }, (_, i) => JSON.stringify({ model: 'x', tokens: i, pad: 'y'.repeat((i * 7) % 20 * pad / 10), ts: '2026-09-01T10:00:00Z' })).join('\n') + nl);
    for (let r = 0; r < rounds; r++) {
    await ledger.clear();
    await ledger.load([name]);
    const rows = (await ledger.calls()).map(c => Number(c.unsplitTokens));
    const bad = rows.findIndex((v, k) => v !== k);
    const key = bad < 0 ? 'ok' : `len ${rows.length} bad at ${bad}: ${rows.slice(bad, bad+3)} last ${rows.at(-1)}`;
    kinds.set(key, (kinds.get(key) ?? 0) + 1);
    }
    console.log(n, pad, JSON.stringify(nl), kinds);
  }
  await ledger.close();
});
