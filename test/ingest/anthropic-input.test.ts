/**
 * Anthropic-shaped usage of relays: whether input holds cached tokens cannot be told from a line. The default is what
 * Anthropic documents, a switch says otherwise, and a file that looks otherwise as a whole is noted.
 */
import { describe, expect, it } from 'vitest';
import type { ReadingRules } from '../../src/core/question.js';
import { jsonLines, withLedger } from './support.js';

const message = (index: number, input: number, read: number) => ({
  id: `msg_${index}`,
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-6',
  usage: { input_tokens: input, output_tokens: 5, cache_read_input_tokens: read },
});

async function read(lines: readonly object[], anthropicInput: ReadingRules['anthropicInput'] = 'exclusive') {
  return withLedger(async (ledger) => {
    ledger.write('relay.jsonl', jsonLines(...lines));
    const { diagnostics } = await ledger.load(['relay.jsonl'], { reading: { anthropicInput } });
    const input = (await ledger.calls()).reduce((total, call) => total + Number(call.inputTokens), 0);
    return {
      input,
      notes: diagnostics.notes.filter((note) => note.code === 'anthropic_input').map((note) => note.message),
    };
  });
}

describe('--anthropic-input', () => {
  const relay = [message(1, 1000, 900), message(2, 2000, 0), message(3, 700, 700), message(4, 5000, 10)];

  it('is exclusive without it, and a file that contradicts this as a whole is noted', async () => {
    expect(await read(relay)).toEqual({
      input: 8700 + 1610,
      notes: [
        'relay.jsonl: on every call with cached input (3), input tokens are at least as many as those from the cache; if this relay counts cached tokens as input, --anthropic-input inclusive reads it right',
      ],
    });
  });

  it('inclusive reads the same file without a note', async () => {
    expect(await read(relay, 'inclusive')).toEqual({ input: 8700, notes: [] });
  });

  it('one call with more from the cache than input settles it', async () => {
    expect((await read([...relay, message(5, 3, 40_000)])).notes).toEqual([]);
  });

  it('two calls say too little, and lines of another convention nothing', async () => {
    expect((await read(relay.slice(0, 3))).notes).toEqual([]);
    const chat = relay.map(({ usage }, index) => ({
      id: `chatcmpl-${index}`,
      object: 'chat.completion',
      model: 'gpt-5.4',
      usage: {
        prompt_tokens: usage.input_tokens,
        completion_tokens: 5,
        prompt_tokens_details: { cached_tokens: usage.cache_read_input_tokens },
      },
    }));
    expect(await read(chat)).toEqual({ input: 8700, notes: [] });
  });
});
