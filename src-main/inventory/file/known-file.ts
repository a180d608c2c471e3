import { assertExpected, type FileMemory, type RememberedFile } from './file-memory.ts';

/** What one program knows of a file: as it last saw it, else as any program on this computer did. */
export class KnownFile {
  readonly #file: string;
  readonly #memory: FileMemory;
  /** Undefined until the memory of this computer was asked. */
  #known: RememberedFile | null | undefined = undefined;
  /** What that memory holds, and since when. */
  #remembered: { readonly file: RememberedFile | null; readonly at: number } = { file: null, at: -Infinity };

  constructor(file: string, memory: FileMemory) {
    this.#file = file;
    this.#memory = memory;
  }

  /**
   * Throws InventoryError `inventory-replaced` where another file, a later state or more protection was seen. `isOpen` says that the same data
   * key vouches for the file as before: whoever changed its protection since was let in.
   */
  async assertExpected(found: RememberedFile, isOpen: boolean): Promise<void> {
    if (this.#known === undefined) {
      this.#known = await this.#memory.read(this.#file);
      this.#remembered = { file: this.#known, at: -Infinity };
    }
    if (this.#known === null) return;
    assertExpected(isOpen ? { ...found, revision: this.#known.revision } : this.#known, found);
  }

  /** Expects this file from now on. */
  see(found: RememberedFile): void {
    this.#known = found;
  }

  /** Expects whatever is seen next. */
  acceptAny(): void {
    this.#known = null;
  }

  /** Writes down what was seen, unless that was done within `interval` milliseconds: the memory may lag behind the file, never lead. */
  async remember(interval: number): Promise<void> {
    const known = this.#known ?? null;
    const { file, at } = this.#remembered;
    if (known === null || (file !== null && isSame(file, known))) return;
    const isOther = file === null || !isSame({ ...file, revision: known.revision }, known);
    if (!isOther && performance.now() - at < interval) return;
    await this.#memory.write(this.#file, known);
    this.#remembered = { file: known, at: performance.now() };
  }

  /** Forgets the file, here and in the memory of this computer. */
  async forget(): Promise<void> {
    this.#known = null;
    this.#remembered = { file: null, at: -Infinity };
    await this.#memory.forget(this.#file);
  }
}

function isSame(left: RememberedFile, right: RememberedFile): boolean {
  const { fileId, revision, keychain, passphrase } = left;
  return (
    fileId === right.fileId &&
    revision === right.revision &&
    keychain === right.keychain &&
    passphrase === right.passphrase
  );
}
