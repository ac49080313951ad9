// Writes the log of the benchmark: flat calls of September 2026, one object per line, the same bytes for the same number
// of lines on every machine. Lines are put together from text, not by JSON.stringify, because ten million are wanted.
//
//   node test/bench/generate.mjs --lines 10000000 [--output FILE]
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** Part of the file's name: raise it when the lines change, so that no old file answers for new lines. */
const EDITION = 1;
const SEED = 20260901;
const START = Date.UTC(2026, 8, 1);
const SPAN_MS = 30 * 86_400_000;
const BUFFER_BYTES = 4 << 20;
const LONGEST_LINE = 1024;

const CHAT = ['openai', '/v1/chat/completions'];
const MESSAGES = ['anthropic', '/v1/messages'];
const GENERATE = ['google', '/v1beta/generateContent'];

/** Seller and endpoint, model, share of the calls in 64ths, usual prompt and completion, milliseconds per output token. */
const MODELS = [
  [CHAT, 'gpt-4o-mini', 14, 900, 180, 9],
  [CHAT, 'gpt-4o', 6, 1400, 260, 14],
  [CHAT, 'gpt-4.1', 5, 2100, 310, 13],
  [CHAT, 'gpt-4.1-mini', 8, 1200, 210, 8],
  [CHAT, 'o4-mini', 3, 1600, 900, 7],
  [MESSAGES, 'claude-sonnet-4-5', 9, 3200, 420, 16],
  [MESSAGES, 'claude-haiku-4-5', 6, 1100, 240, 7],
  [MESSAGES, 'claude-opus-4-1', 2, 4100, 520, 28],
  [GENERATE, 'gemini-2.5-flash', 7, 1300, 230, 5],
  [GENERATE, 'gemini-2.5-pro', 3, 5200, 640, 11],
  [GENERATE, 'gemini-2.5-flash-lite', 1, 700, 120, 4],
];
const TEAMS = ['search', 'support', 'growth', 'platform', 'risk', 'content', 'mobile', 'research'];
const FAILURES = [
  [429, 'rate_limit_error'],
  [429, 'rate_limit_error'],
  [429, 'rate_limit_error'],
  [500, 'api_error'],
  [503, 'overloaded_error'],
  [504, 'timeout'],
  [400, 'invalid_request_error'],
  [400, 'context_length_exceeded'],
];

const byDraw = MODELS.flatMap(([[provider, endpoint], model, share, prompt, completion, pace]) =>
  Array.from({ length: share }, () => ({
    words: `"provider":"${provider}","endpoint":"${endpoint}","model":"${model}"`,
    prompt,
    completion,
    pace,
  })),
);

const fourDigits = Array.from({ length: 2 ** 16 }, (_, number) => number.toString(16).padStart(4, '0'));
const users = Array.from({ length: 20_000 }, (_, number) => `user-${String(number).padStart(5, '0')}`);
const milliseconds = Array.from({ length: 1000 }, (_, number) => `${String(number).padStart(3, '0')}Z`);

/** Path of the log with so many lines, written first where it is missing. */
export function logOf(lines, folder) {
  const path = join(folder, `calls-${EDITION}-${lines}.jsonl`);
  if (!existsSync(path)) writeLog(path, lines);
  return path;
}

/** Writes beside the path and renames at the end: a file that is there is whole. */
export function writeLog(path, lines) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.part`;
  const file = openSync(unfinished, 'w');
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  const draw = randomNumbers(SEED);
  const timeOf = clock();
  let filled = 0;
  for (let index = 0; index < lines; index += 1) {
    const time = timeOf(START + Math.floor((index * SPAN_MS) / lines));
    filled += buffer.latin1Write(`${line(draw(), time, index)}\n`, filled);
    if (filled < BUFFER_BYTES - LONGEST_LINE) continue;
    writeSync(file, buffer, 0, filled);
    filled = 0;
  }
  writeSync(file, buffer, 0, filled);
  closeSync(file);
  renameSync(unfinished, path);
}

/** A failed call has the same keys as any other, its counts null: applications that log flat lines have one fixed shape. */
function line([kinds, who, requestId, promptSize, completionSize, wait], time, index) {
  const model = byDraw[kinds & 63];
  const head = `{"timestamp":"${time}","request_id":"req_${hex(index)}${hex(requestId)}","user_id":"${users[who % users.length]}","team":"${TEAMS[who >>> 29]}",${model.words}`;
  if ((kinds >>> 6) % 50 === 0) {
    const [code, word] = FAILURES[kinds >>> 29];
    return `${head},"prompt_tokens":null,"completion_tokens":null,"cached_tokens":null,"total_tokens":null,"latency_ms":${30 + (wait & 4095)},"status":"error","status_code":${code},"error_type":"${word}"}`;
  }
  const prompt = longTailed(model.prompt, promptSize);
  const completion = longTailed(model.completion, completionSize);
  // Providers cache in blocks of 128 tokens; half of the calls hit nothing.
  const cached = who & 128 ? 128 * Math.floor((prompt * (1 + (who & 7))) / 1280) : 0;
  const latency = 120 + completion * model.pace + longTailed(200, wait);
  return `${head},"prompt_tokens":${prompt},"completion_tokens":${completion},"cached_tokens":${cached},"total_tokens":${prompt + completion},"latency_ms":${latency},"status":"ok","status_code":200,"error_type":null}`;
}

/** Median one, 5 % above 3.2 and 1 % above 7 times the usual; division and square root are the same on every machine. */
function longTailed(usual, random) {
  return 1 + Math.floor(usual * Math.min(100, Math.sqrt(2 ** 31 / (random + 1))));
}

/** Mulberry32; each call gives the random numbers of one line, in the same array. */
function randomNumbers(seed) {
  // Typed, because a plain variable would make a new object for every large number.
  const state = Int32Array.of(seed);
  const numbers = new Uint32Array(6);
  return () => {
    for (let index = 0; index < numbers.length; index += 1) {
      state[0] += 0x6d2b79f5;
      let mixed = Math.imul(state[0] ^ (state[0] >>> 15), state[0] | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      numbers[index] = mixed ^ (mixed >>> 14);
    }
    return numbers;
  };
}

/** ISO 8601 of rising times; the part down to the second is made once per second. */
function clock() {
  let second = -1;
  let prefix = '';
  return (time) => {
    const now = Math.floor(time / 1000);
    if (now !== second) {
      second = now;
      prefix = new Date(now * 1000).toISOString().slice(0, 20);
    }
    return prefix + milliseconds[time - now * 1000];
  };
}

/** Eight hexadecimal digits, from a table of four. */
function hex(number) {
  return fourDigits[number >>> 16] + fourDigits[number & 0xffff];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { lines: { type: 'string' }, output: { type: 'string' } } });
  if (!/^[1-9]\d{0,8}$/.test(values.lines ?? '')) throw new Error('say how many lines: --lines 1000000');
  const lines = Number(values.lines);
  if (values.output === undefined) console.log(logOf(lines, join(import.meta.dirname, 'data')));
  else writeLog(values.output, lines);
}
