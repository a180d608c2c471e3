import { describe, expect, it } from 'vitest';
import { loadAdvisories } from '../../../catalogue/advisories.ts';
import { listsAllPasskeys, matchAdvisories } from '../../../src-shared/coverage/advisories.ts';
import type { Advisory } from '../../../src-shared/domain/advisory.ts';

const hex = (aaguid: string): string => aaguid.replaceAll('-', '');
const yubiKey5Old = hex('ee882879-721c-4913-9775-3dfcce97072a');
const yubiKeyBio = hex('d8522d9f-575b-4866-88a9-ba99fa02f35b');
const yubiKeyFips57 = hex('62e54e98-c209-4df3-b692-de71bb6a8528');

function key(aaguid: string | null, firmware: string | null, names: { manufacturer?: string; product?: string } = {}) {
  return { aaguid, firmware, model: null, manufacturer: null, product: null, ...names };
}

function found(...parameters: Parameters<typeof key>): string[] {
  return matchAdvisories(key(...parameters), loadAdvisories()).map((match) => `${match.advisory.id} ${match.state}`);
}

function advisory(change: Partial<Advisory>): Advisory {
  return {
    id: 'TEST',
    title: 't',
    titleJa: 't',
    summary: 's',
    summaryJa: 's',
    severity: 'low',
    aaguidsAlwaysAffected: [],
    aaguidsPossiblyAffected: [],
    firmware: [],
    outsideRange: 'not-affected',
    usbNames: [],
    url: null,
    ...change,
  };
}

