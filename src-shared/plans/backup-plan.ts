import type { SiteOf } from '../domain/site.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import type { BackupSession } from '../domain/backup-session.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { sshServiceId } from '../coverage/group-services.ts';
import { type BackupWarning, backupWarnings } from './backup-warnings.ts';
import { fitIntoRoom, orderBackupItems } from './order-backup-items.ts';
import { isAskableSite } from './askable-site.ts';
import type {
  CoverageAccount,
  CoverageCell,
  CoverageReport,
  CoverageService,
  DoubtKind,
  Evidence,
  Severity,
} from '../coverage/coverage-types.ts';
import { isRecorded } from '../coverage/cell-of.ts';

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

/**
 * The steps that add the spare to an account.
 * - `add`: the person adds it at the service.
 * - `follows`: nothing of its own; it opens with the credential of another account (Windows sign-in with that of Entra ID).
 * - `one-key-service`: the service takes one key only, and the primary has that place.
 * - `full`: the service takes a limited number of keys, and as many are known already.
 */
export type BackupWay = 'add' | 'follows' | 'one-key-service' | 'full';

/** `to-do`, or what became of it. `vanished`: it was seen on the spare, and a later reading no longer found it. */
export type BackupState = 'to-do' | 'opened' | 'vanished' | 'skipped' | 'ticked' | 'told';

/** The reason why an account is still open on the list. */
export type BackupLeft =
  'not-done' | 'not-seen' | 'vanished' | 'does-not-fit' | 'follows' | 'skipped' | 'one-key-service' | 'full';

export interface BackupItem {
  readonly account: CoverageAccount;
  readonly service: CoverageService;
  readonly way: BackupWay;
  /** The account whose credential opens this one, for `follows`. */
  readonly followsAccountId: string | null;
  /** `reading`: a reading of the spare shows it. `by-hand`: no reading can, the person says so. */
  readonly confirm: 'reading' | 'by-hand';
  /** Whether it can be recorded by hand: such a record finds its account by the user name. */
  readonly canTell: boolean;
  /** The state of the spare at this account now. */
  readonly spare: Evidence;
  readonly severity: Severity | null;
  /** Codes of `need.first.*` and `need.next.*` messages. */
  readonly firstKeyNeeds: CatalogueService['firstKeyNeeds'];
  readonly nextKeyNeeds: CatalogueService['nextKeyNeeds'];
  /** Host of the page to add a key; null where the catalogue knows none. */
  readonly pageHost: string | null;
  /** The way on that page, or through an app, in the service's own words; null where there is none. */
  readonly pagePath: string | null;
  /** RP ID whose website may be asked for its own page; null where none is known. */
  readonly rpIdToAsk: string | null;
  /** Most keys that the service takes, where known. */
  readonly maxKeys: number | null;
  /** The other ways that open the account; they show what is left where the spare cannot be added. */
  readonly otherWaysIn: readonly OtherWayIn[];
  readonly ssh: boolean;
  readonly doubts: readonly DoubtKind[];
  readonly state: BackupState;
  /** ISO 8601 of the state; null for `to-do`. */
  readonly at: string | null;
  readonly reason: string | null;
  /** Whether there is room on the spare once everything above it was added; null where the key does not say. */
  readonly fits: boolean | null;
  /** Null: done. */
  readonly left: BackupLeft | null;
}

export interface BackupPlan {
  readonly primary: InventoryKey;
  readonly spare: InventoryKey;
  /** First what is to do, by importance, then gravity, then service; then what cannot be done; then what was skipped; then what is done. */
  readonly items: readonly BackupItem[];
  readonly warnings: readonly BackupWarning[];
  /** Accounts that both keys opened before. */
  readonly alreadyBoth: number;
  readonly counts: {
    readonly toDo: number;
    readonly done: number;
    readonly skipped: number;
    readonly cannot: number;
    /** Those of `toDo` that need a place on the spare which it does not have. */
    readonly doNotFit: number;
  };
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
