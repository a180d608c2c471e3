import { type AccountEntry, entriesById } from '../../../src-shared/coverage/account-entry.ts';
import { riskOf } from '../../../src-shared/coverage/account-risk.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { mayBeAdded, spareFacts } from '../../../src-shared/plans/spare-for.ts';

/** A key to add to an account, and the key that opens it now. */
export interface Addition {
  readonly keyId: string;
  readonly primaryKeyId: string;
  readonly accountId: string;
}

/**
 * Creates what finds the best spare to add to an account itself: one whose role is spare or off-site, the proposed one first. `primaryKeyId`
 * is the key that opens it now; null: whichever does.
 */
export function createDirectAdditions(
  report: CoverageReport,
  records: readonly InventoryKey[],
  services: readonly CatalogueService[],
  proposedKeyId: string | null,
): (entry: AccountEntry, primaryKeyId: string | null) => Addition | null {
  const facts = spareFacts(report, records, services);
  const spares = facts.spares
    .filter(({ role }) => role === 'spare' || role === 'off-site')
    .toSorted((left, right) => Number(right.keyId === proposedKeyId) - Number(left.keyId === proposedKeyId));
  return ({ service, account }, primaryKeyId) => {
    const spare = spares.find((key) => mayBeAdded(facts, key, service, account));
    const holder = account.cells.find(
      (cell) => isRecorded(cell) && facts.keys.has(cell.keyId) && (primaryKeyId ?? cell.keyId) === cell.keyId,
    );
    return spare === undefined || holder === undefined
      ? null
      : { keyId: spare.keyId, primaryKeyId: holder.keyId, accountId: account.accountId };
  };
}

/** Creates what finds the addition for an account that hangs on one key. Where it hangs on another account, the addition is to that one. */
export function createAdditions(
  report: CoverageReport,
  records: readonly InventoryKey[],
  services: readonly CatalogueService[],
  proposedKeyId: string | null,
): (entry: AccountEntry) => Addition | null {
  const directly = createDirectAdditions(report, records, services, proposedKeyId);
  return (entry) => {
    if (riskOf(entry.account) !== 'one-key') return null;
    const root = entriesById(report).get(entry.account.chains[0]?.accountIds.at(-1) ?? '');
    return directly(entry, null) ?? (root === undefined ? null : directly(root, null));
  };
}
