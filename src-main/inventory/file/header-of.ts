import { connect } from './database-file.ts';
import type { FileHeader } from './file-header.ts';
import { readHeader } from './record-store.ts';

/** Reads the header of a backup or a file kept aside; null where it has none that can be read. */
export async function headerOf(copy: string): Promise<FileHeader | null> {
  try {
    const database = await connect(copy, true, 0);
    try {
      return await readHeader(database);
    } finally {
      await database.destroy();
    }
  } catch {
    return null;
  }
}
