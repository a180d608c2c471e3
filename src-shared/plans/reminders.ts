import type { CatalogueService } from '../domain/catalogue.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { SiteOf } from '../domain/site.ts';
import type { Dismissal } from '../domain/preferences.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { Severity } from '../coverage/gap.ts';
import { createServiceFinder } from '../coverage/group-services.ts';
import {
  isSecurityEvent,
  type ReminderAccount,
  type Reminder,
  type ReminderKind,
  reminderKinds,
} from './reminder-types.ts';
import { compareText } from '../lib/compare-text.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** A session that was changed a moment ago is being worked on. */
const pausedAfterMs = hourMs;
/** A pass lives for hours, other limited ways for months. */
const endingWithinMs = { pass: dayMs, other: 30 * dayMs };

type WatchedParts = 'keys' | 'enrolments' | 'otherWaysIn' | 'losses' | 'backupSessions' | 'dismissals' | 'preferences';

export interface RemindersInput {
  readonly snapshot: Pick<InventorySnapshot, WatchedParts>;
  /** Of the same snapshot. */
  readonly report: CoverageReport;
  readonly services: readonly CatalogueService[];
  readonly siteOf: SiteOf;
  /** ISO 8601. */
  readonly now: string;
}

type Catalogue = Pick<RemindersInput, 'services' | 'siteOf'>;

/**
 * Finds what a person should look at now: security events first, then by severity, kind and names. What was put aside is left out until its
 * time has come. Pure: the same facts give the same list.
 */
export function findReminders({ snapshot, report, services, siteOf, now }: RemindersInput): readonly Reminder[] {
  const at = Date.parse(now);
  const keys = new Map(snapshot.keys.map((key) => [key.id, key]));
  const found = [
    ...vanishedPasskeys(snapshot.enrolments, keys, { services, siteOf }),
    ...[...keys.values()].flatMap((key) => keyReminders(key, at, snapshot.preferences.staleAfterDays * dayMs)),
    ...sparesBehind(report, keys),
    ...openLosses(snapshot),
    ...passes(snapshot, { services, siteOf }, at),
    ...pausedSessions(snapshot, keys, at),
  ];
  const aside = putAside(snapshot.dismissals, at);
  return found.filter(({ id }) => !aside.has(id)).toSorted(compareReminders);
}

/** A pass of which little is left is said once more: what it still allows must be done now. */
const urgentMs = 30 * 60 * 1000;

/** Finds what a person should hear of at once, wherever they look: security events, and a pass that is about to end. */
export function findUrgentReminders({
  snapshot,
  services,
  siteOf,
  now,
}: Omit<RemindersInput, 'report'>): readonly Reminder[] {
  const at = Date.parse(now);
  const keys = new Map(snapshot.keys.map((key) => [key.id, key]));
  const isEnding = ({ kind, at: end }: Reminder): boolean =>
    kind === 'pass-ending' && end !== null && Date.parse(end) - at <= urgentMs;
  const aside = putAside(snapshot.dismissals, at);
  return [
    ...vanishedPasskeys(snapshot.enrolments, keys, { services, siteOf }),
    ...[...keys.values()].flatMap((key) => keyReminders(key, at, Infinity)).filter(isSecurityEvent),
    ...passes(snapshot, { services, siteOf }, at).filter(isEnding),
  ].filter(({ id }) => !aside.has(id));
}

// All that a reading no longer found is one event: a key that was reset elsewhere loses everything at once.
function vanishedPasskeys(
  enrolments: readonly Enrolment[],
  keys: ReadonlyMap<string, InventoryKey>,
  catalogue: Catalogue,
): Reminder[] {
  const events = new Map<string, Enrolment[]>();
  for (const enrolment of enrolments) {
    const { keyId, vanishedAt, vanishedBy } = enrolment;
    if (vanishedAt === null || vanishedBy !== 'not-listed' || !keys.has(keyId)) continue;
    const id = `passkey-vanished:${keyId}:${vanishedAt}`;
    const event = events.get(id);
    if (event === undefined) events.set(id, [enrolment]);
    else event.push(enrolment);
  }
  if (events.size === 0) return [];
  const nameOf = createNamer(catalogue, [...events.values()].flat());
  return [...events].map(([id, gone]) => {
    const keyId = gone[0]?.keyId ?? '';
    return {
      ...reminder('passkey-vanished', 'critical', id, gone[0]?.vanishedAt ?? null, [keys.get(keyId)?.label ?? keyId]),
      accounts: gone.map(nameOf).toSorted(compareAccounts),
      target: { type: 'key', keyId },
    };
  });
}

function keyReminders(key: InventoryKey, now: number, staleMs: number): Reminder[] {
  const make = (kind: ReminderKind, severity: Severity, at: string | null): Reminder => ({
    ...reminder(kind, severity, `${kind}:${key.id}`, at, [key.label]),
    target: { type: 'key', keyId: key.id },
  });
  if (key.lostAt !== null) {
    if (Date.parse(key.lastSeen) <= Date.parse(key.lostAt)) return [];
    const seen = make('lost-key-seen', 'critical', key.lastSeen);
    // Seen again on another day is another event.
    return [{ ...seen, id: `${seen.id}:${key.lastSeen.slice(0, 10)}` }];
  }
  if (key.role === 'retired') return [];
  if (key.needsReread) return [make('key-reread', 'warning', key.lastRead)];
  const isSpare = key.role === 'spare' || key.role === 'off-site';
  const tooLong = (instant: string): boolean => now - Date.parse(instant) > staleMs;
  if (isSpare && tooLong(key.lastSeen)) return [make('spare-not-seen', 'warning', key.lastSeen)];
  if (key.lastRead === null) return isSpare ? [make('spare-never-read', 'warning', null)] : [];
  if (!tooLong(key.lastRead)) return [];
  return [make(isSpare ? 'spare-not-read' : 'key-not-read', isSpare ? 'warning' : 'notice', key.lastRead)];
}

