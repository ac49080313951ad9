// What do these logs cost per model, and how much of it is known?
import { analyze } from 'tollbook';

const logs = analyze(['sample-logs/canonical.jsonl']);
const { result, isComplete, notes } = await logs.usage({ by: ['provider', 'model'], month: '2026-09' });

for (const { provider, model, calls, total_tokens, list_cost } of result.rows) {
  console.log(`${provider} ${model}: ${calls} calls, ${total_tokens} tokens, ${list_cost} ${result.currency}`);
}
console.log(`total: ${result.totals.list_cost} ${result.currency}`);
console.log(isComplete ? 'everything is priced' : notes.map(({ message }) => message).join('\n'));

// prints
// anthropic claude-opus-5: 8 calls, 66285 tokens, 0.197053 USD
// openai gpt-5.4: 5 calls, 6750 tokens, 0.0290075 USD
// anthropic claude-haiku-4-5-20251001: 4 calls, 11812 tokens, 0.0299787 USD
// openai gpt-5.4-mini: 4 calls, 9581 tokens, 0.0189495 USD
// deepseek deepseek-v4-flash: 4 calls, 9572 tokens, 0.002028888 USD
// google gemini-3.8-flash: 3 calls, 12828 tokens, 0.018609 USD
// bedrock claude-sonnet-4-5-20250929: 2 calls, 7899 tokens, 0.01759725 USD
// total: 0.313223838 USD
// everything is priced
