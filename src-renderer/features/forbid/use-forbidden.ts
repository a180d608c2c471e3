import { useMemo } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { type ForbiddenModels, forbidModels, isRefusedBy } from '../../../src-shared/coverage/forbid-models.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { dashedAaguid } from '../../../src-shared/lib/model-facts.ts';
import { useForbid } from './forbid-store.ts';

/** A model of keys that are in use. */
export interface ModelInUse {
  readonly aaguid: string;
  readonly name: string;
  /** Number of its keys. */
  readonly keys: number;
  /** `list`: the list refuses it, whatever is chosen here. */
  readonly refusedBy: 'nothing' | 'choice' | 'list';
}

/** The question who would be shut out, with its answer. */
export interface ForbidQuestion {
  readonly models: readonly ModelInUse[];
  /** Whether anything is assumed. */
  readonly isAsked: boolean;
  readonly answer: ForbiddenModels;
}

/** Answers what would close if the chosen models were refused at sign-in. Asks nothing of the main process, and stores nothing. */
export function useForbidden(snapshot: InventorySnapshot, report: CoverageReport): ForbidQuestion {
  const { models: chosen, list, serviceId } = useForbid((state) => state);
  return useMemo(() => {
    const isListed = (aaguid: string): boolean => list !== null && isRefusedBy(list, aaguid);
    const services = serviceId === null ? null : new Set([serviceId]);
    const inUse = new Set(report.keys.flatMap(({ keyId, outOfUse }) => (outOfUse ? [] : [keyId])));
    const byModel = Map.groupBy(
      snapshot.keys.filter(({ id, aaguid }) => aaguid !== null && inUse.has(id)),
      ({ aaguid }) => aaguid ?? '',
    );
    const models = [...byModel].map(([aaguid, keys]): ModelInUse => {
      const named =
        keys.find(({ model }) => model !== null)?.model ?? keys.find(({ product }) => product !== null)?.product;
      const refusedBy = isListed(aaguid) ? 'list' : chosen.has(aaguid) ? 'choice' : 'nothing';
      return { aaguid, name: named ?? dashedAaguid(aaguid), keys: keys.length, refusedBy };
    });
    return {
      models: distinct(models).toSorted((one, other) => other.keys - one.keys || one.name.localeCompare(other.name)),
      isAsked: list !== null || chosen.size > 0,
      answer: forbidModels(report, snapshot.keys, (aaguid) => isListed(aaguid) || chosen.has(aaguid), services),
    };
  }, [snapshot, report, chosen, list, serviceId]);
}

/** Adds the beginning of the AAGUID to names that several models share. */
function distinct(models: readonly ModelInUse[]): readonly ModelInUse[] {
  const byName = Map.groupBy(models, ({ name }) => name);
  return models.map((model) =>
    (byName.get(model.name)?.length ?? 0) > 1 ? { ...model, name: `${model.name} ${model.aaguid.slice(0, 8)}` } : model,
  );
}
