import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { PinDialogs } from './pin-dialogs.ts';
import { keptBackups } from '../inventory/file/backups.ts';
import { longestDocument } from '../inventory/transfer/export-json.ts';
import type { ForgottenKey, Inventory, InventoryOutcome } from '../inventory/inventory.ts';
import type { InventoryFeed } from './inventory-feed.ts';
import type { Ask, Question } from './question.ts';

/** Kinds of files that the system's dialog offers to open or save. */
export type FileKind = 'json' | 'csv' | 'models' | 'blob' | 'policy' | 'pdf' | 'html' | 'any';

/** A file that was read. `name` has no folder; `modifiedAt` is ISO 8601, null where it is not known. */
interface OpenedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly modifiedAt: string | null;
}

/** Files a person chooses, outside the data folder. */
export interface ChosenFiles {
  /** Asks for a file name and writes the text there in one step. Null: the person cancelled. */
  saveText(suggestedName: string, text: string, kind?: FileKind): Promise<Outcome<{ file: string } | null>>;
  /** Asks for a file name, then makes the content and writes it there in one step. Null: the person cancelled. */
  saveMade(
    suggestedName: string,
    kind: FileKind,
    make: () => Promise<Outcome<Uint8Array>>,
  ): Promise<Outcome<{ file: string } | null>>;
  /** Asks for a file and reads it, refusing more than `maxBytes`. Null: the person cancelled. */
  openBytes(kind: FileKind, maxBytes: number): Promise<Outcome<OpenedFile | null>>;
  /** Asks for a file and reads it, refusing more than `maxBytes`. Null: the person cancelled. */
  openText(maxBytes: number): Promise<Outcome<string | null>>;
}

export interface InventoryHandlersOptions {
  readonly inventory: Inventory;
  readonly feed: InventoryFeed;
  readonly dialogs: PinDialogs;
  readonly files: ChosenFiles;
  readonly ask: Ask;
  /** Forgets the read access that is kept to keys. */
  readonly forgetReadAccess: (keyIds: readonly string[]) => Promise<void>;
  readonly now: () => Date;
}

