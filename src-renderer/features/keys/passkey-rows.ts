import type { CredentialNote, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

/** A passkey as the list shows it: read just now from the key, or remembered from an earlier reading. */
export interface PasskeyRow {
  readonly id: string;
  /** Its record in the inventory; null before it has one. */
  readonly enrolmentId: string | null;
  readonly source: 'key' | 'memory';
  readonly credentialId: string | null;
  readonly rpId: string | null;
  readonly rpIdHash: string | null;
  readonly rpName: string | null;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  readonly algorithm: number | null;
  readonly credProtect: number | null;
  readonly hasLargeBlobKey: boolean | null;
  readonly thirdPartyPayment: boolean | null;
  readonly notes: readonly CredentialNote[];
  readonly firstSeen: string | null;
  readonly asOf: string | null;
}

/** Creates rows of a fresh listing; what the inventory knows besides (first seen) is added. */
export function rowsOfListing(
  listing: PasskeyListing,
  enrolments: readonly Enrolment[],
  keyId: string | null,
): readonly PasskeyRow[] {
  const ofKey = enrolments.filter((enrolment) => enrolment.keyId === keyId);
  const known = new Map(ofKey.map((enrolment) => [enrolment.credentialId, enrolment]));
  return listing.passkeys.map((passkey, index) => ({
    ...passkey,
    id: `${index}:${passkey.rpIdHash}:${passkey.credentialId}`,
    enrolmentId: known.get(passkey.credentialId)?.id ?? null,
    source: 'key',
    firstSeen: known.get(passkey.credentialId)?.firstSeen ?? null,
    asOf: listing.readAt,
  }));
}

/** Creates rows of what the inventory remembers of a key that is not unlocked now. */
export function rowsOfMemory(enrolments: readonly Enrolment[], keyId: string): readonly PasskeyRow[] {
  return enrolments
    .filter((one) => one.keyId === keyId && one.evidence === 'read' && one.vanishedAt === null)
    .map((one) => ({
      id: one.id,
      enrolmentId: one.id,
      source: 'memory',
      credentialId: one.credentialId,
      rpId: one.rpId,
      rpIdHash: one.rpIdHash,
      rpName: null,
      userId: one.userId,
      userName: one.userName,
      userDisplayName: one.userDisplayName,
      algorithm: one.algorithm,
      credProtect: one.credProtect,
      hasLargeBlobKey: null,
      thirdPartyPayment: null,
      notes: [],
      firstSeen: one.firstSeen,
      asOf: one.asOf,
    }));
}

/** Finds rows that hold every word of the search in a name, an RP ID or an ID. */
export function searchRows(
  rows: readonly PasskeyRow[],
  search: string,
  serviceOf: (row: PasskeyRow) => string,
): readonly PasskeyRow[] {
  const words = (foldText(search) ?? '').split(' ').filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const parts = [
      serviceOf(row),
      row.rpId,
      row.rpName,
      row.userName,
      row.userDisplayName,
      row.credentialId,
      row.userId,
    ];
    const text = foldText(parts.join(' ')) ?? '';
    return words.every((word) => text.includes(word));
  });
}
