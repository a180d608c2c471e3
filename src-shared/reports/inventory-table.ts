import { siteOf } from '../public-suffix/site-of.ts';
import { createServiceFinder, type FindService } from '../coverage/group-services.ts';
import { type ImportColumn, importColumns } from '../domain/imports.ts';
import type { Device } from '../domain/device.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { deviceName } from '../domain/device-names.ts';
import type { Translate } from '../i18n/translator.ts';
import { threeValued } from './coverage-data.ts';
import { type InventoryReportInput, servicesOfEnrolments } from './inventory-report.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportTable } from './report-document.ts';
import { requirementCell } from './requirement-cell.ts';
import { serviceNameIn } from '../i18n/service-name.ts';

/**
 * Columns in the order in which they came to be: whoever reads a table by position finds each where it was. Those of an import have the
 * headings that it understands (docs/import.md); it leaves out the others.
 */
const columns = [
  'record',
  'key',
  'service',
  'account',
  'role',
  'owner',
  'place',
  'carriedOn',
  'way',
  'provider',
  'name',
  'link',
  'validFrom',
  'validUntil',
  'hours',
  'contact',
  'note',
  'rpId',
  'model',
  'serial',
  'firmware',
  'pin',
  'passkeys',
  'room',
  'first-seen',
  'as-of',
  'last-read',
  'lost',
  'serviceId',
  'through',
  'device',
  'deviceKind',
  'simIn',
  'asset-tag',
  'key-note',
] as const;
type Column = (typeof columns)[number];
type Cells = Partial<Record<Column, string>>;

/** Composes the inventory as one table: keys, devices, what keys open, other ways in; a column says which of these a row is. */
export function inventoryTable(context: ReportContext, input: InventoryReportInput): ReportTable {
  const { t, withIdentifiers, locale } = context;
  const { report, snapshot, services } = input;
  const labels = new Map(snapshot.keys.map((key) => [key.id, key.label]));
  const ofEnrolments = servicesOfEnrolments({ ...context, outside: (text) => text }, input);
  const names = new Map([
    ...services.map((service) => [service.id, serviceNameIn(service, locale)] as const),
    ...report.services.map((service) => [service.serviceId, serviceNameIn(service, locale)] as const),
  ]);
  const find = createServiceFinder(services, siteOf, snapshot.enrolments);
  const row = (cells: Cells, userId: string | null, credentialId: string | null) => [
    ...columns.map((column) => cells[column] ?? ''),
    ...(withIdentifiers ? [userId ?? '', credentialId ?? ''] : []),
  ];
  const present = snapshot.enrolments.filter((enrolment) => enrolment.vanishedAt === null);
  return {
    columns: [
      ...inventoryHeads(t),
      ...(withIdentifiers ? [t('report.column.user-handle'), t('report.column.credential-ids')] : []),
    ],
    rows: [
      ...snapshot.keys.map((key) => row(keyCells(context, key), null, null)),
      ...snapshot.devices.map((device) => row(deviceCells(context, device, snapshot), null, null)),
      ...present.map((enrolment) => {
        const { keyId, evidence, userName, userId, credentialId, firstSeen, asOf, note } = enrolment;
        const ids = idsOf(enrolment, find);
        const cells = {
          record: t(`report.record.${evidence}`),
          key: labels.get(keyId) ?? keyId,
          service: ofEnrolments.get(enrolment.id) ?? names.get(find(enrolment)?.serviceId ?? '') ?? ids.rpId,
          ...ids,
          account: userName ?? '',
          'first-seen': day(firstSeen),
          'as-of': day(asOf),
          note: note ?? '',
        };
        return row(cells, userId, credentialId);
      }),
      ...snapshot.otherWaysIn.map((way) => row(wayCells(context, way, { names, find, snapshot }), way.userId, null)),
    ],
  };
}

