/**
 * Settings in layers: options win over TOLLBOOK_ variables, which win over tollbook.yaml.
 *
 * Paths of the configuration are relative to it and are told as the user would type them from the working directory.
 */
import { existsSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Budget } from '../../books/budgets.js';
import type { AllocationRule } from '../../core/allocation.js';
import type { ExchangeRate } from '../../core/currency.js';
import type { OwnFormat } from '../../core/own-format.js';
import type { Effects } from '../effects.js';
import { type Check, checkedValue, type Written } from '../options/check.js';
import { CHECKS, type CheckedKey, FLAGS, type PathKey, type ValueOfKey, variableOf } from './keys.js';
import type { ConfigFile } from './schema.js';

export interface Settings {
  /** The configuration that was read, as typed or relative to the working directory. */
  readonly file: string | undefined;
  readonly aliases: Readonly<Record<string, string>>;
  readonly exchangeRates: readonly ExchangeRate[] | undefined;
  /** Who pays for which calls. */
  readonly allocation: readonly AllocationRule[] | undefined;
  readonly budgets: readonly Budget[];
  /** 1 to 12. */
  readonly fiscalYearStart: number;
  /** Dates, YYYY-MM-DD. */
  readonly holidays: readonly string[];
  /** Formats of the user's own: what --map describes, then those of the file. */
  readonly formats: readonly OwnFormat[];
  /** The checked value of the strongest layer that has one. Throws a usage error for a value that is none. */
  value<Key extends CheckedKey>(key: Key, flag?: string): ValueOfKey<Key> | undefined;
  path(key: PathKey, flag?: string): string | undefined;
  /** Price books: those of the strongest layer that names any. */
  books(flags?: readonly string[]): readonly string[];
}

const FILE_NAME = 'tollbook.yaml';

/** Reads the configuration if there is one. Throws a configuration error for a file that is named and missing, or wrong. */
export async function loadSettings(
  options: { readonly config?: string; readonly map?: string },
  effects: Effects,
): Promise<Settings> {
  const { environment, workingDirectory } = effects;
  const file = options.config ?? filled(environment.TOLLBOOK_CONFIG) ?? discover(workingDirectory);
  // The schema library costs more than everything else here: it is loaded only for a file to check.
  const values: ConfigFile =
    file === undefined ? {} : await (await import('./schema.js')).readConfig(resolve(workingDirectory, file), file);
  const mapped = options.map === undefined ? [] : [(await import('./own-formats.js')).readMap(options.map)];
  const ofFile =
    values.formats === undefined ? [] : (await import('../../formats/own-schema.js')).ownFormats(values.formats);
  const variable = (key: string) => filled(environment[variableOf(key)]);
  const besideFile = (path: string) =>
    isAbsolute(path) ? path : relative(workingDirectory, resolve(workingDirectory, dirname(file ?? '.'), path));

  function written(key: CheckedKey, flag: string | undefined): Written | undefined {
    const layers: [string | undefined, string][] = [
      [flag, FLAGS[key]],
      [variable(key), variableOf(key)],
      [values[key], `${file}: ${key}`],
    ];
    for (const [text, place] of layers) if (text !== undefined) return { text, place };
    return undefined;
  }

  const settings: Settings = {
    file,
    aliases: values.aliases ?? {},
    exchangeRates: values.fx,
    allocation: values.allocation,
    budgets: values.budgets ?? [],
    get fiscalYearStart() {
      return settings.value('fiscal_year_start') ?? 1;
    },
    holidays: values.holidays ?? [],
    formats: [...mapped, ...ofFile],
    value(key, flag) {
      const found = written(key, flag);
      return found && checkedValue(found, CHECKS[key] as Check<ValueOfKey<typeof key>>);
    },
    path(key, flag) {
      const inFile = values[key];
      return flag ?? variable(key) ?? (inFile === undefined ? undefined : besideFile(inFile));
    },
    books(flags) {
      return flags ?? variable('prices')?.split(delimiter) ?? (values.prices ?? []).map(besideFile);
    },
  };
  return settings;
}

/** The nearest tollbook.yaml from the folder upwards, relative to it. */
export function discover(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, FILE_NAME))) return relative(folder, join(here, FILE_NAME));
    if (dirname(here) === here) return undefined;
  }
}

// `TOLLBOOK_TZ= tollbook usage` is how a shell takes a variable away.
function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
