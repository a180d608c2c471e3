import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { FileHeader } from './file-header.ts';
import type { Keychain } from '../../keychain/keychain.ts';
import { ensurePrivateDirectory, writeDurably } from './safe-file.ts';
import { sha256Hex } from './sealing.ts';

/** Facts about an inventory file that this computer keeps outside it: enough to notice that another file is in its place. */
const fileFactsSchema = z.object({
  fileId: z.string(),
  revision: z.number().int().nonnegative(),
  keychain: z.boolean(),
  passphrase: z.boolean(),
});
export type FileFacts = z.infer<typeof fileFactsSchema>;

/** Those facts as they are kept. `next` is what the file becomes by a change of its protection that is not known to have ended. */
const rememberedFileSchema = fileFactsSchema.extend({ next: fileFactsSchema.nullable().default(null) });
export type RememberedFile = z.infer<typeof rememberedFileSchema>;

/** Storage of those facts. Nothing here rejects: a change of a file that cannot be remembered goes unnoticed, and that is all. */
export interface FileMemory {
  read(file: string): Promise<RememberedFile | null>;
  write(file: string, remembered: RememberedFile): Promise<void>;
  forget(file: string): Promise<void>;
}

/** Remembers nothing: inventories that vanish, and tests. */
export const noMemory: FileMemory = {
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

/** Creates the memory of this computer: the keychain where there is one, else a file in the data folder. */
export function createFileMemory(keychain: Keychain, folder: string): FileMemory {
  const notes = path.join(folder, 'known-inventories.json');
  return {
    async read(file) {
      const name = nameOf(file);
      const secret = await keychain.read(`known-${name}`).catch(() => null);
      if (secret !== null) return parsed(Buffer.from(secret).toString('utf8'));
      return readNotes(notes)[name] ?? null;
    },
    async write(file, remembered) {
      const name = nameOf(file);
      const text = Buffer.from(JSON.stringify(remembered), 'utf8');
      const isKept = await keychain.write(`known-${name}`, text).then(
        () => true,
        () => false,
      );
      if (!isKept) writeNotes(notes, { ...readNotes(notes), [name]: remembered });
    },
    async forget(file) {
      const name = nameOf(file);
      await keychain.remove(`known-${name}`).catch(() => undefined);
      const { [name]: gone, ...others } = readNotes(notes);
      if (gone !== undefined) writeNotes(notes, others);
    },
  };
}

/** Returns what is to be remembered of a file. */
export function factsOf(header: FileHeader, revision: number): FileFacts {
  return {
    fileId: header.fileId,
    revision,
    keychain: header.keychain.length > 0,
    passphrase: header.passphrase !== null,
  };
}

/**
 * Compares a file with what is remembered of the one that stood there. Returns what is different, or null: less protection than it had, another
 * file, or an older state of it.
 */
export function differenceOf(remembered: FileFacts, found: FileFacts) {
  if (strength(found) < strength(remembered)) return 'less-protected';
  if (found.fileId !== remembered.fileId) return 'other-file';
  return found.revision < remembered.revision ? 'older' : null;
}

/**
 * Ranks the protection: a passphrase protects from whoever has the file; the keychain from other computers and users; nothing from nobody.
 */
function strength({ keychain, passphrase }: FileFacts): number {
  if (passphrase) return 2;
  return keychain ? 1 : 0;
}

/** Returns the name of an inventory in the list: a digest of its path, because the path is private. */
function nameOf(file: string): string {
  return sha256Hex(path.resolve(file)).slice(0, 32);
}

const notesSchema = z.record(z.string(), rememberedFileSchema);

function readNotes(file: string): Record<string, RememberedFile> {
  try {
    return notesSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

function writeNotes(file: string, notes: Record<string, RememberedFile>): void {
  try {
    ensurePrivateDirectory(path.dirname(file));
    writeDurably(file, Buffer.from(`${JSON.stringify(notes, null, 2)}\n`, 'utf8'));
  } catch {
    // A disk that takes nothing: the inventory itself will say so.
  }
}

function parsed(text: string): RememberedFile | null {
  try {
    return rememberedFileSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
