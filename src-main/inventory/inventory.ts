import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { IdentityStrength, InventoryKey } from '../../src-shared/domain/inventory-key.ts';
import type { CatalogueCorrection } from '../../src-shared/domain/catalogue-correction.ts';
import type { AccountMark } from '../../src-shared/domain/account-mark.ts';
import type { BackupSession } from '../../src-shared/domain/backup-session.ts';
import type { Activity } from '../../src-shared/domain/activity.ts';
import type { Device } from '../../src-shared/domain/device.ts';
import type { Enrolment } from '../../src-shared/domain/enrolment.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { InventoryStatus } from '../../src-shared/domain/inventory-status.ts';
import type { CheckDecision, KeyCheck } from '../../src-shared/domain/check.ts';
import type { CoveragePicture } from '../../src-shared/domain/last-picture.ts';
import type { LossRecord } from '../../src-shared/domain/loss-record.ts';
import type { OtherWayIn } from '../../src-shared/domain/other-way-in.ts';
import type { AdoptedPolicy, Preferences } from '../../src-shared/domain/preferences.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { JournalRecord } from './records/inventory-data.ts';
import type { OperationJournal } from '../../src-shared/operations/operation-journal.ts';

/** Failures of everything that opens or writes the inventory. */
export type InventoryFailure =
  | 'inventory-locked'
  | 'inventory-needs-passphrase'
  | 'inventory-wrong-passphrase'
  | 'inventory-damaged'
  | 'inventory-newer'
  | 'inventory-not-demo'
  | 'inventory-replaced'
  | 'inventory-read-only'
  | 'inventory-unreadable'
  | 'disk-full'
  | 'input-invalid';
export type InventoryOutcome<Value> = Promise<Outcome<Value, InventoryFailure>>;

/** Records that went with a key that was forgotten. */
export interface ForgottenKey {
  readonly keyId: string;
  readonly key: InventoryKey;
  readonly enrolments: readonly Enrolment[];
  readonly journal: readonly JournalRecord[];
  readonly activity: readonly Activity[];
  readonly sessions: readonly BackupSession[];
  /** Records of losses that named it. */
  readonly lossIds: readonly string[];
  /** Line of activity that says that it was forgotten. */
  readonly activityId: string;
}

/** Result of comparing a plugged-in key with the remembered ones (recogniseKey). */
export type Recognition =
  | { readonly state: 'known'; readonly keyId: string; readonly strength: IdentityStrength }
  /** Surely none of the remembered ones (it has a serial that nobody knows). */
  | { readonly state: 'new' }
  /** Cannot be told without listing its passkeys, or by asking the person; `candidates` may be empty. */
  | { readonly state: 'undecided'; readonly candidates: readonly string[] };

export interface RecordedReading {
  readonly keyId: string;
  readonly isNew: boolean;
  readonly added: readonly Enrolment[];
  readonly vanished: readonly Enrolment[];
}

/** Answer of a key that nothing has changed since its complete listing of `since`, in place of a listing. */
export interface UnchangedReading {
  readonly keyId: string;
  readonly since: string;
  readonly readAt: string;
}

/** The person's answer where it is not certain which key it is: a remembered key, or a new one; unnamed, it is called after its model. */
export type IdentityAnswer = { readonly keyId: string } | { readonly newKey: true; readonly label?: string };

/** A serial is given by hand only to a key that has none. */
export type KeyEdit = Partial<
  Pick<
    InventoryKey,
    'label' | 'role' | 'colour' | 'owner' | 'place' | 'carriedOn' | 'vendorSerial' | 'assetTag' | 'note'
  >
>;
/** Without an account it is found by service and user name, or stays attached as it was. */
export type ManualEnrolment = Pick<Enrolment, 'keyId' | 'serviceId' | 'rpId' | 'userName' | 'note'> &
  /** `asOf`: when another program listed it; now where it is not given, or in the future. */
  Partial<Pick<Enrolment, 'accountId' | 'asOf'>>;
