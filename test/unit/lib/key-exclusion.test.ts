import { describe, expect, it } from 'vitest';
import { isExcluded } from '../../../src-shared/lib/key-exclusion.ts';

const zeros = '0'.repeat(32);

describe('a key that cannot be the remembered one', () => {
  it.each([
    ['another model', { aaguid: 'aa', vendorSerial: null }, { aaguid: 'bb', vendorSerial: null }, true],
    ['another serial number', { aaguid: 'aa', vendorSerial: '1' }, { aaguid: 'aa', vendorSerial: '2' }, true],
    ['the same', { aaguid: 'aa', vendorSerial: '1' }, { aaguid: 'aa', vendorSerial: '1' }, false],
    ['no model', { aaguid: zeros, vendorSerial: null }, { aaguid: 'bb', vendorSerial: '2' }, false],
    ['nothing said', { aaguid: null, vendorSerial: null }, { aaguid: 'bb', vendorSerial: '2' }, false],
    [
      'numbers that many keys have',
      { aaguid: 'aa', vendorSerial: '12345678' },
      { aaguid: 'aa', vendorSerial: '2' },
      false,
    ],
  ])('%s', (_words, remembered, facts, excluded) => {
    expect(isExcluded(remembered, facts)).toBe(excluded);
    expect(isExcluded(facts, remembered)).toBe(excluded);
  });
});
