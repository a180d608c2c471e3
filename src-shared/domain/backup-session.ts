/** opened: its page was opened · ticked: seen on the spare at a reading · told: recorded by hand · skipped: not wanted. */
export const backupItemStates = ['opened', 'ticked', 'told', 'skipped'] as const;

/** A backup session: what was done about the accounts that a spare lacks. What is left is worked out from the inventory. */
export interface BackupSession {
  readonly id: string;
  readonly primaryKeyId: string;
  readonly spareKeyId: string;
  readonly startedAt: string;
  /** Last change by the person or by a reading. */
  readonly changedAt: string;
  readonly closedAt: string | null;
  readonly items: readonly {
    readonly accountId: string;
    readonly state: (typeof backupItemStates)[number];
    readonly at: string;
    readonly reason: string | null;
  }[];
}
