import fs from 'node:fs';
import path from 'node:path';
import { backupFolder, listBackups, stampOf, writeBackup } from './backups.ts';
import { type ChangeContext, note } from '../records/change-context.ts';
import { inspectFile, openForReading } from './database-file.ts';
import type { FileHeader } from './file-header.ts';
import type { InventoryData } from '../records/inventory-data.ts';
import type { InventoryFile } from './inventory-file.ts';
import { openWithoutSecret } from './key-wraps.ts';
import { findUnfinished } from '../records/operation-journal.ts';
import { checkIntegrity, fileKeys, readHeader, readState } from './record-store.ts';
import {
  kindOfPath,
  linkOrCopy,
  removeAll,
  siblings,
  syncDirectory,
  temporaryBeside,
  writeSynced,
} from './safe-file.ts';
import { damaged, InventoryError, invalid, storageFailure } from './storage-failure.ts';

type ContextOn = (data: InventoryData) => ChangeContext;

/** Writes a backup of the inventory as it is now. Throws `input-invalid` (`nothing-to-back-up`). */
export function backUp(file: InventoryFile): Promise<{ file: string }> {
  return file.opened((session) => {
    if (!session.exists) throw invalid('nothing-to-back-up');
    return Promise.resolve({ file: writeBackup(file.path, file.options.now()) });
  });
}

/**
 * Puts a backup in the place of the inventory, which is kept aside. The backup itself is only read. It is checked as far as it can be
 * opened here; one sealed with a passphrase of another computer is checked when it is unlocked.
 */
export function restoreFrom(file: InventoryFile, source: string, contextOn: ContextOn): Promise<void> {
  return file.locked(async () => {
    if (kindOfPath(source) !== 'file') throw invalid('no-such-file');
    await refuseWhileOperating(file);
    const temporary = temporaryBeside(file.path);
    try {
      writeSynced(temporary, fs.readFileSync(source));
      await verify(file, temporary);
      keepAside(file);
      fs.renameSync(temporary, file.path);
      syncDirectory(path.dirname(file.path));
    } finally {
      removeAll(siblings(temporary, ''));
    }
    file.forget();
    await noteRestored(file, contextOn);
  });
}

/** Begins an empty inventory; the present file is kept aside and its path returned. */
export function startFromScratch(file: InventoryFile): Promise<{ keptAside: string | null }> {
  return file.locked(async () => {
    await refuseOtherKind(file);
    const keptAside = keepAside(file);
    if (keptAside !== null) {
      fs.rmSync(file.path);
      syncDirectory(path.dirname(file.path));
    }
    file.forget();
    return { keptAside };
  });
}

/** Deletes the inventory, its backups, files kept aside and the keychain's entries for all of them. */
export function eraseEverything(file: InventoryFile): Promise<void> {
  return file.locked(async () => {
    await refuseOtherKind(file);
    const kept = siblings(file.path, '-kept-');
    const backups = listBackups(file.path).map((backup) => backup.file);
    for (const copy of [file.path, ...kept, ...backups]) {
      const header = await headerOf(copy).catch(() => null);
      for (const { entry } of header?.keychain ?? []) await file.options.keychain.remove(entry).catch(() => undefined);
    }
    removeAll([file.path, ...kept, ...siblings(file.path, '.new-'), backupFolder(file.path)]);
    syncDirectory(path.dirname(file.path));
    file.forget();
  });
}

/** Gives the present file a second, dated name; null where there is none. */
function keepAside(file: InventoryFile): string | null {
  const kind = kindOfPath(file.path);
  if (kind === 'nothing') return null;
  if (kind !== 'file') throw new InventoryError({ kind: 'inventory-unreadable', detail: `is-${kind}` });
  const kept = freeName(`${file.path}-kept-${stampOf(file.options.now())}`);
  linkOrCopy(file.path, kept);
  syncDirectory(path.dirname(file.path));
  return kept;
}

function freeName(wanted: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!fs.existsSync(name)) return name;
  }
}

/** A journal entry of a running operation would be lost, and with it the only note of what was sent (reliability G-08). */
async function refuseWhileOperating(file: InventoryFile): Promise<void> {
  try {
    await file.openedWithin((session) => {
      const begun = session.data.all('journal').filter((entry) => entry.state === 'begun');
      const dead = findUnfinished(session.data, Date.parse(file.options.now()));
      if (begun.length > dead.length) throw invalid('operation-running');
      return Promise.resolve();
    });
  } catch (error) {
    const failure = storageFailure(error, file.path);
    // What cannot be opened may be replaced; an inventory of the other kind may not.
    if (failure === null || failure.kind === 'input-invalid' || failure.kind === 'inventory-not-demo') throw error;
  }
}

async function refuseOtherKind(file: InventoryFile): Promise<void> {
  const header = kindOfPath(file.path) === 'file' ? await headerOf(file.path).catch(() => null) : null;
  if (header !== null && header.demo !== file.options.demo) throw new InventoryError({ kind: 'inventory-not-demo' });
}

async function headerOf(copy: string): Promise<FileHeader> {
  const database = await openForReading(copy);
  try {
    return await readHeader(database);
  } finally {
    await database.destroy();
  }
}

async function verify(file: InventoryFile, candidate: string): Promise<void> {
  const { migrations, keychain, demo } = file.options;
  const found = inspectFile(candidate, migrations.length);
  if (found === 'absent') throw damaged('the backup vanished');
  const database = await openForReading(candidate);
  try {
    await checkIntegrity(database);
    const header = await readHeader(database);
    if (header.demo !== demo) throw new InventoryError({ kind: 'inventory-not-demo' });
    const known = header.fileId === file.header?.fileId ? file.dataKey?.slice() : null;
    const dataKey = known ?? (await openWithoutSecret(header, keychain));
    if (dataKey === null) return;
    await readState(database, fileKeys(dataKey, header.fileId), found.schema, () => undefined);
    dataKey.fill(0);
  } finally {
    await database.destroy();
  }
}

async function noteRestored(file: InventoryFile, contextOn: ContextOn): Promise<void> {
  try {
    await file.openedWithin(async (session) => {
      const data = session.data.copy();
      note(contextOn(data), 'inventory-restored', null);
      await file.commit(session, data);
    });
  } catch (error) {
    // The file is in place; that it needs its passphrase first is said by the next call.
    if (storageFailure(error, file.path) === null) throw error;
  }
}
