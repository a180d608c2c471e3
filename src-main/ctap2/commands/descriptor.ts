import type { CborMap, CborValue } from '../../cbor/cbor-value.ts';

/** Writes a PublicKeyCredentialDescriptor: id and type only, because keys stumble over `transports` (HyperFIDO, Trussed). */
export function credentialDescriptor(credentialId: Uint8Array): CborMap {
  return new Map<string, CborValue>([
    ['id', credentialId],
    ['type', 'public-key'],
  ]);
}

/** The way in which a request of makeCredential or getAssertion is authenticated. */
export interface PinUvAuth {
  readonly protocol: number;
  /** Empty asks for a touch only (CTAP 2.1 §6.1.2 step 1). */
  readonly param: Uint8Array;
}

/** Builds a request map, leaving out members without a value. */
export function requestMap(members: readonly (readonly [number, CborValue | undefined])[]): CborMap {
  return new Map(members.filter(([, value]) => value !== undefined));
}

/** Writes options; undefined where there are none, because an empty map is not sent. */
export function optionsMap(options: Readonly<Record<string, boolean | undefined>> | undefined): CborMap | undefined {
  const set = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  return set.length === 0 ? undefined : new Map(set);
}
