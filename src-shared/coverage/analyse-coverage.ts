import type { Enrolment, InventoryKey } from '../domain/inventory.ts';
import { type CollectedAccount, collectAccounts } from './collect-accounts.ts';
import type {
  CoverageAccount,
  CoverageCell,
  CoverageInput,
  CoverageKey,
  CoverageReport,
  CoverageService,
  Severity,
} from './coverage-types.ts';
import { judgeAccount } from './judge-account.ts';
import { judgeKey } from './judge-key.ts';
import { countsFor } from './ways-in.ts';

/**
 * Works out which key opens which account and what would be lost with one key. Pure: the same facts give the same report
 * in whatever order and however often they are listed.
 */
export function analyseCoverage(input: CoverageInput): CoverageReport {
  const keys = [...new Map(input.keys.map((key) => [key.id, key])).values()].toSorted(compareKeys);
  const keysById = new Map(keys.map((key) => [key.id, key]));
  const makeCells = createCellMaker(keys);

  const aloneHolds = new Map<string, number>();
  const addedElsewhere = new Map(keys.map((key) => [key.id, new Array<string>()]));
  const services = new Map<string, { service: CollectedAccount['service']; accounts: CoverageAccount[] }>();
  const totals = { accounts: 0, lostWithOneKey: 0, notKnown: 0, noWayIn: 0, onePlace: 0 };

  for (const collected of collectAccounts(input)) {
    const account = makeAccount(collected, makeCells(collected), keysById);
    const group = services.get(account.serviceId);
    if (group === undefined) services.set(account.serviceId, { service: collected.service, accounts: [account] });
    else group.accounts.push(account);

    totals.accounts++;
    if (account.onlyKeyId !== null) {
      totals.lostWithOneKey++;
      aloneHolds.set(account.onlyKeyId, (aloneHolds.get(account.onlyKeyId) ?? 0) + 1);
    }
    if (account.survivesAnyOneLoss === null) totals.notKnown++;
    if (account.verdict === 'no-way-in') totals.noWayIn++;
    if (account.verdict === 'one-place') totals.onePlace++;
    noteAdded(collected, account, addedElsewhere);
  }

  return {
    keys: keys.map((key) => coverageKey(key, aloneHolds.get(key.id) ?? 0, addedElsewhere.get(key.id) ?? [])),
    services: [...services.values()]
      .map(({ service, accounts }) => makeService(service, accounts))
      .toSorted(compareServices),
    totals,
  };
}

const roleOrder: readonly InventoryKey['role'][] = ['daily', 'spare', 'off-site', null, 'retired'];

function compareKeys(left: InventoryKey, right: InventoryKey): number {
  return (
    roleOrder.indexOf(left.role) - roleOrder.indexOf(right.role) ||
    compareText(left.label, right.label) ||
    compareText(left.id, right.id)
  );
}

function coverageKey(key: InventoryKey, aloneHolds: number, addedElsewhere: readonly string[]): CoverageKey {
  return {
    keyId: key.id,
    label: key.label,
    role: key.role,
    place: key.place,
    lastRead: key.lastRead,
    aloneHolds,
    gaps: judgeKey(key, addedElsewhere),
  };
}

/** Makes the cells of one account. What says nothing about the account itself is one shared object per key. */
function createCellMaker(keys: readonly InventoryKey[]): (account: CollectedAccount) => readonly CoverageCell[] {
  const columns = keys.map((key) => {
    const unknown: CoverageCell = { keyId: key.id, evidence: 'unknown', asOf: null, enrolmentIds: [] };
    const absent: CoverageCell =
      key.lastRead !== null && key.lastReadComplete
        ? { keyId: key.id, evidence: 'absent', asOf: key.lastRead, enrolmentIds: [] }
        : unknown;
    return { key, unknown, absent };
  });
  return (account) => {
    const byKey = new Map<string, Enrolment[]>();
    for (const enrolment of account.enrolments) {
      const list = byKey.get(enrolment.keyId);
      if (list === undefined) byKey.set(enrolment.keyId, [enrolment]);
      else list.push(enrolment);
    }
    return columns.map(({ key, unknown, absent }) => {
      const enrolments = byKey.get(key.id);
      if (enrolments === undefined) return account.discoverable ? absent : unknown;
      return filledCell(key, enrolments);
    });
  };
}

