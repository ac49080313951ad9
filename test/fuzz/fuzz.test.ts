/** A few runs of the fuzzer, each time the same; `npm run fuzz` does many more. */
import { expect, it } from 'vitest';
// @ts-expect-error: a script without types, run by node alone as well.
import { fuzz } from './fuzz.mjs';

it('damaged logs and files are told from sound ones, and nothing breaks', { timeout: 180_000 }, async () => {
  const { problems, lines } = await fuzz({ files: 60, seed: 7 });
  expect(problems).toEqual([]);
  expect(lines).toBeGreaterThan(200);
});
