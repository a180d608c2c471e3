import type { Enrolment, OtherWayIn } from '../domain/inventory.ts';
import { createServiceFinder, type GroupedService } from './group-services.ts';
import type { CoverageInput } from './coverage-types.ts';

/** One account with everything that is recorded about it, before any judgement. */
export interface CollectedAccount {
  readonly accountId: string;
  readonly service: GroupedService;
  /** User handle, hex; null for accounts that are known by name only. */
  readonly userId: string | null;
  /** A passkey of it was seen in a listing: a complete listing without it means "not there". */
  discoverable: boolean;
  readonly enrolments: Set<Enrolment>;
  readonly otherWaysIn: Map<string, OtherWayIn>;
}

/**
 * Sorts enrolments and other ways in into accounts. One user handle within one handle scope is one account, on any number
 * of keys. What has no user handle (told by a person, or an entry without a user) joins every account of the service with
 * the same user name, compared without case in NFC; if there is none it makes an account of its own.
 */
export function collectAccounts(input: CoverageInput): CollectedAccount[] {
  const keyIds = new Set(input.keys.map((key) => key.id));
  const enrolments = new Map<string, Enrolment>();
  for (const enrolment of input.enrolments) if (keyIds.has(enrolment.keyId)) enrolments.set(enrolment.id, enrolment);
  const otherWays = new Map(input.otherWaysIn.map((way) => [way.id, way]));
  const findService = createServiceFinder(input.services, [...enrolments.values()]);

  const accounts = new Map<string, CollectedAccount>();
  const byName = new Map<string, Set<CollectedAccount>>();
  const byHandle = new Map<string, Set<CollectedAccount>>();
  const byService = new Map<string, Set<CollectedAccount>>();

  const accountFor = (accountId: string, service: GroupedService, userId: string | null): CollectedAccount => {
    let account = accounts.get(accountId);
    if (account === undefined) {
      account = {
        accountId,
        service,
        userId,
        discoverable: false,
        enrolments: new Set(),
        otherWaysIn: new Map(),
      };
      accounts.set(accountId, account);
      addTo(byService, service.serviceId, account);
      if (userId !== null) addTo(byHandle, `${service.serviceId}\n${userId}`, account);
    }
    return account;
  };
  const nameKey = (service: GroupedService, name: string): string => `${service.serviceId}\n${name}`;
  /** The accounts of a service with that user name; makes one that is known by its name only where there is none. */
  const accountsByName = (service: GroupedService, name: string | null): Iterable<CollectedAccount> => {
    const named = name === null ? undefined : byName.get(nameKey(service, name));
    if (named !== undefined) return named;
    const account = accountFor(`${service.serviceId}|name:${name ?? ''}`, service, null);
    if (name !== null) addTo(byName, nameKey(service, name), account);
    return [account];
  };

  /** By user handle where one is recorded and known, else by name. */
  const accountsOf = (
    service: GroupedService,
    userId: string | null,
    name: string | null,
  ): Iterable<CollectedAccount> => {
    const ofHandle = userId === null ? undefined : byHandle.get(`${service.serviceId}\n${userId}`);
    if (ofHandle !== undefined) return ofHandle;
    return userId !== null && name === null
      ? [accountFor(handleAccountId(service, userId), service, userId)]
      : accountsByName(service, name);
  };

  const withoutHandle: { enrolment: Enrolment; service: GroupedService }[] = [];
  const vanished: { enrolment: Enrolment; service: GroupedService }[] = [];
  for (const enrolment of enrolments.values()) {
    const service = findService(enrolment);
    if (service === null) continue;
    if (enrolment.vanishedAt !== null) {
      if (enrolment.evidence === 'read') vanished.push({ enrolment, service });
    } else if (enrolment.evidence === 'told' || enrolment.userId === null) {
      withoutHandle.push({ enrolment, service });
    } else {
      const account = accountFor(handleAccountId(service, enrolment.userId), service, enrolment.userId);
      account.enrolments.add(enrolment);
      account.discoverable = true;
      const name = normalisedName(enrolment);
      if (name !== null) addTo(byName, nameKey(service, name), account);
    }
  }
  for (const { enrolment, service } of withoutHandle) {
    const name = normalisedName(enrolment);
    const targets =
      name === null && enrolment.evidence === 'read'
        ? [accountFor(`${service.serviceId}|credential:${enrolment.credentialId ?? enrolment.id}`, service, null)]
        : accountsOf(service, enrolment.userId, name);
    for (const account of targets) {
      account.enrolments.add(enrolment);
      if (enrolment.evidence === 'read') account.discoverable = true;
    }
  }
  const serviceWide: { way: OtherWayIn; service: GroupedService }[] = [];
  for (const way of otherWays.values()) {
    const service = findService({ serviceId: way.serviceId, rpId: way.rpId, rpIdHash: null });
    if (service === null) continue;
    const name = normalisedName(way);
    if (way.userId === null && name === null) serviceWide.push({ way, service });
    else for (const account of accountsOf(service, way.userId, name)) account.otherWaysIn.set(way.id, way);
  }
  for (const { enrolment, service } of vanished) {
    const name = normalisedName(enrolment);
    const known = enrolment.userId === null ? undefined : accounts.get(handleAccountId(service, enrolment.userId));
    if (known !== undefined) known.discoverable = true;
    if (name !== null) for (const account of byName.get(nameKey(service, name)) ?? []) account.discoverable = true;
  }
  addSharedCredentials();
  for (const { way, service } of serviceWide) {
    const all = byService.get(service.serviceId) ?? accountsByName(service, null);
    for (const account of all) account.otherWaysIn.set(way.id, way);
  }
  return [...accounts.values()];

  /** Windows sign-in opens with the passkey of the Entra account, for example: where a person recorded such an account, it gets those keys. */
  function addSharedCredentials(): void {
    for (const [key, borrowers] of byName) {
      for (const borrower of borrowers) {
        const lender = borrower.service.catalogue?.sharesCredentialWith;
        if (lender === undefined) continue;
        const name = key.slice(key.indexOf('\n') + 1);
        for (const account of byName.get(`${lender}\n${name}`) ?? []) {
          for (const enrolment of account.enrolments) borrower.enrolments.add(enrolment);
          borrower.discoverable ||= account.discoverable;
        }
      }
    }
  }
}

function handleAccountId(service: GroupedService, userId: string): string {
  const scope = service.handleScope === service.serviceId ? '' : `${service.handleScope}|`;
  return `${service.serviceId}|${scope}user:${userId}`;
}

function normalisedName(named: {
  readonly userName: string | null;
  readonly userDisplayName?: string | null;
}): string | null {
  const name = (named.userName ?? named.userDisplayName ?? '').trim().normalize('NFC').toLowerCase();
  return name === '' ? null : name;
}

function addTo<Value>(map: Map<string, Set<Value>>, key: string, value: Value): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