/** After an interrupted change nobody knows whether what was read is still on the key; what was told stays told. */
function filledCell(key: InventoryKey, enrolments: readonly Enrolment[]): CoverageCell {
  const usable = key.needsReread ? enrolments.filter((enrolment) => enrolment.evidence === 'told') : enrolments;
  const read = usable.filter((enrolment) => enrolment.evidence === 'read');
  const evidence = read.length > 0 ? 'read' : usable.length > 0 ? 'told' : 'unknown';
  const dates = (read.length > 0 ? read : usable).map((enrolment) => enrolment.asOf);
  return {
    keyId: key.id,
    evidence,
    asOf: dates.toSorted(compareText).at(-1) ?? null,
    enrolmentIds: enrolments.map((enrolment) => enrolment.id).toSorted(compareText),
  };
}

function makeAccount(
  { accountId, service, userId, enrolments, otherWaysIn }: CollectedAccount,
  cells: readonly CoverageCell[],
  keys: ReadonlyMap<string, InventoryKey>,
): CoverageAccount {
  const ways = [...otherWaysIn.values()].toSorted((left, right) => compareText(left.id, right.id));
  const counted = ways.filter((way) => countsFor(way, service));
  const names = newestFirst(enrolments);
  return {
    accountId,
    serviceId: service.serviceId,
    rpId: names.map((enrolment) => enrolment.rpId).find((rpId) => rpId !== null) ?? service.rpId,
    userName: firstText([...names, ...ways].map((named) => named.userName)),
    userDisplayName: firstText(names.map((enrolment) => enrolment.userDisplayName)),
    userId,
    cells,
    otherWaysIn: counted,
    otherWaysNotCounted: ways.filter((way) => !counted.includes(way)),
    ...judgeAccount(service, cells, counted.length, keys),
  };
}

function newestFirst(enrolments: Iterable<Enrolment>): Enrolment[] {
  return [...enrolments].toSorted(
    (left, right) =>
      compareText(left.evidence, right.evidence) ||
      compareText(right.asOf, left.asOf) ||
      compareText(left.id, right.id),
  );
}

function firstText(texts: readonly (string | null)[]): string | null {
  return texts.find((text) => text !== null && text !== '') ?? null;
}

/** Remembers for each key in use when an account was first seen that this key is not known to open. */
function noteAdded(
  { enrolments }: CollectedAccount,
  { cells }: CoverageAccount,
  added: ReadonlyMap<string, string[]>,
): void {
  let first: string | null = null;
  for (const { firstSeen } of enrolments) if (first === null || firstSeen < first) first = firstSeen;
  if (first === null) return;
  for (const { keyId, evidence } of cells) if (evidence === 'absent') added.get(keyId)?.push(first);
}

const severityOrder: readonly (Severity | null)[] = ['critical', 'warning', 'notice', null];

function riskOf(account: CoverageAccount): number {
  return severityOrder.indexOf(account.gaps[0]?.severity ?? null);
}

function makeService(service: CollectedAccount['service'], accounts: readonly CoverageAccount[]): CoverageService {
  const { catalogue } = service;
  return {
    serviceId: service.serviceId,
    name: service.name,
    nameJa: catalogue?.nameJa ?? null,
    inCatalogue: catalogue !== null,
    addKeyUrl: catalogue?.addKeyUrl.startsWith('https://') === true ? catalogue.addKeyUrl : null,
    accounts: accounts.toSorted(
      (left, right) =>
        riskOf(left) - riskOf(right) ||
        compareText(left.userName ?? '', right.userName ?? '') ||
        compareText(left.accountId, right.accountId),
    ),
  };
}

function compareServices(left: CoverageService, right: CoverageService): number {
  const riskOfService = ({ accounts: [first] }: CoverageService): number => (first === undefined ? 9 : riskOf(first));
  return (
    riskOfService(left) - riskOfService(right) ||
    compareText(left.name.toLowerCase(), right.name.toLowerCase()) ||
    compareText(left.serviceId, right.serviceId)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
