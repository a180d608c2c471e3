import type { FailureKind } from '../../src-shared/domain/operation-failure.ts';

/** Exit statuses of the process (docs/cli.md "Exit status"). */
export const exitStatus = {
  done: 0,
  checkFailed: 1,
  usage: 2,
  noSuchKey: 3,
  pin: 4,
  refused: 5,
  notActed: 6,
  noPermission: 7,
  outcomeUnknown: 8,
  inventory: 9,
  defect: 70,
} as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** Returns the exit status of something that was looked at: done where it is in order. */
export function statusOfCheck(isInOrder: boolean): ExitStatus {
  return isInOrder ? exitStatus.done : exitStatus.checkFailed;
}

/** The exit status of every failure; a kind that is not named here does not compile. */
export const exitStatusOf: Readonly<Record<FailureKind, ExitStatus>> = {
  'pin-wrong': exitStatus.pin,
  'pin-way-refused': exitStatus.pin,
  'pin-needs-replug': exitStatus.pin,
  'pin-blocked': exitStatus.pin,
  'pin-required': exitStatus.pin,
  'pin-not-set': exitStatus.refused,
  'pin-already-set': exitStatus.refused,
  'pin-change-required': exitStatus.refused,
  'pin-too-short': exitStatus.refused,
  'pin-too-long': exitStatus.refused,
  'pin-malformed': exitStatus.refused,
  'pin-same': exitStatus.refused,
  'pin-refused-by-policy': exitStatus.refused,
  'touch-timed-out': exitStatus.notActed,
  'touch-refused': exitStatus.notActed,
  cancelled: exitStatus.notActed,
  'confirmation-expired': exitStatus.notActed,
  'key-removed': exitStatus.outcomeUnknown,
  'key-changed': exitStatus.outcomeUnknown,
  'outcome-unknown': exitStatus.outcomeUnknown,
  'key-host-restarted': exitStatus.outcomeUnknown,
  'key-busy': exitStatus.refused,
  'key-not-answering': exitStatus.refused,
  'key-broke-protocol': exitStatus.refused,
  'key-refused': exitStatus.refused,
  'not-supported': exitStatus.refused,
  'passkey-not-found': exitStatus.refused,
  'passkey-refused': exitStatus.refused,
  'storage-full': exitStatus.refused,
  'no-permission': exitStatus.noPermission,
  'hid-unusable': exitStatus.noPermission,
  'no-such-key': exitStatus.noSuchKey,
  'ambiguous-key': exitStatus.noSuchKey,
  'inventory-locked': exitStatus.inventory,
  'inventory-needs-passphrase': exitStatus.inventory,
  'inventory-wrong-passphrase': exitStatus.inventory,
  'inventory-damaged': exitStatus.inventory,
  'inventory-newer': exitStatus.inventory,
  'inventory-not-demo': exitStatus.inventory,
  'inventory-replaced': exitStatus.inventory,
  'inventory-read-only': exitStatus.inventory,
  'inventory-unreadable': exitStatus.inventory,
  'disk-full': exitStatus.inventory,
  'file-not-written': exitStatus.usage,
  'output-not-written': exitStatus.inventory,
  'input-invalid': exitStatus.usage,
  unexpected: exitStatus.defect,
};
