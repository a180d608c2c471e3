import type { AccountMark, SameAccount } from '../../../src-shared/domain/account-mark.ts';
import type { Device } from '../../../src-shared/domain/device.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

/**
 * Finds which of our records with one identity is theirs: the same record, else one whose account does not contradict and which is none of
 * `taken`, the ids of records that are others.
 */
export function findOurs<Record extends { readonly id: string; readonly accountId: string | null }>(
  candidates: readonly Record[],
  theirs: Record,
  taken: ReadonlySet<string>,
): Record | null {
  const same = candidates.find(({ id }) => id === theirs.id);
  const others = candidates.filter(({ id }) => !taken.has(id));
  return same ?? findRecorded(others, theirs) ?? null;
}

/** Finds among records with one identity the one of an account, else one of which account or record does not say it. */
export function findRecorded<Record extends { readonly accountId: string | null }>(
  candidates: readonly Record[],
  { accountId }: { readonly accountId: string | null },
): Record | undefined {
  return (
    candidates.find((record) => record.accountId === accountId) ??
    candidates.find((record) => record.accountId === null || accountId === null)
  );
}

/**
 * Returns the identity of an enrolment: the credential on the key, or what was recorded of it. Two with the same one are one enrolment, if
 * their accounts do not differ.
 */
export function enrolmentIdentity({
  keyId,
  evidence,
  credentialId,
  serviceId,
  rpId,
  userName,
}: Pick<Enrolment, 'keyId' | 'evidence' | 'credentialId' | 'serviceId' | 'rpId' | 'userName'>): string {
  const told = [serviceId, rpId, foldText(userName)];
  return JSON.stringify([keyId, evidence, ...(evidence === 'read' ? [credentialId] : told)]);
}

/** Returns the identity of a way in. Two with the same one are one way in, if their owners and accounts do not differ. */
export function otherWayIdentity({
  kind,
  name,
  serviceId,
  rpId,
  userId,
  userName,
}: Omit<OtherWayIn, 'id' | 'asOf'>): string {
  return JSON.stringify([kind, foldText(name), serviceId, rpId, userId, foldText(userName)]);
}

/** Returns the identity of the statement that two accounts are one: the two accounts. */
export function sameAccountIdentity({ accountIds }: Pick<SameAccount, 'accountIds'>): string {
  return JSON.stringify([...accountIds].sort());
}

/** Returns the identity of a mark of importance; two with the same one are of one account. */
export function markIdentity({
  serviceId,
  userId,
  userName,
}: Pick<AccountMark, 'serviceId' | 'userId' | 'userName'>): string {
  return JSON.stringify([serviceId, userId, foldText(userName)]);
}

/** Returns the identity of an assignment (a mark without an importance); two with the same one are of passkeys that belong together. */
export function assignmentIdentity({ userId, userName }: Pick<AccountMark, 'userId' | 'userName'>): string {
  return JSON.stringify([userId, foldText(userName)]);
}

/** Returns the identity of a device: kind, label and owner. */
export function deviceIdentity({ kind, label, owner }: Pick<Device, 'kind' | 'label' | 'owner'>): string {
  return JSON.stringify([kind, foldText(label), foldText(owner)]);
}

/** Groups records by their identity. */
export function groupBy<Record>(
  records: readonly Record[],
  identityOf: (record: Record) => string,
): ReadonlyMap<string, readonly Record[]> {
  const groups = new Map<string, Record[]>();
  for (const record of records) {
    const identity = identityOf(record);
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, [record]);
    else group.push(record);
  }
  return groups;
}
