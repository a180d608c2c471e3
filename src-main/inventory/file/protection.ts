import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { backupFolder, listBackups } from './backups.ts';
import { type ChangeContext, note } from '../records/change-context.ts';
import { inspectFile, openForReading } from './database-file.ts';
import type { FileHeader } from './file-header.ts';
import type { InventoryData } from '../records/inventory-data.ts';
import { InventoryFile, type Session } from './inventory-file.ts';
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
import { noKeychain } from './keychain.ts';
import { readHeader } from './record-store.ts';
import { removeAll, siblings, syncDirectory, temporaryBeside, writeSynced } from './safe-file.ts';
import { InventoryError, invalid } from './storage-failure.ts';

type ContextOn = (data: InventoryData) => ChangeContext;
type Protect = (header: FileHeader, dataKey: Uint8Array) => Promise<FileHeader>;

/** Opens a file with a passphrase or recovery code. Throws `inventory-wrong-passphrase`. */
export async function unlockFile(file: InventoryFile, secret: Uint8Array): Promise<void> {
  const { keychain, migrations } = file.options;
  await file.locked(async () => {
    if (inspectFile(file.path, migrations.length) === 'absent') return;
    const database = await openForReading(file.path);
    let header: FileHeader;
    try {
      header = await readHeader(database);
    } finally {
      await database.destroy();
    }
    const dataKey = await openWithSecret(header, secret);
    if (dataKey === null) throw new InventoryError({ kind: 'inventory-wrong-passphrase' });
    file.adopt(header, dataKey);
    await file.openedWithin((session) => mendKeychain(file, session, keychain));
  });
}

/** Where the person wanted the keychain and it no longer opens the file (another computer, another keychain): wraps again. */
async function mendKeychain(file: InventoryFile, session: Session, keychain: typeof noKeychain): Promise<void> {
  const { header } = session;
  const { dataKey } = file;
  if (header === null || dataKey === null || header.keychain.length === 0) return;
  const opened = await openWithoutSecret(header, keychain);
  opened?.fill(0);
  const mended = opened === null ? await addKeychain(header, dataKey, keychain) : null;
  if (mended !== null) await file.commit(session, session.data.copy(), mended);
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

/** Makes a recovery code beside the keychain or passphrase. Throws `input-invalid` (`protect-first`) where there is neither. */
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
function protect(file: InventoryFile, contextOn: ContextOn, what: Record<string, string>, wrap: Protect) {
  return onExisting(file, async (session, header, dataKey) => {
    const data = session.data.copy();
    note(contextOn(data), 'inventory-protected', null, what);
    if (!isUnprotected(header)) {
      await file.commit(session, data, await wrap(header, dataKey));
      return;
    }
    const freshKey = new Uint8Array(randomBytes(32));
    const freshHeader = await wrap(newHeader(freshKey, header.demo), freshKey);
    await file.rekey({ ...session, data }, freshHeader, freshKey);
    await sealReadableCopies(file, freshHeader, freshKey);
  });
}

function rewrap(file: InventoryFile, contextOn: ContextOn, what: Record<string, string>, wrap: Protect) {
  return onExisting(file, async (session, header, dataKey) => {
    const next = await wrap(header, dataKey);
    const data = session.data.copy();
    note(contextOn(data), 'inventory-protected', null, what);
    await file.commit(session, data, next);
  });
}

/** Runs `work` on the file, which is made first where there is none yet. */
function onExisting(
  file: InventoryFile,
  work: (session: Session, header: FileHeader, dataKey: Uint8Array) => Promise<void>,
): Promise<void> {
  return file.locked(async () => {
    await file.openedWithin(async (session) => {
      if (!session.exists) await file.commit(session, session.data.copy());
    });
    await file.openedWithin(async (session) => {
      const { dataKey } = file;
      if (session.header === null || dataKey === null) throw new Error('the inventory is not open');
      await work(session, session.header, dataKey);
    });
  });
}

/**
 * Seals backups and files kept aside, whose data key stands unprotected in them, like the inventory itself. A backup that cannot be
 * sealed would go on telling everything and is removed.
 */
async function sealReadableCopies(file: InventoryFile, header: FileHeader, dataKey: Uint8Array): Promise<void> {
  const backups = listBackups(file.path).map((backup) => backup.file);
  for (const copy of [...backups, ...siblings(file.path, '-kept-')]) {
    const isSealed = await sealCopy(file, copy, header, dataKey).catch(() => false);
    if (!isSealed && backups.includes(copy)) fs.rmSync(copy, { force: true });
  }
  if (backups.length > 0) syncDirectory(backupFolder(file.path));
}

async function sealCopy(file: InventoryFile, copy: string, header: FileHeader, dataKey: Uint8Array): Promise<boolean> {
  const temporary = temporaryBeside(copy);
  try {
    writeSynced(temporary, fs.readFileSync(copy));
    const found = inspectFile(temporary, file.options.migrations.length);
    if (found === 'absent') return false;
    const migrations = file.options.migrations.slice(0, found.schema);
    const draft = new InventoryFile({ ...file.options, file: temporary, keychain: noKeychain, migrations });
    await draft.openedWithin(async (session) => {
      if (session.header === null || !isUnprotected(session.header)) return;
      await draft.rekey(session, header, dataKey.slice());
    });
    draft.forget();
    fs.renameSync(temporary, copy);
    return true;
  } finally {
    removeAll(siblings(temporary, ''));
  }
}
