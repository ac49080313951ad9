// The logs of the ledger's benchmark: the same bytes for the same numbers on every machine, written once into a folder.
//
//   flat calls as one file and as many; chat answers, and a batch half of which are among them; four formats line by line
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Part of the names: raise it when the lines change. */
const EDITION = 1;
const BUFFER_CHARACTERS = 4 << 20;
const START = Date.UTC(2026, 8, 1);
const MONTH_MS = 30 * 86_400_000;
const PROSE = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. '.repeat(12);

/** Spreads whole numbers, so that neighbours differ. */
const mixed = (index, salt) => (Math.imul(index ^ salt, 0x9e3779b1) ^ (Math.imul(index, 0x85ebca6b) >>> 13)) >>> 0;
const id = (index) => mixed(index, 0x51).toString(36).padStart(7, '0') + index.toString(36).padStart(9, '0');
const at = (index) => START + (mixed(index, 0x77) % MONTH_MS);
const time = (index) => new Date(at(index)).toISOString();

export const flat = (index) => {
  const [prompt, completion] = [100 + (mixed(index, 1) % 3000), mixed(index, 2) % 900];
  const model = ['gpt-4o-mini', 'gpt-4o', 'gemini-2.5-flash', 'claude-haiku-4-5'][mixed(index, 3) & 3];
  return `{"timestamp":"${time(index)}","request_id":"req_${id(index)}","user_id":"user-${mixed(index, 4) % 20_000}","team":"team-${mixed(index, 5) & 7}","endpoint":"/v1/chat/completions","model":"${model}","prompt_tokens":${prompt},"completion_tokens":${completion},"cached_tokens":${(mixed(index, 6) & 1) * (prompt >> 2)},"total_tokens":${prompt + completion},"latency_ms":${100 + (mixed(index, 7) % 9000)},"status":"ok","status_code":200,"error_type":null}\n`;
};

export const chat = (index) => {
  const [prompt, completion] = [100 + (mixed(index, 1) % 5000), 1 + (mixed(index, 2) % 700)];
  const model = ['gpt-4o-2024-11-20', 'gpt-4.1-mini-2025-04-14'][mixed(index, 3) & 1];
  return `{"id":"chatcmpl-${id(index)}","object":"chat.completion","created":${Math.floor(at(index) / 1000)},"model":"${model}","choices":[{"index":0,"message":{"role":"assistant","content":"${PROSE.slice(0, 100 + (mixed(index, 4) % 700))}","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":${prompt},"completion_tokens":${completion},"total_tokens":${prompt + completion},"prompt_tokens_details":{"cached_tokens":${128 * (mixed(index, 5) % (prompt >> 7 || 1))},"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}},"service_tier":"default","system_fingerprint":"fp_${id(7)}"}\n`;
};

const anthropic = (index) =>
  `{"id":"msg_${id(index)}","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[{"type":"text","text":"${PROSE.slice(0, 200 + (mixed(index, 4) % 700))}"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":${mixed(index, 1) % 900},"cache_creation_input_tokens":${mixed(index, 2) % 3000},"cache_read_input_tokens":${mixed(index, 3) % 40_000},"output_tokens":${1 + (mixed(index, 5) % 900)},"service_tier":"standard"}}\n`;

/** Every second line of a transcript is what went in, which is no call. */
const claudeCode = (index) => {
  const head = `{"parentUuid":"${id(index - 4)}","isSidechain":false,"userType":"external","cwd":"/home/dev/project","sessionId":"${id(index >> 9)}","version":"2.1.40","gitBranch":"main"`;
  if (index & 4)
    return `${head},"type":"user","message":{"role":"user","content":"${PROSE.slice(0, 500 + (mixed(index, 4) % 460))}"},"uuid":"${id(index)}","timestamp":"${time(index)}"}\n`;
  const writes = mixed(index, 2) % 5000;
  return `${head},"type":"assistant","message":{"id":"msg_c${id(index)}","type":"message","role":"assistant","model":"claude-opus-4-1-20250805","content":[{"type":"text","text":"${PROSE.slice(0, 200 + (mixed(index, 4) % 700))}"}],"stop_reason":null,"usage":{"input_tokens":${mixed(index, 1) % 9},"cache_creation_input_tokens":${writes},"cache_read_input_tokens":${mixed(index, 3) % 70_000},"cache_creation":{"ephemeral_5m_input_tokens":${writes},"ephemeral_1h_input_tokens":0},"output_tokens":${1 + (mixed(index, 5) % 900)},"service_tier":"standard"}},"requestId":"req_${id(index)}","uuid":"${id(index)}","timestamp":"${time(index)}"}\n`;
};

/** Transcripts repeat an answer on several lines: each of these is on two. */
export const transcript = (index) => claudeCode(index & 1 ? (index >> 2) * 8 : index | 4);

const FOUR = [flat, chat, anthropic, claudeCode];
export const fourFormats = (index) => FOUR[index & 3](index);

/** Half of the added calls are among the first `held`. */
export const addedTo = (held) => (index) => chat(index & 1 ? held + index : index);

/** Path of a file of so many lines, written first where it is missing. */
export function fileOf(folder, name, count, line) {
  const path = join(folder, `${name}-${EDITION}-${count}.jsonl`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const file = openSync(`${path}.part`, 'w');
  let text = '';
  for (let index = 0; index < count; index += 1) {
    text += line(index);
    if (text.length < BUFFER_CHARACTERS) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(`${path}.part`, path);
  return path;
}

/** A folder with the same lines in files of `each`. */
export function folderOf(folder, name, files, each, line) {
  const path = join(folder, `${name}-${EDITION}-${files}x${each}`);
  if (existsSync(path)) return path;
  rmSync(`${path}.part`, { recursive: true, force: true });
  mkdirSync(`${path}.part`, { recursive: true });
  for (let file = 0; file < files; file += 1) {
    const lines = Array.from({ length: each }, (_, index) => line(file * each + index));
    writeFileSync(join(`${path}.part`, `${String(file).padStart(5, '0')}.jsonl`), lines.join(''));
  }
  renameSync(`${path}.part`, path);
  return path;
}
