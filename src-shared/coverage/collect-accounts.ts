import type { AccountMark, SameAccount } from '../domain/account-mark.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { GroupedService } from './group-services.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import { joinAccounts } from './join-accounts.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';
import type {
  CollectedAccount,
  ServiceRecord,
  ServiceRecords,
  UnattachedRecord,
  CollectedAccounts,
} from './collected-accounts.ts';

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
 * of keys. What has no user handle (recorded by hand, or an entry without a user) belongs to the account that the person attached it to, else
 * to the only account of the service with the same user name, or to its only account where no name is given. Where several fit it belongs
 * to none; where none fits it makes an account of its own. Marks make no accounts.
 */
export function collectAccounts(records: ServiceRecords, sameAccounts: readonly SameAccount[] = []): CollectedAccounts {
  const services = new Map<string, ServiceAccounts>();
  const unattached: UnattachedRecord[] = [];
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

  /** Returns the accounts that a record by hand may be about. */
  const fitting = (record: Enrolment | OtherWayIn, service: GroupedService): readonly CollectedAccount[] => {
    const { all, byHandle, byName } = accountsOfService(service);
    const attached = record.accountId === null ? undefined : all.get(record.accountId);
    if (attached !== undefined) return [attached];
    const inScope = ({ service: { catalogue, rpId } }: CollectedAccount): boolean =>
      catalogue !== null || record.rpId === null || rpId === null || rpId === record.rpId;
    if (record.userId !== null) return byHandle.get(record.userId) ?? [];
    const name = normalisedName(record);
    const some = name === null ? [...all.values()] : [...new Set(byName.get(name))];
    return some.filter(inScope);
  };
  const nameless = (record: Enrolment | OtherWayIn, service: GroupedService): CollectedAccount => {
    const name = normalisedName(record);
    if (record.userId !== null) return accountFor(handleAccountId(service, record.userId), service, record.userId);
    // Where one name may stand for several accounts, nobody knows whether two keys with it open the same one.
    const separate = service.catalogue?.userNamesUnique === false && 'keyId' in record ? `|key:${record.keyId}` : '';
    const account = accountFor(`${service.serviceId}|name:${name ?? ''}${separate}`, service, null);
    if (name !== null) addTo(accountsOfService(service).byName, name, account);
    return account;
  };

  const withoutHandle: ServiceRecord<Enrolment>[] = [];
  for (const serviceRecord of records.enrolments) {
    const { record, service } = serviceRecord;
    const { userId } = record;
    if (record.evidence === 'told' || userId === null) {
      withoutHandle.push(serviceRecord);
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
  for (const { record, service } of namedFirst(withoutHandle)) {
    const name = normalisedName(record);
    if (name === null && record.evidence === 'read') {
      const account = accountFor(`${service.serviceId}|credential:${record.credentialId ?? record.id}`, service, null);
      account.enrolments.push(record);
      account.discoverable = true;
      continue;
    }
    const found = fitting(record, service);
    const [only] = found;
    const perKey = only?.userId === null && service.catalogue?.userNamesUnique === false && record.accountId === null;
    if (found.length > 1 && !perKey) unattached.push({ record, service, accountIds: idsOf(found) });
    else (only === undefined || perKey ? nameless(record, service) : only).enrolments.push(record);
  }
  for (const { record, service } of namedFirst(records.otherWaysIn)) {
    const found = fitting(record, service);
    const [only] = found;
    const isForAll = assumedKind(record) === 'helpdesk' && normalisedName(record) === null && record.userId === null;
    if (found.length > 1 && !isForAll) unattached.push({ record, service, accountIds: idsOf(found) });
    else if (only === undefined) nameless(record, service).otherWaysIn.push(record);
    else for (const account of found) account.otherWaysIn.push(record);
  }
  addSharedCredentials(services);
  for (const { record: mark, service } of records.accountMarks) {
    const { all, byHandle, byName } = accountsOfService(service);
    const name = normalisedName(mark);
    const byHand = mark.userId === null ? undefined : all.get(handleAccountId(service, mark.userId));
    const marked =
      mark.userId !== null
        ? (byHandle.get(mark.userId) ?? (byHand === undefined ? [] : [byHand]))
        : name === null
          ? all.values()
          : (byName.get(name) ?? []);
    for (const account of marked) if (mark.importance !== null && outranks(mark, account.mark)) account.mark = mark;
  }
  const accounts = [...services.values()].flatMap(({ all }) => [...all.values()]);
  return joinAccounts({ accounts, unattached, joinedTo: new Map() }, sameAccounts);
}

// Windows sign-in opens with the passkey of the Entra account, for example: where a person recorded such an account, it gets the keys of
// the only account of that name. Windows Hello of that account signs in to the computer that it is on, and to no other: that computer's
// sign-in is an account of its own.
function addSharedCredentials(services: ReadonlyMap<string, ServiceAccounts>): void {
  for (const { all, byName } of services.values()) {
    for (const [name, borrowers] of byName) {
      for (const borrower of new Set(borrowers)) {
        const lender = borrower.service.catalogue?.sharesCredentialWith;
        const lenders = lender === undefined ? [] : [...new Set(services.get(lender)?.byName.get(name))];
        const [account] = lenders;
        if (account === undefined || lenders.length > 1) continue;
        const own = new Set(borrower.enrolments);
        borrower.enrolments.push(...account.enrolments.filter((enrolment) => !own.has(enrolment)));
        borrower.discoverable ||= account.discoverable;
        for (const one of signInOfComputers(borrower, account)) {
          all.set(one.accountId, one);
          borrower.exceptComputers.push(one.computer ?? '');
        }
      }
    }
  }
}

function signInOfComputers(borrower: CollectedAccount, lender: CollectedAccount): readonly CollectedAccount[] {
  const computers = new Map<string, OtherWayIn[]>();
  for (const way of lender.otherWaysIn.toSorted((left, right) => compareText(left.id, right.id))) {
    const name = assumedKind(way) === 'windows-hello' ? foldText(way.name) : null;
    if (name !== null) computers.set(name, [...(computers.get(name) ?? []), way]);
  }
  return [...computers]
    .toSorted(([left], [right]) => compareText(left, right))
    .map(([name, hello]) => ({
      ...borrower,
      accountId: `${borrower.accountId}|computer:${name}`,
      computer: hello[0]?.name ?? name,
      exceptComputers: [],
      enrolments: [...borrower.enrolments],
      otherWaysIn: [...borrower.otherWaysIn, ...hello.filter((way) => !borrower.otherWaysIn.includes(way))],
    }));
}

function newAccount(accountId: string, service: GroupedService, userId: string | null): CollectedAccount {
  return {
    accountId,
    service,
    userId,
    computer: null,
    exceptComputers: [],
    // Only a listing tells a user handle, and what can be listed on one key can be listed on all. An operating system signs in
    // with passkeys that can be listed, and with nothing else on a key.
    discoverable: userId !== null || service.catalogue?.category === 'os-signin',
    enrolments: [],
    otherWaysIn: [],
    mark: null,
  };
}

// A mark of a user handle says more than one of a name, and that more than one of the whole service; then the newer one counts.
function outranks(mark: AccountMark, other: AccountMark | null): boolean {
  if (other === null) return true;
  const rank = ({ userId, userName }: AccountMark): number => (userId !== null ? 2 : userName !== null ? 1 : 0);
  const difference = rank(mark) - rank(other) || Date.parse(mark.asOf) - Date.parse(other.asOf);
  return difference > 0 || (difference === 0 && mark.id > other.id);
}

function handleAccountId(service: GroupedService, userId: string): string {
  const scope =
    service.handleScope === service.serviceId || service.serviceId === `rp:${service.handleScope}`
      ? ''
      : `${service.handleScope}|`;
  return `${service.serviceId}|${scope}user:${userId}`;
}

function normalisedName(named: {
  readonly userName: string | null;
  readonly userDisplayName?: string | null;
}): string | null {
  return foldText(named.userName ?? named.userDisplayName ?? null);
}

/** Records without a name fit whatever accounts there are: all others come before them. */
function namedFirst<Item extends Enrolment | OtherWayIn>(
  records: readonly ServiceRecord<Item>[],
): readonly ServiceRecord<Item>[] {
  const isNamed = ({ record }: ServiceRecord<Item>): boolean =>
    record.userId !== null || normalisedName(record) !== null;
  return [...records.filter(isNamed), ...records.filter((serviceRecord) => !isNamed(serviceRecord))];
}

function idsOf(accounts: readonly CollectedAccount[]): readonly string[] {
  return accounts.map(({ accountId }) => accountId).toSorted();
}

function addTo(map: Map<string, CollectedAccount[]>, name: string, account: CollectedAccount): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [account]);
  else if (list.at(-1) !== account) list.push(account);
}
