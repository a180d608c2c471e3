import { say } from './say.mjs';

/** More of them in one run are a fault of the program or of its tests, not of a busy machine. */
const secondTriesAllowed = 5;

/**
 * Prints each test that failed or needed a second try and, as the last line of a script, "N passed, N failed"; returns whether a test passed,
 * none failed and few needed a second try.
 * @param {readonly import('./vitest-run.mjs').TestCount[]} runs
 */
export function printCounts(runs) {
  const failures = runs.flatMap((run) => run.failures);
  const secondTries = runs.flatMap((run) => run.secondTries);
  for (const failure of failures) say(`failed: ${failure}`);
  for (const test of secondTries) say(`passed at the second try: ${test}`);
  const tooMany = secondTries.length > secondTriesAllowed;
  if (tooMany) say(`more than ${secondTriesAllowed} tests needed a second try: find out why before anything else.`);
  const passed = runs.reduce((sum, run) => sum + run.passed, 0);
  process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
  return passed > 0 && failures.length === 0 && !tooMany;
}
