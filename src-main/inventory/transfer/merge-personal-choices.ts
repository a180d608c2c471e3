import type { AccountMark } from '../../../src-shared/domain/account-mark.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import type { LossRecord } from '../../../src-shared/domain/loss-record.ts';
import { defaultPreferences } from '../../../src-shared/domain/preferences.ts';
import type { ChangeContext } from '../records/change-context.ts';
import type { InventoryDocument } from './inventory-document.ts';
import { soleIds } from '../records/inventory-data.ts';
import { type Conflict, freeId } from './merge-records.ts';
import { assignmentIdentity, markIdentity, sameAccountIdentity } from '../records/record-identity.ts';
import { canonicalJson } from '../file/sealing.ts';

interface Merging {
  /** Under which of our ids each key of the document stands here, and each device. */
  readonly ourIds: ReadonlyMap<string, string>;
  readonly ourDeviceIds: ReadonlyMap<string, string>;
  /** Nothing was known before the import. */
  readonly wasEmpty: boolean;
  readonly conflicts: Conflict[];
}

/**
 * Merges what a person decided (accounts that are one, marks, corrections, losses, sessions, checks, policy, what was put aside): ours stays where both say something,
 * and a difference is listed. Returns how many records were added.
 */
export function mergePersonalChoices(context: ChangeContext, document: InventoryDocument, merging: Merging): number {
  return (
    mergeSameAccounts(context, document) +
    mergeMarks(context, document, merging) +
    mergeCorrections(context, document, merging) +
    mergeLosses(context, document, merging) +
    mergeSessions(context, document, merging) +
    mergeChecks(context, document, merging) +
    mergePolicy(context, document, merging) +
    mergeDismissals(context, document) +
    mergePreferences(context, document, merging)
  );
}

function mergeSameAccounts(context: ChangeContext, { sameAccounts }: InventoryDocument): number {
  const { data } = context;
  const ours = new Set(data.all('same-account').map(sameAccountIdentity));
  const added = sameAccounts.filter((theirs) => !ours.has(sameAccountIdentity(theirs)));
  for (const theirs of added) {
    data.put('same-account', { ...theirs, id: freeId(context, 'same-account', theirs.id) });
  }
  return added.length;
}

function mergeMarks(context: ChangeContext, { accountMarks }: InventoryDocument, { conflicts }: Merging): number {
  const { data } = context;
  const ours = new Map(data.all('account-mark').map((mark) => [identityOf(mark), mark]));
  let added = 0;
  for (const theirs of accountMarks) {
    const identity = identityOf(theirs);
    const same = ours.get(identity);
    if (same === undefined) {
      const mark = { ...theirs, id: freeId(context, 'account-mark', theirs.id) };
      data.put('account-mark', mark);
      ours.set(identity, mark);
      added++;
    } else if (same.importance === null || theirs.importance === null) {
      const what = `${theirs.userName ?? theirs.userId ?? ''}: service`;
      if (same.serviceId !== theirs.serviceId) conflicts.push({ what, ours: same.serviceId, theirs: theirs.serviceId });
    } else if (same.importance !== theirs.importance) {
      const what = `${theirs.serviceId} ${theirs.userName ?? ''}: importance`;
      conflicts.push({ what, ours: same.importance, theirs: theirs.importance });
    }
  }
  return added;
}

/** Returns the identity of a mark. One without an importance assigns a passkey to a service: two of one passkey contradict each other. */
function identityOf(mark: AccountMark): string {
  return mark.importance === null ? `service ${assignmentIdentity(mark)}` : markIdentity(mark);
}

function mergeCorrections({ data }: ChangeContext, document: InventoryDocument, { conflicts }: Merging): number {
  const ours = data.get('corrections', soleIds.corrections)?.all ?? [];
  const byService = new Map(ours.map((correction) => [correction.serviceId, correction]));
  for (const theirs of document.corrections) {
    const same = byService.get(theirs.serviceId);
    if (same === undefined) byService.set(theirs.serviceId, theirs);
    else {
      const [left, right] = [canonicalJson(same.fields), canonicalJson(theirs.fields)];
      if (left !== right) conflicts.push({ what: `${theirs.serviceId}: correction`, ours: left, theirs: right });
    }
  }
  const added = byService.size - ours.length;
  if (added > 0) data.put('corrections', { id: soleIds.corrections, all: [...byService.values()] });
  return added;
}

