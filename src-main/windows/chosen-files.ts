import { lstat, open, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { ChosenFiles, FileKind } from '../ipc/inventory-handlers.ts';
import { modifiedAtOf, readPlainFile } from '../files/read-plain-file.ts';
import { errorCode, writeBeside, writeReport } from '../reports/write-report.ts';

const filters: Readonly<Record<FileKind, { name: string; extensions: string[] }[]>> = {
  json: [{ name: 'JSON', extensions: ['json'] }],
  csv: [{ name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }],
  models: [{ name: 'JSON, TXT, CSV', extensions: ['json', 'txt', 'csv'] }],
  // The file of the FIDO Metadata Service is saved as blob.jwt, or as the browser likes.
  blob: [{ name: 'JWT', extensions: ['jwt', 'txt', '*'] }],
  policy: [{ name: 'YAML, JSON', extensions: ['yaml', 'yml', 'json'] }],
  pdf: [{ name: 'PDF', extensions: ['pdf'] }],
  any: [],
  html: [{ name: 'HTML', extensions: ['html', 'htm'] }],
};

/** Creates the choice of files through the system's own dialogs; no path ever comes from a page. */
export function createChosenFiles(dialog: Dialog, window: () => BrowserWindow | null): ChosenFiles {
  return {
    async saveText(suggestedName, text, kind = 'json') {
      const file = await named(suggestedName, kind);
      return file.ok && file.value !== null ? writeWhole(file.value, text) : failedOrNull(file);
    },
    async saveMade(suggestedName, kind, make) {
      const file = await named(suggestedName, kind);
      if (!file.ok || file.value === null) return failedOrNull(file);
      const made = await make();
      // The dialog has asked already whether a file that is there may be replaced.
      return made.ok ? writeReport(file.value, made.value, { replace: true }) : made;
    },
    async openText(maxBytes) {
      const file = await chosen('json');
      if (!file.ok || file.value === null) return file;
      return readWhole(file.value, maxBytes);
    },
    async openBytes(kind, maxBytes) {
      const file = await chosen(kind);
      if (!file.ok) return file;
      if (file.value === null) return success(null);
      const bytes = await readPlainFile(file.value, maxBytes);
      if (!bytes.ok) return bytes;
      const modifiedAt = await modifiedAtOf(file.value);
      return success({ name: basename(file.value), bytes: bytes.value, modifiedAt });
    },
  };

  async function named(suggestedName: string, kind: FileKind): Promise<Outcome<string | null>> {
    const parent = window();
    if (parent === null) return failed({ kind: 'cancelled' });
    const { canceled, filePath } = await dialog.showSaveDialog(parent, {
      defaultPath: suggestedName,
      filters: filters[kind],
    });
    return success(canceled || filePath === '' ? null : filePath);
  }

  async function chosen(kind: FileKind): Promise<Outcome<string | null>> {
    const parent = window();
    if (parent === null) return failed({ kind: 'cancelled' });
    const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
      properties: ['openFile'],
      filters: filters[kind],
    });
    return success(canceled ? null : (filePaths[0] ?? null));
  }
}

function failedOrNull(file: Outcome<string | null>): Outcome<null> {
  return file.ok ? success(null) : file;
}

/** Writes a file of the person's in one step: never half of it under its name, and never in the place of what is no text. */
async function writeWhole(file: string, text: string): Promise<Outcome<{ file: string }>> {
  try {
    if (!(await isFreeForText(file))) return failed({ kind: 'file-not-written', detail: 'ENOTTEXT' });
    await writeBeside(file, Buffer.from(text, 'utf8'), (temporary) => rename(temporary, file));
    return success({ file });
  } catch (error) {
    const code = errorCode(error);
    return failed(code === 'ENOSPC' ? { kind: 'disk-full' } : { kind: 'file-not-written', detail: code });
  }
}

/** Reads a file of the person's as text, refused by its size before it is read. */
async function readWhole(file: string, maxBytes: number): Promise<Outcome<string>> {
  const bytes = await readPlainFile(file, maxBytes);
  return bytes.ok ? success(bytes.value.toString('utf8')) : bytes;
}

/** Checks whether a text may take the place of what has that name: nothing, or a text. An inventory and its backups are none. */
async function isFreeForText(file: string): Promise<boolean> {
  const found = await lstat(file).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return true;
  if (!found.isFile()) return false;
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4_096), 0, 4_096, 0);
    return !buffer.subarray(0, bytesRead).includes(0);
  } finally {
    await handle.close();
  }
}
