import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { CoveragePlace } from '../../../src-shared/coverage/coverage-device.ts';
import type { Device } from '../../../src-shared/domain/device.ts';
import type { KeyRole } from '../../../src-shared/domain/inventory-key.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

export const chooserGroups = ['ring', 'place', 'key', 'device', 'way', 'account'] as const;
export type ChooserGroup = (typeof chooserGroups)[number];

/** A line of the chooser: ticking it marks all that it stands for. */
export interface ChooserRow {
  readonly id: string;
  readonly group: ChooserGroup;
  readonly name: string;
  readonly detail: string;
  /** The text that is searched, without case. */
  readonly sought: string;
  readonly keyIds: readonly string[];
  readonly wayIds: readonly string[];
  readonly deviceIds: readonly string[];
  readonly accountIds: readonly string[];
  /** A key with a PIN, or of which that is not recorded: somebody may know it. */
  readonly askPin: boolean;
}

interface ChooserLabels {
  readonly keyName: (keyId: string) => string;
  readonly wayName: (way: OtherWayIn) => string;
  readonly role: (role: KeyRole | null) => string;
  readonly deviceKind: (device: Device) => string;
  readonly accountName: (accountId: string) => string;
  /** Formats how many accounts depend on one. */
  readonly dependents: (count: number) => string;
  readonly contents: (keys: number, ways: number, devices: number) => string;
  readonly joiner: string;
}

/**
 * Lists what can be lost: bags and key rings, places, keys, devices, other ways that are kept somewhere, and accounts, those first that
 * others depend on. What is lost already is left out.
 */
export function chooserRows(
  snapshot: Pick<InventorySnapshot, 'keys' | 'otherWaysIn' | 'devices'>,
  report: CoverageReport,
  labels: ChooserLabels,
): readonly ChooserRow[] {
  const records = new Map(snapshot.keys.map((key) => [key.id, key]));
  const ways = new Map(snapshot.otherWaysIn.map((way) => [way.id, way]));
  const devices = new Map(
    snapshot.devices.filter(({ lostAt }) => lostAt === null).map((device) => [device.id, device]),
  );
  const isHere = (keyId: string): boolean => records.get(keyId)?.lostAt === null;
  const bagRow = (group: 'ring' | 'place', bag: CoveragePlace): ChooserRow[] => {
    const keyIds = bag.keyIds.filter(isHere);
    // What is kept alone is a line of its own already, and is found by its place there.
    const deviceIds = bag.deviceIds.filter((id) => devices.has(id));
    if (keyIds.length + bag.otherWayIds.length + deviceIds.length < 2) return [];
    const members = [
      ...keyIds.map(labels.keyName),
      ...bag.otherWayIds.flatMap((id) => {
        const way = ways.get(id);
        return way === undefined ? [] : [labels.wayName(way)];
      }),
      ...deviceIds.flatMap((id) => devices.get(id)?.label ?? []),
    ];
    const shown =
      members.length > 4
        ? labels.contents(keyIds.length, bag.otherWayIds.length, deviceIds.length)
        : members.join(labels.joiner);
    return [
      {
        id: `${group} ${bag.place}`,
        group,
        name: bag.place,
        detail: shown,
        sought: foldText([bag.place, ...members].join('\n')) ?? '',
        keyIds,
        wayIds: bag.otherWayIds,
        deviceIds,
        accountIds: [],
        askPin: false,
      },
    ];
  };
  const keyRows = report.keys
    .filter((key) => isHere(key.keyId))
    .map((key): ChooserRow => {
      const name = labels.keyName(key.keyId);
      const parts = [labels.role(key.role), key.owner, key.place].filter((part) => part !== null && part !== '');
      return {
        id: key.keyId,
        group: 'key',
        name,
        detail: parts.join(labels.joiner),
        sought: foldText([name, ...parts, key.carriedOn ?? ''].join('\n')) ?? '',
        keyIds: [key.keyId],
        wayIds: [],
        deviceIds: [],
        accountIds: [],
        askPin: records.get(key.keyId)?.pinSet !== false,
      };
    });
  const wayRows = snapshot.otherWaysIn
    .filter((way) => kept(way))
    .map((way): ChooserRow => {
      const name = labels.wayName(way);
      const parts = [way.userName, way.place, way.carriedOn].filter((part) => part !== null && part !== '');
      return {
        id: way.id,
        group: 'way',
        name,
        detail: parts.join(labels.joiner),
        sought: foldText([name, ...parts].join('\n')) ?? '',
        keyIds: [],
        wayIds: [way.id],
        deviceIds: [],
        accountIds: [],
        askPin: false,
      };
    });
  return [
    ...report.rings.flatMap((ring) => bagRow('ring', ring)),
    ...report.places.flatMap((place) => bagRow('place', place)),
    ...keyRows,
    ...[...devices.values()].map((device) => deviceRow(device, labels)),
    ...wayRows,
    ...accountRows(report, labels),
  ];
}

function deviceRow(device: Device, labels: ChooserLabels): ChooserRow {
  const parts = [labels.deviceKind(device), device.owner, device.place].filter((part) => part !== null && part !== '');
  return {
    id: device.id,
    group: 'device',
    name: device.label,
    detail: parts.join(labels.joiner),
    sought: foldText([device.label, ...parts, device.carriedOn ?? ''].join('\n')) ?? '',
    keyIds: [],
    wayIds: [],
    deviceIds: [device.id],
    accountIds: [],
    askPin: false,
  };
}

function accountRows(report: CoverageReport, labels: ChooserLabels): readonly ChooserRow[] {
  const accounts = report.services.flatMap((service) => service.accounts);
  const dependents = new Map<string, number>();
  for (const { needs, besideKeys } of accounts) {
    const all = besideKeys === null ? needs : [...needs, besideKeys];
    const needed = new Set(all.flatMap((one) => one.accounts.flatMap(({ accountId }) => accountId ?? [])));
    for (const accountId of needed) dependents.set(accountId, (dependents.get(accountId) ?? 0) + 1);
  }
  const countOf = (accountId: string): number => dependents.get(accountId) ?? 0;
  return accounts
    .toSorted((left, right) => countOf(right.accountId) - countOf(left.accountId))
    .map(({ accountId }): ChooserRow => {
      const name = labels.accountName(accountId);
      const count = countOf(accountId);
      return {
        id: accountId,
        group: 'account',
        name,
        detail: count === 0 ? '' : labels.dependents(count),
        sought: foldText(name) ?? '',
        keyIds: [],
        wayIds: [],
        deviceIds: [],
        accountIds: [accountId],
        askPin: false,
      };
    });
}

// A help desk cannot be lost; a sheet of codes, a phone or a computer can.
function kept(way: OtherWayIn): boolean {
  return way.kind !== 'helpdesk' && way.kind !== 'temporary-access-pass';
}
