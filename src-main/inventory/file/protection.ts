import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { type ContextOn, note } from '../records/change-context.ts';
import { backupFolder, listBackups } from './backups.ts';
import type { FileHeader } from './file-header.ts';
import { noMemory } from './file-memory.ts';
import { headerOf } from './header-of.ts';
import { InventoryFile } from './inventory-file.ts';
import {
  addKeychain,
  addPassphrase,
  addRecoveryCode,
  isUnprotected,
  newHeader,
  openWithoutSecret,
  openWithSecret,
  withoutLostProtection,
} from './key-wraps.ts';
import { type Keychain, noKeychain } from '../../keychain/keychain.ts';
import {
  copyPrivately,
  isWritable,
  removeAll,
  siblings,
  syncDirectory,
  syncFile,
  temporaryBeside,
} from './safe-file.ts';
import type { FileContent, Write } from './file-content.ts';
import { InventoryError, invalid, isSealed } from './storage-failure.ts';

type Protect = (header: FileHeader, dataKey: Uint8Array) => Promise<FileHeader>;

/**
 * Opens a file with a passphrase or recovery code. Throws InventoryError `inventory-wrong-passphrase`, or `inventory-replaced`
 * (`not-protected`) where the file has neither: whoever typed one expects another file.
 */
export async function unlockFile(file: InventoryFile, secret: Uint8Array): Promise<void> {
  await file
    .read(() => undefined)
    .catch((error: unknown) => {
      if (!isSealed(error)) throw error;
    });
  const { header } = file;
  if (header === null) return;
  if (header.passphrase === null && header.recoveryCode === null) {
    throw new InventoryError({ kind: 'inventory-replaced', detail: 'not-protected' });
  }
  const dataKey = await openWithSecret(header, secret);
  if (dataKey === null) throw new InventoryError({ kind: 'inventory-wrong-passphrase' });
  file.adopt(header, dataKey);
  await file.read(() => undefined);
  if (isWritable(file.path)) await renewKeychain(file, file.options.keychain);
}

/** Wraps the data key again where the person wanted the keychain and it no longer opens the file (another computer, another keychain). */
async function renewKeychain(file: InventoryFile, keychain: Keychain): Promise<void> {
  const { header, dataKey } = file;
  if (header === null || dataKey === null || header.keychain.length === 0) return;
  const opened = await openWithoutSecret(header, keychain);
  opened?.fill(0);
  const renewed = opened === null ? await addKeychain(header, dataKey, keychain) : null;
  if (renewed === null) return;
  await file.change((content) => ({
    value: undefined,
    // Another program may have changed the protection meanwhile: then that stands.
    write: isSameHeader(content.header, header) ? { data: content.data.copy(), header: renewed } : null,
  }));
}

function isSameHeader(left: FileHeader | null, right: FileHeader): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Sets, changes or (null) removes the passphrase. */
export function setPassphrase(file: InventoryFile, contextOn: ContextOn, passphrase: Uint8Array | null): Promise<void> {
  const what = { passphrase: passphrase === null ? 'removed' : 'set' };
  if (passphrase !== null) {
    return protect(file, contextOn, what, (header, dataKey) =>
      addPassphrase(header, dataKey, passphrase, file.options.scryptLogN),
    );
  }
  return rewrap(file, contextOn, what, (header, dataKey) =>
    Promise.resolve(withoutLostProtection({ ...header, passphrase: null }, dataKey)),
  );
}

/** Creates a recovery code beside the keychain or passphrase. Throws `input-invalid` (`protect-first`) where there is neither. */
export async function createRecoveryCode(file: InventoryFile, contextOn: ContextOn): Promise<{ code: string }> {
  let made = '';
  await rewrap(file, contextOn, { recoveryCode: 'set' }, (header, dataKey) => {
    if (isUnprotected(header)) throw invalid('protect-first');
    const { code, header: next } = addRecoveryCode(header, dataKey);
    made = code;
    return Promise.resolve(next);
  });
  return { code: made };
}

