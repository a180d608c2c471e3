import type { CtapCommand } from '../ctap-command.ts';
import { CtapResponseError } from '../ctap-error.ts';
import { requireBytes } from '../read-members.ts';
import { infoInconsistencies } from './get-info-consistency.ts';
import { InfoMembers } from './get-info-members.ts';
import type { AuthenticatorInfo } from './authenticator-info.ts';

const name = 'getInfo';

/** CTAP 2.3 §6.4 authenticatorGetInfo. */
export const getInfo: CtapCommand<null, AuthenticatorInfo> = {
  name,
  code: 0x04,
  encode: () => null,
  decode: (response) => {
    const aaguid = requireBytes(name, response.map, 0x03, 'aaguid');
    if (aaguid.length !== 16) throw new CtapResponseError(name, `aaguid has ${aaguid.length} bytes`);
    const members = new InfoMembers(response);
    const versions = members.texts(0x01, 'versions');
    if (versions === null || versions.length === 0) throw new CtapResponseError(name, 'versions are missing');
    members.markRead(0x03);
    const { options, unread: unreadOptions } = members.options(0x04);
    const minPinLength = members.clamped(0x0d, 'minPINLength', { low: 4, high: 63, absent: 4 });
    const info = {
      versions,
      extensions: members.texts(0x02, 'extensions') ?? [],
      aaguid,
      options,
      maxMsgSize: members.clamped(0x05, 'maxMsgSize', { low: 1024, high: 7609, absent: 1024 }),
      pinUvAuthProtocols: members.uints(0x06, 'pinUvAuthProtocols') ?? (options.has('clientPin') ? [1] : []),
      maxCredentialCountInList: members.clamped(0x07, 'maxCredentialCountInList', { low: 1, high: 1024, absent: 1 }),
      maxCredentialIdLength: members.uint(0x08, 'maxCredentialIdLength'),
      transports: members.texts(0x09, 'transports') ?? [],
      algorithms: members.algorithms(0x0a),
      maxSerializedLargeBlobArray: members.uint(0x0b, 'maxSerializedLargeBlobArray'),
      forcePinChange: members.bool(0x0c, 'forcePINChange') ?? false,
      minPinLength,
      firmwareVersion: members.uint(0x0e, 'firmwareVersion'),
      maxCredBlobLength: members.uint(0x0f, 'maxCredBlobLength'),
      maxRpIdsForSetMinPinLength: members.uint(0x10, 'maxRPIDsForSetMinPINLength'),
      preferredPlatformUvAttempts: members.uint(0x11, 'preferredPlatformUvAttempts'),
      uvModality: members.uint(0x12, 'uvModality'),
      certifications: members.certifications(0x13),
      remainingDiscoverableCredentials: members.uint(0x14, 'remainingDiscoverableCredentials'),
      vendorPrototypeConfigCommands: members.uint64s(0x15, 'vendorPrototypeConfigCommands'),
      attestationFormats: members.texts(0x16, 'attestationFormats'),
      uvCountSinceLastPinEntry: members.uint(0x17, 'uvCountSinceLastPinEntry'),
      longTouchForReset: members.bool(0x18, 'longTouchForReset'),
      encIdentifier: members.ivAndBlock(0x19, 'encIdentifier'),
      transportsForReset: members.texts(0x1a, 'transportsForReset'),
      pinComplexityPolicy: members.bool(0x1b, 'pinComplexityPolicy'),
      pinComplexityPolicyUrl: members.textOrUtf8(0x1c, 'pinComplexityPolicyURL'),
      maxPinLength: members.clamped(0x1d, 'maxPINLength', { low: Math.max(8, minPinLength), high: 63, absent: 63 }),
      encCredStoreState: members.ivAndBlock(0x1e, 'encCredStoreState'),
      authenticatorConfigCommands: members.uints(0x1f, 'authenticatorConfigCommands'),
      told: members.told(),
      unread: members.unread(),
      unreadOptions,
      raw: response.raw,
    };
    return { ...info, findings: [...members.findings, ...infoInconsistencies(info, response.map)] };
  },
};
