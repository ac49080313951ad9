// The last line of a test run, from vitest's JSON report and its exit status. Never says fewer failures than there were.

/**
 * `text` is the report, undefined when there is none; `status` is null when a signal ended vitest.
 * @param {string | undefined} text
 * @param {number | null} status
 * @returns {{ line: string, failed: number }}
 */
export function summary(text, status) {
  let report;
  try {
    report = JSON.parse(text ?? '');
  } catch {
    return told(0, 1, 0);
  }
  const files = report.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (...states) => tests.filter((test) => states.includes(test.status)).length;
  // A file that fails outside its tests (an import that throws, a hook) has no failed test to show for it.
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const passed = count('passed');
  const skipped = count('pending', 'skipped', 'todo', 'disabled');
  const failed = tests.length - passed - skipped + broken;
  // An error between tests, or no test at all, fails the run without failing a test.
  const isUnexplained = failed === 0 && (status !== 0 || passed === 0);
  return told(passed, isUnexplained ? 1 : failed, skipped);
}

function told(passed, failed, skipped) {
  return { line: `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`, failed };
}
