/**
 * What is installed beside this program: pinned, in the lockfile with a hash, from one registry, and under licences that may
 * be passed on with it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(`${ROOT}${name}`, 'utf8'));
const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>;
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Permissive licences, which ask for no more than to be named. */
const MAY_BE_SHIPPED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'Unlicense'];
/** For what only builds and tests. */
const MAY_BE_USED = [...MAY_BE_SHIPPED, 'BlueOak-1.0.0', 'CC0-1.0', 'MIT OR Apache-2.0', 'MPL-2.0', '(MIT OR CC0-1.0)'];

describe('dependencies', () => {
  it('are pinned to a version that the lockfile has', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('come from the registry with a hash of their content', () => {
    expect(locked.length).toBeGreaterThan(20);
    const odd = locked.filter(
      ([, one]) =>
        !one.integrity?.startsWith('sha512-') ||
        (one.resolved !== undefined && !one.resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });

  it('have licences of the list, and what is shipped runs nothing when it is installed', () => {
    const licenceOf = ([path, one]: [string, Locked]): string | undefined => {
      const file = `${ROOT}${path}/package.json`;
      return one.license ?? (existsSync(file) ? (read(`${path}/package.json`).license as string) : undefined);
    };
    const of = (isDev: boolean) => locked.filter(([, one]) => (one.dev === true) === isDev);
    const outside = (entries: typeof locked, allowed: readonly string[]) =>
      entries
        .map((entry) => [entry[0], licenceOf(entry)] as const)
        .filter(([, licence]) => !allowed.includes(String(licence)));
    expect(outside(of(false), MAY_BE_SHIPPED)).toEqual([]);
    expect(outside(of(true), MAY_BE_USED)).toEqual([]);
    expect(
      of(false)
        .filter(([, one]) => one.hasInstallScript === true)
        .map(([path]) => path),
    ).toEqual([]);
  });
});
