// The loop that everybody writes first, in JavaScript: parse each line, sum the tokens per model.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const totals = new Map();
for await (const line of createInterface({
  input: createReadStream(process.argv[2]),
  crlfDelay: Number.POSITIVE_INFINITY,
})) {
  const call = JSON.parse(line);
  totals.set(call.model, (totals.get(call.model) ?? 0) + (call.total_tokens ?? 0));
}
console.log(JSON.stringify([...totals].sort().map(([model, total_tokens]) => ({ model, total_tokens }))));
