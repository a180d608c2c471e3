import type { OperationHistory } from '../operations/operation-names.ts';

/** Kinds of activity besides those that operations on keys leave. */
export const otherActivityKinds = [
  'key-first-seen',
  'key-read',
  'passkey-added',
  'passkey-vanished',
  'outcome-unknown',
  'key-forgotten',
  'told-added',
  'told-removed',
  'other-way-added',
  'other-way-removed',
  'device-added',
  'device-removed',
  'device-lost',
  'device-found',
  'accounts-joined',
  'accounts-separated',
  'record-attached',
  'service-assigned',
  'inventory-imported',
  'inventory-restored',
  'inventory-protected',
  'enrolments-imported',
  'account-marked',
  'key-lost',
  'key-found',
  'loss-closed',
  'backup-session-started',
  'backup-session-closed',
  'correction-saved',
  'correction-removed',
  'policy-adopted',
  'policy-removed',
] as const;
export type ActivityKind = (typeof otherActivityKinds)[number] | OperationHistory;

/** One line of the Activity view. */
export interface Activity {
  readonly id: string;
  readonly at: string;
  readonly kind: ActivityKind;
  readonly keyId: string | null;
  readonly keyLabel: string | null;
  /** Words for the message: service or RP ID, user name, counts. Never a secret. */
  readonly details: Readonly<Record<string, string>>;
}
