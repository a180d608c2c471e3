import { say } from './say.mjs';

/**
 * Prints each test that failed and, as the last line of a script, "N passed, N failed"; returns whether a test passed and none failed.
 * @param {readonly import('./vitest-run.mjs').TestCount[]} runs
 */
export function printCounts(runs) {
  for (const failure of runs.flatMap((run) => run.failures)) say(`failed: ${failure}`);
  const passed = runs.reduce((sum, run) => sum + run.passed, 0);
  const failed = runs.reduce((sum, run) => sum + run.failures.length, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return passed > 0 && failed === 0;
}
