import { expect, it } from 'vitest';
import { alikeKeys } from '../../../src-shared/plans/alike-keys.ts';
import { inventoryKey } from '../../fixtures/inventory-key.ts';
import { keyFacts, pluggedKey } from '../../fixtures/plugged-key.ts';

const aaguid = '149a20218ef6413396b881f8d5b7f1f5';
const facts = keyFacts({ aaguid, firmware: '5.4.3', vendorSerial: null });
const key = pluggedKey({ facts, product: 'Security Key NFC' });
const twin = inventoryKey({
  id: 'twin',
  aaguid,
  firmware: '5.4.3',
  product: 'Security Key NFC',
  vendorSerial: null,
  identifiedBy: 'credential-id',
  lostAt: null,
});
const names = (...args: Parameters<typeof alikeKeys>) => alikeKeys(...args).map(({ id }) => id);

it('another key of the model without a serial number cannot be told from it', () => {
  expect(names(key, 'mine', [twin, { ...twin, id: 'mine' }])).toEqual(['twin']);
  expect(names(key, null, [twin])).toEqual(['twin']);
  // That it had another PIN or more room when it was last read tells nothing.
  expect(names(key, 'mine', [{ ...twin, pinSet: false, remaining: 3 }])).toEqual(['twin']);
});

it('a serial number, another model or firmware, and a loss tell them apart', () => {
  const withSerial = pluggedKey({ facts: { ...facts, vendorSerial: '4711' } });
  expect(names(withSerial, 'mine', [twin])).toEqual([]);
  for (const change of [
    { vendorSerial: '4712', identifiedBy: 'vendor-serial' },
    { aaguid: 'ee882879721c491397753dfcce97072a' },
    { firmware: '5.7.4' },
    { product: 'YubiKey' },
    { lostAt: '2026-11-01T00:00:00.000Z' },
  ] as const) {
    expect(names(key, 'mine', [{ ...twin, ...change }])).toEqual([]);
  }
});