export type OtherWayInEdit = Omit<OtherWayIn, 'id' | 'asOf'>;
export type NewDevice = Omit<Device, 'id' | 'lostAt' | 'asOf'>;
/** The kind of a device is not changed: records depend on it. */
export type DeviceEdit = Partial<Omit<NewDevice, 'kind'>>;

/** A key that was never plugged in here: a person says that it exists. `ref` names it within one import. */
export interface KeyByHand extends Pick<InventoryKey, 'label' | 'role' | 'owner' | 'place' | 'carriedOn'> {
  /** As it was typed from the key's sticker. */
  readonly vendorSerial?: string | null;
  readonly ref: string;
}

/** A phone, computer or phone number of an import. `ref` names it within that import; `simIn` may be the `ref` of a phone of it. */
export interface DeviceByHand extends NewDevice {
  readonly ref: string;
}

/** Many records by hand at once. Where a record names a key or device, that may be the `ref` of one of the same import. */
export interface BulkManual {
  readonly keys: readonly KeyByHand[];
  readonly enrolments: readonly ManualEnrolment[];
  readonly otherWaysIn: readonly OtherWayInEdit[];
  /** Changes of what is recorded already, where the person chose the new words over the old. */
  readonly keyEdits?: readonly { readonly keyId: string; readonly edit: KeyEdit }[];
  readonly wayEdits?: readonly { readonly id: string; readonly way: OtherWayInEdit }[];
  readonly devices?: readonly DeviceByHand[];
  readonly deviceEdits?: readonly { readonly id: string; readonly edit: DeviceEdit }[];
  /** Enrolments that are recorded by hand already and get this note and the present date. */
  readonly renewed?: readonly ManualEnrolment[];
}

export type NewLoss = Pick<LossRecord, 'keyIds' | 'otherWayIds' | 'note'> &
  Partial<Pick<LossRecord, 'deviceIds' | 'accountIds'>> & {
    readonly items: readonly Omit<LossRecord['items'][number], 'doneAt'>[];
  };
export type BackupItemState = BackupSession['items'][number]['state'];

/** Texts that look like codes and are none, as a person says: these, those that were refused last, or whatever comes. */
export type NoSecret = readonly string[] | 'refused' | 'all';

export interface UnrememberedDeletion {
  readonly keyLabel: string;
  readonly rpId: string | null;
  readonly userName: string | null;
}

export interface JsonImportPreview {
  /** Names this preview for `applyImport`; void after any other change of the inventory. */
  readonly token: string;
  readonly addedKeys: number;
  readonly mergedKeys: number;
  readonly addedEnrolments: number;
  readonly addedOtherWaysIn: number;
  readonly addedDevices: number;
  /** Accounts that are one, marks, corrections, losses, backup sessions, a policy and what was put aside. */
  readonly addedOther: number;
  readonly unchanged: number;
  readonly conflicts: readonly { readonly what: string; readonly ours: string; readonly theirs: string }[];
  /** Keys of the document that may be one of ours: only the person can say so, and `applyImport` needs an answer for each. */
  readonly undecidedKeys: readonly (NamedKey & { readonly candidates: readonly NamedKey[] })[];
}

interface NamedKey {
  readonly keyId: string;
  readonly label: string;
}

/** The person's answers by the id of a key in the document: the id of ours that it is, or `new` for none of them. */
export type SameKeys = Readonly<Record<string, string>>;

/** Everything remembered about keys, enrolments and other ways in. One instance per file and process. */
export interface Inventory extends OperationJournal {
  status(): Promise<InventoryStatus>;
  snapshot(): InventoryOutcome<InventorySnapshot>;
  /**
   * Keeps how the coverage looked, to be shown before the inventory is open next time: only beside a file that nothing protects, and only
   * where `revision` is still the present one. The next change removes it.
   */
  keepPicture(picture: CoveragePicture, revision: number): InventoryOutcome<void>;
  /** Called after every committed change. */
  subscribe(listener: () => void): () => void;

