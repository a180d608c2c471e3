import type { AccountMark, Enrolment, OtherWayIn } from '../domain/inventory.ts';
import type { GroupedService } from './group-services.ts';

/** One account with everything that is recorded about it, before any judgement. */
export interface CollectedAccount {
  readonly accountId: string;
  readonly service: GroupedService;
  /** User handle, hex; null for accounts that are known by name only. */
  readonly userId: string | null;
  /** It is known from a listing: a complete listing without it means "not there". */
  discoverable: boolean;
  readonly enrolments: Set<Enrolment>;
  readonly otherWaysIn: Map<string, OtherWayIn>;
  /** The mark that names it most closely, and of those the newest. */
  mark: AccountMark | null;
}

/** Records of some services, each with the service that it belongs to. */
export interface ServiceRecords {
  readonly enrolments: Iterable<Enrolment>;
  readonly otherWaysIn: Iterable<OtherWayIn>;
  readonly accountMarks: Iterable<AccountMark>;
  serviceOf(record: Enrolment | OtherWayIn | AccountMark): GroupedService;
}

/**
 * Sorts enrolments, other ways in and marks into accounts. One user handle within one handle scope is one account, on any number
 * of keys. What has no user handle (told by a person, or an entry without a user) joins every account of the service with
 * the same user name, compared without case in NFC; if there is none it makes an account of its own. Marks make no accounts.
 */
export function collectAccounts(records: ServiceRecords): CollectedAccount[] {
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
        // Only a listing tells a user handle, and what can be listed on one key can be listed on all. An operating system signs in
        // with passkeys that can be listed, and with nothing else on a key.
        discoverable: userId !== null || service.catalogue?.category === 'os-signin',
        enrolments: new Set(),
        otherWaysIn: new Map(),
        mark: null,
      };
      accounts.set(accountId, account);
      addTo(byService, service.serviceId, account);
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

  /** By user handle where one is recorded: another handle is another account, whatever its name. Else by name. */
  const accountsOf = (
    service: GroupedService,
    userId: string | null,
    name: string | null,
  ): Iterable<CollectedAccount> => {
    if (userId === null) return accountsByName(service, name);
    const ofHandle = byHandle.get(`${service.serviceId}\n${userId}`);
    return ofHandle ?? [accountFor(handleAccountId(service, userId), service, userId)];
  };

  const withoutHandle: Enrolment[] = [];
  for (const enrolment of records.enrolments) {
    if (enrolment.vanishedAt !== null) continue;
    if (enrolment.evidence === 'told' || enrolment.userId === null) {
      withoutHandle.push(enrolment);
      continue;
    }
    const service = records.serviceOf(enrolment);
    const account = accountFor(handleAccountId(service, enrolment.userId), service, enrolment.userId);
    account.enrolments.add(enrolment);
    addTo(byHandle, `${service.serviceId}\n${enrolment.userId}`, account);
    const name = normalisedName(enrolment);
    if (name !== null) addTo(byName, nameKey(service, name), account);
  }
  for (const enrolment of withoutHandle) {
    const service = records.serviceOf(enrolment);
    const name = normalisedName(enrolment);
    if (name === null && enrolment.evidence === 'read') {
      const account = accountFor(
        `${service.serviceId}|credential:${enrolment.credentialId ?? enrolment.id}`,
        service,
        null,
      );
      account.enrolments.add(enrolment);
      account.discoverable = true;
    } else {
      for (const account of accountsOf(service, enrolment.userId, name)) account.enrolments.add(enrolment);
    }
  }
  const serviceWide: OtherWayIn[] = [];
  for (const way of records.otherWaysIn) {
    const name = normalisedName(way);
    if (way.userId === null && name === null) serviceWide.push(way);
    else
      for (const account of accountsOf(records.serviceOf(way), way.userId, name)) account.otherWaysIn.set(way.id, way);
  }
  addSharedCredentials();
  for (const way of serviceWide) {
    const service = records.serviceOf(way);
    const all = byService.get(service.serviceId) ?? accountsByName(service, null);
    for (const account of all) account.otherWaysIn.set(way.id, way);
  }
  for (const mark of records.accountMarks) {
    for (const account of markedBy(mark)) if (outranks(mark, account.mark)) account.mark = mark;
  }
  return [...accounts.values()];

  function markedBy(mark: AccountMark): Iterable<CollectedAccount> {
    const service = records.serviceOf(mark);
    const name = normalisedName(mark);
    if (mark.userId !== null) {
      const told = accounts.get(handleAccountId(service, mark.userId));
      return byHandle.get(`${service.serviceId}\n${mark.userId}`) ?? (told === undefined ? [] : [told]);
    }
    return (name === null ? byService.get(service.serviceId) : byName.get(nameKey(service, name))) ?? [];
  }

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

/** A mark of a user handle says more than one of a name, and that more than one of the whole service; then the newer one counts. */
function outranks(mark: AccountMark, other: AccountMark | null): boolean {
  if (other === null) return true;
  const rank = ({ userId, userName }: AccountMark): number => (userId !== null ? 2 : userName !== null ? 1 : 0);
  const difference = rank(mark) - rank(other) || Date.parse(mark.asOf) - Date.parse(other.asOf);
  return difference > 0 || (difference === 0 && mark.id > other.id);
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
