import fs from 'node:fs';
import path from 'node:path';
import { type ContextOn, note } from '../records/change-context.ts';
import { findUnfinished } from '../records/operation-journal.ts';
import { backupFolder, listBackups, writeBackup } from './backups.ts';
import { noMemory } from './file-memory.ts';
import { headerOf } from './header-of.ts';
import { InventoryFile } from './inventory-file.ts';
import { keepAside } from './keep-aside.ts';
import {
  copyPrivately,
  ensurePrivateDirectory,
  kindOfPath,
  removeAll,
  siblings,
  temporaryBeside,
} from './safe-file.ts';
import type { FileContent } from './file-content.ts';
import { InventoryError, invalid, isSealed, storageFailure } from './storage-failure.ts';

/** Writes a backup of the inventory as it is now. Throws `input-invalid` (`nothing-to-back-up`). */
export async function backUp(file: InventoryFile): Promise<{ file: string }> {
  // Backups stand beside the file.
  if (file.isReadOnly()) throw new InventoryError({ kind: 'inventory-read-only' });
  return { file: await writeBackup(file.path, file.options.now(), (target) => file.copyTo(target)) };
}

/**
 * Restores a backup in the place of the inventory, which is kept aside. The backup itself is only read. It is checked as far as it can be
 * opened here; one sealed with a passphrase of another computer is checked when it is unlocked.
 */
export async function restoreFrom(file: InventoryFile, source: string, contextOn: ContextOn): Promise<void> {
  const kind = kindOfPath(source);
  if (kind !== 'file') throw invalid(kind === 'nothing' ? 'no-such-file' : 'not-a-file');
  ensurePrivateDirectory(path.dirname(file.path));
  const draft = temporaryBeside(file.path);
  try {
    // In turn with other uses: the source may be the inventory itself, whose locks closing a copied file would drop.
    await file.queued(() => Promise.resolve(copyWithJournal(source, draft)));
    await check(file, draft);
    await file.replace((content) => {
      refuseWhileOperating(file, content);
      keepAside(file.path, file.options.now());
      return Promise.resolve(draft);
    });
  } finally {
    removeAll(siblings(draft, ''));
  }
  await noteRestored(file, contextOn);
}

/** Starts an empty inventory; the present file is kept aside and its path returned. */
export async function startFromScratch(file: InventoryFile): Promise<{ keptAside: string | null }> {
  await refuseOtherKind(file);
  let keptAside: string | null = null;
  await file.replace(() => {
    keptAside = keepAside(file.path, file.options.now());
    return Promise.resolve(null);
  });
  return { keptAside };
}

/** Deletes the inventory, its backups, files kept aside and the keychain's entries for all of them. */
export async function eraseEverything(file: InventoryFile): Promise<void> {
  await refuseOtherKind(file);
  await file.replace(async () => {
    const kept = siblings(file.path, '-kept-');
    const backups = listBackups(file.path).map((backup) => backup.file);
    const headers = [file.header, ...(await Promise.all([...kept, ...backups].map(headerOf)))];
    for (const { entry } of headers.flatMap((header) => header?.keychain ?? [])) {
      await file.options.keychain.remove(entry).catch(() => undefined);
    }
    removeAll([...kept, ...siblings(file.path, '.new-'), backupFolder(file.path)]);
    return null;
  });
}

/** Throws while an operation runs: its journal entry would be lost, and with it the only note of what was sent. */
function refuseWhileOperating(file: InventoryFile, content: FileContent | null): void {
  if (content === null) return;
  const begun = content.data.all('journal').filter((entry) => entry.state === 'begun');
  const dead = findUnfinished(content.data, Date.parse(file.options.now()));
  if (begun.length > dead.length) throw invalid('operation-running');
}

async function refuseOtherKind(file: InventoryFile): Promise<void> {
  const header = kindOfPath(file.path) === 'file' ? await headerOf(file.path) : null;
  if (header !== null && header.demo !== file.options.demo) throw new InventoryError({ kind: 'inventory-not-demo' });
}

function copyWithJournal(source: string, draft: string): void {
  for (const [from, to] of [
    [source, draft],
    [`${source}-journal`, `${draft}-journal`],
  ] as const) {
    if (fs.existsSync(from)) copyPrivately(from, to);
  }
}

/** Opens and authenticates a copy of a backup, which is brought up to date, where somebody here can open it. */
async function check(file: InventoryFile, draft: string): Promise<void> {
  const candidate = new InventoryFile({ ...file.options, file: draft, memory: noMemory });
  const { header, dataKey } = file;
  if (header !== null && dataKey !== null) candidate.adopt(header, dataKey.slice());
  try {
    await candidate.read(() => undefined);
  } catch (error) {
    if (!isSealed(error)) throw error;
  } finally {
    candidate.forget();
  }
}

async function noteRestored(file: InventoryFile, contextOn: ContextOn): Promise<void> {
  try {
    await file.change((content) => {
      const data = content.data.copy();
      note(contextOn(data), 'inventory-restored', null);
      return { value: undefined, write: { data } };
    });
  } catch (error) {
    // The file is in place; that it needs its passphrase first is said by the next call.
    if (storageFailure(error) === null) throw error;
  }
}