/**
 * Returns the service id and RP ID by which the import finds the same service again. What a key gave as an RP ID that is not known in full,
 * or that its hash belies, is named by the hash.
 */
function idsOf({ evidence, serviceId, rpId, rpIdHash }: Enrolment, find: FindService) {
  const recorded = { serviceId: serviceId ?? '', rpId: rpId ?? '' };
  const found = evidence === 'read' && serviceId === null ? find({ serviceId, rpId, rpIdHash }) : null;
  if (found === null || found.rpIdState === 'full') return recorded;
  return found.rpId === null ? { ...recorded, serviceId: found.serviceId } : { ...recorded, rpId: found.rpId };
}

/** Returns the headings of the table, in their order. */
export function inventoryHeads(t: Translate): readonly string[] {
  return columns.map((column) => (isImported(column) ? t(`import.column.${column}`) : t(`report.column.${column}`)));
}

function isImported(column: Column): column is Column & ImportColumn {
  return importColumns.some((one) => one === column);
}

function keyCells(context: ReportContext, key: InventoryKey): Cells {
  const { t } = context;
  return {
    record: t('report.record.key'),
    key: key.label,
    place: key.place ?? '',
    carriedOn: key.carriedOn ?? '',
    owner: key.owner ?? '',
    role: key.role === null ? '' : t(`role.${key.role}`),
    model: key.model ?? key.product ?? '',
    serial: key.vendorSerial ?? '',
    firmware: key.firmware ?? '',
    pin: key.pinBlocked === true ? t('report.pin.blocked') : threeValued(context, key.pinSet),
    passkeys: key.existing === null ? '' : String(key.existing),
    room: key.remaining === null ? '' : String(key.remaining),
    'first-seen': day(key.firstSeen),
    'as-of': day(key.lastSeen),
    'last-read': key.lastRead === null ? '' : day(key.lastRead),
    lost: key.lostAt === null ? '' : day(key.lostAt),
    'asset-tag': key.assetTag ?? '',
    'key-note': key.note ?? '',
  };
}

function deviceCells({ t }: ReportContext, device: Device, { devices }: InventorySnapshot): Cells {
  const phone = devices.find(({ id }) => id === device.simIn);
  const phones = devices.filter(({ kind }) => kind === 'phone');
  return {
    record: t('report.record.device'),
    device: device.label,
    deviceKind: t(`device.kind.${device.kind}`),
    owner: device.owner ?? '',
    place: device.place ?? '',
    carriedOn: device.carriedOn ?? '',
    simIn: phone === undefined ? '' : deviceName(phones, phone),
    'as-of': day(device.asOf),
    lost: device.lostAt === null ? '' : day(device.lostAt),
    note: device.note ?? '',
  };
}

function wayCells(
  { t }: ReportContext,
  way: OtherWayIn,
  {
    names,
    find,
    snapshot,
  }: { readonly names: ReadonlyMap<string, string>; readonly find: FindService; readonly snapshot: InventorySnapshot },
): Cells {
  return {
    record: t('report.record.other-way'),
    service: names.get(find({ ...way, rpIdHash: null })?.serviceId ?? '') ?? way.serviceId ?? way.rpId ?? '',
    serviceId: way.serviceId ?? '',
    rpId: way.rpId ?? '',
    account: way.userName ?? '',
    owner: way.owner ?? '',
    way: t(`way.${way.kind}`),
    provider: way.providerId ?? '',
    name: way.name,
    through: requirementCell(way.requires, snapshot),
    place: way.place ?? '',
    carriedOn: way.carriedOn ?? '',
    link: way.link ?? '',
    validFrom: way.validFrom ?? '',
    validUntil: way.validUntil ?? '',
    hours: way.hours ?? '',
    contact: way.contact ?? '',
    'as-of': day(way.asOf),
    note: way.note ?? '',
  };
}

// Tables sort and compare days best in this form, in every language.
function day(iso: string): string {
  return iso.slice(0, 10);
}
