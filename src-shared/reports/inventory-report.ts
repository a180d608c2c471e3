import { isTypedSerial } from '../lib/vendor-serial.ts';
import { devicesSection } from './device-sections.ts';
import { wayLines, cellOfText, type ReportContext, reportFrame } from './report-context.ts';
import { requirementLines } from './requirement-lines.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { CoverageService } from '../coverage/coverage-account.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import { evidenceSymbols, reportServiceName } from './coverage-report.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { ReportCell, ReportColumn, ReportDocument, ReportLine, ReportSection } from './report-document.ts';
import { compareText } from '../lib/compare-text.ts';

export interface InventoryReportInput {
  readonly report: CoverageReport;
  /** The catalogue with the person's corrections applied. */
  readonly services: readonly CatalogueService[];
  readonly snapshot: InventorySnapshot;
}

/** Writes everything that is remembered: each key with all its facts and what it opens, other ways in, corrections. */
export function inventoryReport(context: ReportContext, input: InventoryReportInput): ReportDocument {
  const { report, snapshot } = input;
  const { t } = context;
  const { keys, enrolments, otherWaysIn } = snapshot;
  const frame = reportFrame(context, t('report.inventory.title'), 'landscape');
  const present = enrolments.filter((enrolment) => enrolment.vanishedAt === null);
  const names = servicesOfEnrolments(context, input);
  const byKey = new Map<string, Enrolment[]>();
  for (const enrolment of present) {
    const of = byKey.get(enrolment.keyId);
    if (of === undefined) byKey.set(enrolment.keyId, [enrolment]);
    else of.push(enrolment);
  }
  return {
    ...frame,
    about: [
      ...frame.about,
      t(context.withIdentifiers ? 'report.about.with-identifiers' : 'report.about.without-identifiers'),
    ],
    summary: [
      t('report.inventory.summary', {
        keys: keys.length,
        enrolments: present.length,
        ways: otherWaysIn.length,
      }),
    ],
    sections: [
      ...keys.map((key) => keySection(context, key, byKey.get(key.id) ?? [], names)),
      ...devicesSection(context, report),
      ...waysSection(context, input),
      ...correctionsSection(context, snapshot),
    ],
    notes: [
      t('report.note.evidence.short', {
        read: `${evidenceSymbols.read} ${t('evidence.read')}`,
        told: `${evidenceSymbols.told} ${t('evidence.told')}`,
      }),
      t('report.note.vanished', { count: enrolments.length - present.length }),
    ],
  };
}

/**
 * Finds for each enrolment the name of the service that the analysis puts it under. What a service borrows (Windows sign-in opens with the passkey
 * of the work account) stays with the service that it is of.
 */
export function servicesOfEnrolments(
  context: ReportContext,
  { report, services }: Pick<InventoryReportInput, 'report' | 'services'>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const borrowing = new Set(services.flatMap((one) => (one.sharesCredentialWith === undefined ? [] : [one.id])));
  const isBorrowing = ({ serviceId }: CoverageService): boolean => borrowing.has(serviceId);
  // Its own service has the last word: only what no other has is of a borrowing one.
  for (const service of report.services.toSorted(
    (left, right) => Number(isBorrowing(right)) - Number(isBorrowing(left)),
  )) {
    const name = reportServiceName(context, service);
    for (const account of service.accounts) {
      for (const cell of account.cells) for (const id of cell.enrolmentIds) names.set(id, name);
    }
  }
  return names;
}

/** Lists every fact of a key with its name; what is not known says so. */
function keyFacts({ t, day, outside }: ReportContext, key: InventoryKey): readonly (readonly [string, string])[] {
  const known = (text: string | null): string => (text === null || text === '' ? t('report.not-known') : outside(text));
  const recorded = (text: string | null): string =>
    text === null || text === '' ? t('report.not-recorded') : outside(text);
  const number = (value: number | null): string =>
    value === null ? t('report.not-known') : t('report.number', { count: value });
  const yesNo = (value: boolean | null): string =>
    value === null ? t('report.not-known') : t(value ? 'report.yes' : 'report.no');
  const on = (instant: string | null): string => (instant === null ? t('report.never') : day(instant));
  const pin = key.pinBlocked === true ? t('report.pin.blocked') : yesNo(key.pinSet);
  return [
    [t('report.fact.role'), t(`role.${key.role ?? 'none'}`)],
    ...(key.lostAt === null ? [] : [[t('report.fact.lost'), day(key.lostAt)] as const]),
    [t('report.fact.owner'), recorded(key.owner)],
    [t('report.fact.place'), recorded(key.place)],
    [t('report.fact.carried-on'), recorded(key.carriedOn)],
    ...(key.assetTag === null ? [] : [[t('report.fact.asset-tag'), outside(key.assetTag)] as const]),
    ...(key.note === null ? [] : [[t('report.fact.note'), outside(key.note)] as const]),
    [t('report.fact.model'), known(key.model ?? key.product)],
    [t('report.fact.manufacturer'), known(key.manufacturer)],
    [
      t('report.fact.serial'),
      known(isTypedSerial(key) ? t('key.serial.typed', { serial: key.vendorSerial ?? '' }) : key.vendorSerial),
    ],
    [t('report.fact.firmware'), known(key.firmware)],
    [t('report.fact.aaguid'), known(key.aaguid)],
    [t('report.fact.transports'), known(key.transports.join(t('list.separator')))],
    [t('report.fact.identified'), t(`rung.${key.identifiedBy}`)],
    [t('report.fact.pin'), pin],
    [t('report.fact.pin-length'), number(key.pinMinLength)],
    [t('report.fact.always-uv'), yesNo(key.alwaysUv)],
    [t('report.fact.passkeys'), number(key.existing)],
    [t('report.fact.room'), number(key.remaining)],
    [t('report.fact.first-seen'), day(key.firstSeen)],
    [t('report.fact.last-seen'), day(key.lastSeen)],
    [t('report.fact.last-read'), on(key.lastRead)],
    ...(key.lastRead !== null && !key.lastReadComplete
      ? [[t('report.fact.last-read-complete'), t('report.no')] as const]
      : []),
    ...(key.needsReread ? [[t('report.fact.needs-reread'), t('report.yes')] as const] : []),
  ];
}

