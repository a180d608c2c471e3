/** One command that was sent to a key: its name and how it ended. Never its content. */
export interface SentCommand {
  /** ISO 8601. */
  readonly at: string;
  /** Operation that it was a step of. */
  readonly operation: string;
  /** Name in the specification, e.g. `clientPin.getPINRetries`, `CTAPHID_WINK`. */
  readonly command: string;
  /** `OK`, the name of a CTAP2 status, or the reason why no answer came. */
  readonly status: string;
  /** Time until the answer. */
  readonly milliseconds: number;
}

/** Commands that were sent to one plug-in of one key, oldest first. */
export interface SentToKey {
  readonly path: string;
  readonly product: string | null;
  readonly commands: readonly SentCommand[];
  /** Number of older commands that are no longer kept. */
  readonly dropped: number;
}
