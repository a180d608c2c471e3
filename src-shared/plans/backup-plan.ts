import type { SiteOf } from '../domain/site.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import type { BackupSession } from '../domain/backup-session.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import { sshServiceId } from '../coverage/group-services.ts';
import { backupWarnings } from './backup-warnings.ts';
import { fitIntoRoom, orderBackupItems } from './order-backup-items.ts';
import { isAskableSite } from './askable-site.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { CoverageAccount, CoverageService } from '../coverage/coverage-account.ts';
import type { CoverageCell, Evidence } from '../coverage/coverage-cell.ts';
import { isRecorded } from '../coverage/cell-of.ts';
import type { BackupWay, BackupState, BackupLeft, BackupItem, BackupPlan } from './backup-plan-types.ts';

export interface BackupPlanInput {
  readonly report: CoverageReport;
  readonly snapshot: Pick<InventorySnapshot, 'keys' | 'enrolments'>;
  /** The catalogue with the person's corrections applied. */
  readonly services: readonly CatalogueService[];
  readonly siteOf: SiteOf;
  readonly primaryKeyId: string;
  readonly spareKeyId: string;
  /** The session so far; null before a session has started. */
  readonly session: BackupSession | null;
  /** Whether the spare can list its passkeys, where it is plugged in and says so. */
  readonly spareCanList?: boolean | null;
}

/** Arranges what it takes to bring a spare up to what a primary opens. Null where one of the two keys is not remembered. */
export function backupPlan(input: BackupPlanInput): BackupPlan | null {
  const primary = input.snapshot.keys.find(({ id }) => id === input.primaryKeyId);
  const spare = input.snapshot.keys.find(({ id }) => id === input.spareKeyId);
  if (primary === undefined || spare === undefined || primary.id === spare.id) return null;

  const catalogue = new Map(input.services.map((service) => [service.id, service]));
  const startedAt = input.session?.startedAt ?? null;
  const addedSince = new Set(
    startedAt === null
      ? []
      : input.snapshot.enrolments
          .filter(({ keyId, firstSeen }) => keyId === spare.id && firstSeen >= startedAt)
          .map(({ id }) => id),
  );
  const records = new Map(input.session?.items.map((item) => [item.accountId, item]));
  const canList = listable(spare, input.spareCanList ?? null);
  const items: BackupItem[] = [];
  let alreadyBoth = 0;
  for (const service of input.report.services) {
    const known = catalogue.get(service.serviceId) ?? null;
    for (const account of service.accounts) {
      if (!opens(cellOfKey(account, primary.id))) continue;
      const cell = cellOfKey(account, spare.id);
      const record = records.get(account.accountId) ?? null;
      const isNew = record !== null || cell?.enrolmentIds.some((id) => addedSince.has(id)) === true;
      if (opens(cell) && !isNew) alreadyBoth++;
      else
        items.push(
          itemOf(account, service, known, record, { spare, report: input.report, siteOf: input.siteOf, canList }),
        );
    }
  }
  const fitted = fitIntoRoom(orderBackupItems(items, catalogue), spare.remaining);
  const count = (fits: (item: BackupItem) => boolean): number => fitted.filter(fits).length;
  const isToDo = ({ left }: BackupItem): boolean =>
    left !== null && left !== 'skipped' && left !== 'one-key-service' && left !== 'full';
  return {
    primary,
    spare,
    items: fitted,
    warnings: backupWarnings(primary, spare, input.report, canList),
    alreadyBoth,
    counts: {
      toDo: count(isToDo),
      done: count(({ left }) => left === null),
      skipped: count(({ left }) => left === 'skipped'),
      cannot: count(({ left }) => left === 'one-key-service' || left === 'full'),
      doNotFit: count(({ left }) => left === 'does-not-fit'),
    },
  };
}

interface ItemContext {
  readonly spare: InventoryKey;
  readonly report: CoverageReport;
  readonly siteOf: SiteOf;
  readonly canList: boolean | null;
}

function itemOf(
  account: CoverageAccount,
  service: CoverageService,
  known: CatalogueService | null,
  record: BackupSession['items'][number] | null,
  { spare, report, siteOf, canList }: ItemContext,
): BackupItem {
  const cell = cellOfKey(account, spare.id);
  const limit = typeof known?.maxKeys === 'number' ? known.maxKeys : null;
  const oneKey = known !== null && (limit === 1 || known.singleSlot === true || known.multipleKeys === false);
  const way = oneKey ? 'one-key-service' : limit !== null && keysOf(account) >= limit ? 'full' : 'add';
  const state = stateOf(cell, record);
  const rpId = account.rpId ?? known?.rpIds[0] ?? null;
  return {
    account,
    service,
    way: opens(cell) ? 'add' : way,
    followsAccountId: null,
    confirm: account.discoverable && canList !== false ? 'reading' : 'by-hand',
    canTell: (account.userName ?? account.userDisplayName ?? '') !== '' || account.userId === null,
    spare: spareEvidence(cell, account, report, spare.id),
    severity: account.gaps[0]?.severity ?? null,
    firstKeyNeeds: known?.firstKeyNeeds ?? [],
    nextKeyNeeds: known?.nextKeyNeeds ?? [],
    pageHost: hostOf(service.addKeyUrl),
    pagePath: known?.addKeyPath ?? null,
    rpIdToAsk: rpId !== null && isAskableSite(siteOf(rpId)) ? rpId : null,
    maxKeys: oneKey ? 1 : limit,
    otherWaysIn: account.otherWaysIn,
    ssh: service.serviceId === sshServiceId,
    doubts: account.doubts,
    state,
    at: opens(cell) ? (cell?.asOf ?? record?.at ?? null) : (record?.at ?? null),
    reason: record?.reason ?? null,
    fits: null,
    left: leftOf(state, way),
  };
}

// What the inventory knows of the spare goes before what the session remembers.
function stateOf(cell: CoverageCell | null, record: BackupSession['items'][number] | null): BackupState {
  if (opens(cell)) return cell?.evidence === 'told' ? 'told' : 'ticked';
  if (record === null) return 'to-do';
  return record.state === 'ticked' || record.state === 'told' ? 'vanished' : record.state;
}

function keysOf(account: CoverageAccount): number {
  return account.cells.filter(opens).length;
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}

function leftOf(state: BackupState, way: BackupWay): BackupLeft | null {
  if (state === 'ticked' || state === 'told') return null;
  if (way === 'one-key-service' || way === 'full') return way;
  if (state === 'skipped' || state === 'vanished') return state;
  return state === 'opened' ? 'not-seen' : 'not-done';
}

function opens(cell: CoverageCell | null): boolean {
  return cell !== null && isRecorded(cell);
}

function cellOfKey(account: CoverageAccount, keyId: string): CoverageCell | null {
  return account.cells.find((cell) => cell.keyId === keyId) ?? null;
}

// A complete reading without a passkey that readings show elsewhere says "not there"; nothing else does.
function spareEvidence(
  cell: CoverageCell | null,
  account: CoverageAccount,
  report: CoverageReport,
  spareId: string,
): Evidence {
  if (cell !== null) return cell.evidence;
  const complete = report.keys.find(({ keyId }) => keyId === spareId)?.completeSince ?? null;
  return complete !== null && account.discoverable ? 'absent' : 'unknown';
}

// A key that was listed once can be listed again; one without an AAGUID knows U2F only.
function listable(spare: InventoryKey, says: boolean | null): boolean | null {
  if (says !== null) return says;
  if (spare.lastRead !== null) return true;
  return spare.aaguid === null && spare.identifiedBy !== 'told' ? false : null;
}
