import type { SentCommand } from '../../src-shared/domain/sent-command.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';

/** Entries kept of one plug-in: a reading of a full key is about a thousand. */
const mostEntries = 2_000;

/** Log of the commands that were sent to one plug-in of one key, by name. No content reaches it. */
export class SentLog {
  readonly #now: () => Date;
  readonly #entries: SentCommand[] = [];
  #operation: OperationName = 'read-key';
  #dropped = 0;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  get entries(): readonly SentCommand[] {
    return [...this.#entries];
  }

  /** Number of older entries that made room. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Records what follows as steps of this operation. */
  beginOperation(operation: OperationName): void {
    this.#operation = operation;
  }

  /** Records that a command is sent; the returned function is called with how it ended. */
  begin(command: string): (status: string) => void {
    const at = this.#now().toISOString();
    const operation = this.#operation;
    const begun = performance.now();
    return (status) => {
      this.#entries.push({ at, operation, command, status, milliseconds: Math.round(performance.now() - begun) });
      if (this.#entries.length <= mostEntries) return;
      this.#entries.shift();
      this.#dropped++;
    };
  }
}
