/** Terminal through which a command writes and asks; replaced in tests. */
export interface Terminal {
  /** Writes one line of the answer (standard output). */
  print(line: string): void;
  /** Writes a part of a long answer (standard output), and waits until it is taken. */
  write(part: string): Promise<void>;
  /**
   * Waits until all lines are written; a signal meanwhile ends the process with this status. Returns the system's code of the error that kept
   * them from being written; null without one.
   */
  finish(status: number): Promise<string | null>;
  /** Writes one line of what goes on, a warning or a failure (standard error). */
  note(line: string): void;
  /** Shows how far a long reading is, on one line that is written over; nothing where standard error is a file. */
  progress(line: string | null): void;
  /** Size of the screen that standard output goes to; null where it is a file or a pipe. */
  readonly size: { readonly columns: number; readonly rows: number } | null;
  /** Whether a person can be asked: there is a terminal, whatever standard input and output are. */
  readonly canAsk: boolean;
  /** Asks for a secret without echo; the bytes are the caller's to wipe. Rejects with CommandFailed 'cancelled' on Ctrl-C. */
  askSecret(prompt: string, signal: AbortSignal): Promise<Uint8Array>;
  /** Asks for one line of text, shown as it is typed. */
  askLine(prompt: string, signal: AbortSignal): Promise<string>;
  /** Reads the next line of standard input as bytes, without its line end; null at its end. The bytes are the caller's to wipe. */
  readSecretLine(): Promise<Uint8Array | null>;
  /** Calls `stop` when the person or the system asks the program to end; at once where that was before. Returns how to stop listening. */
  onInterrupt(stop: () => void): () => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
