import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { KeyFacts, PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { isExcluded } from '../../../src-shared/lib/key-exclusion.ts';
import { tellingSerial } from '../../../src-shared/lib/vendor-serial.ts';
import { sharedSerialFinding } from '../../../src-shared/domain/plugged-key.ts';
import type { Recognition } from '../inventory.ts';
import type { InventoryData } from './inventory-data.ts';

/** Services whose credential IDs a key must list to be recognised by them. */
export const servicesToRecognise = 2;

/** CTAP 2.1 §6.1: a credential ID holds at least 100 bits of entropy in at least 16 bytes; shorter ones prove nothing. */
const shortestTellingId = 32;

/**
 * Identifies a plugged-in key among the remembered ones, strongest evidence first: vendor serial, then CTAP 2.2's encIdentifier where
 * read access to a key is kept (`readAccess`), then credential IDs of at least two services known to be on that key. One is not enough: the
 * website that it is for knows it, and so does whoever it tells. Path, handle, USB serial, product and AAGUID
 * never identify; a different AAGUID or serial excludes.
 */
export function recogniseKey(data: InventoryData, key: PluggedKey, listing?: PasskeyListing): Recognition {
  const facts = key.facts;
  if (facts === null) return { state: 'undecided', candidates: [] };
  const possible = data.all('key').filter((remembered) => !isExcluded(remembered, facts));
  const bySerial = possible.filter((remembered) => sharesSerial(remembered, facts));
  if (bySerial[0] !== undefined && bySerial.length === 1) {
    return { state: 'known', keyId: bySerial[0].id, strength: 'vendor-serial' };
  }
  const byIdentifier = possible.find(({ id }) => id === key.readAccess);
  if (byIdentifier !== undefined) return { state: 'known', keyId: byIdentifier.id, strength: 'enc-identifier' };
  const shared = countSharedServices(data, listing);
  const byIds = possible.filter((remembered) => (shared.get(remembered.id) ?? 0) >= servicesToRecognise);
  if (byIds[0] !== undefined && byIds.length === 1) {
    return { state: 'known', keyId: byIds[0].id, strength: 'credential-id' };
  }
  if (possible.length === 0) return { state: 'new' };
  return { state: 'undecided', candidates: sortCandidates(possible, key, facts, shared) };
}

/** Checks whether a credential ID is long enough to prove anything. */
export function isTellingId(credentialId: string): boolean {
  return credentialId.length >= shortestTellingId;
}

/** Checks whether a listing holds enough credential IDs to recognise the key by. */
export function hasTellingIds({ passkeys }: Pick<PasskeyListing, 'passkeys'>): boolean {
  const telling = passkeys.filter(({ credentialId }) => isTellingId(credentialId));
  return new Set(telling.map(({ rpIdHash }) => rpIdHash)).size >= servicesToRecognise;
}

function sharesSerial(remembered: InventoryKey, facts: KeyFacts): boolean {
  if (facts.findings.some(({ kind }) => kind === sharedSerialFinding)) return false;
  return tellingSerial(remembered.vendorSerial) !== null && remembered.vendorSerial === facts.vendorSerial;
}

/** Counts, per remembered key, the services of listed credential IDs that were read from it before; vanished ones count too. */
function countSharedServices(data: InventoryData, listing: PasskeyListing | undefined): ReadonlyMap<string, number> {
  const services = new Map<string, Set<string>>();
  const listed = new Map(listing?.passkeys.map(({ credentialId, rpIdHash }) => [credentialId, rpIdHash]));
  for (const { evidence, credentialId, keyId, rpIdHash } of data.all('enrolment')) {
    if (evidence !== 'read' || credentialId === null || !isTellingId(credentialId)) continue;
    const listedAt = listed.get(credentialId);
    if (listedAt === undefined || listedAt !== rpIdHash) continue;
    services.set(keyId, (services.get(keyId) ?? new Set()).add(listedAt));
  }
  return new Map([...services].map(([keyId, ofKey]) => [keyId, ofKey.size]));
}

/** Sorts the likeliest first: shared passkeys, then alike in model and firmware, then in the order they were first seen. */
function sortCandidates(
  possible: readonly InventoryKey[],
  key: PluggedKey,
  facts: KeyFacts,
  shared: ReadonlyMap<string, number>,
): string[] {
  const likeness = (remembered: InventoryKey) =>
    (shared.get(remembered.id) ?? 0) * 100 +
    (remembered.vendorSerial === facts.vendorSerial ? 8 : 0) +
    (remembered.aaguid !== null && remembered.aaguid === facts.aaguid ? 4 : 0) +
    (remembered.product === key.product ? 2 : 0) +
    (remembered.firmware === facts.firmware ? 1 : 0);
  return possible
    .map((remembered, index) => ({ remembered, index, score: likeness(remembered) }))
    .sort((left, right) => right.score - left.score || left.index - right.index)
    .map(({ remembered }) => remembered.id);
}
