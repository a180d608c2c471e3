import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheFolder, packagesFolder, projectRoot } from './paths.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {string[]} failures failing tests, and files that failed outside one: file, name and first line of the error
 * @property {number} status of the run; 1 when coverage is below its threshold, though no test failed
 */

/**
 * @typedef {object} Report what is read of a vitest JSON report
 * @property {number} numPassedTests
 * @property {{ name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[]} testResults
 */

/**
 * Runs vitest and reads its report. A run without a report, or without a test, is one failure.
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
  const counted = existsSync(report)
    ? readReport(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failures: [`${name}: no report`] };
  if (counted.passed + counted.failures.length === 0) counted.failures.push(`${name}: no test`);
  return { ...counted, status };
}

/**
 * Reads a vitest JSON report.
 * @param {Report} report
 * @returns {Pick<TestCount, 'passed' | 'failures'>}
 */
export function readReport(report) {
  const failures = report.testResults
    .filter((file) => file.status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      const path = relative(projectRoot, name);
      if (failed.length === 0) return [`${path}: ${firstLine(message)}`];
      return failed.map((test) => `${path}: ${test.fullName}: ${firstLine(test.failureMessages[0] ?? '')}`);
    });
  return { passed: report.numPassedTests, failures };
}

/** @param {string} text */
function firstLine(text) {
  return text.split('\n', 1)[0] ?? '';
}
