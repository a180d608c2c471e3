import { isRecorded } from '../coverage/cell-of.ts';
import type { CoverageAccount, CoverageService } from '../coverage/coverage-account.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import { isSeparatePerKey } from '../coverage/ways-in.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';
import { isOwnedByAnother } from './backup-pair.ts';

export interface SpareFacts {
  /** The keys that open something, by id. */
  readonly keys: ReadonlyMap<string, CoverageKey>;
  /** The keys that may be added somewhere, best first. */
  readonly spares: readonly CoverageKey[];
  /** Number of further passkeys that a key takes; null where it does not say. */
  readonly roomOf: (keyId: string) => number | null;
  /** Greatest number of keys of a service; Infinity where none is known. */
  readonly limitOf: (serviceId: string) => number;
}

/**
 * Collects the keys that may be added to accounts: in use, able to open something, not known to be full. Best first: role spare, then
 * off-site, then those that are known to have room.
 */
export function spareFacts(
  report: CoverageReport,
  records: readonly InventoryKey[],
  services: readonly CatalogueService[],
): SpareFacts {
  const byId = new Map(records.map((record) => [record.id, record]));
  const roomOf = (keyId: string): number | null => byId.get(keyId)?.remaining ?? null;
  const rank = ({ keyId, role }: CoverageKey): number =>
    (role === 'spare' ? 0 : role === 'off-site' ? 2 : role === null ? 4 : 6) + (roomOf(keyId) === null ? 1 : 0);
  const limits = new Map(services.map(({ id, maxKeys }) => [id, typeof maxKeys === 'number' ? maxKeys : Infinity]));
  return {
    keys: new Map(report.keys.filter(({ outOfUse }) => !outOfUse).map((key) => [key.keyId, key])),
    spares: report.keys
      .filter((key) => !key.outOfUse && byId.get(key.keyId)?.pinBlocked !== true && roomOf(key.keyId) !== 0)
      .toSorted(
        (left, right) =>
          rank(left) - rank(right) || compareText(left.label, right.label) || compareText(left.keyId, right.keyId),
      ),
    roomOf,
    limitOf: (serviceId) => limits.get(serviceId) ?? Infinity,
  };
}

/**
 * Checks whether adding a key to an account gives it a second way in: its keys are of the same person, none of them is kept at the same place
 * or carried in the same bag, and the service takes one more.
 */
export function mayBeAdded(
  { keys, limitOf }: SpareFacts,
  key: CoverageKey,
  service: CoverageService,
  account: CoverageAccount,
): boolean {
  if (service.takesOneKey || service.takesNoKeys || isSeparatePerKey(account)) return false;
  const recorded = account.cells.filter(isRecorded);
  const holders = recorded.flatMap(({ keyId }) => keys.get(keyId) ?? []);
  if (holders.length === 0 || recorded.length >= limitOf(service.serviceId)) return false;
  return holders.every(
    (holder) => holder.keyId !== key.keyId && !isOwnedByAnother(holder, key) && !isKeptTogether(holder, key),
  );
}

function isKeptTogether(one: CoverageKey, other: CoverageKey): boolean {
  return isSame(one.place, other.place) || isSame(one.carriedOn, other.carriedOn);
}

function isSame(one: string | null, other: string | null): boolean {
  const folded = foldText(one);
  return folded !== null && folded === foldText(other);
}
