import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheFolder, packagesFolder, projectRoot } from './paths.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {string[]} failures failing tests, and files that failed outside one: file, name and first line of the error
 * @property {string[]} secondTries tests that failed and passed when they ran once more: file, name and first line of the error
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
    : { passed: 0, failures: [`${name}: no report`], secondTries: [] };
  if (counted.passed + counted.failures.length === 0) counted.failures.push(`${name}: no test`);
  return { ...counted, status };
}

/**
 * Reads a vitest JSON report.
 * @param {Report} report
 * @returns {Omit<TestCount, 'status'>}
 */
export function readReport(report) {
  const files = report.testResults.map((file) => ({ ...file, path: relative(projectRoot, file.name) }));
  const failures = files
    .filter((file) => file.status === 'failed')
    .flatMap(({ path, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      return failed.length === 0 ? [`${path}: ${firstLine(message)}`] : failed.map((test) => line(path, test));
    });
  // The report keeps the errors of each try.
  const secondTries = files.flatMap(({ path, assertionResults }) =>
    assertionResults
      .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
      .map((test) => line(path, test)),
  );
  return { passed: report.numPassedTests, failures, secondTries };
}

/**
 * @param {string} path
 * @param {{ fullName: string, failureMessages: string[] }} test
 */
function line(path, { fullName, failureMessages }) {
  return `${path}: ${fullName}: ${firstLine(failureMessages[0] ?? '')}`;
}

/** @param {string} text */
function firstLine(text) {
  return text.split('\n', 1)[0] ?? '';
}
