import { useMemo } from 'react';
import { backupPlan } from '../../../src-shared/plans/backup-plan.ts';
import type { BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { siteOf } from '../../stores/sites.ts';
import { useCoverage } from '../coverage/use-coverage.ts';

/** Arranges what the spare lacks of what the primary opens; null until the inventory has come or where a key is missing. */
export function useBackupPlan(
  primaryKeyId: string,
  spareKeyId: string,
  session: BackupSession | null,
): BackupPlan | null {
  const snapshot = useInventory((state) => state.snapshot);
  const services = useApp((state) => state.services);
  const report = useCoverage();
  const plugged = useKeys((state) => state.keys.find((key) => key.remembered?.keyId === spareKeyId));
  const spareCanList = plugged === undefined ? null : canList(plugged);
  return useMemo(
    () =>
      report === null || snapshot === null
        ? null
        : backupPlan({ report, snapshot, services, siteOf, primaryKeyId, spareKeyId, session, spareCanList }),
    [report, snapshot, services, primaryKeyId, spareKeyId, session, spareCanList],
  );
}

/** Returns null where only something that passes stands in the way, such as a PIN that is not set yet. */
function canList({ facts }: KeyView): boolean | null {
  const can = facts?.capabilities.listPasskeys;
  if (can === undefined || can.answer === 'unknown') return null;
  if (can.answer === 'yes') return true;
  switch (can.reason) {
    case 'u2f-only':
    case 'fido2-off':
    case 'too-old':
    case 'no-token':
    case 'no-pin-support':
      return false;
    default:
      return null;
  }
}
