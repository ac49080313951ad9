/**
 * A message that Anthropic answered in several passes may have asked another model: an adviser, or one to fall back on. Its
 * passes name that model and are billed at its rates, so they become a record of their own beside the message, with the
 * model's name behind the message's id. Passes of the message's own model stay where they are, and their sum is its usage.
 *
 * Not done in streams, whose pieces do not repeat the model. Source: Anthropic API reference, "Advisor tool" and "Fallback",
 * read in autumn 2026.
 */
import { textOf } from './members.js';

type Json = { [key: string]: unknown };

/** The kinds of passes that other models do: without them nobody looks for any. */
export const PASS_SIGNS = ['"advisor_message"', '"fallback_message"'] as const;

const DEEPEST = 4;

/** The message without the passes of other models, and a record for each of those models; undefined where there are none. */
export function passesApart(line: Uint8Array): Uint8Array[] | undefined {
  const text = textOf(line);
  if (!PASS_SIGNS.some((sign) => text.includes(sign))) return undefined;
  const whole: unknown = parsed(text);
  const message = messageIn(whole);
  if (message === undefined) return undefined;
  const { id, model } = message;
  const usage = message.usage as Json;
  const passes = usage.iterations as unknown[];
  const modelOf = (pass: unknown) => (isObject(pass) && typeof pass.model === 'string' ? pass.model : model);
  const others = [...new Set(passes.map(modelOf))].filter((one) => one !== model);
  if (others.length === 0 || typeof id !== 'string') return undefined;
  const record = (change: Json) => {
    Object.assign(message, change);
    return Buffer.from(JSON.stringify(whole));
  };
  const own = passes.filter((pass) => modelOf(pass) === model);
  const { service_tier, inference_geo } = usage;
  return [
    record({ usage: { ...usage, iterations: own } }),
    ...others.map((other) =>
      record({
        id: `${id}/${String(other)}`,
        model: other,
        usage: { service_tier, inference_geo, iterations: passes.filter((pass) => modelOf(pass) === other) },
      }),
    ),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The message of a line, wherever its log keeps it; lists hold what was said, and nothing of that counts. */
function messageIn(value: unknown, depth = 0): Json | undefined {
  if (!isObject(value) || depth > DEEPEST) return undefined;
  if (isObject(value.usage) && Array.isArray(value.usage.iterations) && typeof value.model === 'string') return value;
  for (const inner of Object.values(value)) {
    const found = messageIn(inner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
