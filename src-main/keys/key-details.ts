import type { KeyDetails, VendorDetails } from '../../src-shared/domain/key-details.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import type { VendorInfo } from '../vendor/vendor-info.ts';

/** Longest text of a key's making that is passed on, in UTF-16 units. */
const longestUrl = 500;

/** Returns the further facts of a key that spoke getInfo: a member that it left out is null, also where a default stands for it. */
export function keyDetails(info: AuthenticatorInfo, vendor: VendorInfo | null, uvRetries: number | null): KeyDetails {
  const toldOnly = <Value>(member: number, value: Value): Value | null => (info.told.has(member) ? value : null);
  return {
    maxMsgSize: toldOnly(0x05, info.maxMsgSize),
    pinUvAuthProtocols: toldOnly(0x06, [...info.pinUvAuthProtocols]),
    maxCredentialCountInList: toldOnly(0x07, info.maxCredentialCountInList),
    maxCredentialIdLength: info.maxCredentialIdLength,
    maxSerializedLargeBlobArray: info.maxSerializedLargeBlobArray,
    firmwareVersion: info.firmwareVersion,
    maxCredBlobLength: info.maxCredBlobLength,
    maxRpIdsForSetMinPinLength: info.maxRpIdsForSetMinPinLength,
    preferredPlatformUvAttempts: info.preferredPlatformUvAttempts,
    uvModality: info.uvModality,
    certifications: toldOnly(0x13, Object.fromEntries(info.certifications)),
    vendorPrototypeConfigCommands: info.vendorPrototypeConfigCommands?.map(uint64Hex) ?? null,
    attestationFormats: info.attestationFormats === null ? null : [...info.attestationFormats],
    uvCountSinceLastPinEntry: info.uvCountSinceLastPinEntry,
    longTouchForReset: info.longTouchForReset,
    transportsForReset: info.transportsForReset === null ? null : [...info.transportsForReset],
    pinComplexityPolicyUrl: info.pinComplexityPolicyUrl?.slice(0, longestUrl) ?? null,
    encCredStoreState: info.encCredStoreState === null ? null : toHex(info.encCredStoreState),
    authenticatorConfigCommands:
      info.authenticatorConfigCommands === null ? null : [...info.authenticatorConfigCommands],
    uvRetries,
    vendor: vendorDetails(vendor),
  };
}

/** Returns the further facts of a key that speaks U2F only. */
export function detailsWithoutFido2(vendor: VendorInfo | null): KeyDetails {
  return {
    maxMsgSize: null,
    pinUvAuthProtocols: null,
    maxCredentialCountInList: null,
    maxCredentialIdLength: null,
    maxSerializedLargeBlobArray: null,
    firmwareVersion: null,
    maxCredBlobLength: null,
    maxRpIdsForSetMinPinLength: null,
    preferredPlatformUvAttempts: null,
    uvModality: null,
    certifications: null,
    vendorPrototypeConfigCommands: null,
    attestationFormats: null,
    uvCountSinceLastPinEntry: null,
    longTouchForReset: null,
    transportsForReset: null,
    pinComplexityPolicyUrl: null,
    encCredStoreState: null,
    authenticatorConfigCommands: null,
    uvRetries: null,
    vendor: vendorDetails(vendor),
  };
}

function vendorDetails(info: VendorInfo | null): VendorDetails | null {
  if (info === null) return null;
  const { vendor, partNumber, fips, fipsApproved, pinComplexity } = info;
  const { resetBlocked, nfcRestricted, configLocked, switchedOff } = info;
  return {
    vendor,
    partNumber,
    fips,
    fipsApproved,
    pinComplexity,
    resetBlocked,
    nfcRestricted,
    configLocked,
    switchedOff,
  };
}

function uint64Hex(value: number | bigint): string {
  return value.toString(16).padStart(16, '0');
}
