import type { InventoryKey } from '../domain/inventory-key.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import { foldText } from '../lib/fold-text.ts';
import { isOwnedByAnother } from './backup-pair.ts';

/** The reasons why two keys make a poor pair, or why a session with them will not come to an end. */
const backupWarningKinds = [
  'primary-out-of-use',
  'spare-out-of-use',
  'spare-pin-blocked',
  'spare-pin-not-set',
  'spare-needs-reread',
  'spare-cannot-list',
  'spare-never-read',
  'spare-advisory',
  'same-ring',
  'same-place',
  'other-owner',
] as const;
export type BackupWarning = (typeof backupWarningKinds)[number];

/** Looks at the two keys as a pair. `canList`: whether the spare can list its passkeys, null where nobody knows. */
export function backupWarnings(
  primary: InventoryKey,
  spare: InventoryKey,
  report: Pick<CoverageReport, 'keys'>,
  canList: boolean | null,
): readonly BackupWarning[] {
  const ofPrimary = report.keys.find(({ keyId }) => keyId === primary.id);
  const ofSpare = report.keys.find(({ keyId }) => keyId === spare.id);
  const holds: Readonly<Record<BackupWarning, boolean>> = {
    'primary-out-of-use': ofPrimary?.outOfUse === true,
    'spare-out-of-use': ofSpare?.outOfUse === true,
    'spare-pin-blocked': spare.pinBlocked === true,
    'spare-pin-not-set': spare.pinSet === false && canList !== false,
    'spare-needs-reread': spare.needsReread,
    'spare-cannot-list': canList === false,
    'spare-never-read': spare.lastRead === null && canList !== false,
    'spare-advisory': ofSpare?.gaps.some((gap) => gap.kind === 'key-advisory' && gap.severity !== 'notice') === true,
    'same-ring': sameText(primary.carriedOn, spare.carriedOn),
    'same-place': !sameText(primary.carriedOn, spare.carriedOn) && sameText(primary.place, spare.place),
    'other-owner': isOwnedByAnother(primary, spare),
  };
  return backupWarningKinds.filter((kind) => holds[kind]);
}

function sameText(left: string | null, right: string | null): boolean {
  return foldText(left) !== null && foldText(left) === foldText(right);
}
