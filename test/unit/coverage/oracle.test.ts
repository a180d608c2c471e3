import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { presentLossImpact, simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { inventoryArbitrary } from './arbitrary-inventory.ts';
import { compareWithOracle } from './oracle/compare.ts';

const isLong = process.env['SPAREKEY_LONG'] === '1';
const numRuns = isLong ? 100_000 : 1_000;
/** The machine may be busy with other tests. */
const timeout = isLong ? 7_200_000 : 120_000;
/** The same inputs in every run of npm test; the long runs draw others. */
const seed = { seed: Number(process.env['SPAREKEY_SEED'] ?? 20_261_129) };
const coverage = { analyseCoverage, simulateLoss, presentLossImpact };

describe('coverage against a brute-force oracle', { timeout }, () => {
  it.each([
    { title: 'accounts that open by their own keys and things', dependent: false },
    { title: 'accounts that depend on each other, on devices and on several things at once', dependent: true },
  ])(`agrees on every loss, of $title (n = ${numRuns})`, ({ dependent }) => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(inventoryArbitrary({ simple: true, dependent }), (input) => {
        const { differences, answers } = compareWithOracle(input, coverage);
        for (const answer of answers) seen.set(answer, (seen.get(answer) ?? 0) + 1);
        expect(differences).toEqual([]);
      }),
      { numRuns, ...seed },
    );
    // The comparison is worth something only if every answer occurs often.
    const answers = ['open', 'perhaps', 'helpdesk', 'locked-out'];
    const measures = ['loss true', 'loss null', 'loss false', 'place true', 'place null', 'place false'];
    for (const answer of [...answers, ...measures]) {
      expect(seen.get(answer) ?? 0, answer).toBeGreaterThan(numRuns / 50);
    }
  });
});
