import type { InventoryData } from '../records/inventory-data.ts';
import type { FileHeader } from './file-header.ts';
import type { FileMemory } from './file-memory.ts';
import type { Keychain } from '../../keychain/keychain.ts';

export interface InventoryFileOptions {
  readonly file: string;
  readonly demo: boolean;
  readonly keychain: Keychain;
  readonly memory: FileMemory;
  /** ISO 8601. */
  readonly now: () => string;
  /** Milliseconds to wait while another program writes. */
  readonly patience?: number | undefined;
  readonly scryptLogN?: number | undefined;
}

/** The content of the file in one transaction. */
export interface FileContent {
  /** False where nothing has been written yet. */
  readonly exists: boolean;
  readonly header: FileHeader | null;
  readonly data: InventoryData;
  readonly revision: number;
}

/** Data to be written by a change: all of it or nothing. */
export interface Write {
  /** A changed copy of the data. */
  readonly data: InventoryData;
  readonly header?: FileHeader;
  /** Another data key, under which everything is sealed again; with a header that wraps it. */
  readonly dataKey?: Uint8Array;
}

/** Result of a change: a value, and the data to be written, if any. */
export interface Changed<Value> {
  readonly value: Value;
  readonly write: Write | null;
}