function mergeLosses({ data }: ChangeContext, { losses }: InventoryDocument, merging: Merging): number {
  const { ourIds, ourDeviceIds } = merging;
  let added = 0;
  for (const theirs of losses) {
    const ours = data.get('loss', theirs.id);
    if (ours === null) {
      const keyIds = theirs.keyIds.flatMap((id) => ourIds.get(id) ?? []);
      const deviceIds = theirs.deviceIds.flatMap((id) => ourDeviceIds.get(id) ?? []);
      data.put('loss', { ...theirs, keyIds, deviceIds });
      added++;
      continue;
    }
    const merged = withTicks(ours, theirs);
    if (canonicalJson(merged) !== canonicalJson(ours)) data.put('loss', merged);
  }
  return added;
}

/** Merges the checklists of one loss worked on in two places: what was done in one is done. */
function withTicks(ours: LossRecord, theirs: LossRecord): LossRecord {
  const done = new Map(theirs.items.map((item) => [item.id, item.doneAt]));
  return {
    ...ours,
    closedAt: ours.closedAt ?? theirs.closedAt,
    items: ours.items.map((item) => ({ ...item, doneAt: item.doneAt ?? done.get(item.id) ?? null })),
  };
}

function mergeChecks({ data }: ChangeContext, { checks }: InventoryDocument, { ourIds }: Merging): number {
  const added = checks.filter(({ id }) => data.get('check', id) === null);
  for (const { key, ...check } of added) {
    data.put('check', {
      ...check,
      key: { ...key, keyId: key.keyId === null ? null : (ourIds.get(key.keyId) ?? null) },
    });
  }
  return added.length;
}

function mergeSessions({ data }: ChangeContext, { backupSessions }: InventoryDocument, { ourIds }: Merging): number {
  let added = 0;
  for (const theirs of backupSessions) {
    const session = withOurKeys(theirs, ourIds);
    if (session === null || data.get('backup-session', theirs.id) !== null) continue;
    data.put('backup-session', session);
    added++;
  }
  return added;
}

function withOurKeys(session: BackupSession, ourIds: ReadonlyMap<string, string>): BackupSession | null {
  const primaryKeyId = ourIds.get(session.primaryKeyId);
  const spareKeyId = ourIds.get(session.spareKeyId);
  if (primaryKeyId === undefined || spareKeyId === undefined || primaryKeyId === spareKeyId) return null;
  return { ...session, primaryKeyId, spareKeyId };
}

function mergePolicy({ data }: ChangeContext, { policy }: InventoryDocument, { conflicts }: Merging): number {
  if (policy === null) return 0;
  const ours = data.get('policy', soleIds.policy)?.adopted;
  if (ours !== undefined) {
    if (ours.text !== policy.text) conflicts.push({ what: 'policy', ours: ours.name, theirs: policy.name });
    return 0;
  }
  data.put('policy', { id: soleIds.policy, adopted: policy });
  return 1;
}

function mergeDismissals({ data, now }: ChangeContext, { dismissals }: InventoryDocument): number {
  const ours = data.get('dismissals', soleIds.dismissals)?.all ?? [];
  const known = new Set(ours.map(({ id }) => id));
  const added = dismissals.filter(({ id, until }) => !known.has(id) && (until === null || until > now));
  if (added.length > 0) data.put('dismissals', { id: soleIds.dismissals, all: [...ours, ...added] });
  return added.length;
}

/** Merges preferences. A document never switches the network on: that permission is given here, by the person, or not at all. */
function mergePreferences({ data }: ChangeContext, { preferences }: InventoryDocument, { wasEmpty }: Merging): number {
  const { staleAfterDays, noSpareYet } = preferences;
  const isUsual = staleAfterDays === defaultPreferences.staleAfterDays && noSpareYet === undefined;
  if (!wasEmpty || isUsual) return 0;
  const chosen = { ...defaultPreferences, staleAfterDays, ...(noSpareYet !== undefined && { noSpareYet }) };
  data.put('preferences', { id: soleIds.preferences, chosen });
  return 0;
}
