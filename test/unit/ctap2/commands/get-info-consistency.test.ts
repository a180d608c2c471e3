import { describe, expect, it } from 'vitest';
import type { CborMap, CborValue } from '../../../../src-main/cbor/cbor-value.ts';
import {
  goTrustIdemCard,
  nitrokey3Xn19,
  nitrokeyFido2,
  securityKeyPreviewUnknownMember,
  yubiKey52PinSet,
} from '../../../vectors/get-info.ts';
import { details, read, readChanged } from '../changed-info.ts';

describe('consistency of an answer', () => {
  it('non-canonical keys are usable and marked', () => {
    for (const vector of [nitrokeyFido2, goTrustIdemCard]) {
      expect(details(read(vector.bytes)).filter((detail) => detail.startsWith('non-canonical: key-order'))).not.toEqual(
        [],
      );
    }
  });

  const option = (...names: readonly string[]): CborMap => new Map(names.map((name) => [name, true]));

  it.each<readonly [string, Readonly<Record<number, CborValue>>]>([
    ['CTAP 2.1 without hmac-secret', { 2: ['credProtect'] }],
    ['CTAP 2.1 rk without credMgmt', { 4: option('rk', 'clientPin') }],
    ['CTAP 2.1 rk without PIN and built-in verification', { 4: option('rk', 'credMgmt') }],
    ['CTAP 2.1 verification without credProtect', { 2: ['hmac-secret'] }],
    ['CTAP 2.1 without pinUvAuthToken', { 4: option('rk', 'credMgmt', 'clientPin') }],
    ['CTAP 2.1 without PIN/UV protocol 2', { 6: [1] }],
    ['alwaysUv together with makeCredUvNotRqd', { 4: option('alwaysUv', 'makeCredUvNotRqd') }],
    ['U2F_V2 although alwaysUv is on', { 4: option('alwaysUv') }],
    ['attestation format none listed', { 0x16: ['packed', 'none'] }],
    ['clientPin without minPINLength', { 0x0d: undefined }],
    ['minPINLength without clientPin', { 4: option('rk') }],
    ['maxPINLength without clientPin', { 4: option('rk'), 0x1d: 20 }],
    ['pinComplexityPolicy without clientPin', { 4: option('rk'), 0x1b: true }],
    ['noMcGaPermissionsWithClientPin without clientPin', { 4: option('noMcGaPermissionsWithClientPin') }],
    ['uvBioEnroll without bioEnroll', { 4: option('uvBioEnroll') }],
    ['uvAcfg without authnrCfg', { 4: option('uvAcfg') }],
    ['setMinPINLength without authnrCfg', { 4: option('setMinPINLength') }],
    ['setMinPINLength and maxRPIDsForSetMinPINLength disagree', { 0x10: undefined }],
    ['setMinPINLength without extension minPinLength', { 2: ['hmac-secret'] }],
    ['extension pinComplexityPolicy without setMinPINLength', { 2: ['pinComplexityPolicy'], 4: option('rk') }],
    ['config command 01 and option ep disagree', { 0x1f: [1, 2, 3] }],
    ['config command 03 and setMinPINLength disagree', { 0x1f: [2] }],
    ['config command 04 and longTouchForReset disagree', { 0x1f: [2, 3, 4] }],
    ['config command FF and its list disagree', { 0x1f: [2, 3, 255] }],
    ['credBlob without credProtect', { 2: ['credBlob'] }],
    ['credBlob and maxCredBlobLength disagree', { 0x0f: undefined }],
    ['maxCredBlobLength below 32', { 0x0f: 31 }],
    ['largeBlobs and maxSerializedLargeBlobArray disagree', { 0x0b: undefined }],
    ['maxSerializedLargeBlobArray below 1024', { 0x0b: 1023 }],
    ['largeBlobKey without largeBlobs', { 4: option('rk') }],
    ['extension largeBlob together with command largeBlobs', { 2: ['largeBlob'] }],
  ])('says: %s', (detail, changes) => {
    expect(details(readChanged(changes))).toContain(`inconsistent: ${detail}`);
  });

  it('old keys are not measured by later rules', () => {
    expect(details(read(yubiKey52PinSet.bytes))).toEqual([]);
    expect(details(read(securityKeyPreviewUnknownMember.bytes))).toEqual([]);
  });

  it('shows what a current key of another maker departs in', () => {
    expect(details(read(nitrokey3Xn19.bytes))).toEqual([]);
  });
});
