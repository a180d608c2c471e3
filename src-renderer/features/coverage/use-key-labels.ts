import { useCallback, useMemo } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { type DistinctLabel, distinctLabels } from '../../components/distinct-labels.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';

const noRecords: readonly InventoryKey[] = [];

/** Returns the records of all keys, and names of which no two are equal. */
export function useKeyLabels(report: CoverageReport): {
  readonly records: readonly InventoryKey[];
  readonly labels: ReadonlyMap<string, DistinctLabel>;
  readonly labelOf: (keyId: string) => string;
} {
  const { t } = useTranslation();
  const records = useInventory((state) => state.snapshot?.keys ?? noRecords);
  const labels = useMemo(() => {
    const distinct = distinctLabels(t, report.keys, new Map(records.map((key) => [key.id, key])));
    return new Map(report.keys.flatMap(({ keyId }, at) => (distinct[at] === undefined ? [] : [[keyId, distinct[at]]])));
  }, [t, report.keys, records]);
  const labelOf = useCallback((keyId: string): string => labels.get(keyId)?.full ?? '', [labels]);
  return { records, labels, labelOf };
}
