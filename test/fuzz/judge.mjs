// What must hold of whatever the command says about a damaged file.
import { parse } from 'csv-parse/sync';

const LONGEST_MS = 10_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/;
const UNREADABLE =
  /something unexpected went wrong|an internal check failed|\b(Binder|Parser|Conversion|Catalog|Invalid Input|Out of Range|INTERNAL|FATAL|Type|Range|Syntax) ?Error|\n\s+at /;
// No page of ours has a picture, and its one script has no attribute.
const TAG = /<img|<script[^>]/i;

/** Sentences, none where all is well. */
export function judged({ words, secret, bytes }, { exitCode, output, errors, milliseconds }) {
  const text = output + errors;
  const format = words.includes('export') && !words.includes('--format') ? 'jsonl' : formatOf(words);
  const found = [];
  if (![0, 1, 2, 3, 4, 5].includes(exitCode)) found.push(`exit code ${exitCode}`);
  if (UNREADABLE.test(errors)) found.push(errors.slice(0, 600));
  if (CONTROL.test(text)) found.push('a control character in the output');
  // CSV gives texts as they are to programs that read it.
  if (REORDERING.test(errors) || (format !== 'csv' && REORDERING.test(output)))
    found.push('a character that reorders text in the output');
  if (secret !== undefined && text.includes(secret)) found.push('a key in the output');
  if (milliseconds > LONGEST_MS * Math.max(1, bytes / 1_000_000))
    found.push(`${Math.round(milliseconds)} ms of the processor for ${bytes} bytes`);
  if (output === '') return found;
  if (format === 'json') return [...found, ...accounted(output)];
  if (format === 'jsonl') return [...found, ...lines(output)];
  if (format === 'csv') return [...found, ...cells(output)];
  if ((format === 'html' || format === 'markdown') && TAG.test(output)) found.push('a tag of the log in the output');
  return found;
}

function formatOf(words) {
  if (words.includes('--json')) return 'json';
  const at = words.indexOf('--format');
  return at < 0 ? 'table' : words[at + 1];
}

function lines(output) {
  try {
    for (const line of output.trimEnd().split('\n')) JSON.parse(line);
    return [];
  } catch (error) {
    return [`no JSON: ${error.message}`];
  }
}

/** A cell that a spreadsheet would run. */
function cells(output) {
  try {
    const rows = parse(output, { relax_column_count: true });
    return rows
      .flat()
      .filter((cell) => /^[=+@\t\r]/.test(cell) || (/^-/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell)))
      .map((cell) => `a cell that a spreadsheet runs: ${JSON.stringify(cell)}`)
      .slice(0, 1);
  } catch (error) {
    return [`no CSV: ${error.message}`];
  }
}

/** Every line and every call is accounted for once. */
function accounted(output) {
  try {
    const { sources: all, files = [] } = JSON.parse(output);
    return [all, ...files]
      .filter(
        (one) =>
          one &&
          (one.lines !== one.blank + one.rejected + one.ignored + one.with_calls ||
            one.calls_found !== one.accepted + one.duplicate),
      )
      .map((one) => `the account does not add up: ${JSON.stringify(one)}`);
  } catch (error) {
    return [`no JSON: ${error.message}`];
  }
}
