import { describe, expect, it } from 'vitest';
import { coseAlgorithmName } from '../../../src-shared/lib/cose-algorithm.ts';

describe('coseAlgorithmName', () => {
  it.each([
    [-7, 'ES256 (-7)'],
    [-8, 'EdDSA (-8)'],
    [-9, 'ESP256 (-9)'],
    [-19, 'Ed25519 (-19)'],
    [-35, 'ES384 (-35)'],
    [-36, 'ES512 (-36)'],
    [-47, 'ES256K (-47)'],
    [-48, 'ML-DSA-44 (-48)'],
    [-49, 'ML-DSA-65 (-49)'],
    [-50, 'ML-DSA-87 (-50)'],
    [-51, 'ESP384 (-51)'],
    [-52, 'ESP512 (-52)'],
    [-53, 'Ed448 (-53)'],
    [-257, 'RS256 (-257)'],
  ])('%i is %s, as IANA registered it', (algorithm, name) => {
    expect(coseAlgorithmName(algorithm)).toBe(name);
  });

  it.each([0, 7, 48, -1, -20, -54, -70_000])(
    'gives %i as it is: no signature algorithm of that number is known',
    (one) => {
      expect(coseAlgorithmName(one)).toBe(String(one));
    },
  );
});
