/**
 * `config check`: what is installed, and whether everything that the settings name can be read.
 *
 * Goes on after a problem, so that one run shows them all. Reads only; nothing is created.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { surroundingsOf } from '../answer.js';
import type { CommandContext } from '../context.js';
import { describeError } from '../error-text.js';
import type { CommonOptions } from '../options/output.js';
import { type PricingOptions, readPricing } from '../options/pricing.js';
import { type LedgerOptions, ledgerPath } from '../options/source.js';
import { nearest } from '../suggest.js';
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
  await attempt('ledger', ledger, () => lookAtLedger(ledger, known, context));
  const { books } = readPricing(options, known);
  await attempt('prices', 'the shipped list', () => lookAtBooks([]));
  for (const book of books) await attempt('prices', book, () => lookAtBook(book));
  if (books.length > 0 && worst === 0) await attempt('prices', 'together', () => lookAtBooks(books));
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

async function lookAtLedger(path: string, settings: Settings, context: CommandContext): Promise<string> {
  if (!existsSync(resolve(context.effects.workingDirectory, path))) return `${path}: not there; tollbook load makes it`;
  const { ledgerStatus } = await context.parts.pipeline();
  await ledgerStatus(path, surroundingsOf(context, settings));
  return `${path}: ok`;
}

async function lookAtBook(file: string): Promise<string> {
  const { openOwnBook } = await import('../../pricing/price-book.js');
  const { asOf } = await openOwnBook(file);
  return `${file}: ok, as of ${asOf}`;
}

/** The layers as commands use them: what each file says may still contradict the ones below it. */
async function lookAtBooks(files: readonly string[]): Promise<string> {
  const { openPriceBook } = await import('../../pricing/price-book.js');
  const { id, asOf } = await openPriceBook({ files });
  return `${id}: ok, as of ${asOf}`;
}

async function lookAtScenario(file: string): Promise<string> {
  const { loadScenario } = await import('../../offers/scenario.js');
  const { books } = await loadScenario(file);
  for (const book of books) await lookAtBook(book);
  return `${file}: ok`;
}