describe('matchAdvisories', () => {
  it('knows a model that always has the weakness by its AAGUID alone', () => {
    expect(found(yubiKey5Old, null)).toContain('YSA-2024-03 affected');
  });

  it('says "check" for a model that has it with some firmware, where the firmware is not known', () => {
    expect(found(yubiKey5Old, null)).toContain('YSA-2025-02 check');
    expect(found(yubiKey5Old, '5.8.0 beta 3')).toContain('YSA-2025-02 check');
  });

  it('lets the firmware that was read decide over the AAGUID, in both directions', () => {
    expect(found(yubiKey5Old, '5.2.7')).toEqual(['YSA-2024-03 affected', 'YSA-2024-02 affected']);
    expect(found(yubiKey5Old, '5.4.3')).toEqual([
      'YSA-2024-03 affected',
      'YSA-2025-02 affected',
      'YSA-2024-02 affected',
    ]);
    expect(found(yubiKey5Old, '5.7.4')).toEqual([]);
  });

  it('compares versions by number and not by letter', () => {
    const one = advisory({ aaguidsPossiblyAffected: ['aa'], firmware: [{ atLeast: '5.9', lessThan: '5.10.2' }] });
    const states = ['5.8.99', '5.9', '5.9.0', '5.10.1', '5.10.2', '5.10.10'].map(
      (firmware) => matchAdvisories(key('aa', firmware), [one])[0]?.state ?? 'none',
    );
    expect(states).toEqual(['none', 'affected', 'affected', 'affected', 'none', 'none']);
  });

  it('holds a range only against the models that it is about', () => {
    // 5.7.1 is clean on a YubiKey 5 and not on a Bio, and of YSA-2024-02 the FIPS keys were mended later than both.
    expect(found(yubiKey5Old, '5.7.1')).not.toContain('YSA-2024-03 affected');
    expect(found(yubiKeyBio, '5.7.1')).toContain('YSA-2024-03 affected');
    expect(found(yubiKeyBio, '5.6.4')).not.toContain('YSA-2024-02 affected');
    expect(found(yubiKeyFips57, '5.7.1')).toContain('YSA-2024-02 affected');
    expect(found(yubiKeyFips57, '5.7.2')).not.toContain('YSA-2024-02 affected');
  });

  it('does not call a key clean where nobody established that a later firmware is', () => {
    const nitrokey = hex('2cd2f727-f6ca-44da-8f48-5c2e5da000a2');
    expect(found(nitrokey, '1.8.3')).toContain('NK3-NRF52 affected');
    expect(found(nitrokey, '1.9.0')).toContain('NK3-NRF52 check');
  });

  it('says "check" where the ranges are about another model under the same advisory', () => {
    const nitrokeyFido2 = hex('c39efba6-fcf4-4c3e-828b-fc4a6115a0ff');
    expect(found(nitrokeyFido2, '2.4.0')).toEqual(['CVE-2020-27208 check', 'SOLO-2020-DOWNGRADE check']);
  });

  it('knows U2F keys, which have no AAGUID, by their USB names', () => {
    const yubiKey4 = { manufacturer: 'Yubico', product: 'Yubikey 4 OTP+U2F+CCID' };
    expect(found(null, '4.4.2', yubiKey4)).toEqual(['YSA-2019-02 affected']);
    expect(found(null, '4.3.7', yubiKey4)).toEqual([]);
    expect(found('0'.repeat(32), null, { manufacturer: 'Yubico', product: 'Yubikey NEO OTP+U2F+CCID' })).toEqual([
      'CVE-2021-3011 check',
    ]);
    expect(found(null, '4.4.2', { manufacturer: 'Other', product: 'Key' })).toEqual([]);
    // A name never speaks against an AAGUID.
    expect(found(hex('19083c3d-8383-4b18-bc03-8f1c9ab2fd1b'), '5.7.4', yubiKey4)).toEqual([]);
  });

  it('finds nothing for a model that no advisory names, and takes AAGUIDs in any form', () => {
    expect(found('f'.repeat(32), '1.0')).toEqual([]);
    expect(found('EE882879-721C-4913-9775-3DFCCE97072A', null)).toEqual(found(yubiKey5Old, null));
  });

  it.each([
    ['Ledger Nano S Plus', '58b44d0b-0a7c-f33a-fd48-f7153c871352', null, ['LEDGER-FIDO-RK-WIPE affected']],
    ['OnlyKey', '998f358b-2dd2-4cbe-a43a-e8107438dfb3', null, ['ONLYKEY-FIDO2-RESTORE affected']],
    ['Solo 2, firmware not known', '1cef53dd-bffa-4f07-97ac-984b37fe8658', null, ['SOLO2-2022-08-CREDENTIALS check']],
    ['Solo 2 before', '1cef53dd-bffa-4f07-97ac-984b37fe8658', '2.604.0', ['SOLO2-2022-08-CREDENTIALS affected']],
    // What was registered before the update is broken, and the firmware of today does not say when that was.
    ['Solo 2 after', '1cef53dd-bffa-4f07-97ac-984b37fe8658', '2.964.0', ['SOLO2-2022-08-CREDENTIALS check']],
  ])('%s', (_, aaguid, firmware, expected) => {
    expect(found(hex(aaguid), firmware)).toEqual(expected);
  });
});

describe('listsAllPasskeys', () => {
  const solo1 = hex('8876631b-d4a0-427f-5773-0ec71c9e0279');
  const lists = (...parameters: Parameters<typeof key>): boolean =>
    listsAllPasskeys(matchAdvisories(key(...parameters), loadAdvisories()));

  it('is false for a Solo 1 whose firmware may hide older passkeys, and where the firmware is not known', () => {
    expect(lists(solo1, '4.0.0')).toBe(false);
    expect(lists(solo1, '4.1.5')).toBe(false);
    expect(lists(solo1, null)).toBe(false);
    expect(lists(solo1, '3.1.2')).toBe(true);
  });

  it('is true for all other keys, whatever else is known to be weak about them', () => {
    expect(lists(yubiKey5Old, '5.2.7')).toBe(true);
    expect(lists(hex('58b44d0b-0a7c-f33a-fd48-f7153c871352'), null)).toBe(true);
    expect(lists(null, null)).toBe(true);
  });
});