/** Answers what a window asks of the inventory. Passphrases are asked for in the PIN window, never in the main window. */
export function createInventoryHandlers(options: InventoryHandlersOptions): HandlersOf<AppContract>['inventory'] {
  const { inventory, dialogs, files, ask } = options;
  /** Last key that was forgotten, so that it can be taken back. */
  let forgotten: ForgottenKey | null = null;

  /** Runs what the person says yes to; `question` is null where there is nothing to ask. */
  async function asked<Value>(question: Question | null, work: () => InventoryOutcome<Value>): Promise<Outcome<Value>> {
    return question === null || (await ask(question)) ? work() : failed({ kind: 'cancelled' });
  }

  return {
    status: () => inventory.status(),
    snapshot: () => options.feed.snapshot(),
    keepPicture: ({ picture, revision }) => done(inventory.keepPicture(picture, revision)),
    sayNoSecret: () => {
      inventory.sayNoSecret('refused');
      return success(null);
    },
    editKey: ({ keyId, ...edit }) => done(inventory.editKey(keyId, edit)),
    forgetKey: async ({ keyId }) => {
      const outcome = await inventory.forgetKey(keyId);
      if (!outcome.ok) return outcome;
      forgotten = outcome.value;
      await options.forgetReadAccess([keyId]);
      return success(null);
    },
    restoreKey: async ({ keyId }) => {
      if (forgotten?.keyId !== keyId)
        return failed({ kind: 'input-invalid', detail: 'this key was not forgotten just now' });
      const outcome = await done(inventory.restoreKey(forgotten));
      if (outcome.ok) forgotten = null;
      return outcome;
    },
    markFound: ({ keyId }) => done(inventory.markFound(keyId)),
    addManual: (manual) => done(inventory.addManual(manual)),
    removeManual: ({ enrolmentId }) => done(inventory.removeManual(enrolmentId)),
    addOtherWayIn: (way) => done(inventory.addOtherWayIn(way)),
    editOtherWayIn: ({ id, ...way }) => done(inventory.editOtherWayIn(id, way)),
    removeOtherWayIn: ({ id }) => done(inventory.removeOtherWayIn(id)),
    addDevice: (device) => done(inventory.addDevice(device)),
    editDevice: ({ id, ...edit }) => done(inventory.editDevice(id, edit)),
    removeDevice: ({ id }) => done(inventory.removeDevice(id)),
    setDeviceLost: ({ id, state }) => done(inventory.setDeviceLost(id, state)),
    attachRecord: ({ kind, id, accountId }) => done(inventory.attachRecord(kind, id, accountId)),
    joinAccounts: ({ accountId, otherAccountId }) => done(inventory.joinAccounts(accountId, otherAccountId)),
    separateAccounts: ({ id }) => done(inventory.separateAccounts(id)),
    assignService: (account) => done(inventory.assignService(account)),
    markAccount: ({ importance, ...account }) => done(inventory.markAccount(account, importance)),
    setPreferences: async (preferences) => {
      const snapshot = await inventory.snapshot();
      if (!snapshot.ok) return snapshot;
      const allows = preferences.allowPasskeyEndpoints && !snapshot.value.preferences.allowPasskeyEndpoints;
      return done(asked(allows ? { kind: 'allow-asking' } : null, () => inventory.setPreferences(preferences)));
    },
    exportJson: async () => {
      const json = await inventory.exportJson();
      if (!json.ok) return json;
      return files.saveText(`sparekey-inventory-${options.now().toISOString().slice(0, 10)}.json`, json.value);
    },
    previewImport: async () => {
      const text = await files.openText(longestDocument);
      if (!text.ok) return text;
      if (text.value === null) return success(null);
      const preview = await inventory.previewImport(text.value);
      if (!preview.ok) return preview;
      const { conflicts, undecidedKeys } = preview.value;
      return success({
        ...preview.value,
        conflicts: [...conflicts],
        undecidedKeys: undecidedKeys.map((key) => ({ ...key, candidates: [...key.candidates] })),
      });
    },
    applyImport: ({ token, sameKeys }) => done(inventory.applyImport(token, sameKeys)),
    backup: async () => {
      const { backups } = await inventory.status();
      const full = backups.length >= keptBackups;
      return asked(full ? { kind: 'drop-oldest-backup', kept: keptBackups } : null, () => inventory.backup());
    },
    restore: async ({ file }) => {
      // The window may name one of our backups, never a path of its own: a page that was taken over must not reach other files.
      const { backups } = await inventory.status();
      if (!backups.some((backup) => backup.file === file)) {
        return failed({ kind: 'input-invalid', detail: 'no such backup' });
      }
      return done(inventory.restore(file));
    },
    unlock: () => dialogs.askForPassphrase('passphrase-unlock', (secret) => done(inventory.unlock(secret))),
    setPassphrase: () => dialogs.askForPassphrase('passphrase-set', (secret) => done(inventory.setPassphrase(secret))),
    removePassphrase: async () => {
      const { passphrase, keychain } = (await inventory.status()).protection;
      const question: Question | null = passphrase ? { kind: 'remove-passphrase', left: keychain } : null;
      return done(asked(question, () => inventory.setPassphrase(null)));
    },
    createRecoveryCode: async () => {
      const { recoveryCode } = (await inventory.status()).protection;
      const question: Question | null = recoveryCode ? { kind: 'replace-recovery-code' } : null;
      const created = await asked(question, () => inventory.createRecoveryCode());
      if (!created.ok) return created;
      await dialogs.showRecoveryCode(created.value.code);
      return success(null);
    },
    setKeychain: async ({ on }) => {
      const { keychain, passphrase, recoveryCode } = (await inventory.status()).protection;
      const question: Question | null =
        keychain && !on ? { kind: 'stop-keychain', left: passphrase || recoveryCode } : null;
      return done(asked(question, () => inventory.setKeychain(on)));
    },
    acceptFile: () => done(inventory.acceptFile()),
    startFromScratch: () => inventory.startFromScratch(),
    eraseEverything: async () => {
      const before = await inventory.snapshot();
      const outcome = await done(asked({ kind: 'erase-everything' }, () => inventory.eraseEverything()));
      if (outcome.ok && before.ok) await options.forgetReadAccess(before.value.keys.map(({ id }) => id));
      return outcome;
    },
  };
}

async function done(outcome: Promise<Outcome<unknown>>): Promise<Outcome<null>> {
  const ended = await outcome;
  return ended.ok ? success(null) : ended;
}
