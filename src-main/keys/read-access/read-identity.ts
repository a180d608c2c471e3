import { equalBytes } from '../../../src-shared/lib/bytes.ts';
import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import { decryptPersistentMember } from '../../ctap2/pin-uv-auth/persistent-identifiers.ts';
import type { PinUvAuthToken } from '../../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { ReadAccessEntry } from './read-access-entry.ts';

/** Checks whether read access to a key can be kept: it gives a persistent token, and says by it which unit it is. */
export function offersReadAccess({ options, encIdentifier }: AuthenticatorInfo): boolean {
  const hasToken = options.get('perCredMgmtRO') === true && options.get('pinUvAuthToken') === true;
  return hasToken && encIdentifier !== null && encIdentifier.length > 0;
}

/** Returns whether a key is the unit of an entry; null where it does not say which unit it is, or is of another model. */
export function isUnitOf(info: AuthenticatorInfo, { token, aaguid, identifier }: ReadAccessEntry): boolean | null {
  if (!offersReadAccess(info) || !equalBytes(info.aaguid, aaguid)) return null;
  const told = decryptIdentifier(info, token);
  return told === null ? null : equalBytes(told, identifier);
}

/** Decrypts encIdentifier; null where the key does not send it whole. */
export function decryptIdentifier({ encIdentifier }: AuthenticatorInfo, token: PinUvAuthToken): Uint8Array | null {
  return encIdentifier === null ? null : decryptPersistentMember(token, 'encIdentifier', encIdentifier);
}

/** Decrypts encCredStoreState; null where the key does not send it whole, so that nothing is known of a change. */
export function decryptStoreState({ encCredStoreState }: AuthenticatorInfo, token: PinUvAuthToken): Uint8Array | null {
  return encCredStoreState === null ? null : decryptPersistentMember(token, 'encCredStoreState', encCredStoreState);
}
