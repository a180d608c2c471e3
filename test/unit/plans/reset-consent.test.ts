import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { accountsAfterReset, goneSettings, nameToType } from '../../../src-shared/plans/reset-consent.ts';
import { readEnrolment, rpIdHashOf } from '../../fixtures/enrolment.ts';
import { inventoryKey } from '../../fixtures/inventory-key.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';
import { keyFacts, pluggedKey } from '../../fixtures/plugged-key.ts';

const passkey = (id: string, keyId: string, rpId: string) =>
  readEnrolment({ id, keyId, rpId, rpIdHash: rpIdHashOf(rpId), userId: '01', userName: 'hana' });
const keys = [inventoryKey({ id: 'k1', label: 'Blue' }), inventoryKey({ id: 'k2', label: 'Spare' })];
const snapshot = inventorySnapshot({
  keys,
  enrolments: [
    passkey('e1', 'k1', 'both.example'),
    passkey('e2', 'k2', 'both.example'),
    passkey('e3', 'k1', 'only.example'),
    passkey('e4', 'k2', 'other.example'),
  ],
});
const catalogue = { services: [], advisories: [], otherWayProviders: [], siteOf };
const report = analyseCoverage(coverageInputOf(snapshot, catalogue, '2026-11-21T10:00:00.000Z'));

describe('what a reset takes', () => {
  it('is every account of the key, worst first, with what opens it afterwards', () => {
    const after = accountsAfterReset(report, 'k1', keys, (id) => `account ${id}`);
    expect(after.map(({ lossImpact, opensWith, registered }) => [lossImpact, opensWith, registered])).toEqual([
      ['locked-out', [], true],
      ['open', ['Spare'], true],
    ]);
    expect(after.map(({ name, accountId }) => name === `account ${accountId}`)).toEqual([true, true]);
  });

  it('is every setting that is switched on', () => {
    const change = { answer: 'yes', reason: null } as const;
    const facts = keyFacts({
      settings: [
        { name: 'always-uv', value: true, change },
        { name: 'min-pin-length', value: 8, change },
        { name: 'pin-complexity', value: null, change },
      ],
    });
    expect(goneSettings(facts)).toEqual(['always-uv']);
    expect(goneSettings(null)).toEqual([]);
  });

  it('is agreed to by the label, else the end of the serial number, else what the key calls itself', () => {
    const serial = pluggedKey({ facts: keyFacts({ vendorSerial: '14207311' }) });
    expect(nameToType(serial, 'Blue', 'YubiKey')).toBe('Blue');
    expect(nameToType(serial, null, 'YubiKey')).toBe('7311');
    expect(nameToType(pluggedKey(), null, 'YubiKey')).toBe('YubiKey');
  });
});
