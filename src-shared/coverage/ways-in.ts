import type { OtherWayIn } from '../domain/inventory.ts';
import type { CoverageAccount, CoverageCell } from './coverage-types.ts';
import type { Door } from './doors.ts';
import { type GroupedService, sshServiceId } from './group-services.ts';
import { foldName } from '../lib/fold-name.ts';

/** Keys of an account by what is known of them. */
export interface WaysIn {
  /** Keys in use that are known to open it (read or told, and not stale). */
  readonly known: readonly string[];
  /** Keys in use with a record that does not count as sure. */
  readonly possible: readonly string[];
}

/** Sorts the cells of an account into keys that open it and keys that might. Retired and lost keys are no way in. */
export function waysIn(cells: readonly CoverageCell[]): WaysIn {
  const known: string[] = [];
  const possible: string[] = [];
  for (const { keyId, strength } of cells) {
    if (strength === 'full' || strength === 'weak') known.push(keyId);
    else if (strength === 'perhaps') possible.push(keyId);
  }
  return { known, possible };
}

const microsoftRpId = 'login.microsoft.com';
const entraId = 'microsoft-entra-id';
/** A domain controller knows nothing of a Temporary Access Pass: another method must come first. */
const hybridJoinedId = 'windows-signin-hybrid-joined';

/**
 * Tells whether a recorded way in counts for a service now (ISO 8601). Services that take device-bound passkeys only refuse synced
 * copies; passkeys of Microsoft Authenticator open Microsoft accounts, but not Windows itself; a Temporary Access Pass belongs to
 * Entra ID and counts only while it is valid.
 */
export function countsFor(way: OtherWayIn, service: GroupedService, now: string): boolean {
  const instant = Date.parse(now);
  if (way.validFrom !== null && instant < Date.parse(way.validFrom)) return false;
  if (way.validUntil !== null && instant >= Date.parse(way.validUntil)) return false;
  const { catalogue } = service;
  const deviceBoundOnly = catalogue?.deviceBoundOnly === true;
  switch (way.kind) {
    case 'synced-passkey':
      return !deviceBoundOnly;
    case 'microsoft-authenticator':
      return !deviceBoundOnly && catalogue?.rpIds.includes(microsoftRpId) === true;
    case 'temporary-access-pass':
      return (
        catalogue !== null &&
        catalogue.id !== hybridJoinedId &&
        (catalogue.id === entraId || catalogue.sharesCredentialWith === entraId)
      );
    default:
      return true;
  }
}

/** A help desk or a pass that it gives out leads back in, but somebody must be reached first: no way in of one's own. */
export function isHelpDesk(way: Pick<OtherWayIn, 'kind'>): boolean {
  return way.kind === 'helpdesk' || way.kind === 'temporary-access-pass';
}

/** Another way in as a door, with the name that a person knows it by. */
export interface WayDoor extends Door {
  readonly isKey: false;
  /** Windows Hello opens on one computer only. */
  readonly weak: boolean;
  readonly name: string;
}

/**
 * Turns ways that count into doors. All devices of one provider of synced passkeys are one door, kept nowhere in particular; so are all
 * records of Windows Hello on one computer, which is a door at no other place than where that computer is. Help desks are none.
 */
export function wayDoors(ways: readonly OtherWayIn[]): readonly WayDoor[] {
  const groups = new Map<string, OtherWayIn[]>();
  for (const way of ways) {
    if (isHelpDesk(way)) continue;
    const group = groups.get(groupOf(way));
    if (group === undefined) groups.set(groupOf(way), [way]);
    else group.push(way);
  }
  return [...groups].map(([group, records]) => doorOf(group, records));
}

/** Records of one and the same thing: devices of a provider, Windows Hello on a computer; any other record is a thing of its own. */
function groupOf(way: OtherWayIn): string {
  const isShared = way.kind === 'synced-passkey' || way.kind === 'windows-hello';
  if (!isShared) return `way:${way.id}`;
  const provider = way.kind === 'synced-passkey' ? way.providerId : null;
  return `${way.kind}:${provider ?? foldName(way.name) ?? way.id}`;
}

/** A ring or a place that only one of several records of the same thing names is that of all of them. */
function doorOf(group: string, records: readonly OtherWayIn[]): WayDoor {
  const firstName = (names: readonly (string | null)[]): string | null => names.map(foldName).find(Boolean) ?? null;
  const door = { isKey: false, name: records[0]?.name ?? '' } as const;
  const kind = records[0]?.kind;
  if (kind === 'synced-passkey') return { ...door, unit: group, place: group, weak: false };
  const place = firstName(records.map((way) => way.place));
  const ring = firstName(records.map((way) => way.carriedOn));
  return {
    ...door,
    unit: ring === null ? group : `ring:${ring}`,
    place: place === null ? null : `at:${place}`,
    weak: kind === 'windows-hello',
  };
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

/** The catalogue says that the service takes no security key. */
export function takesNoKeys(service: GroupedService): boolean {
  return service.catalogue?.acceptsSecurityKeys === false;
}
