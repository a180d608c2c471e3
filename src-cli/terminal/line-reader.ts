import { copySecret } from '../../src-shared/lib/secret-bytes.ts';
import { CommandFailed } from '../program/command-failure.ts';

/** U+FEFF in UTF-8. */
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Reads an input line by line as bytes; what was read is wiped. */
export class LineReader {
  #rest: Uint8Array = new Uint8Array();
  #ended = false;
  #begun = false;
  readonly #chunks: AsyncIterator<Uint8Array, undefined>;

  constructor(chunks: AsyncIterator<Uint8Array, undefined>) {
    this.#chunks = chunks;
  }

  /** Returns the next line without its end; the mark with which some programs begin UTF-8 is no part of the first. */
  async next(): Promise<Uint8Array | null> {
    const line = await this.#nextRaw();
    const isFirst = !this.#begun;
    this.#begun = true;
    if (line === null || !isFirst || !byteOrderMark.every((byte, index) => line[index] === byte)) return line;
    const rest = copySecret(line.subarray(byteOrderMark.length));
    line.fill(0);
    return rest;
  }

  async #nextRaw(): Promise<Uint8Array | null> {
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end !== -1) return this.#cut(end, end + 1);
      if (this.#ended) return this.#rest.length === 0 ? null : this.#cut(this.#rest.length, this.#rest.length);
      const chunk = await this.#chunks.next();
      if (chunk.done === true) this.#ended = true;
      else this.#append(chunk.value);
      // Two PINs and a passphrase are far shorter: this is not the input that was meant.
      if (this.#rest.length > 64 * 1024) throw new CommandFailed({ kind: 'pin-malformed' });
    }
  }

  #cut(end: number, next: number): Uint8Array {
    // Windows ends a line with CR LF; a PIN cannot hold CR.
    const line = copySecret(this.#rest.subarray(0, this.#rest[end - 1] === 0x0d ? end - 1 : end));
    const rest = copySecret(this.#rest.subarray(next));
    this.#rest.fill(0);
    this.#rest = rest;
    return line;
  }

  #append(chunk: Uint8Array): void {
    const joined = copySecret(this.#rest, chunk);
    this.#rest.fill(0);
    chunk.fill(0);
    this.#rest = joined;
  }
}
