import type { CborMap } from '../../cbor/cbor-value.ts';
import type { KeyFinding } from '../../../src-shared/domain/plugged-key.ts';
import type { AuthenticatorInfo } from './authenticator-info.ts';

type InfoWithoutFindings = Omit<AuthenticatorInfo, 'findings'>;

/**
 * Lists what a conforming key would not say (CTAP 2.1 §6.4, §9; CTAP 2.3 for what it added). Shown as "unusual", never a
 * reason to refuse. `members` is the answer itself, for what is present or absent rather than what it means.
 */
export function infoInconsistencies(info: InfoWithoutFindings, members: CborMap): readonly KeyFinding[] {
  return [
    ...aboutVersions(info),
    ...aboutPin(info, members),
    ...aboutConfig(info, members),
    ...aboutBlobs(info, members),
  ]
    .filter(([broken]) => broken)
    .map(([, detail]) => ({ kind: 'inconsistent', detail }));
}

type Check = readonly [broken: boolean, detail: string];

function aboutVersions(info: InfoWithoutFindings): readonly Check[] {
  const modern = info.versions.includes('FIDO_2_1') || info.versions.includes('FIDO_2_3');
  const pinOrUv = info.options.has('clientPin') || info.options.has('uv');
  const pinOrUvSet = info.options.get('clientPin') === true || info.options.get('uv') === true;
  return [
    [info.versions.includes('FIDO_2_2'), 'version FIDO_2_2 was never defined'],
    [modern && !info.extensions.includes('hmac-secret'), 'CTAP 2.1 without hmac-secret'],
    [
      modern && info.options.get('rk') === true && info.options.get('credMgmt') !== true,
      'CTAP 2.1 rk without credMgmt',
    ],
    [modern && info.options.get('rk') === true && !pinOrUv, 'CTAP 2.1 rk without PIN and built-in verification'],
    [modern && pinOrUv && !info.extensions.includes('credProtect'), 'CTAP 2.1 verification without credProtect'],
    [modern && pinOrUvSet && info.options.get('pinUvAuthToken') !== true, 'CTAP 2.1 without pinUvAuthToken'],
    [modern && !info.pinUvAuthProtocols.includes(2), 'CTAP 2.1 without PIN/UV protocol 2'],
    [
      info.options.get('alwaysUv') === true && info.options.get('makeCredUvNotRqd') === true,
      'alwaysUv together with makeCredUvNotRqd',
    ],
    [
      info.options.get('alwaysUv') === true && info.options.get('uv') !== true && info.versions.includes('U2F_V2'),
      'U2F_V2 although alwaysUv is on',
    ],
    [info.attestationFormats?.includes('none') ?? false, 'attestation format none listed'],
  ];
}

function aboutPin(info: InfoWithoutFindings, members: CborMap): readonly Check[] {
  const clientPin = info.options.has('clientPin');
  // CTAP 2.0 keys have no member 0D at all, so only its presence without a PIN is unusual for them.
  const modern = info.versions.includes('FIDO_2_1') || info.versions.includes('FIDO_2_3');
  return [
    [modern && clientPin && !members.has(0x0d), 'clientPin without minPINLength'],
    [!clientPin && members.has(0x0d), 'minPINLength without clientPin'],
    [!clientPin && members.has(0x1d), 'maxPINLength without clientPin'],
    [!clientPin && info.pinComplexityPolicy === true, 'pinComplexityPolicy without clientPin'],
    [
      !clientPin && info.options.get('noMcGaPermissionsWithClientPin') === true,
      'noMcGaPermissionsWithClientPin without clientPin',
    ],
    [info.options.get('uvBioEnroll') === true && !info.options.has('bioEnroll'), 'uvBioEnroll without bioEnroll'],
  ];
}

function aboutConfig(info: InfoWithoutFindings, members: CborMap): readonly Check[] {
  const authnrCfg = info.options.get('authnrCfg') === true;
  const setMinPinLength = info.options.get('setMinPINLength') === true;
  const listed = info.authenticatorConfigCommands;
  const lists = (command: number): boolean => listed?.includes(command) ?? false;
  return [
    [info.options.get('uvAcfg') === true && !authnrCfg, 'uvAcfg without authnrCfg'],
    [setMinPinLength && !authnrCfg, 'setMinPINLength without authnrCfg'],
    [setMinPinLength !== members.has(0x10), 'setMinPINLength and maxRPIDsForSetMinPINLength disagree'],
    [setMinPinLength && !info.extensions.includes('minPinLength'), 'setMinPINLength without extension minPinLength'],
    [
      info.extensions.includes('pinComplexityPolicy') && !setMinPinLength,
      'extension pinComplexityPolicy without setMinPINLength',
    ],
    [listed !== null && lists(0x01) !== info.options.has('ep'), 'config command 01 and option ep disagree'],
    [listed !== null && lists(0x03) !== setMinPinLength, 'config command 03 and setMinPINLength disagree'],
    [listed !== null && lists(0x04) !== members.has(0x18), 'config command 04 and longTouchForReset disagree'],
    [listed !== null && lists(0xff) !== members.has(0x15), 'config command FF and its list disagree'],
  ];
}

function aboutBlobs(info: InfoWithoutFindings, members: CborMap): readonly Check[] {
  const credBlob = info.extensions.includes('credBlob');
  const largeBlobs = info.options.get('largeBlobs') === true;
  return [
    [credBlob && !info.extensions.includes('credProtect'), 'credBlob without credProtect'],
    [credBlob !== members.has(0x0f), 'credBlob and maxCredBlobLength disagree'],
    [(info.maxCredBlobLength ?? 32) < 32, 'maxCredBlobLength below 32'],
    [largeBlobs !== members.has(0x0b), 'largeBlobs and maxSerializedLargeBlobArray disagree'],
    [(info.maxSerializedLargeBlobArray ?? 1024) < 1024, 'maxSerializedLargeBlobArray below 1024'],
    [info.extensions.includes('largeBlobKey') && !largeBlobs, 'largeBlobKey without largeBlobs'],
    [info.extensions.includes('largeBlob') && largeBlobs, 'extension largeBlob together with command largeBlobs'],
  ];
}
