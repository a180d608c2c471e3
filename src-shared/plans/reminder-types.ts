import type { Severity } from '../coverage/gap.ts';

/**
 * - `passkey-vanished`: a reading no longer found what was on the key, and it was not deleted here. A security event.
 * - `lost-key-seen`: a key that is recorded as lost was plugged in since.
 * - `loss-open`: a recorded loss with lines left to do.
 * - `key-reread`: a change on the key was interrupted.
 * - `spare-never-read`, `spare-not-seen`, `spare-not-read`: a spare of which nothing is sure any more.
 * - `key-not-read`: the same for a key in daily use.
 * - `spare-behind`: accounts were added elsewhere since the spare was read.
 * - `pass-ending`, `pass-over`: something that opens an account only until a certain time.
 * - `backup-paused`: a backup session that was begun and not closed.
 */
export const reminderKinds = [
  'passkey-vanished',
  'lost-key-seen',
  'loss-open',
  'key-reread',
  'pass-ending',
  'spare-never-read',
  'spare-not-seen',
  'spare-not-read',
  'spare-behind',
  'key-not-read',
  'pass-over',
  'backup-paused',
] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** An account that a reminder names. */
export interface ReminderAccount {
  readonly service: string;
  readonly serviceJa: string | null;
  readonly user: string | null;
}

/** The view that the window opens from a reminder. */
type ReminderTarget =
  | { readonly type: 'key'; readonly keyId: string }
  | { readonly type: 'loss'; readonly lossId: string }
  | { readonly type: 'backup'; readonly sessionId: string }
  | { readonly type: 'coverage' };

export interface Reminder {
  /** Stable while the same thing is the matter: a person can put it aside under this name. */
  readonly id: string;
  readonly kind: ReminderKind;
  readonly severity: Severity;
  /** ISO 8601: since when, or until when; null where there was never a time. */
  readonly at: string | null;
  /** Label of the key, labels of the lost keys (none where only other ways were lost), name of the pass. */
  readonly names: readonly string[];
  readonly accounts: readonly ReminderAccount[];
  readonly counts: { readonly left: number; readonly total: number };
  readonly target: ReminderTarget;
}

// Security events stay until a person acknowledges them; everything else can be put aside for a time.
export function isSecurityEvent({ kind }: Pick<Reminder, 'kind'>): boolean {
  return kind === 'passkey-vanished' || kind === 'lost-key-seen';
}