function sparesBehind(report: CoverageReport, keys: ReadonlyMap<string, InventoryKey>): Reminder[] {
  return report.keys.flatMap((key) => {
    const gap = key.gaps.find(({ kind }) => kind === 'spare-stale');
    if (gap === undefined || key.outOfUse || keys.get(key.keyId)?.needsReread === true) return [];
    const count = Number(gap.details['count'] ?? 0);
    return [
      {
        ...reminder('spare-behind', 'warning', `spare-behind:${key.keyId}:${count}`, key.lastRead, [key.label]),
        counts: { left: count, total: count },
        target: { type: 'key', keyId: key.keyId },
      },
    ];
  });
}

function openLosses({ losses }: Pick<InventorySnapshot, 'losses'>): Reminder[] {
  return losses.flatMap((loss) => {
    const left = loss.items.filter((item) => item.doneAt === null).length;
    if (loss.closedAt !== null || left === 0) return [];
    return [
      {
        ...reminder('loss-open', 'warning', `loss-open:${loss.id}`, loss.at, loss.keyLabels),
        counts: { left, total: loss.items.length },
        target: { type: 'loss', lossId: loss.id },
      },
    ];
  });
}

function passes(
  { otherWaysIn }: Pick<InventorySnapshot, 'otherWaysIn'>,
  catalogue: Catalogue,
  now: number,
): Reminder[] {
  const limited = otherWaysIn.filter((way) => way.validUntil !== null);
  if (limited.length === 0) return [];
  const nameOf = createNamer(
    catalogue,
    limited.map((way) => ({ ...way, rpIdHash: null })),
  );
  return limited.flatMap((way) => {
    const isPass = way.kind === 'temporary-access-pass';
    const left = Date.parse(way.validUntil ?? '') - now;
    if (!(left <= (isPass ? endingWithinMs.pass : endingWithinMs.other))) return [];
    const kind = left <= 0 ? 'pass-over' : 'pass-ending';
    const severity = left <= 0 ? 'notice' : 'warning';
    return [
      {
        ...reminder(kind, severity, `${kind}:${way.id}:${way.validUntil ?? ''}`, way.validUntil, [way.name]),
        accounts: [nameOf({ ...way, rpIdHash: null })],
        target: { type: 'coverage' },
      },
    ];
  });
}

function pausedSessions(
  { backupSessions }: Pick<InventorySnapshot, 'backupSessions'>,
  keys: ReadonlyMap<string, InventoryKey>,
  now: number,
): Reminder[] {
  return backupSessions.flatMap((session) => {
    const spare = keys.get(session.spareKeyId);
    const isPaused = now - Date.parse(session.changedAt) > pausedAfterMs;
    if (session.closedAt !== null || spare === undefined || !isPaused) return [];
    return [
      {
        ...reminder('backup-paused', 'notice', `backup-paused:${session.id}`, session.changedAt, [spare.label]),
        target: { type: 'backup', sessionId: session.id },
      },
    ];
  });
}

function reminder(
  kind: ReminderKind,
  severity: Severity,
  id: string,
  at: string | null,
  names: readonly string[],
): Omit<Reminder, 'target'> {
  return { id, kind, severity, at, names, accounts: [], counts: { left: 0, total: 0 } };
}

type NamedEnrolment = Pick<Enrolment, 'serviceId' | 'rpId' | 'rpIdHash' | 'userName'>;

function createNamer(
  { services, siteOf }: Catalogue,
  all: readonly NamedEnrolment[],
): (one: NamedEnrolment) => ReminderAccount {
  const findService = createServiceFinder(services, siteOf, all);
  return (one) => {
    const service = findService(one);
    return {
      service: service?.name ?? one.rpId ?? one.serviceId ?? '',
      serviceJa: service?.catalogue?.nameJa ?? null,
      user: one.userName,
    };
  };
}

function putAside(dismissals: readonly Dismissal[], now: number): ReadonlySet<string> {
  return new Set(dismissals.filter(({ until }) => until === null || Date.parse(until) > now).map(({ id }) => id));
}

const severityOrder: readonly Severity[] = ['critical', 'warning', 'notice'];

function compareReminders(left: Reminder, right: Reminder): number {
  return (
    severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity) ||
    reminderKinds.indexOf(left.kind) - reminderKinds.indexOf(right.kind) ||
    compareText(left.names.join('\n'), right.names.join('\n')) ||
    compareText(left.id, right.id)
  );
}

function compareAccounts(left: ReminderAccount, right: ReminderAccount): number {
  return compareText(left.service, right.service) || compareText(left.user ?? '', right.user ?? '');
}
