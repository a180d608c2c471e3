import { readFile, rename, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { ChosenFiles, FileKind } from '../ipc/inventory-handlers.ts';
import { errorCode, writeBeside, writeReport } from '../reports/write-report.ts';

const filters: Readonly<Record<FileKind, { name: string; extensions: string[] }[]>> = {
  json: [{ name: 'JSON', extensions: ['json'] }],
  csv: [{ name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }],
  policy: [{ name: 'YAML, JSON', extensions: ['yaml', 'yml', 'json'] }],
  pdf: [{ name: 'PDF', extensions: ['pdf'] }],
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
      const bytes = await readBytes(file.value, maxBytes);
      return bytes.ok ? success({ name: basename(file.value), bytes: bytes.value }) : bytes;
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

/** Writes a file of the person's in one step: never half of it under its name. */
async function writeWhole(file: string, text: string): Promise<Outcome<{ file: string }>> {
  try {
    await writeBeside(file, Buffer.from(text, 'utf8'), (temporary) => rename(temporary, file));
    return success({ file });
  } catch (error) {
    return failed(errorCode(error) === 'ENOSPC' ? { kind: 'disk-full' } : unreadable(error));
  }
}

/** Reads a file of the person's, refused by its size before it is read. */
async function readWhole(file: string, maxBytes: number): Promise<Outcome<string>> {
  const bytes = await readBytes(file, maxBytes);
  return bytes.ok ? success(bytes.value.toString('utf8')) : bytes;
}

async function readBytes(file: string, maxBytes: number): Promise<Outcome<Buffer>> {
  try {
    const found = await stat(file);
    // A pipe or a device has no size that could be trusted.
    if (!found.isFile()) return failed({ kind: 'input-invalid', detail: 'not-a-file' });
    if (found.size > maxBytes) return failed({ kind: 'input-invalid', detail: 'too-large' });
    return success(await readFile(file));
  } catch (error) {
    return failed(unreadable(error));
  }
}

function unreadable(error: unknown): { readonly kind: 'inventory-unreadable'; readonly detail: string } {
  return { kind: 'inventory-unreadable', detail: errorCode(error) };
}
