import type { WebContents } from 'electron';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { ChosenFiles } from '../ipc/inventory-handlers.ts';

/** Opens the system's print dialog for what a window shows, across the sheet. A person who cancels has not failed. */
export function printWindow(contents: Pick<WebContents, 'print'> | undefined): Promise<Outcome<null>> {
  if (contents === undefined) return Promise.resolve(failed({ kind: 'cancelled' }));
  return new Promise((resolve) => {
    contents.print({ landscape: true, printBackground: true }, (printed, reason) => {
      if (printed) resolve(success(null));
      else if (/cancel/i.test(reason)) resolve(failed({ kind: 'cancelled' }));
      else resolve(failed({ kind: 'unexpected', detail: reason }));
    });
  });
}

/** Writes what a window shows as it would be printed to a PDF, where the person says. Null: they cancelled. */
export async function saveWindow(
  contents: Pick<WebContents, 'printToPDF'> | undefined,
  files: Pick<ChosenFiles, 'saveMade'>,
): Promise<Outcome<{ file: string } | null>> {
  if (contents === undefined) return failed({ kind: 'cancelled' });
  return files.saveMade('sparekey.pdf', 'pdf', async () =>
    success(await contents.printToPDF({ landscape: true, printBackground: true, pageSize: 'A4' })),
  );
}
