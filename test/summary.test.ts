/**
 * The last line of a test run must be true, above all when something went wrong.
 */
import { describe, expect, it } from 'vitest';
// @ts-expect-error: a plain script without types
import { summary } from './summary.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});
const report = (...files: ReturnType<typeof file>[]) => JSON.stringify({ testResults: files });

describe('the last line of a test run', () => {
  it.each([
    ['all passed', report(file('passed', 'passed', 'passed'), file('passed', 'passed')), 0, '3 passed, 0 failed'],
    ['one failed', report(file('failed', 'passed', 'failed')), 1, '1 passed, 1 failed'],
    ['some skipped', report(file('passed', 'passed', 'pending', 'todo')), 0, '1 passed, 0 failed, 2 skipped'],
    ['a file that cannot be loaded', report(file('passed', 'passed'), file('failed')), 1, '1 passed, 1 failed'],
    ['a hook that failed after its tests', report(file('failed', 'passed')), 1, '1 passed, 1 failed'],
    ['an error between tests', report(file('passed', 'passed')), 1, '1 passed, 1 failed'],
    ['no test at all', report(), 0, '0 passed, 1 failed'],
    ['no report', undefined, 1, '0 passed, 1 failed'],
    ['no report, and yet success', undefined, 0, '0 passed, 1 failed'],
    ['half a report', '{"testResults": [', null, '0 passed, 1 failed'],
    ['a state nobody knows', report(file('passed', 'passed', 'odd')), 0, '1 passed, 1 failed'],
  ])('%s', (_, text, status, line) => {
    expect(summary(text, status).line).toBe(line);
  });
});
