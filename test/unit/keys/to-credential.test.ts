import { describe, expect, it } from 'vitest';
import type { StoredCredential, StoredRp } from '../../../src-main/ctap2/stored-credential.ts';
import { toCredential } from '../../../src-main/keys/to-credential.ts';

const rpIdHash = new Uint8Array(32).fill(7);
const rp: StoredRp = {
  rpIdHash,
  rpId: 'a.example',
  rpIdBytes: null,
  rpName: null,
  notes: [],
  problems: [],
  unread: new Map(),
};
const stored: StoredCredential = {
  credentialId: Uint8Array.of(1, 2),
  userId: Uint8Array.of(3),
  userName: 'name',
  userDisplayName: null,
  publicKey: null,
  credProtect: null,
  hasLargeBlobKey: false,
  thirdPartyPayment: null,
  notes: ['public-key-unreadable'],
  problems: [],
  unread: new Map(),
};
const nowhere = (): null => null;

describe('toCredential', () => {
  it('writes bytes as hex and keeps unknown as null', () => {
    expect(toCredential(rp, rpIdHash, stored, nowhere)).toMatchObject({
      credentialId: '0102',
      rpIdHash: '07'.repeat(32),
      userId: '03',
      algorithm: null,
      notes: ['public-key-unreadable'],
    });
  });

  it('E-08 an entry without a usable credential ID has no plain form', () => {
    expect(toCredential(rp, rpIdHash, { ...stored, credentialId: null }, nowhere)).toBeNull();
  });

  it('E-06 a missing user handle is null', () => {
    expect(toCredential(rp, rpIdHash, { ...stored, userId: null }, nowhere)?.userId).toBeNull();
  });

  it('B-23 caps texts of any length', () => {
    const long = toCredential(rp, rpIdHash, { ...stored, userName: 'x'.repeat(7_500) }, nowhere);
    expect(long?.userName?.length).toBe(1_001);
    expect(long?.userName?.endsWith('…')).toBe(true);
  });

  it('believes the key’s RP ID unless it is missing or cut', () => {
    const known = (): string => 'full.example';
    expect(toCredential(rp, rpIdHash, stored, known)?.rpId).toBe('a.example');
    expect(toCredential({ ...rp, rpId: null }, rpIdHash, stored, known)?.rpId).toBe('full.example');
    expect(toCredential({ ...rp, notes: ['rp-id-shortened'] }, rpIdHash, stored, known)?.rpId).toBe('full.example');
    expect(toCredential({ ...rp, notes: ['rp-id-shortened'] }, rpIdHash, stored, nowhere)?.rpId).toBe('a.example');
  });
});
