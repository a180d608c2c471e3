import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Door, hasPair } from '../../../src-shared/coverage/doors.ts';
import { createPossibleKeys, type PossibleKey } from '../../../src-shared/coverage/possible-keys.ts';

const door = fc.record<Door>({
  unit: fc.constantFrom('u1', 'u2', 'u3'),
  place: fc.constantFrom(null, 'p1', 'p2'),
  isKey: fc.boolean(),
  moreUnits: fc.constant([]),
  morePlaces: fc.constant([]),
});

function possible({ unit, place }: Door, index: number): PossibleKey {
  return { keyId: `k${index}`, label: '', inUse: true, complete: false, owner: null, unit, place };
}

/** Two things that are not lost together and, if asked, not known to be kept together. */
function apartFrom(left: Door, right: Door, apart: boolean): boolean {
  const together = left.place !== null && left.place === right.place;
  return left.unit !== right.unit && !(apart && together);
}

describe('doors and keys that might open', () => {
  it('finds a pair where comparing each with each finds one', () => {
    fc.assert(
      fc.property(fc.array(door, { maxLength: 5 }), fc.boolean(), fc.boolean(), (doors, apart, withWay) => {
        const found = doors.some((left) =>
          doors.some((right) => apartFrom(left, right, apart) && !(withWay && left.isKey && right.isKey)),
        );
        expect(hasPair(doors, { apart, withWay })).toBe(found);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds a partner by counting where comparing with each key finds one', () => {
    fc.assert(
      fc.property(fc.array(door, { minLength: 1, maxLength: 4 }), door, fc.boolean(), (doors, given, apart) => {
        const keys = doors.map(possible);
        const pool = createPossibleKeys(keys).poolFor(true, keys.slice(0, 1));
        expect(pool.hasPartner(given, apart)).toBe(doors.some((other) => apartFrom(given, other, apart)));
        expect(pool.hasPair(apart)).toBe(doors.some((one) => doors.some((other) => apartFrom(one, other, apart))));
      }),
      { numRuns: 2_000 },
    );
  });
});