  /** Opens a file that needs a passphrase or a recovery code. The bytes (UTF-8) are wiped by the callee. */
  unlock(secret: Uint8Array): InventoryOutcome<void>;
  recognise(key: PluggedKey, listing?: PasskeyListing): InventoryOutcome<Recognition>;
  /** Records that a known key was seen (facts, last seen). No effect on an unknown one. */
  recordSeen(key: PluggedKey): InventoryOutcome<void>;
  /**
   * Stores a listing: recognises the key (or takes the person's answer), adds what is new, marks what vanished — only if
   * the listing is complete. Fails with `input-invalid` where the key is not certain and no answer is given.
   */
  recordListing(key: PluggedKey, listing: PasskeyListing, answer?: IdentityAnswer): InventoryOutcome<RecordedReading>;
  /** Records that nothing has changed on a key since its last complete listing. Fails with `input-invalid` where that is not the one of `since`. */
  recordUnchanged(reading: UnchangedReading): InventoryOutcome<void>;

  /**
   * Remembers a key without a listing: one that cannot be listed, of which a person tells what it opens. Recognises it, or takes
   * the person's answer; fails as recordListing.
   */
  recordKey(
    key: PluggedKey,
    answer?: IdentityAnswer,
  ): InventoryOutcome<{ readonly keyId: string; readonly isNew: boolean }>;

  /**
   * Allows texts that look like a PIN, a password or a code and are none, until the inventory is closed. Without it whatever
   * would record such a text fails (`input-invalid`, `looks-like-code`).
   */
  sayNoSecret(texts: NoSecret): void;
  editKey(keyId: string, edit: KeyEdit): InventoryOutcome<void>;
  /** Forgets a key. Fails (`key-in-use`, with their names) while other ways in require it. */
  forgetKey(keyId: string): InventoryOutcome<ForgottenKey>;
  /** Restores a key that was forgotten. Fails (`key-known-again`) where it is remembered again since. */
  restoreKey(forgotten: ForgottenKey): InventoryOutcome<void>;
  addManual(manual: ManualEnrolment): InventoryOutcome<{ id: string }>;
  removeManual(enrolmentId: string): InventoryOutcome<void>;
  addOtherWayIn(way: OtherWayInEdit): InventoryOutcome<{ id: string }>;
  /** Replaces what is recorded of another way in; its date becomes now. */
  editOtherWayIn(id: string, way: OtherWayInEdit): InventoryOutcome<void>;
  removeOtherWayIn(id: string): InventoryOutcome<void>;
  addDevice(device: NewDevice): InventoryOutcome<{ id: string }>;
  editDevice(id: string, edit: DeviceEdit): InventoryOutcome<void>;
  /** Removes a device. Fails (`device-in-use`, with their names) while other ways in require it or a phone number has its SIM in it. */
  removeDevice(id: string): InventoryOutcome<void>;
  setDeviceLost(id: string, state: 'lost' | 'found'): InventoryOutcome<void>;
  /** Attaches a record by hand to an account (an account id of coverage); null: found by service and user name again. */
  attachRecord(kind: 'enrolment' | 'other-way', id: string, accountId: string | null): InventoryOutcome<void>;
  /** Records that two accounts are one. */
  joinAccounts(accountId: string, otherAccountId: string): InventoryOutcome<{ id: string }>;
  /** Withdraws that two accounts are one. */
  separateAccounts(id: string): InventoryOutcome<void>;
  /** Records many at once: all or nothing. What is recorded already is left as it is and counted; `added` counts changes too. */
  addBulk(bulk: BulkManual): InventoryOutcome<{ readonly added: number; readonly unchanged: number }>;
  /** Assigns the passkeys with that user handle to a service; null withdraws the person's answer. Importance is kept. */
  assignService(
    account: Pick<AccountMark, 'userId' | 'userName'> & { readonly serviceId: AccountMark['serviceId'] | null },
  ): InventoryOutcome<void>;
  /** Records how much an account matters; null withdraws the person's answer. A service that was assigned stays so. */
  markAccount(
    account: Pick<AccountMark, 'serviceId' | 'userId' | 'userName'>,
    importance: AccountMark['importance'] | null,
  ): InventoryOutcome<void>;

