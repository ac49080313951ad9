// A ledger: load once, ask often, take the rows along as Arrow and as FOCUS.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger, ToolError } from 'tollbook';

const folder = mkdtempSync(join(tmpdir(), 'tollbook-example-'));
const ledger = openLedger(join(folder, 'team.duckdb'));

try {
  await ledger.usage();
} catch (error) {
  if (!(error instanceof ToolError)) throw error;
  console.log(`${error.code}: there is nothing to ask yet`);
}

const loaded = await ledger.load(['sample-logs/canonical.jsonl', 'examples/worked-example.log.jsonl']);
console.log(`${loaded.result.sources.accepted} calls in ${loaded.result.sources.files} files`);

const table = (await ledger.cost({ by: ['model'] })).arrow();
console.log(table.schema.fields.map(({ name, type }) => `${name}: ${type}`).join(', '));

const { result } = await ledger.query("select count(*) as calls from calls where status = 'error'");
console.log(`${result.rows[0].calls} failed`);

const file = join(folder, 'focus.csv');
const rows = await ledger.exportFocus({ format: 'csv', file, billingAccount: 'acme', month: '2026-09' });
console.log(`${rows} charges, first column ${readFileSync(file, 'utf8').split(',')[0]}`);

// prints
// usage: there is nothing to ask yet
// 150 calls in 2 files
// model: Utf8, offer: Utf8, calls: Int64, tokens: Int64, list_cost: Decimal[38e+18], list_cost_low: Decimal[38e+18], list_cost_high: Decimal[38e+18], cost: Decimal[38e+18], cost_low: Decimal[38e+18], cost_high: Decimal[38e+18], unpriced_calls: Int64, currency: Utf8, basis: Utf8
// 3 failed
// 86 charges, first column BilledCost
