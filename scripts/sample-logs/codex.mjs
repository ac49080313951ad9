/** Sample logs of OpenAI Codex: rollouts with their repeated running totals, and what `codex exec --json` prints. */
import { generator, iso, line } from './words.mjs';

const uuid = (random) =>
  [8, 4, 4, 4, 12]
    .map((length) => Array.from({ length }, () => '0123456789abcdef'[random.between(0, 15)]).join(''))
    .join('-');

const counts = (input_tokens, cached_input_tokens, output_tokens, reasoning_output_tokens) => ({
  input_tokens,
  cached_input_tokens,
  output_tokens,
  reasoning_output_tokens,
  total_tokens: input_tokens + output_tokens,
});

const plus = (left, right) => Object.fromEntries(Object.keys(left).map((key) => [key, left[key] + right[key]]));

/** Two sessions, the first with a change of model and a compaction, and one forked from it that copies its lines. */
function rollouts() {
  const random = generator(20260950);
  const out = [];
  const say = (at, type, payload) => out.push(line({ timestamp: iso(at), type, payload }));
  const head = (at, id, more = {}) =>
    say(at, 'session_meta', { id, cwd: '/home/ada/shop', cli_version: '0.98.0', model_provider: 'openai', ...more });
  const turn = (at, model) => say(at, 'turn_context', { cwd: '/home/ada/shop', approval_policy: 'on-request', model });
  const usage = (at, last, total) =>
    say(at, 'event_msg', {
      type: 'token_count',
      info: { last_token_usage: last, total_token_usage: total, model_context_window: 272_000 },
      rate_limits: { plan_type: 'pro', primary: { used_percent: random.between(1, 60) } },
    });

  const session = (start, id, models, answers) => {
    let at = start;
    let total = counts(0, 0, 0, 0);
    const said = [];
    head(at, id, { git: { branch: 'main' } });
    say(at + 40, 'event_msg', { type: 'token_count', info: null, rate_limits: { plan_type: 'pro' } });
    for (const model of models) {
      turn(at + 900, model);
      for (let answer = 0; answer < answers; answer += 1) {
        at += random.between(4_000, 90_000);
        const input = random.between(9_000, 60_000);
        const output = random.between(40, 2_400);
        const last = counts(
          input,
          128 * Math.floor((input * random.between(0, 90)) / 12_800),
          output,
          Math.floor(output / 4),
        );
        total = plus(total, last);
        say(at - 700, 'response_item', { type: 'function_call', name: 'shell' });
        usage(at, last, total);
        said.push({ last, total });
        // The same snapshot again, when the limits of the plan are refreshed.
        if (random.chance(0.6)) usage(at + 300, last, total);
      }
    }
    return { at, total, said };
  };

  const parent = uuid(random);
  const first = session(Date.UTC(2026, 8, 3, 8, 12, 5), parent, ['gpt-5.4', 'gpt-5.4-mini'], 6);
  say(first.at + 5_000, 'compacted', { replacement: true });
  usage(first.at + 5_200, counts(0, 0, 0, 0), { ...first.total, total_tokens: 271_904 });

  const forked = Date.UTC(2026, 8, 3, 9, 30, 0);
  head(forked, uuid(random), {
    forked_from_id: parent,
    source: { subagent: { thread_spawn: { parent_thread_id: parent } } },
  });
  head(forked + 1, parent, { git: { branch: 'main' } });
  turn(forked + 2, 'gpt-5.4');
  for (const [index, { last, total }] of first.said.entries()) usage(forked + 3 + index, last, total);
  let { total } = first;
  turn(forked + 60, 'gpt-5.4-mini');
  for (let answer = 1; answer <= 4; answer += 1) {
    const last = counts(random.between(12_000, 30_000), 11_904, random.between(60, 900), 24);
    total = plus(total, last);
    usage(forked + answer * 21_000, last, total);
  }

  session(Date.UTC(2026, 8, 17, 14, 2, 40), uuid(random), ['gpt-5.4'], 8);
  return out;
}

/** Threads of several turns; every event holds what the thread has used so far. One turn fails. */
function exec() {
  const random = generator(20260951);
  const out = [];
  for (let thread = 0; thread < 4; thread += 1) {
    out.push(line({ type: 'thread.started', thread_id: uuid(random) }));
    const total = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0 };
    for (let turn = 0; turn <= thread; turn += 1) {
      out.push(line({ type: 'turn.started' }));
      out.push(line({ type: 'item.completed', item: { id: `item_${turn}`, type: 'command_execution', exit_code: 0 } }));
      total.input_tokens += random.between(8_000, 70_000);
      total.cached_input_tokens += 128 * random.between(0, 60);
      total.output_tokens += random.between(50, 3_000);
      const isFailed = thread === 2 && turn === 1;
      out.push(
        line(
          isFailed
            ? { type: 'turn.failed', error: { code: 'stream_disconnected' } }
            : { type: 'turn.completed', usage: { ...total } },
        ),
      );
    }
  }
  return out;
}

export const CODEX_LOGS = [
  ['codex.jsonl', rollouts],
  ['codex-exec.jsonl', exec],
];
