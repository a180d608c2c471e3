import { useMemo } from 'react';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-types.ts';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';

/** Large inventories take a third of a second: coming back to the view must not cost that again. */
const reports = new WeakMap<object, { readonly services: object; readonly report: CoverageReport }>();

/** Computes the coverage of the present inventory; null until the inventory has come. */
export function useCoverage(): CoverageReport | null {
  const snapshot = useInventory((state) => state.snapshot);
  const services = useApp((state) => state.services);
  return useMemo(() => {
    if (snapshot === null) return null;
    const kept = reports.get(snapshot);
    if (kept?.services === services) return kept.report;
    const report = analyseCoverage({ ...snapshot, services });
    reports.set(snapshot, { services, report });
    return report;
  }, [snapshot, services]);
}
