import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { tellingSerial } from '../../../src-shared/lib/vendor-serial.ts';
import type { InventoryData } from '../records/inventory-data.ts';
import { isExcluded } from '../../../src-shared/lib/key-exclusion.ts';
import { isTellingId, servicesToRecognise } from '../records/recognise-key.ts';

/** A credential that was read from a key. */
export interface ReadCredential {
  readonly credentialId: string;
  readonly rpIdHash: string | null;
  readonly keyId: string;
}

/** Our record of a key from another inventory: surely that one or none, or one of several that a person has to name. */
export type OurKey =
  | { readonly state: 'same'; readonly key: InventoryKey }
  | { readonly state: 'none' }
  | { readonly state: 'undecided'; readonly candidates: readonly InventoryKey[] };

const none: OurKey = { state: 'none' };

/** Lists the credentials that were read from keys, with IDs that are long enough to tell something. */
export function readCredentials(enrolments: readonly Enrolment[]): readonly ReadCredential[] {
  return enrolments.flatMap(({ evidence, credentialId, rpIdHash, keyId }) =>
    evidence === 'read' && credentialId !== null && isTellingId(credentialId)
      ? [{ credentialId, rpIdHash, keyId }]
      : [],
  );
}

/**
 * Finds our record of a key from another inventory: the same record, else the vendor serial, else credential IDs of at least two services. What
 * shares fewer is not decided here: any website has learned the ID of its own passkey.
 */
export function findOurKey(
  data: InventoryData,
  theirs: InventoryKey,
  theirCredentials: readonly ReadCredential[],
  ourCredentials: ReadonlyMap<string, ReadCredential>,
): OurKey {
  const possible = data.all('key').filter((key) => !isExcluded(key, theirs));
  const serial = tellingSerial(theirs.vendorSerial);
  const sure =
    possible.find(({ id }) => id === theirs.id) ??
    possible.find(({ vendorSerial }) => serial !== null && vendorSerial === serial);
  if (sure !== undefined) return { state: 'same', key: sure };
  const shared = sharedServices(theirCredentials, ourCredentials);
  const candidates = possible.filter(({ id }) => shared.has(id));
  const known = candidates.filter(({ id }) => (shared.get(id)?.size ?? 0) >= servicesToRecognise);
  if (known[0] !== undefined && known.length === 1) return { state: 'same', key: known[0] };
  return candidates.length === 0 ? none : { state: 'undecided', candidates };
}

/** Returns the services (RP ID hashes) of credentials that both have, by our key. */
function sharedServices(
  theirs: readonly ReadCredential[],
  ours: ReadonlyMap<string, ReadCredential>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const services = new Map<string, Set<string>>();
  for (const { credentialId, rpIdHash } of theirs) {
    const same = ours.get(credentialId);
    if (same === undefined || same.rpIdHash !== rpIdHash) continue;
    services.set(same.keyId, (services.get(same.keyId) ?? new Set()).add(rpIdHash ?? ''));
  }
  return services;
}
