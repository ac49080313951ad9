/**
 * A sample log of an application that keeps the answers of its providers, whatever words it uses for them.
 */
import { generator, iso, line, moment } from './words.mjs';

function answer(random, kind) {
  const input = random.between(300, 4_000);
  const output = random.between(20, 700);
  const cached = 64 * random.between(0, 4);
  if (kind === 'openai') {
    const usage = {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: { cached_tokens: cached },
    };
    return { id: `chatcmpl-${random.letters(20)}`, object: 'chat.completion', model: 'gpt-5.4-mini', usage };
  }
  if (kind === 'anthropic') {
    const usage = { input_tokens: input, cache_read_input_tokens: 10 * cached, output_tokens: output };
    return { id: `msg_${random.letters(20)}`, type: 'message', model: 'claude-haiku-4-5-20251001', usage };
  }
  return {
    responseId: random.letters(20),
    modelVersion: 'gemini-3.8-flash',
    usageMetadata: { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output },
  };
}

function wrapped() {
  const random = generator(20260931);
  const lines = [];
  for (let day = 1; day <= 20; day += 1) {
    const about = { ts: iso(moment(random, day)), app: 'search', duration_ms: random.between(300, 9_000) };
    const kind = random.pick({ openai: 3, anthropic: 2, google: 1 });
    const body = answer(random, kind);
    if (kind === 'openai') lines.push(line({ ...about, model: 'gpt-5.4-mini', response: body }));
    else if (kind === 'anthropic') lines.push(line({ ...about, status: 'ok', result: { data: body } }));
    else lines.push(line({ ...about, model: 'gemini-flash', raw_response: body }));
  }
  return lines;
}

export const WRAPPED_LOGS = [['wrapped.jsonl', wrapped]];
