import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SignInMethod, hasPair } from '../../../src-shared/coverage/sign-in-methods.ts';
import { createCandidateKeyFinder, type CandidateKey } from '../../../src-shared/coverage/candidate-keys.ts';

const method = fc.record<SignInMethod>({
  lossUnit: fc.constantFrom('u1', 'u2', 'u3'),
  place: fc.constantFrom(null, 'p1', 'p2'),
  isKey: fc.boolean(),
  moreLossUnits: fc.constant([]),
  morePlaces: fc.constant([]),
});

function possible({ lossUnit, place }: SignInMethod, index: number): CandidateKey {
  return { keyId: `k${index}`, label: '', inUse: true, complete: false, owner: null, lossUnit, place };
}

/** Checks whether two things are not lost together and, if asked, not known to be kept together. */
function apartFrom(left: SignInMethod, right: SignInMethod, apart: boolean): boolean {
  const together = left.place !== null && left.place === right.place;
  return left.lossUnit !== right.lossUnit && !(apart && together);
}

describe('doors and keys that might open', () => {
  it('finds a pair where comparing each with each finds one', () => {
    fc.assert(
      fc.property(fc.array(method, { maxLength: 5 }), fc.boolean(), fc.boolean(), (methods, apart, withOtherWay) => {
        const found = methods.some((left) =>
          methods.some((right) => apartFrom(left, right, apart) && !(withOtherWay && left.isKey && right.isKey)),
        );
        expect(hasPair(methods, { apart, withOtherWay })).toBe(found);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds a partner by counting where comparing with each key finds one', () => {
    fc.assert(
      fc.property(fc.array(method, { minLength: 1, maxLength: 4 }), method, fc.boolean(), (methods, given, apart) => {
        const keys = methods.map(possible);
        const candidateKeys = createCandidateKeyFinder(keys).candidatesFor(true, keys.slice(0, 1));
        expect(candidateKeys.hasPartner(given, apart)).toBe(methods.some((other) => apartFrom(given, other, apart)));
        expect(candidateKeys.hasPair(apart)).toBe(
          methods.some((one) => methods.some((other) => apartFrom(one, other, apart))),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
