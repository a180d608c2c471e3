import { useMemo } from 'react';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-types.ts';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';

/** Computes the coverage of the present inventory; null until the inventory has come. */
export function useCoverage(): CoverageReport | null {
  const snapshot = useInventory((state) => state.snapshot);
  const services = useApp((state) => state.services);
  return useMemo(() => (snapshot === null ? null : analyseCoverage({ ...snapshot, services })), [snapshot, services]);
}
