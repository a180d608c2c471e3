import { differenceOf, type FileFacts, type FileMemory, type RememberedFile } from './file-memory.ts';
import { InventoryError } from './storage-failure.ts';

/** Facts that one program knows of a file: as it last saw it, else as any program on this computer did. */
export class KnownFile {
  readonly #file: string;
  readonly #memory: FileMemory;
  /** Undefined until the memory of this computer was asked. */
  #known: FileFacts | null | undefined = undefined;
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
  async assertExpected(found: FileFacts, isOpen: boolean): Promise<void> {
    if (this.#known === undefined || this.#differenceOf(found, isOpen) !== null) await this.#recall();
    const detail = this.#differenceOf(found, isOpen);
    if (detail !== null) throw new InventoryError({ kind: 'inventory-replaced', detail });
  }

  /** Expects this file from now on. */
  see(found: FileFacts): void {
    this.#known = found;
  }

  /** Expects whatever is seen next. */
  acceptAny(): void {
    this.#known = null;
  }

  /**
   * Writes down what the file becomes by a change of its protection, before that is committed: a process that dies right after the commit leaves
   * a file that is expected. Returns at once where the protection stays.
   */
  async announce(next: FileFacts): Promise<void> {
    const known = this.#known ?? null;
    if (known === null || hasSameProtection(known, next)) return;
    await this.#write({ ...known, next });
  }

  /**
   * Writes down what was seen, unless that was done within `interval` milliseconds, or another program has written down what it saw later: the
   * memory may lag behind the file, never lead.
   */
  async remember(interval: number): Promise<void> {
    const known = this.#known ?? null;
    const { file, at } = this.#remembered;
    if (known === null || (file != null && isSame(file, expectedNow(known, file)))) return;
    const isOther = file == null || !isSame({ ...file, revision: known.revision }, expectedNow(known, file));
    if (!isOther && performance.now() - at < interval) return;
    const news = await this.#news();
    const isLater = news !== undefined && (news?.fileId !== known.fileId || news.revision > known.revision);
    if (isLater) this.#remembered = { file: news, at: performance.now() };
    else await this.#write(expectedNow(known, news ?? file ?? null));
  }

  #differenceOf(found: FileFacts, isOpen: boolean) {
    const known = this.#known ?? null;
    if (known === null) return null;
    const next = this.#remembered.file?.next ?? null;
    if (next !== null && differenceOf(next, found) === null) return null;
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

  async #write(file: RememberedFile): Promise<void> {
    await this.#memory.write(this.#file, file);
    this.#remembered = { file, at: performance.now() };
  }

  /** Forgets the file, here and in the memory of this computer. */
  async forget(): Promise<void> {
    this.#known = null;
    this.#remembered = { file: null, at: -Infinity };
    await this.#memory.forget(this.#file);
  }
}

/** Returns what is to be remembered of a file that was seen: an announced change stays until the file has come to its revision, changed or not. */
function expectedNow(seen: FileFacts, remembered: RememberedFile | null): RememberedFile {
  const { fileId, revision, keychain, passphrase } = seen;
  const next = remembered?.next ?? null;
  return { fileId, revision, keychain, passphrase, next: next !== null && revision < next.revision ? next : null };
}

function isSame(left: RememberedFile, right: RememberedFile): boolean {
  return hasSameState(left, right) && isSameNext(left.next, right.next);
}

function isSameNext(left: FileFacts | null, right: FileFacts | null): boolean {
  return left === null || right === null ? left === right : hasSameState(left, right);
}

function hasSameState(left: FileFacts, right: FileFacts): boolean {
  return left.revision === right.revision && hasSameProtection(left, right);
}

function hasSameProtection(left: FileFacts, right: FileFacts): boolean {
  return left.fileId === right.fileId && left.keychain === right.keychain && left.passphrase === right.passphrase;
}
