/**
 * `tollbook` alone: the two most likely next commands, and the logs that can be seen from here.
 */
import { readdir } from 'node:fs/promises';
import { DEFAULT_LEDGER } from '../core/question.js';
import { excerpt } from '../core/text.js';
import type { Effects } from './effects.js';

const LOG = /\.jsonl(\.gz|\.zst)?$/;
const SHOWN = 5;

export async function showHint(effects: Effects): Promise<void> {
  const entries = await readdir(effects.workingDirectory, { withFileTypes: true }).catch(() => []);
  const logs = entries
    .filter((entry) => entry.isFile() && LOG.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  // With nothing to read here, a command without a log asks the ledger.
  const asksLedger = logs.length === 0 && entries.some((entry) => entry.name === DEFAULT_LEDGER);
  const argument = asksLedger ? '' : ` ${logArgument(logs)}`;
  const lines = [
    'tollbook reads LLM API logs and says what they cost, and what they would cost elsewhere.',
    '',
    whatIsHere(logs, asksLedger),
    '',
    'Next:',
    `  tollbook usage${argument}`,
    `  tollbook compare${argument} --to openrouter`,
    '',
    'All commands: tollbook --help',
  ];
  await effects.output.write(`${lines.join('\n')}\n`);
}

function whatIsHere(logs: readonly string[], asksLedger: boolean): string {
  if (asksLedger) return `The ledger ${DEFAULT_LEDGER} is in this folder.`;
  if (logs.length === 0) return 'No logs (*.jsonl, *.jsonl.gz, *.jsonl.zst) in this folder.';
  return `Logs in this folder: ${list(logs)}`;
}

function list(logs: readonly string[]): string {
  const names = logs.slice(0, SHOWN).map((name) => excerpt(name, 60));
  const rest = logs.length - names.length;
  return names.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** What to type for these logs in a shell. */
function logArgument(logs: readonly string[]): string {
  const [only] = logs;
  if (only === undefined) return 'path/to/logs';
  if (logs.length > 1) {
    const endings = new Set(logs.map((name) => LOG.exec(name)?.[0]));
    return endings.size === 1 ? `*${[...endings][0]}` : '.';
  }
  const path = only.startsWith('-') ? `./${only}` : only;
  return /^[\w./-]+$/.test(path) ? path : `'${excerpt(path, 120).replaceAll("'", "'\\''")}'`;
}
