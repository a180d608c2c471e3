import type { CatalogueService } from '../src-shared/domain/catalogue.ts';
import { firstKeyNeedCodes, nextKeyNeedCodes, recoveryWayCodes } from '../src-shared/domain/service-codes.ts';
import data from './services.json' with { type: 'json' };

/** Origin of an entry from, and how sure and how old it is. */
export interface ServiceOrigin {
  readonly sources: readonly string[];
  readonly asOf: string;
}

let loaded: readonly CatalogueService[] | undefined;

/** Returns the services of the catalogue in the form in which the program uses them, without sources and notes. */
export function loadServices(): readonly CatalogueService[] {
  loaded ??= data.map((entry) => ({
    id: entry.id,
    name: entry.name,
    ...(entry.nameJa !== undefined && { nameJa: entry.nameJa }),
    rpIds: entry.rpIds,
    rpIdConfidence: entry.rpIdConfidence,
    domains: entry.domains,
    acceptsSecurityKeys: knownOr(entry.acceptsSecurityKeys),
    multipleKeys: knownOr(entry.multipleKeys),
    maxKeys: typeof entry.maxKeys === 'number' ? entry.maxKeys : 'unknown',
    ...(entry.singleSlot !== undefined && { singleSlot: entry.singleSlot }),
    deviceBoundOnly: knownOr(entry.deviceBoundOnly),
    minKeysRecommended: entry.minKeysRecommended,
    addKeyUrl: entry.addKeyUrl,
    ...(entry.addKeyPath !== undefined && { addKeyPath: entry.addKeyPath }),
    ...(entry.aliases !== undefined && { aliases: entry.aliases }),
    ...(entry.retiredRpIds !== undefined && {
      retiredRpIds: entry.retiredRpIds.map(({ rpId, since }) => ({ rpId, since })),
    }),
    ...(entry.mailDomains !== undefined && { mailDomains: entry.mailDomains }),
    ...(entry.accountsAt !== undefined && { accountsAt: entry.accountsAt }),
    ...(entry.userNamesUnique === false && { userNamesUnique: false as const }),
    ...(entry.takesAuthenticatorPasskey !== undefined && {
      takesAuthenticatorPasskey: knownOr(entry.takesAuthenticatorPasskey),
    }),
    ...(entry.minKeys !== undefined && { minKeys: entry.minKeys }),
    ...(entry.sharesCredentialWith !== undefined && { sharesCredentialWith: entry.sharesCredentialWith }),
    category: entry.category,
    firstKeyNeeds: codesOf(firstKeyNeedCodes, entry.firstKeyNeeds),
    nextKeyNeeds: codesOf(nextKeyNeedCodes, entry.nextKeyNeeds),
    recoveryWays: codesOf(recoveryWayCodes, entry.recoveryWays),
    // No source names a page for removing a key that is not the page for adding one.
    manageUrl: null,
    corrected: false,
  }));
  return loaded;
}

/** Finds where an entry comes from; null for services that the catalogue lacks. */
export function serviceOrigin(serviceId: string): ServiceOrigin | null {
  const entry = data.find(({ id }) => id === serviceId);
  return entry === undefined ? null : { sources: entry.sources, asOf: entry.asOf };
}

// JSON imports widen "unknown" to string; the test validates that no other text occurs.
function knownOr(value: boolean | string): boolean | 'unknown' {
  return typeof value === 'boolean' ? value : 'unknown';
}

/** Returns the phrases for a list of codes, in the order of the entry, which is that of the steps. */
function codesOf<Code extends string>(codes: readonly Code[], given: readonly string[]): Code[] {
  return given.flatMap((code) => codes.find((one) => one === code) ?? []);
}
