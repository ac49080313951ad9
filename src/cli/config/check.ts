/**
 * `config check`: what is installed, and whether everything that the settings name can be read.
 *
 * Goes on after a problem, so that one run shows them all. Reads only; nothing is created.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearest } from '../../core/suggest.js';
import { plural } from '../../core/text.js';
import { surroundingsOf } from '../answer.js';
import type { CommandContext } from '../context.js';
import { describeError } from '../error-text.js';
import type { CommonOptions } from '../options/output.js';
import { type PricingOptions, readPricing } from '../options/pricing.js';
import { type LedgerOptions, ledgerPath } from '../options/source.js';
import { packageVersion } from '../version.js';
import { CHECKS, type CheckedKey, VARIABLES } from './keys.js';
import { loadSettings, type Settings } from './settings.js';

type Options = CommonOptions & LedgerOptions & PricingOptions;

/** Prints one line per thing looked at, tells each problem on the error output; the exit code is that of the worst. */
export async function checkInstallation(options: Options, context: CommandContext): Promise<number> {
  const { output, errorOutput, nodeVersion, environment } = context.effects;
  const say = (what: string, found: string) => output.write(`${what.padEnd(10)}${found}\n`);
  let worst = 0;
  const attempt = async (what: string, name: string, look: () => Promise<string>): Promise<void> => {
    try {
      await say(what, await look());
    } catch (error) {
      const { text, exitCode } = describeError(error, options.verbose === true);
      await say(what, `${name}: wrong`);
      await errorOutput.write(text);
      worst = Math.max(worst, exitCode);
    }
  };

  await say('tollbook', packageVersion());
  await say('node', nodeVersion);
  await attempt('engine', 'DuckDB', () => engineVersion(context));
  let settings: Settings | undefined;
  await attempt('config', options.config ?? 'tollbook.yaml', async () => {
    settings = await loadSettings(options, context.effects);
    checkVariables(settings);
    return settings.file === undefined
      ? 'none, here or above; tollbook config init writes one'
      : `${settings.file}: ok`;
  });
  for (const name of unknownVariables(environment)) {
    const likely = nearest(name, VARIABLES);
    await say('variable', `${name} is not read${likely === undefined ? '' : `; did you mean ${likely}?`}`);
  }
  if (settings === undefined) {
    await say('the rest', 'not looked at, because the settings are wrong');
    return worst;
  }
  const known = settings;
  const ledger = ledgerPath(options, known);
  let newestCall: string | undefined;
  await attempt('ledger', ledger, async () => {
    const looked = await lookAtLedger(ledger, known, context);
    newestCall = looked.newestCall;
    return looked.found;
  });
  const { books } = readPricing(options, known);
  await attempt('prices', 'the shipped list', () => lookAtBooks([], newestCall));
  for (const book of books) await attempt('prices', book, () => lookAtBook(book, newestCall));
  if (books.length > 0 && worst === 0) await attempt('prices', 'together', () => lookAtBooks(books, newestCall));
  const scenario = known.path('scenario');
  if (scenario !== undefined) await attempt('scenario', scenario, () => lookAtScenario(scenario));
  return worst;
}

// A value of the file was checked when it was read; one of a variable is only looked at when a command needs it.
function checkVariables(settings: Settings): void {
  for (const key of Object.keys(CHECKS) as CheckedKey[]) settings.value(key);
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('TOLLBOOK_') && !VARIABLES.includes(name))
    .sort();
}

async function engineVersion({ effects }: CommandContext): Promise<string> {
  const { openDuckDB } = await import('../../engine/duckdb.js');
  const { temporaryDirectory } = effects;
  const engine = await openDuckDB({ path: ':memory:', temporaryDirectory, memoryLimit: '100MB' });
  const [row] = await engine.query<{ version: string }>('select version() as version');
  await engine.close();
  return `DuckDB ${row?.version}`;
}

interface Looked {
  readonly found: string;
  /** YYYY-MM-DD in UTC; undefined without a ledger, or without a call that has a time. */
  readonly newestCall?: string | undefined;
}

async function lookAtLedger(path: string, settings: Settings, context: CommandContext): Promise<Looked> {
  if (!existsSync(resolve(context.effects.workingDirectory, path))) {
    return { found: `${path}: not there; tollbook load makes it` };
  }
  const { ledgerStatus } = await context.parts.pipeline();
  const { result } = (await ledgerStatus(path, surroundingsOf(context, settings))).report;
  const { files, accepted } = result.sources as { readonly files: number; readonly accepted: bigint };
  const { last_call_at: last } = result.source as { readonly last_call_at: string | null };
  const newestCall = last?.slice(0, DATE_LENGTH);
  const upTo = newestCall === undefined ? '' : ` up to ${newestCall}`;
  return { found: `${path}: ok, ${plural(files, 'file')} with ${plural(accepted, 'call')}${upTo}`, newestCall };
}

const DATE_LENGTH = 'YYYY-MM-DD'.length;
/** How far calls may be ahead of prices before that is said: providers change theirs a few times a year. */
const OLD_AFTER_DAYS = 90;
const MILLISECONDS_PER_DAY = 86_400_000;

async function lookAtBook(file: string, newestCall?: string): Promise<string> {
  const { openOwnBook } = await import('../../pricing/price-book.js');
  const { asOf } = await openOwnBook(file);
  return `${file}: ok, ${age(asOf, newestCall)}`;
}

/** The layers as commands use them: what each file says may still contradict the ones below it. */
async function lookAtBooks(files: readonly string[], newestCall: string | undefined): Promise<string> {
  const { openPriceBook } = await import('../../pricing/price-book.js');
  const { id, asOf } = await openPriceBook({ files });
  return `${id}: ok, ${age(asOf, newestCall)}`;
}

/** Prices age by the calls they price, not by the clock of the machine. */
function age(asOf: string, newestCall: string | undefined): string {
  const told = `as of ${asOf}`;
  if (newestCall === undefined) return told;
  const days = Math.floor((Date.parse(newestCall) - Date.parse(asOf)) / MILLISECONDS_PER_DAY);
  if (days <= OLD_AFTER_DAYS) return told;
  return `${told}, ${plural(days, 'day')} before the newest call; tollbook prices check lists what is old`;
}

async function lookAtScenario(file: string): Promise<string> {
  const { loadScenario } = await import('../../offers/scenario.js');
  const { books } = await loadScenario(file);
  for (const book of books) await lookAtBook(book);
  return `${file}: ok`;
}
