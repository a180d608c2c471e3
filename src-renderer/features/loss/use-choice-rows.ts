import { useMemo } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { otherWayName } from '../../../src-shared/i18n/recovery-message.ts';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { useTranslation } from '../../use-translation.tsx';
import { type AccountChoice, type ChoiceRow, choiceRows } from './choice-rows.ts';
import { lostCountText } from './lost-count-text.ts';

/**
 * Returns what can be assumed lost, in the language of the window, of the accounts those that are wanted; nothing before the inventory has
 * come.
 */
export function useChoiceRows(
  snapshot: InventorySnapshot | null,
  report: CoverageReport | null,
  isWanted: AccountChoice,
): readonly ChoiceRow[] {
  const { t, locale } = useTranslation();
  return useMemo(() => {
    if (snapshot === null || report === null) return [];
    const records = new Map(snapshot.keys.map((key) => [key.id, key]));
    const labels = distinctLabels(t, report.keys, records);
    const names = new Map(report.keys.map((key, index) => [key.keyId, labels[index]?.full ?? key.label]));
    return choiceRows(snapshot, report, isWanted, {
      keyName: (keyId) => names.get(keyId) ?? keyId,
      wayName: (way) => otherWayName(t, way),
      role: (role) => t(`role.${role ?? 'none'}`),
      deviceKind: ({ kind }) => t(`devices.kind.${kind}`),
      accountName: accountNames(t, locale, report),
      dependents: (dependents) => t('window.loss.account.opens', { count: dependents }),
      contents: (keys, ways, devices) => lostCountText(t, { keys, ways, devices, accounts: 0 }),
      joiner: t('list.separator'),
    });
  }, [snapshot, report, isWanted, t, locale]);
}
