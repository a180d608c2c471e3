import type { OtherWayIn } from '../domain/inventory.ts';
import type { CoverageAccount, CoverageCell, CoverageKey } from './coverage-types.ts';
import { type GroupedService, sshServiceId } from './group-services.ts';

/** What opens an account, as far as is known, after some keys are taken away. */
export interface WaysIn {
  /** Keys in use that are known to open it (read or told). */
  readonly known: readonly string[];
  /** Keys in use of which it is not known. */
  readonly possible: readonly string[];
}

/** Sorts the cells of an account into keys that open it and keys that might. Retired keys are no way in. */
export function waysIn(
  cells: readonly CoverageCell[],
  keys: ReadonlyMap<string, Pick<CoverageKey, 'role'>>,
  lost?: ReadonlySet<string>,
): WaysIn {
  const known: string[] = [];
  const possible: string[] = [];
  for (const { keyId, evidence } of cells) {
    if (evidence === 'absent' || lost?.has(keyId) === true || keys.get(keyId)?.role === 'retired') continue;
    (evidence === 'unknown' ? possible : known).push(keyId);
  }
  return { known, possible };
}

/**
 * Tells whether a recorded way in counts for a service. Services that take device-bound passkeys only refuse synced
 * copies, and passkeys of Microsoft Authenticator open Microsoft accounts, but not Windows itself.
 */
export function countsFor(way: OtherWayIn, service: GroupedService): boolean {
  const deviceBoundOnly = service.catalogue?.deviceBoundOnly === true;
  switch (way.kind) {
    case 'synced-passkey':
      return !deviceBoundOnly;
    case 'microsoft-authenticator':
      return !deviceBoundOnly && service.catalogue?.rpIds.includes('login.microsoft.com') === true;
    default:
      return true;
  }
}

/** SSH keys on two security keys are two secrets: that one server accepts both can be told, but not read. */
export function isSeparatePerKey(account: Pick<CoverageAccount, 'serviceId'>): boolean {
  return account.serviceId === sshServiceId;
}

/** The service keeps one key at most (securities firms, for example). */
export function takesOneKey(service: GroupedService): boolean {
  const { catalogue } = service;
  return catalogue !== null && (catalogue.maxKeys === 1 || catalogue.singleSlot === true || !catalogue.multipleKeys);
}
