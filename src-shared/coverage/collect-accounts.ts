import type { AccountMark, Enrolment, OtherWayIn } from '../domain/inventory.ts';
import type { GroupedService } from './group-services.ts';
import { foldName } from '../lib/fold-name.ts';

/** One account with everything that is recorded about it, before any judgement. */
export interface CollectedAccount {
  readonly accountId: string;
  readonly service: GroupedService;
  /** User handle, hex; null for accounts that are known by name only. */
  readonly userId: string | null;
  /** It is known from a listing: a complete listing without it means "not there". */
  discoverable: boolean;
  /** One may come more than once. */
  readonly enrolments: Enrolment[];
  readonly otherWaysIn: OtherWayIn[];
  /** The mark that names it most closely, and of those the newest. */
  mark: AccountMark | null;
}

/** A record with the service that it belongs to. */
export interface Placed<Item> {
  readonly record: Item;
  readonly service: GroupedService;
}

/** Records of some services, each once. */
export interface ServiceRecords {
  readonly enrolments: readonly Placed<Enrolment>[];
  readonly otherWaysIn: readonly Placed<OtherWayIn>[];
  readonly accountMarks: readonly Placed<AccountMark>[];
}

/** The accounts of one service. */
interface ServiceAccounts {
  readonly all: Map<string, CollectedAccount>;
  /** Those with a user handle that was read, by handle: one for each handle scope. */
  readonly byHandle: Map<string, CollectedAccount[]>;
  /** An account may come more than once. */
  readonly byName: Map<string, CollectedAccount[]>;
}

/**
 * Sorts enrolments, other ways in and marks into accounts. One user handle within one handle scope is one account, on any number
 * of keys. What has no user handle (told by a person, or an entry without a user) joins every account of the service with
 * the same user name, compared without case in NFC; if there is none it makes an account of its own. Marks make no accounts.
 */
export function collectAccounts(records: ServiceRecords): CollectedAccount[] {
  const services = new Map<string, ServiceAccounts>();
  const accountsOfService = ({ serviceId }: GroupedService): ServiceAccounts => {
    let accounts = services.get(serviceId);
    if (accounts === undefined) {
      services.set(serviceId, (accounts = { all: new Map(), byHandle: new Map(), byName: new Map() }));
    }
    return accounts;
  };
  const accountFor = (accountId: string, service: GroupedService, userId: string | null): CollectedAccount => {
    const { all } = accountsOfService(service);
    let account = all.get(accountId);
    if (account === undefined) all.set(accountId, (account = newAccount(accountId, service, userId)));
    return account;
  };
  /** The accounts of a service with that user name; makes one that is known by its name only where there is none. */
  const accountsByName = (service: GroupedService, name: string | null): Iterable<CollectedAccount> => {
    const { byName } = accountsOfService(service);
    const named = name === null ? undefined : byName.get(name);
    if (named !== undefined) return named;
    const account = accountFor(`${service.serviceId}|name:${name ?? ''}`, service, null);
    if (name !== null) addTo(byName, name, account);
    return [account];
  };
  /** By user handle where one is recorded: another handle is another account, whatever its name. Else by name. */
  const accountsOf = (
    service: GroupedService,
    userId: string | null,
    name: string | null,
  ): Iterable<CollectedAccount> => {
    if (userId === null) return accountsByName(service, name);
    const ofHandle = accountsOfService(service).byHandle.get(userId);
    return ofHandle ?? [accountFor(handleAccountId(service, userId), service, userId)];
  };

  const withoutHandle: Placed<Enrolment>[] = [];
  for (const placed of records.enrolments) {
    const { record, service } = placed;
    const { userId } = record;
    if (record.evidence === 'told' || userId === null) {
      withoutHandle.push(placed);
      continue;
    }
    const { all, byHandle, byName } = accountsOfService(service);
    const ofHandle = byHandle.get(userId);
    let account = ofHandle?.find((one) => one.service.handleScope === service.handleScope);
    if (account === undefined) {
      account = newAccount(handleAccountId(service, userId), service, userId);
      all.set(account.accountId, account);
      if (ofHandle === undefined) byHandle.set(userId, [account]);
      else ofHandle.push(account);
    }
    account.enrolments.push(record);
    const name = normalisedName(record);
    if (name !== null) addTo(byName, name, account);
  }
  for (const { record, service } of withoutHandle) {
    const name = normalisedName(record);
    if (name === null && record.evidence === 'read') {
      const account = accountFor(`${service.serviceId}|credential:${record.credentialId ?? record.id}`, service, null);
      account.enrolments.push(record);
      account.discoverable = true;
    } else {
      for (const account of accountsOf(service, record.userId, name)) account.enrolments.push(record);
    }
  }
  const serviceWide: Placed<OtherWayIn>[] = [];
  for (const placed of records.otherWaysIn) {
    const { record, service } = placed;
    const name = normalisedName(record);
    if (record.userId === null && name === null) serviceWide.push(placed);
    else for (const account of accountsOf(service, record.userId, name)) addWay(account, record);
  }
  addSharedCredentials(services);
  for (const { record, service } of serviceWide) {
    const { all } = accountsOfService(service);
    if (all.size === 0) accountFor(`${service.serviceId}|name:`, service, null);
    for (const account of all.values()) addWay(account, record);
  }
  for (const { record: mark, service } of records.accountMarks) {
    const { all, byHandle, byName } = accountsOfService(service);
    const name = normalisedName(mark);
    const told = mark.userId === null ? undefined : all.get(handleAccountId(service, mark.userId));
    const marked =
      mark.userId !== null
        ? (byHandle.get(mark.userId) ?? (told === undefined ? [] : [told]))
        : name === null
          ? all.values()
          : (byName.get(name) ?? []);
    for (const account of marked) if (outranks(mark, account.mark)) account.mark = mark;
  }
  return [...services.values()].flatMap(({ all }) => [...all.values()]);
}

/** Windows sign-in opens with the passkey of the Entra account, for example: where a person recorded such an account, it gets those keys. */
function addSharedCredentials(services: ReadonlyMap<string, ServiceAccounts>): void {
  for (const { byName } of services.values()) {
    for (const [name, borrowers] of byName) {
      for (const borrower of borrowers) {
        const lender = borrower.service.catalogue?.sharesCredentialWith;
        if (lender === undefined) continue;
        for (const account of services.get(lender)?.byName.get(name) ?? []) {
          const own = new Set(borrower.enrolments);
          borrower.enrolments.push(...account.enrolments.filter((enrolment) => !own.has(enrolment)));
          borrower.discoverable ||= account.discoverable;
        }
      }
    }
  }
}

function newAccount(accountId: string, service: GroupedService, userId: string | null): CollectedAccount {
  return {
    accountId,
    service,
    userId,
    // Only a listing tells a user handle, and what can be listed on one key can be listed on all. An operating system signs in
    // with passkeys that can be listed, and with nothing else on a key.
    discoverable: userId !== null || service.catalogue?.category === 'os-signin',
    enrolments: [],
    otherWaysIn: [],
    mark: null,
  };
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
  return foldName(named.userName ?? named.userDisplayName ?? null);
}

function addTo(map: Map<string, CollectedAccount[]>, name: string, account: CollectedAccount): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [account]);
  else if (list.at(-1) !== account) list.push(account);
}

/** Records that name an account under two of its names reach it twice. */
function addWay({ otherWaysIn }: CollectedAccount, way: OtherWayIn): void {
  if (otherWaysIn.at(-1) !== way) otherWaysIn.push(way);
}
