import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, packagesFolder } from './paths.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed failing tests, and files that could not be loaded
 * @property {number} status of the run; 1 when coverage is below its threshold, though no test failed
 */

/**
 * Runs vitest and counts from its report. A run without a report, or without a test, counts as one failure.
 * @param {string} name of the report file
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 * @returns {Promise<TestCount>}
 */
export async function runVitest(name, args, options = {}) {
  const report = join(cacheFolder, 'reports', `${name}.json`);
  mkdirSync(join(cacheFolder, 'reports'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await run(
    'node',
    [join(packagesFolder, 'vitest', 'vitest.mjs'), 'run', ...args, ...reporters],
    options,
  );
  const counted = existsSync(report) ? countReport(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 };
  if (counted.passed + counted.failed === 0) return { passed: 0, failed: 1, status: status === 0 ? 1 : status };
  return { ...counted, status };
}

/**
 * Counts a vitest JSON report.
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} report
 */
export function countReport(report) {
  const notLoaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + notLoaded.length };
}
