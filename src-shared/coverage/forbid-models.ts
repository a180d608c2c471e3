import type { InventoryKey } from '../domain/inventory-key.ts';
import type { ModelList } from '../domain/model-list.ts';
import type { CoverageAccount } from './coverage-account.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { LossReport } from './loss-report.ts';
import { simulateLoss } from './simulate-loss.ts';

/** Impact of a list of models on the accounts of an inventory. */
export interface ForbiddenModels {
  /** Keys in use whose model is refused. */
  readonly refused: readonly InventoryKey[];
  /** Keys in use of which no AAGUID is known: nobody can say whether they would be refused. */
  readonly unknown: readonly InventoryKey[];
  /** Only accounts that a refused key was known to open. */
  readonly loss: LossReport;
}

/**
 * Simulates that models are refused at sign-in: what would still open. The keys stay, and open what is not asked about: `serviceIds` are the
 * services that hold keys against the list; null: all.
 */
export function forbidModels(
  report: CoverageReport,
  keys: readonly InventoryKey[],
  isRefused: (aaguid: string) => boolean,
  serviceIds: ReadonlySet<string> | null,
): ForbiddenModels {
  const inUse = new Set(report.keys.flatMap(({ keyId, outOfUse }) => (outOfUse ? [] : [keyId])));
  const used = keys.filter(({ id }) => inUse.has(id));
  const refused = used.filter(({ aaguid }) => aaguid !== null && isRefused(aaguid));
  const refusedIds = new Set(refused.map(({ id }) => id));
  const enrolments = report.services
    .filter(({ serviceId }) => serviceIds === null || serviceIds.has(serviceId))
    .flatMap(({ accounts }) => accounts)
    .flatMap(({ accountId, cells }) =>
      cells.flatMap(({ keyId }) => (refusedIds.has(keyId) ? [{ accountId, keyId }] : [])),
    );
  const unknown = used.filter(({ aaguid }) => aaguid === null);
  return { refused, unknown, loss: simulateLoss(report, { keyIds: [], enrolments }) };
}

/** Checks whether a list refuses a model. */
export function isRefusedBy({ kind, aaguids }: ModelList, aaguid: string): boolean {
  return aaguids.includes(aaguid) === (kind === 'forbid');
}

/** Lists whose keys open an account, among these keys. */
export function ownersOf({ cells }: CoverageAccount, keys: readonly InventoryKey[]): readonly string[] {
  const holding = keys.filter(({ id }) => cells.some(({ keyId }) => keyId === id));
  return [...new Set(holding.flatMap(({ owner }) => (owner === null ? [] : [owner])))];
}
