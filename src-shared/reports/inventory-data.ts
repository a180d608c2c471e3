import type { Enrolment, InventoryKey, OtherWayIn } from '../domain/inventory.ts';
import { reportHead, threeValued } from './coverage-data.ts';
import { type InventoryReportInput, servicesOfEnrolments } from './inventory-report.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportTable } from './report-document.ts';
import type { ImportColumn } from '../domain/imports.ts';

/**
 * The inventory for programs (docs/reports.md). It is not the export that another Sparekey imports: that one is complete, this one
 * leaves out what identifies a person unless it was asked for.
 */
export function inventoryData(context: ReportContext, { snapshot }: InventoryReportInput) {
  const { withIdentifiers } = context;
  return {
    ...reportHead(context, 'inventory'),
    keys: snapshot.keys.map((key) => ({ ...withoutId(key), inventoryId: key.id })),
    enrolments: snapshot.enrolments.map((enrolment) => enrolmentData(enrolment, withIdentifiers)),
    otherWaysIn: snapshot.otherWaysIn.map(({ userId, ...way }) => ({ ...way, ...(withIdentifiers && { userId }) })),
    accountMarks: snapshot.accountMarks.map(({ id: _id, userId, ...mark }) => ({
      ...mark,
      ...(withIdentifiers && { userId }),
    })),
    corrections: snapshot.corrections,
  };
}

/** Columns of the table. The first group has the headings that the import of tables understands (docs/import.md). */
const importable = [
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
] as const satisfies readonly ImportColumn[];
const others = [
  'record',
  'rp-id',
  'model',
  'serial',
  'firmware',
  'pin',
  'passkeys',
  'room',
  'first-seen',
  'as-of',
  'last-read',
] as const;
type Column = (typeof importable)[number] | (typeof others)[number];
const columns: readonly Column[] = ['record', ...importable, ...others.filter((column) => column !== 'record')];

/** The inventory as one table: keys, what they open, other ways in; a column says which of these a row is. */
export function inventoryTable(context: ReportContext, { report, snapshot }: InventoryReportInput): ReportTable {
  const { t, withIdentifiers } = context;
  const labels = new Map(snapshot.keys.map((key) => [key.id, key.label]));
  const names = servicesOfEnrolments({ ...context, outside: (text) => text }, report);
  const services = new Map(
    report.services.map((service) => [
      service.serviceId,
      (context.locale === 'ja' ? service.nameJa : null) ?? service.name,
    ]),
  );
  const row = (cells: Partial<Record<Column, string>>, userId: string | null, credentialId: string | null) => [
    ...columns.map((column) => cells[column] ?? ''),
    ...(withIdentifiers ? [userId ?? '', credentialId ?? ''] : []),
  ];
  const present = snapshot.enrolments.filter((enrolment) => enrolment.vanishedAt === null);
  return {
    columns: [
      ...columns.map((column) => heading(context, column)),
      ...(withIdentifiers ? [t('report.column.user-handle'), t('report.column.credential-ids')] : []),
    ],
    rows: [
      ...snapshot.keys.map((key) => row(keyCells(context, key), null, null)),
      ...present.map((enrolment) => {
        const { rpId, serviceId, evidence, userName, userId, credentialId, firstSeen, asOf, note } = enrolment;
        const service = names.get(enrolment.id) ?? (serviceId === null ? null : services.get(serviceId)) ?? rpId;
        const cells = {
          record: t(`report.record.${evidence}`),
          key: labels.get(enrolment.keyId) ?? enrolment.keyId,
          service: service ?? '',
          'rp-id': rpId ?? '',
          account: userName ?? '',
          'first-seen': day(firstSeen),
          'as-of': day(asOf),
          note: note ?? '',
        };
        return row(cells, userId, credentialId);
      }),
      ...snapshot.otherWaysIn.map((way) => row(wayCells(context, way, services), way.userId, null)),
    ],
  };
}

function heading({ t }: ReportContext, column: Column): string {
  const known = importable.find((one) => one === column);
  if (known !== undefined) return t(`import.column.${known}`);
  const other = others.find((one) => one === column) ?? 'record';
  return t(`report.column.${other}`);
}

function keyCells(context: ReportContext, key: InventoryKey): Partial<Record<Column, string>> {
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
  };
}

function wayCells(
  { t }: ReportContext,
  way: OtherWayIn,
  services: ReadonlyMap<string, string>,
): Partial<Record<Column, string>> {
  return {
    record: t('report.record.other-way'),
    service: (way.serviceId === null ? null : (services.get(way.serviceId) ?? way.serviceId)) ?? way.rpId ?? '',
    'rp-id': way.rpId ?? '',
    account: way.userName ?? '',
    way: t(`way.${way.kind}`),
    provider: way.providerId ?? '',
    name: way.name,
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

/** Tables sort and compare days best in this form, in every language. */
function day(iso: string): string {
  return iso.slice(0, 10);
}

function withoutId({ id: _id, ...rest }: InventoryKey): Omit<InventoryKey, 'id'> {
  return rest;
}

function enrolmentData(enrolment: Enrolment, withIdentifiers: boolean) {
  const { id: _id, keyId, userId, credentialId, ...rest } = enrolment;
  return { key: keyId, ...rest, ...(withIdentifiers && { userId, credentialId }) };
}
