import path from 'node:path';
import type { TraceEvent } from './trace-events.ts';

/** Effect of a write or a change of size on a file. */
export type Pending = { readonly offset: number; readonly data: Buffer } | { readonly size: number };

/** A file: its content as programs see it, as it surely is on the disk, and what lies between. */
export interface RecordedFile {
  content: Buffer;
  durable: Buffer;
  pending: Pending[];
}

/** The names in a directory: as programs see them, as they surely are on the disk, and the changes between, oldest first. */
interface Directory {
  names: Map<string, RecordedFile | 'directory'>;
  durable: Map<string, RecordedFile | 'directory'>;
  /** The names after each change since. */
  pending: Map<string, RecordedFile | 'directory'>[];
}

/**
 * A disk on which a record of calls is played back. POSIX promises no more than: after `fsync` of a file its content is there, after
 * `fsync` of a directory its names are.
 */
export class RecordedDisk {
  readonly #root: string;
  readonly #directories = new Map<string, Directory>();
  readonly #open = new Map<number, { readonly path: string; readonly file: RecordedFile | null; at: number }>();

  /** `root`: the folder that is played back; it is there, empty, and on the disk. */
  constructor(root: string) {
    this.#root = root;
    this.#directories.set(root, { names: new Map(), durable: new Map(), pending: [] });
  }

  /** Adds a directory or a file that is on the disk already. */
  place(name: string, content: Buffer | null): void {
    const directory = this.#directoryOf(name);
    const entry = content === null ? 'directory' : { content, durable: content, pending: [] };
    if (entry === 'directory') this.#directories.set(name, { names: new Map(), durable: new Map(), pending: [] });
    directory.names.set(path.basename(name), entry);
    directory.durable.set(path.basename(name), entry);
  }

  play(event: TraceEvent): void {
    switch (event.type) {
      case 'open':
        return this.#opened(event);
      case 'close':
        return void this.#open.delete(event.fd);
      case 'write':
        return this.#write(event.fd, event.offset, event.data);
      case 'copy': {
        const [from, to] = [this.#open.get(event.from), this.#open.get(event.to)];
        if (from?.file == null || to?.file == null) return;
        const data = Buffer.from(from.file.content.subarray(from.at, from.at + event.length));
        from.at += event.length;
        return this.#write(event.to, null, data);
      }
      case 'truncate': {
        const file = this.#open.get(event.fd)?.file;
        return file == null ? undefined : change(file, { size: event.size });
      }
      case 'sync':
        return this.#sync(event.fd);
      case 'unlink':
        return this.#rename(this.#pathOf(event.path, event.below), null, true);
      case 'rename':
        return this.#rename(event.from, event.to, true);
      case 'link':
        return this.#rename(event.from, event.to, false);
      case 'mkdir':
        if (!this.#isBelow(event.path)) return;
        this.#directories.set(event.path, { names: new Map(), durable: new Map(), pending: [] });
        return this.#setName(event.path, 'directory');
      case 'line':
        return;
    }
  }

  /** Lists the directories, outermost first, with the names that may be found there after a loss of power. */
  directories(): readonly {
    readonly path: string;
    readonly possible: readonly ReadonlyMap<string, RecordedFile | 'directory'>[];
  }[] {
    return [...this.#directories.entries()]
      .map(([name, { durable, pending }]) => ({ path: name, possible: [durable, ...pending] }))
      .sort((left, right) => left.path.length - right.path.length);
  }

  #opened({ path: given, below, fd, create, empty }: Extract<TraceEvent, { type: 'open' }>): void {
    const name = this.#pathOf(given, below);
    if (!this.#isBelow(name) && name !== this.#root) return void this.#open.delete(fd);
    if (this.#directories.has(name)) return void this.#open.set(fd, { path: name, file: null, at: 0 });
    const directory = this.#directoryOf(name);
    let file = directory.names.get(path.basename(name));
    if (file === undefined && create) {
      file = { content: Buffer.alloc(0), durable: Buffer.alloc(0), pending: [] };
      this.#setName(name, file);
    }
    if (file === undefined || file === 'directory') throw new Error(`opened what is not there: ${name}`);
    if (empty) change(file, { size: 0 });
    this.#open.set(fd, { path: name, file, at: 0 });
  }

  #write(fd: number, offset: number | null, data: Buffer): void {
    const open = this.#open.get(fd);
    if (open?.file == null) return;
    change(open.file, { offset: offset ?? open.at, data });
    if (offset === null) open.at += data.length;
  }

  #sync(fd: number): void {
    const open = this.#open.get(fd);
    if (open === undefined) return;
    if (open.file !== null) {
      open.file.durable = open.file.content;
      open.file.pending = [];
      return;
    }
    const directory = this.#directories.get(open.path);
    if (directory === undefined) return;
    directory.durable = directory.names;
    directory.pending = [];
  }

  #rename(from: string, to: string | null, removes: boolean): void {
    if (!this.#isBelow(from)) return;
    const directory = this.#directoryOf(from);
    const entry = directory.names.get(path.basename(from));
    if (entry === undefined) throw new Error(`renamed what is not there: ${from}`);
    if (to !== null && path.dirname(to) !== path.dirname(from)) throw new Error('a rename across directories');
    const names = new Map(directory.names);
    if (removes) names.delete(path.basename(from));
    if (to !== null) names.set(path.basename(to), entry);
    directory.names = names;
    directory.pending.push(names);
  }

  #setName(name: string, entry: RecordedFile | 'directory'): void {
    const directory = this.#directoryOf(name);
    directory.names = new Map(directory.names).set(path.basename(name), entry);
    directory.pending.push(directory.names);
  }

  #pathOf(name: string, below: number | null): string {
    return below === null ? name : `${this.#open.get(below)?.path ?? ''}/${name}`;
  }

  #directoryOf(name: string): Directory {
    const directory = this.#directories.get(path.dirname(name));
    if (directory === undefined) throw new Error(`no such directory: ${path.dirname(name)}`);
    return directory;
  }

  #isBelow(name: string): boolean {
    return name.startsWith(`${this.#root}/`);
  }
}

function change(file: RecordedFile, pending: Pending): void {
  file.content = applied(file.content, pending);
  file.pending.push(pending);
}

/** Returns the content after a change; the one before stays as it is. */
export function applied(content: Buffer, pending: Pending): Buffer {
  if ('size' in pending) {
    const sized = Buffer.alloc(pending.size);
    content.copy(sized);
    return sized;
  }
  const { offset, data } = pending;
  const written = Buffer.alloc(Math.max(content.length, offset + data.length));
  content.copy(written);
  data.copy(written, offset);
  return written;
}
