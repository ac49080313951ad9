/**
 * The version of this package, read where it is written once.
 */
import { readFileSync } from 'node:fs';

export function packageVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
