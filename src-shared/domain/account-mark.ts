export const importances = ['high', 'normal', 'low'] as const;
export type Importance = (typeof importances)[number];

/** Statement of a person about an account itself. A mark with a user handle also assigns the passkeys with that handle to a service. */
export interface AccountMark {
  readonly id: string;
  readonly serviceId: string;
  /** Hex. */
  readonly userId: string | null;
  readonly userName: string | null;
  /** Null where the person said nothing of it. */
  readonly importance: Importance | null;
  readonly asOf: string;
}

/** Two accounts that a person knows to be one: under another spelling, an alias, or joined after a rename. */
export interface SameAccount {
  readonly id: string;
  readonly accountIds: readonly [string, string];
  readonly asOf: string;
}
