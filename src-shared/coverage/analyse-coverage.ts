import type { CoverageReport } from './coverage-report.ts';
import type { CoverageInput } from './coverage-input.ts';
import { createAnalyser } from './create-analyser.ts';

/**
 * Computes which key opens which account and what would be lost with one key, one key ring or one place. Pure: the same facts give the same
 * report in whatever order and however often they are listed.
 */
export function analyseCoverage(input: CoverageInput): CoverageReport {
  return createAnalyser()(input);
}
