import { concat, fromHex } from '../codec/bytes.ts';
import { type CborMap, type CborValue, RawItem } from '../codec/cbor-types.ts';
import { writeCbor } from '../codec/cbor-writer.ts';
import { largestBlobArray } from './large-blobs.ts';
import type { KeyState } from './key-state.ts';
import { cipher, hkdf } from './pin-protocol.ts';

/** Answers authenticatorGetInfo (CTAP 2.1 §6.4); members 07 and up depend on the personality. */
export function getInfo(state: KeyState): CborMap | RawItem {
  const { personality } = state;
  const { quirks } = personality;
  if (quirks.infoBytes !== undefined) return new RawItem(quirks.infoBytes);
  const info = new Map<number, CborValue>([
    [1, versions(state)],
    [3, fromHex(personality.aaguid)],
    [4, options(state)],
    [5, personality.maxMessageSize],
  ]);
  if (personality.extensions.length > 0) info.set(2, [...personality.extensions]);
  if (personality.protocols.length > 0) info.set(6, [...personality.protocols]);
  if (personality.fullInfo) addLaterMembers(state, info);
  for (const [key, value] of quirks.extraInfoMembers ?? []) info.set(key, value);
  if (quirks.nonCanonicalInfo !== true) return info;
  const reversed = new Map([...options(state)].sort(([a], [b]) => b.length - a.length));
  info.set(4, new RawItem(writeCbor(reversed, { keepOrder: true })));
  return info;
}

function versions(state: KeyState): readonly string[] {
  const withoutU2f = state.alwaysUv && state.fingerprints.length === 0;
  return state.personality.versions.filter((version) => !withoutU2f || version !== 'U2F_V2');
}

function options(state: KeyState): ReadonlyMap<string, CborValue> {
  const { personality } = state;
  const { commands } = personality;
  const supported = new Map<string, CborValue>([
    ['rk', true],
    ['up', true],
    ['plat', false],
  ]);
  if (personality.protocols.length > 0) supported.set('clientPin', state.pin !== null);
  if (personality.permissions) supported.set('pinUvAuthToken', true);
  if (commands.includes(0x0a)) supported.set('credMgmt', true);
  if (commands.includes(0x41)) supported.set('credentialMgmtPreview', true);
  if (commands.includes(0x0c)) supported.set('largeBlobs', true);
  if (personality.configurable) {
    supported.set('authnrCfg', true);
    supported.set('alwaysUv', state.alwaysUv);
    supported.set('setMinPINLength', true);
  }
  if (personality.enterpriseAttestation) supported.set('ep', state.enterpriseAttestation);
  if (personality.makeCredUvNotRqd) supported.set('makeCredUvNotRqd', !state.alwaysUv);
  if (personality.persistentToken) supported.set('perCredMgmtRO', true);
  if (personality.fingerprint) {
    supported.set('uv', state.fingerprints.length > 0);
    if (commands.includes(0x09)) {
      supported.set('bioEnroll', state.fingerprints.length > 0);
      supported.set('uvBioEnroll', true);
    }
    if (commands.includes(0x40)) supported.set('userVerificationMgmtPreview', state.fingerprints.length > 0);
  }
  return supported;
}

function addLaterMembers(state: KeyState, info: Map<number, CborValue>): void {
  const { personality } = state;
  info.set(0x07, personality.maxListCount);
  info.set(0x08, personality.maxIdLength);
  info.set(0x09, [...personality.transports]);
  info.set(
    0x0a,
    [-7, -8].map(
      (algorithm) =>
        new Map<string, CborValue>([
          ['alg', algorithm],
          ['type', 'public-key'],
        ]),
    ),
  );
  if (personality.commands.includes(0x0c)) info.set(0x0b, largestBlobArray);
  if (personality.configurable) info.set(0x0c, state.forcePinChange);
  if (personality.tellsMinPinLength) info.set(0x0d, state.minPinLength);
  if (personality.firmwareVersion !== null) info.set(0x0e, personality.firmwareVersion);
  if (personality.configurable) info.set(0x10, 1);
  if (personality.fingerprint) {
    info.set(0x11, 3);
    info.set(0x12, 2);
  }
  if (personality.tellsRemaining) info.set(0x14, state.credentials.remaining);
  if (personality.longTouchForReset) info.set(0x18, state.longTouchForReset);
  if (personality.transportsForReset !== null) info.set(0x1a, [...personality.transportsForReset]);
  if (personality.pinComplexity) info.set(0x1b, state.pinComplexity);
  if (!personality.persistentToken) return;
  info.set(0x16, ['packed']);
  info.set(0x19, sealed(state, 'encIdentifier', state.identifier));
  info.set(0x1d, 63);
  info.set(0x1e, sealed(state, 'encCredStoreState', state.storeState));
  info.set(0x1f, configCommands(personality));
}

function configCommands({ enterpriseAttestation, longTouchForReset }: KeyState['personality']): readonly number[] {
  return [...(enterpriseAttestation ? [1] : []), 2, 3, ...(longTouchForReset ? [4] : [])];
}

// CTAP 2.2 §6.4: AES-128-CBC under a key derived from the persistent token, a fresh IV each time.
function sealed(state: KeyState, info: string, plaintext: Uint8Array): Uint8Array {
  state.persistentToken ??= state.random.bytes(32);
  const iv = state.random.bytes(16);
  return concat(iv, cipher(hkdf(state.persistentToken, info, 16), iv, plaintext));
}