  /** Records a real loss: keys and devices are out of use from now on, and the checklist is kept. Removes lost other ways in. */
  recordLoss(loss: NewLoss): InventoryOutcome<{ id: string }>;
  setLossItem(lossId: string, itemId: string, done: boolean): InventoryOutcome<void>;
  closeLoss(lossId: string): InventoryOutcome<void>;
  /** Records that a lost key is back. */
  markFound(keyId: string): InventoryOutcome<void>;

  /** Keeps an issue check; of more than 1,000 the oldest goes. */
  recordCheck(check: KeyCheck): InventoryOutcome<void>;
  /** Writes a note on a check that is kept; empty text removes it. */
  noteOnCheck(checkId: string, note: string): InventoryOutcome<void>;
  /** Records what a person decided after a check that is kept; a known key gets its owner, or is retired, with it. */
  decideCheck(checkId: string, decision: CheckDecision): InventoryOutcome<void>;

  /** Starts a backup session; an open one over the same two keys is returned instead. */
  startBackupSession(
    keys: Pick<BackupSession, 'primaryKeyId' | 'spareKeyId'>,
  ): InventoryOutcome<{ readonly id: string; readonly resumed: boolean }>;
  /** Records what was done about one account; null forgets it. */
  setBackupItem(
    sessionId: string,
    accountId: string,
    item: { readonly state: BackupItemState; readonly reason: string | null } | null,
  ): InventoryOutcome<void>;
  closeBackupSession(sessionId: string): InventoryOutcome<void>;

  /** Keeps a person's correction of a service; one per service, the new one replaces the old. */
  saveCorrection(correction: Omit<CatalogueCorrection, 'asOf'>): InventoryOutcome<void>;
  removeCorrection(serviceId: string): InventoryOutcome<void>;
  /** Adopts a policy (its text was checked by the caller), or with null none. */
  setPolicy(policy: Omit<AdoptedPolicy, 'adoptedAt'> | null): InventoryOutcome<void>;
  /** Hides a reminder or security event until then (ISO 8601), or for good. */
  dismiss(id: string, until: string | null): InventoryOutcome<void>;
  setPreferences(preferences: Preferences): InventoryOutcome<void>;

  /** Records a deletion on a key that the inventory does not remember, with the names under which the key was shown. */
  noteDeletion(deleted: UnrememberedDeletion): InventoryOutcome<void>;

  /** Returns the whole inventory as a JSON document (docs/inventory-format.md), without key material. */
  exportJson(): InventoryOutcome<string>;
  previewImport(json: string): InventoryOutcome<JsonImportPreview>;
  /** Imports a previewed document: all of it or nothing. */
  applyImport(token: string, sameKeys?: SameKeys): InventoryOutcome<void>;
  backup(): InventoryOutcome<{ file: string }>;
  /** Replaces the inventory by a backup; the present file is kept aside. */
  restore(file: string): InventoryOutcome<void>;

  /** Sets, changes or (null) removes the passphrase. The bytes are wiped by the callee. */
  setPassphrase(passphrase: Uint8Array | null): InventoryOutcome<void>;
  /** Creates a new recovery code (the old one no longer opens the file) and returns it once. */
  createRecoveryCode(): InventoryOutcome<{ code: string }>;
  /** Switches the keychain wrap on or off. */
  setKeychain(on: boolean): InventoryOutcome<void>;
  /** Accepts the file as it is, after a failure `inventory-replaced`. */
  acceptFile(): InventoryOutcome<void>;
  /** Starts an empty inventory; the present file is kept aside under a dated name, which is returned. */
  startFromScratch(): InventoryOutcome<{ keptAside: string | null }>;
  /** Deletes inventory, backups, files kept aside and the keychain entry. */
  eraseEverything(): InventoryOutcome<void>;
  close(): Promise<void>;
}
