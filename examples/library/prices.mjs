// What would one call cost? Amounts are exact decimal text; nothing is a float.
import { exact, parseDecimal, priceBook, toDecimal } from 'tollbook';

const book = await priceBook(['examples/worked-example.prices.yaml']);
const { result } = await book.price({
  model: 'claude-sonnet-4-5',
  provider: 'anthropic',
  at: '2026-10-01',
  usage: { input: '1200', cache_read: '8000', output: '350' },
});

for (const { meter, quantity, unit_price, per, amount } of result.lines) {
  console.log(`${meter}: ${quantity} × ${unit_price} ÷ ${per} = ${amount}`);
}
console.log(`${result.total} ${book.currency}, a thousand calls ${thousand(result.total)}`);

function thousand(text) {
  const { numerator, denominator } = parseDecimal(text);
  return toDecimal(exact(numerator * 1000n, denominator));
}

// prints
// input: 1200 × 3 ÷ 1000000 = 0.0036
// cache_read: 8000 × 0.3 ÷ 1000000 = 0.0024
// output: 350 × 15 ÷ 1000000 = 0.00525
// 0.01125 USD, a thousand calls 11.25
