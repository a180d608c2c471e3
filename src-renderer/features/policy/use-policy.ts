import { useEffect, useMemo, useState } from 'react';
import { evaluatePolicy, type PolicyResult } from '../../../src-shared/policy/policy.ts';
import { api, type SparekeyApi } from '../../api.ts';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { run } from '../../stores/run.ts';
import { useCoverage, useMoment } from '../coverage/use-coverage.ts';

type CurrentOutcome = Awaited<ReturnType<SparekeyApi['policy']['current']>>;
export type CurrentPolicy = Extract<CurrentOutcome, { ok: true }>['value'];
type ReadPolicy = Extract<CurrentPolicy, { state: 'read' }>;

/** Returns the adopted policy; null until the main process has answered. It is asked again when another one is adopted. */
export function useCurrentPolicy(): CurrentPolicy | null {
  const adopted = useInventory((state) => state.snapshot?.policy ?? null);
  const [current, setCurrent] = useState<CurrentPolicy | null>(null);
  useEffect(() => {
    let wanted = true;
    void run(api().policy.current()).then((answer) => {
      if (wanted && answer !== undefined) setCurrent(answer);
    });
    return () => {
      wanted = false;
    };
  }, [adopted]);
  return current;
}

/** Checks the present inventory against a policy; null until the inventory has come. */
export function usePolicyResult({ policy }: Pick<ReadPolicy, 'policy'>): PolicyResult | null {
  const report = useCoverage();
  const keys = useInventory((state) => state.snapshot?.keys);
  const services = useApp((state) => state.services);
  const advisories = useApp((state) => state.advisories);
  const now = useMoment();
  return useMemo(
    () =>
      report === null || keys === undefined
        ? null
        : evaluatePolicy({ policy, report, keys, services, advisories, now }),
    [policy, report, keys, services, advisories, now],
  );
}