/** Switches the keychain on or off. Throws `input-invalid` (`keychain-unavailable`). */
export async function setKeychain(file: InventoryFile, contextOn: ContextOn, on: boolean): Promise<void> {
  const { keychain } = file.options;
  if (on) {
    return protect(file, contextOn, { keychain: 'set' }, async (header, dataKey) => {
      const next = await addKeychain({ ...header, keychain: [] }, dataKey, keychain);
      if (next === null) throw invalid('keychain-unavailable');
      return next;
    });
  }
  const entries = file.header?.keychain ?? [];
  await rewrap(file, contextOn, { keychain: 'removed' }, (header, dataKey) =>
    Promise.resolve(withoutLostProtection({ ...header, keychain: [] }, dataKey)),
  );
  for (const { entry } of entries) await keychain.remove(entry).catch(() => undefined);
}

/** Adds a wrap. A data key that stood unprotected until now is known to whoever copied the file: it is replaced. */
async function protect(file: InventoryFile, contextOn: ContextOn, what: Record<string, string>, wrap: Protect) {
  await onExisting(file, async (content, header, dataKey) => {
    const data = content.data.copy();
    note(contextOn(data), 'inventory-protected', null, what);
    if (!isUnprotected(header)) return { data, header: await wrap(header, dataKey) };
    const freshKey = new Uint8Array(randomBytes(32));
    const freshHeader = await wrap(newHeader(freshKey, header.demo), freshKey);
    return { data, header: freshHeader, dataKey: freshKey };
  });
  const { header, dataKey } = file;
  // Each time, since a process that died before may have left some.
  if (header !== null && dataKey !== null) await sealReadableCopies(file, header, dataKey);
}

async function rewrap(file: InventoryFile, contextOn: ContextOn, what: Record<string, string>, wrap: Protect) {
  await onExisting(file, async (content, header, dataKey) => {
    const next = await wrap(header, dataKey);
    const data = content.data.copy();
    note(contextOn(data), 'inventory-protected', null, what);
    return { data, header: next };
  });
}

/** Changes the file, which is made first where there is none yet. */
async function onExisting(
  file: InventoryFile,
  work: (content: FileContent, header: FileHeader, dataKey: Uint8Array) => Promise<Write>,
): Promise<void> {
  await file.change((content) => ({ value: undefined, write: content.exists ? null : { data: content.data.copy() } }));
  await file.change(async (content) => {
    const { dataKey } = file;
    if (content.header === null || dataKey === null) throw new Error('the inventory is not open');
    return { value: undefined, write: await work(content, content.header, dataKey) };
  });
}

/**
 * Encrypts backups and files kept aside, whose data key stands unprotected in them, like the inventory itself. A backup that cannot be
 * encrypted would stay readable for anybody and is removed.
 */
async function sealReadableCopies(file: InventoryFile, header: FileHeader, dataKey: Uint8Array): Promise<void> {
  const backups = listBackups(file.path).map((backup) => backup.file);
  const kept = siblings(file.path, '-kept-').filter((name) => !name.endsWith('-journal'));
  for (const copy of [...backups, ...kept]) {
    const found = await headerOf(copy);
    if (found !== null && !isUnprotected(found)) continue;
    const isDone = await sealCopy(file, copy, header, dataKey).catch(() => false);
    if (!isDone && backups.includes(copy)) fs.rmSync(copy, { force: true });
  }
  if (backups.length > 0) syncDirectory(backupFolder(file.path));
}

async function sealCopy(file: InventoryFile, copy: string, header: FileHeader, dataKey: Uint8Array): Promise<boolean> {
  const temporary = temporaryBeside(copy);
  try {
    copyPrivately(copy, temporary);
    const draft = new InventoryFile({ ...file.options, file: temporary, keychain: noKeychain, memory: noMemory });
    await draft.change((content) => ({
      value: undefined,
      write:
        content.header !== null && isUnprotected(content.header)
          ? { data: content.data.copy(), header, dataKey: dataKey.slice() }
          : null,
    }));
    draft.forget();
    syncFile(temporary);
    fs.renameSync(temporary, copy);
    return true;
  } finally {
    removeAll(siblings(temporary, ''));
  }
}
