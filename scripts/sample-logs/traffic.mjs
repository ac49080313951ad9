/** What the sample logs of gateways share: ids, counts and what calls cost. */
import { iso } from './words.mjs';

export const hex = (random, length) => Array.from({ length }, () => '0123456789abcdef'[random.between(0, 15)]).join('');
export const uuid = (random) => [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
/** `2026-09-01 10:00:00.123` and so many digits more. */
export const naive = (milliseconds, digits = '') => `${iso(milliseconds).replace('T', ' ').replace('Z', '')}${digits}`;
export const teams = { search: 3, support: 2, reports: 1 };
export const openai = { 'gpt-5.4': 2, 'gpt-5.4-mini': 5 };

/** What a call cost at so many dollars per million tokens, as gateways write it: a decimal with at most ten places. */
export function dollars(input, output, prices) {
  return Number(((input * prices[0] + output * prices[1]) / 1e6).toFixed(10));
}
export const PRICES = { 'gpt-5.4': [2.5, 15], 'gpt-5.4-mini': [0.25, 2], 'claude-sonnet-4-5': [3, 15] };

export function counts(random) {
  const prompt_tokens = random.skewed(200, 9_000);
  const cached_tokens = random.chance(0.4) ? 128 * Math.floor((prompt_tokens * 0.7) / 128) : 0;
  const completion_tokens = random.skewed(20, 900);
  const reasoning_tokens = random.chance(0.3) ? Math.floor(completion_tokens / 3) : 0;
  return { prompt_tokens, cached_tokens, completion_tokens, reasoning_tokens };
}