function keySection(
  context: ReportContext,
  key: InventoryKey,
  enrolments: readonly Enrolment[],
  names: ReadonlyMap<string, string>,
): ReportSection {
  const { t, outside } = context;
  const name = (enrolment: Enrolment): string => names.get(enrolment.id) ?? enrolment.rpId ?? t('account.unnamed');
  const rows = enrolments
    .map((enrolment) => ({ service: outside(name(enrolment)), enrolment }))
    .toSorted((left, right) => compareText(left.service, right.service))
    .map(({ service, enrolment }) => enrolmentRow(context, service, enrolment));
  const table = { type: 'table' as const, columns: enrolmentColumns(context), rows };
  return {
    heading: outside(key.label),
    blocks: [
      { type: 'facts', facts: keyFacts(context, key) },
      rows.length === 0 ? { type: 'lines', lines: [{ text: t('report.inventory.opens-nothing') }] } : table,
    ],
  };
}

function enrolmentColumns({ t }: ReportContext): readonly ReportColumn[] {
  return [
    { name: t('report.column.service'), width: 4 },
    { name: t('report.column.user'), width: 5 },
    { name: t('report.column.known'), width: 4 },
    { name: t('report.column.note'), width: 5 },
  ];
}

function enrolmentRow(context: ReportContext, service: string, enrolment: Enrolment): ReportCell[] {
  const { t, day, outside, withIdentifiers } = context;
  const { userName, userDisplayName, rpId, evidence, asOf, note, userId, credentialId } = enrolment;
  const identifiers: ReportLine[] = withIdentifiers
    ? [
        ...(userId === null ? [] : [{ text: t('report.user-handle', { id: userId }), look: 'quiet' as const }]),
        ...(credentialId === null
          ? []
          : [{ text: t('report.credential-id', { id: credentialId }), look: 'quiet' as const }]),
      ]
    : [];
  return [
    [
      { text: service, look: 'strong' },
      ...(rpId === null || rpId === service ? [] : [{ text: outside(rpId), look: 'quiet' as const }]),
    ],
    [
      { text: userName === null ? t('account.unnamed') : outside(userName) },
      ...(userDisplayName === null || userDisplayName === userName ? [] : cellOfText(outside(userDisplayName))),
      ...identifiers,
    ],
    cellOfText(`${evidenceSymbols[evidence]} ${t(`evidence.${evidence}`)}${t('report.separator')}${day(asOf)}`),
    cellOfText(note === null ? null : outside(note)),
  ];
}

function waysSection(context: ReportContext, input: InventoryReportInput): ReportSection[] {
  const { report, snapshot } = input;
  const ways = snapshot.otherWaysIn;
  if (ways.length === 0) return [];
  const { t, outside } = context;
  const names = new Map(report.services.map((service) => [service.serviceId, reportServiceName(context, service)]));
  const place = (way: OtherWayIn): string =>
    (way.serviceId === null ? null : (names.get(way.serviceId) ?? way.serviceId)) ?? way.rpId ?? t('report.not-known');
  return [
    {
      heading: t('report.section.other-ways'),
      blocks: [
        {
          type: 'table',
          columns: [
            { name: t('report.column.service'), width: 4 },
            { name: t('report.column.user'), width: 5 },
            { name: t('report.column.other-ways'), width: 6 },
            { name: t('report.column.note'), width: 4 },
          ],
          rows: ways.map((way) => [
            [{ text: outside(place(way)), look: 'strong' as const }],
            cellOfText(way.userName === null ? t('report.any-account') : outside(way.userName)),
            [...wayLines(context, way), ...requirementLines(context, way, input)],
            cellOfText(way.note === null ? null : outside(way.note)),
          ]),
        },
      ],
    },
  ];
}

function correctionsSection({ t, day, outside }: ReportContext, { corrections }: InventorySnapshot): ReportSection[] {
  if (corrections.length === 0) return [];
  const rows = corrections.map(({ serviceId, fields, source, asOf }): ReportCell[] => [
    [{ text: outside(serviceId), look: 'strong' }],
    Object.entries(fields).map(([name, value]) => ({ text: outside(`${name}: ${JSON.stringify(value)}`) })),
    cellOfText(source === null ? null : outside(source)),
    cellOfText(day(asOf)),
  ]);
  return [
    {
      heading: t('report.section.corrections'),
      blocks: [
        {
          type: 'table',
          columns: [
            { name: t('report.column.service'), width: 4 },
            { name: t('report.column.correction'), width: 7 },
            { name: t('report.column.source'), width: 5 },
            { name: t('report.column.as-of'), width: 2 },
          ],
          rows,
        },
      ],
    },
  ];
}
