import { toHex } from '../../src-shared/lib/hex.ts';
import type { AuthenticatorInfo } from './commands/authenticator-info.ts';

/**
 * Writes down what cannot change about a key between two getInfo answers of one opening. Two different texts mean another
 * key, or one that lies. Left out is whatever changes by use (members 0C, 0D, 14, 17, 18, 1B,
 * option values, U2F_V2, which goes with alwaysUv) and the members that are encrypted again each time (19, 1E).
 */
export function stableInfo(info: AuthenticatorInfo): string {
  return JSON.stringify([
    info.versions.filter((version) => version !== 'U2F_V2'),
    info.extensions,
    toHex(info.aaguid),
    [...info.options.keys()].sort(),
    info.maxMsgSize,
    info.pinUvAuthProtocols,
    info.maxCredentialCountInList,
    info.maxCredentialIdLength,
    info.algorithms,
    info.firmwareVersion,
    info.maxCredBlobLength,
    info.maxSerializedLargeBlobArray,
  ]);
}
