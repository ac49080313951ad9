/** Sample logs of tools that people use on their own machines, and of OpenAI's account of what an organisation used. */
import { DAYS, generator, iso, line, moment, seconds } from './words.mjs';

/** Rows of the log of `llm`: models of several plugins, details in each provider's words, as text and as objects. */
function llmCli() {
  const random = generator(20260960);
  const kinds = [
    (input_tokens, output_tokens) => ({
      model: 'gpt-5.4',
      resolved_model: 'gpt-5.4-2026-03-05',
      input_tokens,
      output_tokens,
      token_details: { completion_tokens_details: { reasoning_tokens: Math.floor(output_tokens / 2) } },
    }),
    (input_tokens, output_tokens) => ({
      model: 'anthropic/claude-haiku-4-5-20251001',
      resolved_model: null,
      input_tokens,
      output_tokens,
      token_details: JSON.stringify({ cache_read_input_tokens: 2_048, cache_creation_input_tokens: 512 }),
    }),
    (input_tokens, output_tokens) => ({
      model: 'gemini/gemini-3.8-flash',
      resolved_model: 'gemini-3.8-flash',
      input_tokens,
      output_tokens: output_tokens + 64,
      token_details: { candidatesTokenCount: output_tokens, thoughtsTokenCount: 64 },
    }),
    (input_tokens, output_tokens) => ({
      model: 'gpt-5.4-mini',
      resolved_model: null,
      input_tokens,
      output_tokens,
      token_details: null,
    }),
  ];
  return Array.from({ length: DAYS }, (_, index) => {
    const at = moment(random, index + 1);
    const kind = kinds[index % kinds.length];
    return line({
      id: random.letters(26),
      conversation_id: random.letters(26),
      duration_ms: random.between(400, 9_000),
      datetime_utc: iso(at).replace('Z', '000+00:00'),
      ...kind(random.between(20, 4_000), random.between(10, 900)),
      conversation_name: 'notes',
      attachments: [],
    });
  });
}

/** Aider's events: messages with what they cost and what the session has cost so far, between starts, commands and ends. */
function aider() {
  const random = generator(20260961);
  const user_id = random.letters(16);
  const out = [];
  for (let day = 1; day <= DAYS; day += 3) {
    let time = seconds(moment(random, day));
    const say = (event, properties) => {
      out.push(line({ event, properties, user_id, time }));
      time += random.between(2, 90);
    };
    say('launched', {});
    say('cli session', { main_model: 'gpt-5.4', weak_model: 'gpt-5.4-mini', edit_format: 'diff' });
    let micros = 0;
    for (let message = random.between(1, 4); message > 0; message -= 1) {
      const prompt_tokens = random.between(2_000, 40_000);
      const completion_tokens = random.between(50, 2_000);
      const cost = prompt_tokens + 10 * completion_tokens;
      micros += cost;
      say('message_send', {
        main_model: 'gpt-5.4',
        edit_format: 'diff',
        prompt_tokens,
        completion_tokens,
        total_tokens: prompt_tokens + completion_tokens,
        cost: cost / 1e6,
        total_cost: micros / 1e6,
      });
    }
    say('command_commit', {});
    say('exit', { reason: 'Completed main CLI coder.run' });
  }
  return out;
}

/** Messages of opencode: stored, with their session's other lines, and as events while they grow; one fails. */
function opencode() {
  const random = generator(20260962);
  const out = [];
  for (let day = 2; day <= DAYS; day += 4) {
    const sessionID = `ses_${random.letters(20)}`;
    const created = moment(random, day);
    const head = (role, at) => ({
      id: `msg_${random.letters(20)}`,
      sessionID,
      role,
      time: { created: at },
      agent: 'build',
    });
    out.push(line({ ...head('user', created), model: { providerID: 'anthropic', modelID: 'claude-opus-5' } }));
    for (let answer = 1; answer <= 3; answer += 1) {
      const at = created + answer * 40_000;
      const base = {
        ...head('assistant', at),
        modelID: answer === 3 ? 'gpt-5.4' : 'claude-opus-5',
        providerID: answer === 3 ? 'openai' : 'anthropic',
        path: { cwd: '/home/dev/shop', root: '/home/dev/shop' },
      };
      const nothing = { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } };
      const done = {
        ...base,
        cost: random.between(10, 9_000) / 1e4,
        tokens: {
          input: random.between(5, 3_000),
          output: random.between(20, 1_500),
          reasoning: answer === 3 ? random.between(30, 600) : 0,
          cache: { read: random.between(0, 40_000), write: answer === 3 ? 0 : random.between(0, 3_000) },
        },
        time: { created: at, completed: at + random.between(2_000, 30_000) },
        finish: 'stop',
      };
      if (answer === 1) {
        out.push(line({ type: 'message.updated', properties: { info: { ...base, cost: 0, tokens: nothing } } }));
        out.push(line({ type: 'message.part.updated', properties: { part: { sessionID, type: 'step-start' } } }));
        out.push(line({ type: 'message.updated', properties: { info: done } }));
      } else if (answer === 2) out.push(line({ info: done }));
      else out.push(line(done));
    }
    if (day === 14) {
      const error = { name: 'APIError', data: { message: 'overloaded', statusCode: 529, isRetryable: true } };
      out.push(
        line({ ...head('assistant', created + 200_000), modelID: 'claude-opus-5', providerID: 'anthropic', error }),
      );
    }
  }
  return out;
}

/** Pages of the Usage API: buckets of a day with a result per model, some of them empty, a page of costs, and a result alone. */
function openaiUsage() {
  const random = generator(20260963);
  const bucket = (day, results) => ({
    object: 'bucket',
    start_time: seconds(Date.UTC(2026, 8, day)),
    end_time: seconds(Date.UTC(2026, 8, day + 1)),
    results,
  });
  const page = (data) => line({ object: 'page', data, has_more: false, next_page: null });
  const result = (model, project_id) => {
    const input_tokens = random.between(50_000, 900_000);
    return {
      object: 'organization.usage.completions.result',
      input_tokens,
      output_tokens: random.between(5_000, 90_000),
      input_cached_tokens: Math.floor(input_tokens / 3),
      input_audio_tokens: 0,
      output_audio_tokens: 0,
      num_model_requests: random.between(20, 400),
      project_id,
      user_id: null,
      api_key_id: null,
      model,
      batch: model === 'gpt-5.4-mini',
      service_tier: null,
    };
  };
  const weeks = [1, 8, 15, 22].map((first) =>
    page(
      Array.from({ length: 7 }, (_, day) =>
        bucket(
          first + day,
          day === 6 ? [] : [result('gpt-5.4-2026-03-05', 'proj_shop'), result('gpt-5.4-mini', 'proj_night')],
        ),
      ),
    ),
  );
  const cost = { object: 'organization.costs.result', amount: { value: 4.25, currency: 'usd' }, line_item: null };
  // As people write results down one by one, with the time they belong to.
  const alone = line({ start_time: seconds(Date.UTC(2026, 8, 29)), ...result('gpt-5.4-2026-03-05', 'proj_shop') });
  return [...weeks, page([bucket(1, [cost])]), alone];
}

export const AGENT_LOGS = [
  ['llm-cli.jsonl', llmCli],
  ['aider.jsonl', aider],
  ['opencode.jsonl', opencode],
  ['openai-usage.jsonl', openaiUsage],
];
