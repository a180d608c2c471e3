import { failed, success } from '../../src-shared/lib/outcome.ts';
import { type ChangeContext, pruneActivity } from './records/change-context.ts';
import type { InventoryOutcome } from './inventory.ts';
import type { InventoryData } from './records/inventory-data.ts';
import type { InventoryFile, Session } from './file/inventory-file.ts';
import { endOperation, findUnfinished, type JournalEnd, markUnknown } from './records/operation-journal.ts';
import { pruneDismissals } from './records/personal-choices.ts';
import { type InventoryFailureValue, storageFailure } from './file/storage-failure.ts';

export interface InventoryWorkOptions {
  /** ISO 8601. */
  readonly now: () => string;
  readonly newId: () => string;
  readonly defaultLabel: string;
}

/** Reads and changes an inventory file as a whole, one change at a time, and tells listeners of what was committed. */
export class InventoryWork {
  readonly #file: InventoryFile;
  readonly #options: InventoryWorkOptions;
  readonly #listeners = new Set<() => void>();
  /** Ends of operations that could not be written when they came: written before anything else (reliability I-27). */
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
    return { data, now: this.#options.now(), newId: this.#options.newId, defaultLabel: this.#options.defaultLabel };
  }

  /** Opens the file and lets `work` read; what other processes left unfinished is marked first, if the disk takes it. */
  read<Value>(work: (data: InventoryData, revision: number) => Value): InventoryOutcome<Value> {
    return this.attempt(async () => {
      const { value, revision } = await this.#file.opened(async (session) => {
        const draft = this.#withUnfinished(session);
        const settled = draft === null ? session.revision : await this.#commitIfPossible(session, draft);
        return { value: work(draft ?? session.data, settled), revision: settled };
      });
      this.#announce(revision);
      return value;
    });
  }

  /** Lets `work` change a copy and commits what it changed: all of it or nothing. */
  change<Value>(work: (context: ChangeContext, revision: number) => Value): InventoryOutcome<Value> {
    return this.attempt(async () => {
      const { value, revision } = await this.#file.opened(async (session) => {
        const draft = this.#withUnfinished(session) ?? session.data.copy();
        const value = work(this.contextOn(draft), session.revision);
        pruneActivity(draft);
        if (draft.changes().length > 0) pruneDismissals(this.contextOn(draft));
        const revision = draft.changes().length === 0 ? session.revision : await this.#file.commit(session, draft);
        this.#unwritten = [];
        return { value, revision };
      });
      this.#announce(revision);
      return value;
    });
  }

  /** A copy with the ends that are still to be written and the operations nobody ended; null where there are none. */
  #withUnfinished(session: Session): InventoryData | null {
    const now = Date.parse(this.#options.now());
    const unfinished = findUnfinished(session.data, now);
    if (unfinished.length === 0 && this.#unwritten.length === 0) return null;
    const draft = session.data.copy();
    const context = this.contextOn(draft);
    for (const end of this.#unwritten) endOperation(context, end);
    for (const entry of findUnfinished(draft, now)) markUnknown(context, entry);
    return draft;
  }

  async #commitIfPossible(session: Session, draft: InventoryData): Promise<number> {
    try {
      const revision = await this.#file.commit(session, draft);
      this.#unwritten = [];
      return revision;
    } catch (error) {
      if (storageFailure(error, this.#file.path) === null) throw error;
      return session.revision;
    }
  }

  /** Turns expected failures into values; a defect is thrown. */
  async attempt<Value>(work: () => Promise<Value>): InventoryOutcome<Value> {
    try {
      return success(await work());
    } catch (error) {
      const failure = storageFailure(error, this.#file.path);
      if (failure === null) throw error;
      return failed<InventoryFailureValue>(failure);
    }
  }

  /** Does what replaces the file or its protection; listeners are told whatever the revision number says. */
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
