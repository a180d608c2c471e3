import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { MetadataState } from '../../src-shared/domain/genuineness.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import type { AttestationCertificate } from '../attestation/read-certificate.ts';
import { readPlainFile } from '../files/read-plain-file.ts';
import { ensurePrivateDirectory, writeDurably } from '../inventory/file/safe-file.ts';
import { storageFailure } from '../inventory/file/storage-failure.ts';
import { largestBlob, type MetadataPayload } from './metadata-blob.ts';
import { metadataState } from './metadata-state.ts';
import { type MetadataReading, readMetadataBlob } from './read-metadata-blob.ts';

export interface MetadataStoreOptions {
  /** File in which the BLOB is kept as it was signed; null: in memory, until the program ends. */
  readonly file: string | null;
  readonly roots: readonly AttestationCertificate[];
  /** BLOB that is there before any was imported. */
  readonly initial?: string | undefined;
  readonly now?: () => Date;
}

/** Metadata of models that the person imported. */
export interface MetadataStore {
  /** Returns what is kept; null where nothing is. Fails for a file that is no longer what was imported. */
  current(): Promise<Result<MetadataPayload | null, OperationFailure>>;
  /** Writes a BLOB in place of the one that is kept. Fails for one that cannot be believed, and for an older one; then nothing changes. */
  import(bytes: Uint8Array): Promise<Result<MetadataState, OperationFailure>>;
  /** Removes what is kept; false where nothing was. */
  remove(): Result<boolean, OperationFailure>;
}

/** Name of the file, beside the inventory. */
const fileName = 'passkey-models.jwt';

/** Returns where metadata are kept beside an inventory. */
export function metadataFileBeside(inventoryFile: string): string {
  return path.join(path.dirname(inventoryFile), fileName);
}

/** Creates the store. What is kept is verified again whenever it is read: nothing of it is believed because of where it lies. */
export function createMetadataStore(options: MetadataStoreOptions): MetadataStore {
  const { file, roots, now = () => new Date() } = options;
  let inMemory = options.initial ?? null;

  const text = async (): Promise<Result<string | null, OperationFailure>> => {
    if (file === null || !existsSync(file)) return success(inMemory);
    const bytes = await readPlainFile(file, largestBlob);
    return bytes.ok ? success(textOf(bytes.value)) : bytes;
  };

  const current: MetadataStore['current'] = async () => {
    const kept = await text();
    if (!kept.ok || kept.value === null) return kept.ok ? success(null) : kept;
    // Its signer was valid on the day of the import.
    const reading = await readMetadataBlob(kept.value, roots, null);
    return reading.ok ? success(reading.payload) : refused(reading);
  };

  return {
    current,
    import: async (bytes) => {
      const blob = textOf(bytes);
      const reading = await readMetadataBlob(blob, roots, now());
      if (!reading.ok) return refused(reading);
      // A file that was damaged since keeps no newer one away.
      const before = await current();
      if (before.ok && before.value !== null && before.value.no > reading.payload.no) return failed(older);
      const written = write(() => keep(file, blob));
      if (!written.ok) return written;
      if (file === null) inMemory = blob;
      return success(metadataState(reading.payload, now()));
    },
    remove: () => {
      const isThere = inMemory !== null || (file !== null && existsSync(file));
      const removed = write(() => {
        if (file !== null) rmSync(file, { force: true });
      });
      if (!removed.ok) return removed;
      inMemory = null;
      return success(isThere);
    },
  };
}

function keep(file: string | null, blob: string): void {
  if (file === null) return;
  ensurePrivateDirectory(path.dirname(file));
  writeDurably(file, new TextEncoder().encode(blob));
}

function write(change: () => void): Result<null, OperationFailure> {
  try {
    change();
    return success(null);
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    return failed(failure);
  }
}

/** Reads bytes as text; whatever is no UTF-8 is no BLOB either, and is refused as such. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const older: OperationFailure = { kind: 'input-invalid', detail: 'metadata-older-than-known' };

function refused({ fault }: Extract<MetadataReading, { ok: false }>): Result<never, OperationFailure> {
  return failed({ kind: 'input-invalid', detail: fault });
}
