/** remove-lost-key: it opens still, take the lost key off · get-back-in: locked out · find-out: perhaps · add-spare: replace the key. */
export const lossTasks = ['remove-lost-key', 'get-back-in', 'find-out', 'add-spare'] as const;

/** One line of the checklist of a loss. The texts are those of the day of the loss: what is true later does not change it. */
export interface LossItem {
  readonly id: string;
  readonly task: (typeof lossTasks)[number];
  readonly accountId: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly userName: string | null;
  /** Labels of keys and names of other ways that open it still. */
  readonly opensWith: readonly string[];
  readonly doneAt: string | null;
}

/** A real loss that a person recorded and works through. */
export interface LossRecord {
  readonly id: string;
  readonly at: string;
  readonly keyIds: readonly string[];
  readonly keyLabels: readonly string[];
  readonly otherWayIds: readonly string[];
  readonly deviceIds: readonly string[];
  /** As they were then, in the order of `deviceIds`. */
  readonly deviceLabels: readonly string[];
  /** Accounts that were closed or taken over. */
  readonly accountIds: readonly string[];
  readonly items: readonly LossItem[];
  readonly closedAt: string | null;
  readonly note: string | null;
}
