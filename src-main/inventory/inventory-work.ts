import { failed, success } from '../../src-shared/lib/outcome.ts';
import { type ChangeContext, pruneActivity } from './records/change-context.ts';
import type { InventoryOutcome } from './inventory.ts';
import type { InventoryData } from './records/inventory-data.ts';
import type { InventoryFile } from './file/inventory-file.ts';
import type { FileContent } from './file/file-content.ts';
import { endOperation, findUnfinished, type JournalEnd, markUnknown } from './records/operation-journal.ts';
import { pruneDismissals } from './records/personal-choices.ts';
import { type InventoryFailureValue, storageFailure } from './file/storage-failure.ts';

export interface InventoryWorkOptions {
  /** ISO 8601. */
  readonly now: () => string;
  readonly newId: () => string;
  readonly defaultLabel: string;
  /** Throws where changed data may not be written. */
  readonly check: (data: InventoryData, before: InventoryData) => void;
}

/** Reads and changes an inventory file as a whole, one change at a time, and tells listeners of what was committed. */
export class InventoryWork {
  readonly #file: InventoryFile;
  readonly #options: InventoryWorkOptions;
  readonly #listeners = new Set<() => void>();
  /**
   * Ends of operations that could not be written when they came. They are written before anything else, else the key would be read again
   * although the outcome is known.
   */
  #unwritten: JournalEnd[] = [];
  #lastRevision: number | null = null;

  constructor(file: InventoryFile, options: InventoryWorkOptions) {
    this.#file = file;
    this.#options = options;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  unsubscribeAll(): void {
    this.#listeners.clear();
  }

  /** Keeps the end of an operation that could not be written now. */
  keepUnwritten(end: JournalEnd): void {
    this.#unwritten.push(end);
  }

  contextOn(data: InventoryData): ChangeContext {
    const { now, newId, defaultLabel } = this.#options;
    return { data, now: now(), newId: () => unusedId(data, newId()), defaultLabel };
  }

  /** Calls `work` to read; what other processes left unfinished is marked first, and written if the disk accepts it. */
  read<Value>(work: (data: InventoryData, revision: number) => Value): InventoryOutcome<Value> {
    return this.attempt(async () => {
      const found = await this.#file.read((content) => {
        const draft = this.#withUnfinished(content);
        return draft === null ? { value: work(content.data, content.revision), revision: content.revision } : null;
      });
      const { value, revision } = found ?? (await this.#settleAndRead(work));
      this.#announce(revision);
      return value;
    });
  }

  async #settleAndRead<Value>(work: (data: InventoryData, revision: number) => Value) {
    try {
      await this.#file.change((content) => {
        const data = this.#withUnfinished(content);
        return { value: undefined, write: data === null ? null : { data } };
      });
      this.#unwritten = [];
    } catch (error) {
      if (storageFailure(error) === null) throw error;
    }
    return this.#file.read((content) => ({
      value: work(this.#withUnfinished(content) ?? content.data, content.revision),
      revision: content.revision,
    }));
  }

  /** Calls `work` with a copy and commits what it changed: all of it or nothing. */
  change<Value>(work: (context: ChangeContext, revision: number) => Value): InventoryOutcome<Value> {
    return this.attempt(async () => {
      const { value, revision } = await this.#file.change((content) => {
        const data = this.#withUnfinished(content) ?? content.data.copy();
        const result = work(this.contextOn(data), content.revision);
        this.#options.check(data, content.data);
        pruneActivity(data);
        if (data.changes().length > 0) pruneDismissals(this.contextOn(data));
        return { value: result, write: data.changes().length === 0 ? null : { data } };
      });
      this.#unwritten = [];
      this.#announce(revision);
      return value;
    });
  }

  /** Returns a copy with the ends that are still to be written and the operations that nobody ended; null where there are none. */
  #withUnfinished(content: FileContent): InventoryData | null {
    const now = Date.parse(this.#options.now());
    const unfinished = findUnfinished(content.data, now);
    if (unfinished.length === 0 && this.#unwritten.length === 0) return null;
    const draft = content.data.copy();
    const context = this.contextOn(draft);
    for (const end of this.#unwritten) endOperation(context, end);
    for (const entry of findUnfinished(draft, now)) markUnknown(context, entry);
    return draft;
  }

  /** Turns expected failures into values; a defect is thrown. */
  async attempt<Value>(work: () => Promise<Value>): InventoryOutcome<Value> {
    try {
      return success(await work());
    } catch (error) {
      const failure = storageFailure(error);
      if (failure === null) throw error;
      return failed<InventoryFailureValue>(failure);
    }
  }

  /** Calls `work` that replaces the file or its protection; listeners are notified whatever the revision number is. */
  async replace<Value>(work: () => Promise<Value>): InventoryOutcome<Value> {
    const outcome = await this.attempt(work);
    if (outcome.ok) {
      this.#lastRevision = null;
      this.#tell();
    }
    return outcome;
  }

  #announce(revision: number): void {
    const changed = this.#lastRevision !== null && this.#lastRevision !== revision;
    this.#lastRevision = revision;
    if (changed) this.#tell();
  }

  #tell(): void {
    for (const listener of Array.from(this.#listeners)) listener();
  }
}

/** Returns an id for a new record. Throws where there is a record of that id: it would be replaced. */
function unusedId(data: InventoryData, id: string): string {
  if (data.hasId(id)) throw new Error('an id of a record that exists');
  return id;
}
