import { open, rename, rm, stat, readFile } from 'node:fs/promises';
import type { BrowserWindow, Dialog } from 'electron';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { ChosenFiles } from '../ipc/inventory-handlers.ts';

const filters = [{ name: 'JSON', extensions: ['json'] }];

/** Lets the person choose files through the system's own dialogs; no path ever comes from a page. */
export function createChosenFiles(dialog: Dialog, window: () => BrowserWindow | null): ChosenFiles {
  return {
    async saveText(suggestedName, text) {
      const parent = window();
      if (parent === null) return failed({ kind: 'cancelled' });
      const { canceled, filePath } = await dialog.showSaveDialog(parent, { defaultPath: suggestedName, filters });
      if (canceled || filePath === '') return success(null);
      return writeWhole(filePath, text);
    },
    async openText(maxBytes) {
      const parent = window();
      if (parent === null) return failed({ kind: 'cancelled' });
      const { canceled, filePaths } = await dialog.showOpenDialog(parent, { properties: ['openFile'], filters });
      const [file] = filePaths;
      if (canceled || file === undefined) return success(null);
      return readWhole(file, maxBytes);
    },
  };
}

/** Writes a file of the person's in one step: never half of it under its name (reliability J-15). */
export async function writeWhole(file: string, text: string): Promise<Outcome<{ file: string }>> {
  const temporary = `${file}.part`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return success({ file });
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    return failed(errorCode(error) === 'ENOSPC' ? { kind: 'disk-full' } : unreadable(error));
  }
}

/** Reads a file of the person's, refused by its size before it is read (reliability J-03). */
export async function readWhole(file: string, maxBytes: number): Promise<Outcome<string>> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) return failed({ kind: 'input-invalid', detail: 'the file is too large' });
    return success(await readFile(file, 'utf8'));
  } catch (error) {
    return failed(unreadable(error));
  }
}

function unreadable(error: unknown): { readonly kind: 'inventory-unreadable'; readonly detail: string } {
  return { kind: 'inventory-unreadable', detail: errorCode(error) };
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
