import type { OtherWayIn, OtherWayInKind } from '../domain/other-way-in.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import type { CoverageAccount } from './coverage-account.ts';
import type { CoverageCell } from './coverage-cell.ts';
import { type GroupedService, sshServiceId } from './group-services.ts';

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
/** The methods that an operating system's sign-in accepts beside keys. */
const kindsOfOsSignIn: readonly OtherWayInKind[] = [
  'windows-hello',
  'temporary-access-pass',
  'helpdesk',
  'recovery-codes',
  'password',
  'password-beside',
  'other',
];

/**
 * Checks whether a recorded way in counts for a service now (ISO 8601); null where nobody knows. Services that take device-bound passkeys
 * only refuse synced copies. Passkeys of Microsoft Authenticator are bound to the phone: they count where synced ones are refused, at the
 * services that are known to take them, and do not open Windows itself; nor does its phone sign-in. A Temporary Access Pass belongs to
 * Entra ID and counts only while it is valid: one without an end on record counts for nothing.
 */
export function countsFor(way: OtherWayIn, service: GroupedService, now: string): boolean | null {
  const instant = Date.parse(now);
  if (way.validFrom !== null && instant < Date.parse(way.validFrom)) return false;
  if (way.validUntil !== null && instant >= Date.parse(way.validUntil)) return false;
  const { catalogue } = service;
  const kind = assumedKind(way);
  if (service.kind === 'os' && kind !== 'synced-passkey' && !kindsOfOsSignIn.includes(kind)) return false;
  switch (kind) {
    case 'synced-passkey':
      return catalogue?.deviceBoundOnly !== true;
    case 'microsoft-authenticator': {
      const takes = catalogue?.takesAuthenticatorPasskey ?? false;
      if (takes !== 'unknown') return takes;
      // Of a way in of which the person said what it needs they know that it works.
      return way.requires === null ? null : true;
    }
    case 'phone-sign-in':
      return catalogue === null || catalogue.rpIds.includes(microsoftRpId) || way.kind === 'phone-sign-in';
    case 'temporary-access-pass':
      return (
        way.validUntil !== null &&
        catalogue !== null &&
        catalogue.id !== hybridJoinedId &&
        (catalogue.id === entraId || catalogue.sharesCredentialWith === entraId)
      );
    case 'password-beside':
      return false;
    default:
      return true;
  }
}

// A help desk or a pass that it gives out leads back in, but somebody must be reached first: no way in of one's own.
export function isHelpDesk(way: Pick<OtherWayIn, 'kind' | 'name' | 'requires'>): boolean {
  const kind = assumedKind(way);
  return (
    kind === 'helpdesk' ||
    kind === 'temporary-access-pass' ||
    way.requires?.some(({ type }) => type === 'people') === true
  );
}

/** Checks whether a kind is a second factor: a code or a prompt that is asked for beside the password. */
export function isSecondFactor(kind: OtherWayInKind): boolean {
  return kind === 'totp-app' || kind === 'sms' || kind === 'push' || kind === 'recovery-codes';
}

// SSH keys on two security keys are two secrets: that one server accepts both can be told, but not read.
export function isSeparatePerKey(account: Pick<CoverageAccount, 'serviceId'>): boolean {
  return account.serviceId === sshServiceId;
}

// The service keeps one key at most (securities firms, for example).
export function takesOneKey(service: GroupedService): boolean {
  const { catalogue } = service;
  return catalogue !== null && (catalogue.maxKeys === 1 || catalogue.singleSlot === true || !catalogue.multipleKeys);
}

// The catalogue says that the service takes no security key.
export function takesNoKeys(service: GroupedService): boolean {
  return service.catalogue?.acceptsSecurityKeys === false;
}
