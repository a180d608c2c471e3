import { useMemo } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { LossNames } from './loss-text.ts';

/** Returns the names of keys and accounts that the texts of a loss are made of. */
export function useLossNames(snapshot: InventorySnapshot, report: CoverageReport): LossNames {
  const { t, locale } = useTranslation();
  return useMemo(() => {
    const labels = distinctLabels(t, report.keys, new Map(snapshot.keys.map((key) => [key.id, key])));
    const keys = new Map(report.keys.map((record, at) => [record.keyId, { name: labels[at]?.full ?? '', record }]));
    const accountName = accountNames(t, locale, report);
    return {
      t,
      keyOf: (keyId) => keys.get(keyId) ?? null,
      accountName: (accountId) => displayText(accountName(accountId), 80),
    };
  }, [t, locale, snapshot.keys, report]);
}
