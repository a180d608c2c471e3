import { basename } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { ChosenFiles, FileKind } from '../ipc/inventory-handlers.ts';
import { modifiedAtOf, readPlainFile } from '../files/read-plain-file.ts';
import { writeReport } from '../reports/write-report.ts';

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
      return file.ok && file.value !== null ? write(file.value, Buffer.from(text, 'utf8')) : failedOrNull(file);
    },
    async saveMade(suggestedName, kind, make) {
      const file = await named(suggestedName, kind);
      if (!file.ok || file.value === null) return failedOrNull(file);
      const made = await make();
      return made.ok ? write(file.value, made.value) : made;
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
      // Linux asks only where it is asked to; the others always do.
      properties: ['showOverwriteConfirmation'],
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

/** Writes a file under the name that the person chose; the dialog asked whether one that is there may be replaced. */
function write(file: string, bytes: Uint8Array): Promise<Outcome<{ file: string }>> {
  return writeReport(file, bytes, { replace: 'agreed' });
}

/** Reads a file of the person's as text, refused by its size before it is read. */
async function readWhole(file: string, maxBytes: number): Promise<Outcome<string>> {
  const bytes = await readPlainFile(file, maxBytes);
  return bytes.ok ? success(bytes.value.toString('utf8')) : bytes;
}
