/**
 * A question as words of the command line, ready to be pasted into a shell. Values from logs stand in quotes and are made visible.
 */
import { DEFAULT_LEDGER, type Question } from '../core/question.js';
import { visible } from '../core/text.js';

/** What was asked of: the logs, or the ledger. */
export function sourceWords({ source }: Question): string[] {
  return source.logs.length > 0 ? [...source.logs] : ['--db', source.ledger];
}

export function periodWords({ since, until, month, zone }: Question): string[] {
  return [
    ...(month === undefined ? [] : ['--month', month]),
    ...(since === undefined ? [] : ['--since', since]),
    ...(until === undefined ? [] : ['--until', until]),
    ...(zone === 'UTC' ? [] : ['--tz', zone]),
  ];
}

export function filterWords({ where }: Question): string[] {
  return where.flatMap(({ dimension, value }) => ['--where', `${dimension}=${value}`]);
}

/** The ledger, unless it is the one that is asked without a word. */
export function ledgerWords({ source }: Question): string[] {
  return source.ledger === DEFAULT_LEDGER ? [] : ['--db', source.ledger];
}

/** `team=search, model=gpt-5.4` as a sentence says it; empty where all calls are asked for. */
export function filterText({ where }: Pick<Question, 'where'>): string {
  return where.map(({ dimension, value }) => visible(`${dimension}=${value}`)).join(', ');
}

/** One line for a shell; what logs say in it is made visible and quoted. */
export function shellCommand(parts: readonly string[]): string {
  return parts.map(quoted).join(' ');
}

function quoted(word: string): string {
  if (/^[\w./:=,@%+-]+$/u.test(word)) return word;
  const text = visible(word);
  // Double quotes read better around SQL, where nothing in it means anything to a shell.
  return text.includes("'") && !/["$`\\!]/u.test(text) ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
}
