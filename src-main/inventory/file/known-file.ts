import { differenceOf, type FileMemory, type RememberedFile } from './file-memory.ts';
import { InventoryError } from './storage-failure.ts';

/** Facts that one program knows of a file: as it last saw it, else as any program on this computer did. */
export class KnownFile {
  readonly #file: string;
  readonly #memory: FileMemory;
  /** Undefined until the memory of this computer was asked. */
  #known: RememberedFile | null | undefined = undefined;
  /** Content of that memory, and the time of reading it; undefined until it was read or written. */
  #remembered: { readonly file: RememberedFile | null | undefined; readonly at: number } = {
    file: undefined,
    at: -Infinity,
  };

  constructor(file: string, memory: FileMemory) {
    this.#file = file;
    this.#memory = memory;
  }

  /**
   * Throws InventoryError `inventory-replaced` where another file, a later state or more protection was seen. `isOpen` says that the same data
   * key vouches for the file as before: whoever changed its protection since was let in.
   */
  async assertExpected(found: RememberedFile, isOpen: boolean): Promise<void> {
    if (this.#known === undefined || this.#differenceOf(found, isOpen) !== null) await this.#recall();
    const detail = this.#differenceOf(found, isOpen);
    if (detail !== null) throw new InventoryError({ kind: 'inventory-replaced', detail });
  }

  /** Expects this file from now on. */
  see(found: RememberedFile): void {
    this.#known = found;
  }

  /** Expects whatever is seen next. */
  acceptAny(): void {
    this.#known = null;
  }

  /**
   * Writes down what was seen, unless that was done within `interval` milliseconds, or another program has written down what it saw later: the
   * memory may lag behind the file, never lead.
   */
  async remember(interval: number): Promise<void> {
    const known = this.#known ?? null;
    const { file, at } = this.#remembered;
    if (known === null || (file != null && isSame(file, known))) return;
    const isOther = file == null || !isSame({ ...file, revision: known.revision }, known);
    if (!isOther && performance.now() - at < interval) return;
    const news = await this.#news();
    const isLater = news !== undefined && (news?.fileId !== known.fileId || news.revision > known.revision);
    if (!isLater) await this.#memory.write(this.#file, known);
    this.#remembered = { file: isLater ? news : known, at: performance.now() };
  }

  #differenceOf(found: RememberedFile, isOpen: boolean) {
    const known = this.#known ?? null;
    if (known === null) return null;
    return differenceOf(isOpen ? { ...found, revision: known.revision } : known, found);
  }

  /** Adopts what another program on this computer has remembered, or forgotten, since this one last asked. */
  async #recall(): Promise<void> {
    const file = this.#known === undefined ? await this.#memory.read(this.#file) : await this.#news();
    if (file === undefined) return;
    this.#known = file;
    this.#remembered = { file, at: -Infinity };
  }

  /** Reads the memory of this computer. Returns undefined where it holds what this program last found or wrote there. */
  async #news(): Promise<RememberedFile | null | undefined> {
    const file = await this.#memory.read(this.#file);
    const before = this.#remembered.file;
    if (before === undefined) return undefined;
    const isNews = before === null || file === null ? before !== file : !isSame(before, file);
    return isNews ? file : undefined;
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
