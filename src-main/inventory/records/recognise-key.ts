import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { KeyFacts, PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import type { Recognition } from '../inventory.ts';
import type { InventoryData } from './inventory-data.ts';

/** CTAP 2.1 §6.1: a credential ID holds at least 100 bits of entropy in at least 16 bytes; shorter ones prove nothing. */
const shortestTellingId = 32;

/**
 * Identifies a plugged-in key among the remembered ones, strongest evidence first: vendor serial, then a credential ID known to be on that
 * key. CTAP 2.2's encIdentifier would stand between them but needs a stored token, and none is stored. Path, handle, USB serial, product
 * and AAGUID never identify; a different AAGUID or serial excludes.
 */
export function recogniseKey(data: InventoryData, key: PluggedKey, listing?: PasskeyListing): Recognition {
  const facts = key.facts;
  if (facts === null) return { state: 'undecided', candidates: [] };
  const possible = data.all('key').filter((remembered) => !isExcluded(remembered, facts));
  const bySerial = possible.filter((remembered) => sharesSerial(remembered, facts));
  if (bySerial[0] !== undefined && bySerial.length === 1) {
    return { state: 'known', keyId: bySerial[0].id, strength: 'vendor-serial' };
  }
  const shared = countSharedIds(data, listing);
  const byIds = possible.filter((remembered) => (shared.get(remembered.id) ?? 0) > 0);
  if (byIds[0] !== undefined && byIds.length === 1) {
    return { state: 'known', keyId: byIds[0].id, strength: 'credential-id' };
  }
  if (possible.length === 0) return { state: 'new' };
  return { state: 'undecided', candidates: sortCandidates(possible, key, facts, shared) };
}

/** Checks whether the reported facts cannot be true of that remembered key. */
export function isExcluded(remembered: InventoryKey, facts: Pick<InventoryKey, 'aaguid' | 'vendorSerial'>): boolean {
  const [ours, theirs] = [tellingAaguid(remembered.aaguid), tellingAaguid(facts.aaguid)];
  if (ours !== null && theirs !== null && ours !== theirs) return true;
  return (
    remembered.vendorSerial !== null && facts.vendorSerial !== null && remembered.vendorSerial !== facts.vendorSerial
  );
}

/** Checks whether a listing holds a credential ID long enough to recognise the key by. */
export function hasTellingId(credentialIds: readonly string[]): boolean {
  return credentialIds.some((id) => id.length >= shortestTellingId);
}

/** Returns the AAGUID if it identifies a model: zeros stand for "no AAGUID" (U2F, and keys that hide it). */
function tellingAaguid(aaguid: string | null): string | null {
  return aaguid === null || /^0*$/.test(aaguid) ? null : aaguid;
}

function sharesSerial(remembered: InventoryKey, facts: KeyFacts): boolean {
  return remembered.vendorSerial !== null && remembered.vendorSerial === facts.vendorSerial;
}

/** Counts, per remembered key, the listed credential IDs that were read from it before; vanished ones count too. */
function countSharedIds(data: InventoryData, listing: PasskeyListing | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (listing === undefined) return counts;
  const listed = new Set(listing.passkeys.map((passkey) => passkey.credentialId));
  for (const { evidence, credentialId, keyId } of data.all('enrolment')) {
    if (evidence !== 'read' || credentialId === null || credentialId.length < shortestTellingId) continue;
    if (listed.has(credentialId)) counts.set(keyId, (counts.get(keyId) ?? 0) + 1);
  }
  return counts;
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
