/**
 * `LOG… --db --assume-tz --anthropic-input --cumulative --redact --map`: where calls come from and how ambiguous log content is read.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { noReadableLog, usageError } from '../../core/errors.js';
import { DEFAULT_LEDGER, type ReadingRules, type Source } from '../../core/question.js';
import type { Settings } from '../config/settings.js';
import type { Effects } from '../effects.js';
import { flagValue } from './check.js';
import { wholeNumber } from './numbers.js';

export interface LedgerOptions {
  readonly db?: string;
  /** True where no number of seconds was given. */
  readonly wait?: string | true;
}

export interface SourceOptions extends LedgerOptions {
  readonly assumeTz?: string;
  readonly anthropicInput?: string;
  readonly cumulative?: string;
  /** True where it stands alone, which is `hash`. */
  readonly redact?: string | true;
  readonly map?: string;
  readonly scanPii?: boolean;
}

export const LOG_HELP = 'files, folders, globs or - for standard input; plain, .gz or .zst (none: the ledger)';

export function addLedgerOptions(command: Command): void {
  command
    .optionsGroup('Source:')
    .option('--db <file>', `the ledger (default: ${DEFAULT_LEDGER})`)
    .option(
      '--wait [seconds]',
      'wait while another process holds the ledger (default: do not; without a number: as long as it takes)',
    );
}

export function addSourceOptions(command: Command): void {
  addLedgerOptions(command);
  command
    .option('--assume-tz <zone>', 'time zone of log times that name none (default: UTC, and the result says so)')
    .option(
      '--anthropic-input <exclusive|inclusive>',
      'whether input_tokens of Anthropic-shaped usage leave out cached tokens',
    )
    .option(
      '--cumulative <columns>',
      'application logs count on per session_id (or other columns): a call used what was added since the last',
    )
    .option(
      '--redact [hash|drop]',
      'hash user ids, IP and e-mail addresses with the salt of TOLLBOOK_REDACT_SALT, or drop them, before calls are stored',
    )
    .option(
      '--map <column=field,…>',
      'read logs of your own: columns and their fields; model:=NAME is the same on every line',
    );
}

export function addScanOption(command: Command): void {
  command.option('--scan-pii', 'count calls whose prompts look as if they held personal data; no prompt is kept');
}

export function ledgerPath(options: LedgerOptions, settings: Settings): string {
  return settings.path('db', options.db) ?? DEFAULT_LEDGER;
}

export function readRules(options: SourceOptions, settings: Settings): ReadingRules {
  const cumulative = settings.value('cumulative', options.cumulative);
  return {
    assumeZone: settings.value('assume_tz', options.assumeTz),
    anthropicInput: settings.value('anthropic_input', options.anthropicInput) ?? 'exclusive',
    ...(cumulative === undefined ? {} : { cumulative }),
    ...readRedaction(options, settings),
    ...(options.scanPii === true ? { scansPrompts: true } : {}),
    ...(settings.formats.length === 0 ? {} : { formats: settings.formats }),
  };
}

const SHORTEST_SALT = 16;

/** Throws for a hash without a salt: one made up here would differ from run to run, and with it every answer. */
function readRedaction(options: SourceOptions, settings: Settings): Pick<ReadingRules, 'redact'> {
  const how = settings.value('redact', options.redact === true ? 'hash' : options.redact);
  if (how === undefined) return {};
  if (how !== 'hash') return { redact: { how } };
  const salt = settings.value('redact_salt');
  if (salt !== undefined && salt.length >= SHORTEST_SALT) return { redact: { how, salt } };
  throw usageError(
    salt === undefined
      ? '--redact hash needs a salt'
      : `the salt of --redact has fewer than ${SHORTEST_SALT} characters`,
    `set TOLLBOOK_REDACT_SALT (or redact_salt in tollbook.yaml) to a secret text of ${SHORTEST_SALT} characters or more, the same for every load; --redact drop needs none`,
  );
}

/** Logs as typed, else a ledger that is there. Throws where there is neither. */
export function readSource(
  logs: readonly string[],
  options: LedgerOptions,
  settings: Settings,
  workingDirectory: string,
): Source {
  const ledger = ledgerPath(options, settings);
  if (logs.length === 0) requireLedger(ledger, workingDirectory, 'no log was named and this ledger does not exist');
  return { logs, ledger };
}

export function requireLedger(ledger: string, workingDirectory: string, message: string): void {
  if (existsSync(resolve(workingDirectory, ledger))) return;
  throw noReadableLog(
    ledger,
    message,
    'name logs, such as tollbook usage logs/*.jsonl, or fill a ledger with tollbook load logs/*.jsonl',
  );
}

const PAUSE_MS = 250;

/** How to wait for a ledger that another process holds; undefined: not at all. */
export function readPatience(
  options: LedgerOptions,
  effects: Pick<Effects, 'after'>,
): (() => Promise<boolean>) | undefined {
  if (options.wait === undefined) return undefined;
  const seconds = options.wait === true ? undefined : flagValue('--wait', options.wait, wholeNumber(0, 86_400, 30));
  let left = seconds === undefined ? Number.POSITIVE_INFINITY : (seconds * 1000) / PAUSE_MS;
  return async () => {
    if (left <= 0) return false;
    left -= 1;
    await new Promise<void>((resolve) => effects.after(PAUSE_MS, resolve));
    return true;
  };
}
