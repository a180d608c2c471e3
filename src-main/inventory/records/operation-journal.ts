import { type ChangeContext, note } from './change-context.ts';
import type { JournalEntry } from '../../../src-shared/operations/operation-journal.ts';
import { operations } from '../../../src-shared/operations/operations.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { UnrememberedDeletion } from '../inventory.ts';
import type { InventoryData, JournalRecord } from './inventory-data.ts';
import { judgeProcess, ownIdentity } from './process-identity.ts';
import { invalid } from '../file/storage-failure.ts';

/** Inventories open in this process: an operation begun by a closed one is unfinished although the process lives. */
const openInstances = new Set<string>();

/** Registers an open inventory. */
export function registerInstance(instance: string): void {
  openInstances.add(instance);
}

/** Forgets a closed inventory. */
export function unregisterInstance(instance: string): void {
  openInstances.delete(instance);
}

/** End of an operation, as given to `journalEnd`. */
export interface JournalEnd {
  readonly id: string;
  readonly result: 'done' | 'not-done' | 'unknown';
  readonly details: Readonly<Record<string, string>>;
}

/** Writes an operation down before it is sent. */
export function beginOperation(context: ChangeContext, entry: JournalEntry, instance: string): { id: string } {
  if (context.data.get('key', entry.keyId) === null) throw invalid('no-such-key');
  const id = context.newId();
  context.data.put('journal', {
    id,
    keyId: entry.keyId,
    operation: entry.operation,
    credentialId: entry.credentialId,
    state: 'begun',
    beganAt: context.now,
    owner: ownIdentity(),
    instance,
  });
  return { id };
}

/** Records how an operation ended. An entry that a listing has settled meanwhile is not there any more: no effect. */
export function endOperation(context: ChangeContext, end: JournalEnd): void {
  const entry = context.data.get('journal', end.id);
  if (entry === null) return;
  if (end.result === 'unknown') return markUnknown(context, entry);
  context.data.remove('journal', entry.id);
  const key = context.data.get('key', entry.keyId);
  const othersUnknown = context.data.all('journal').some((other) => isUnknownOf(other, entry.keyId));
  if (key !== null && entry.state === 'unknown' && !othersUnknown) {
    context.data.put('key', { ...key, needsReread: false });
  }
  if (end.result === 'done') applyDone(context, entry, end.details);
}

function isUnknownOf(entry: JournalRecord, keyId: string): boolean {
  return entry.keyId === keyId && entry.state === 'unknown';
}

/** Finds operations whose process ended before it could tell, and marks their keys for re-reading. */
export function findUnfinished(data: InventoryData, now: number): JournalRecord[] {
  return data.all('journal').filter((entry) => entry.state === 'begun' && isAbandoned(entry, now));
}

/** Marks an operation as of unknown outcome: the key must be read again before anything is said about it. */
export function markUnknown(context: ChangeContext, entry: JournalRecord): void {
  context.data.put('journal', { ...entry, state: 'unknown' });
  const key = context.data.get('key', entry.keyId);
  if (key !== null) context.data.put('key', { ...key, needsReread: true });
  const { rpId, userName } = namesOf(context, entry);
  note(context, 'outcome-unknown', entry.keyId, { operation: entry.operation, rpId, userName });
}

/** Drops the entries that a complete listing answers; returns the credential IDs of deletions among them. */
export function settleJournal(context: ChangeContext, keyId: string): string[] {
  const deletions: string[] = [];
  for (const entry of context.data.all('journal')) {
    if (!isUnknownOf(entry, keyId)) continue;
    context.data.remove('journal', entry.id);
    if (entry.operation === 'delete-passkey' && entry.credentialId !== null) deletions.push(entry.credentialId);
  }
  return deletions;
}

/** Of a key as it was shown, UTF-16 units. */
const longestLabel = 200;

/** No operation lasts longer, in milliseconds: what a process that cannot be judged began before that is unfinished. */
const longestOperation = 600_000;

function isAbandoned(entry: JournalRecord, now: number): boolean {
  const self = ownIdentity();
  if (entry.owner.pid === self.pid && entry.owner.start === self.start && entry.owner.boot === self.boot) {
    return !openInstances.has(entry.instance);
  }
  const verdict = judgeProcess(entry.owner);
  return verdict === 'dead' || (verdict === 'unknown' && Math.abs(now - Date.parse(entry.beganAt)) > longestOperation);
}

/** Records a deletion on a key that has no record: there is nothing to read again, but it did happen. */
export function noteDeletion(context: ChangeContext, { keyLabel, rpId, userName }: UnrememberedDeletion): void {
  note(context, 'passkey-deleted', null, { rpId, userName }, keyLabel.slice(0, longestLabel));
}

function applyDone(context: ChangeContext, entry: JournalRecord, details: Readonly<Record<string, string>>): void {
  const { data } = context;
  const enrolment = findEnrolment(context, entry);
  const names = namesOf(context, entry);
  if (entry.operation === 'delete-passkey' && enrolment !== null) {
    data.put('enrolment', { ...enrolment, vanishedAt: enrolment.vanishedAt ?? context.now, vanishedBy: 'deleted' });
  }
  if (entry.operation === 'rename-passkey' && enrolment !== null) {
    const userName = details['userName'] ?? enrolment.userName;
    const userDisplayName = details['userDisplayName'] ?? enrolment.userDisplayName;
    data.put('enrolment', { ...enrolment, userName, userDisplayName, asOf: context.now });
  }
  const key = data.get('key', entry.keyId);
  if (key !== null && entry.operation === 'change-setting') data.put('key', { ...key, ...settingOf(details) });
  if (key !== null && (entry.operation === 'set-pin' || entry.operation === 'change-pin')) {
    data.put('key', { ...key, pinSet: true });
  }
  if (entry.operation === 'reset') applyReset(context, entry.keyId);
  note(context, operations[entry.operation].history, entry.keyId, { ...names, ...details });
}

/** Records that all that a key opened is lost, what was recorded by hand included: a reset makes every registration worthless (CTAP 2.1 §6.6). */
function applyReset({ data, now }: ChangeContext, keyId: string): void {
  for (const enrolment of data.enrolmentsOf(keyId)) {
    if (enrolment.vanishedAt === null) data.put('enrolment', { ...enrolment, vanishedAt: now, vanishedBy: 'reset' });
  }
  const key = data.get('key', keyId);
  if (key === null) return;
  const fresh = { pinSet: false, pinBlocked: false, alwaysUv: null, pinMinLength: null, existing: 0, remaining: null };
  data.put('key', { ...key, ...fresh, needsReread: false });
}

/** Returns what is remembered of a setting that was changed. */
function settingOf({ setting, value }: Readonly<Record<string, string>>): Partial<InventoryKey> {
  if (setting === 'always-uv') return { alwaysUv: value === 'true' };
  return setting === 'min-pin-length' ? { pinMinLength: Number(value) } : {};
}

function findEnrolment(context: ChangeContext, entry: JournalRecord) {
  return (
    context.data
      .all('enrolment')
      .find(
        ({ keyId, evidence, credentialId }) =>
          keyId === entry.keyId && evidence === 'read' && credentialId !== null && credentialId === entry.credentialId,
      ) ?? null
  );
}

function namesOf(context: ChangeContext, entry: JournalRecord) {
  const enrolment = findEnrolment(context, entry);
  return { rpId: enrolment?.rpId ?? null, userName: enrolment?.userName ?? null };
}
