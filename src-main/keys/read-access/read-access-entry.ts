import { choosePinUvAuthProtocol } from '../../ctap2/pin-uv-auth/choose-protocol.ts';
import { PinUvAuthToken } from '../../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { TokenPermission } from '../../ctap2/commands/client-pin.ts';

/** The read access that is kept for one key: its persistent token, and what that decrypted of getInfo. */
export interface ReadAccessEntry {
  readonly token: PinUvAuthToken;
  readonly aaguid: Uint8Array;
  /** Decrypted encIdentifier (CTAP 2.2 §6.4): the unit for which the token is, and no other. */
  readonly identifier: Uint8Array;
  /** Decrypted encCredStoreState right before the last complete listing; null where the key did not tell it. */
  readonly listed: { readonly state: Uint8Array; readonly readAt: string } | null;
}

/** Offsets in an entry: format, protocol, AAGUID, identifier, whether a state follows, state, time of the listing (ms, double), token. */
const at = {
  format: 0,
  protocol: 1,
  aaguid: 2,
  identifier: 18,
  isListed: 34,
  state: 35,
  readAt: 51,
  token: 59,
} as const;
const format = 1;

/** Writes an entry as bytes, for the keychain: to be wiped once it is there. */
export function encodeEntry({ token, aaguid, identifier, listed }: ReadAccessEntry): Uint8Array {
  const secret = token.exposeTokenBytes();
  const bytes = new Uint8Array(at.token + secret.length);
  bytes[at.format] = format;
  bytes[at.protocol] = token.protocol;
  bytes.set(aaguid, at.aaguid);
  bytes.set(identifier, at.identifier);
  bytes[at.isListed] = listed === null ? 0 : 1;
  if (listed !== null) {
    bytes.set(listed.state, at.state);
    new DataView(bytes.buffer).setFloat64(at.readAt, Date.parse(listed.readAt));
  }
  bytes.set(secret, at.token);
  return bytes;
}

/** Reads an entry and wipes the bytes that it was in; null where they are no entry of this format. */
export function decodeEntry(bytes: Uint8Array): ReadAccessEntry | null {
  try {
    const protocol = choosePinUvAuthProtocol([bytes[at.protocol] ?? 0]);
    if (bytes[at.format] !== format || protocol?.isTokenLength(bytes.length - at.token) !== true) return null;
    const readAt = new Date(new DataView(bytes.buffer, bytes.byteOffset).getFloat64(at.readAt));
    const isListed = bytes[at.isListed] === 1 && !Number.isNaN(readAt.getTime());
    return {
      token: new PinUvAuthToken(
        protocol,
        bytes.slice(at.token),
        TokenPermission.persistentCredentialManagementReadOnly,
      ),
      aaguid: bytes.slice(at.aaguid, at.identifier),
      identifier: bytes.slice(at.identifier, at.isListed),
      listed: isListed ? { state: bytes.slice(at.state, at.readAt), readAt: readAt.toISOString() } : null,
    };
  } finally {
    bytes.fill(0);
  }
}
