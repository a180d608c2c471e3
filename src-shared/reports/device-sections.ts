import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { CoverageDevice } from '../coverage/coverage-device.ts';
import { sizeOf } from '../coverage/holdings.ts';
import { accountNames } from '../i18n/account-text.ts';
import { blastMessage } from '../i18n/blast-message.ts';
import { accountBlasts } from './account-blast.ts';
import { cellOfText, type ReportContext } from './report-context.ts';
import type { ReportCell, ReportLine, ReportSection } from './report-document.ts';

/** Writes the phones, computers and phone numbers that accounts depend on: where they are, what needs them, what would be lost with each. */
export function devicesSection(context: ReportContext, report: CoverageReport): ReportSection[] {
  const { t, outside, locale } = context;
  if (report.devices.length === 0) return [];
  const nameOf = accountNames(t, locale, report);
  const needing = accountsByDevice(report);
  const rows = report.devices.map((device): ReportCell[] => [
    [{ text: outside(device.label), look: 'strong' }, { text: kindText(context, device) }],
    [
      ...[device.owner, device.place, device.carriedOn].flatMap((text) =>
        cellOfText(text === null ? null : outside(text)),
      ),
      ...simLines(context, report, device),
    ],
    (needing.get(device.deviceId) ?? []).map((accountId) => ({ text: outside(nameOf(accountId)) })),
    cellOfText(t('report.count', { count: sizeOf(device.blast) })),
  ]);
  return [
    {
      heading: t('report.section.devices'),
      blocks: [
        {
          type: 'table',
          columns: [
            { name: t('report.column.device'), width: 4 },
            { name: t('report.column.where'), width: 4 },
            { name: t('report.column.needed-by'), width: 6 },
            { name: t('report.column.lost-with-it'), width: 3 },
          ],
          rows,
        },
      ],
    },
  ];
}

/** Lists the accounts that others depend on, with the number of those that would be lost with each. */
export function dependedOnSection({ t, locale, outside }: ReportContext, report: CoverageReport): ReportSection[] {
  const nameOf = accountNames(t, locale, report);
  const items = accountBlasts(report)
    .filter(({ blast }) => sizeOf(blast) > 0)
    .map(({ accountId, blast }): ReportLine => ({ text: outside(blastMessage(t, nameOf(accountId), blast, nameOf)) }));
  return items.length === 0 ? [] : [{ heading: t('report.section.depended-on'), blocks: [{ type: 'list', items }] }];
}

function kindText({ t }: ReportContext, { kind, recorded, lost }: CoverageDevice): string {
  const kindName = t(`device.kind.${kind}`);
  if (lost) return t('report.device.lost', { kind: kindName });
  return recorded ? kindName : t('report.device.assumed', { kind: kindName });
}

function simLines({ t, outside }: ReportContext, { devices }: CoverageReport, { simIn }: CoverageDevice): ReportLine[] {
  const phone = devices.find(({ deviceId }) => deviceId === simIn);
  return phone === undefined ? [] : [{ text: t('report.device.sim-in', { device: outside(phone.label) }) }];
}

function accountsByDevice({ services }: CoverageReport): ReadonlyMap<string, readonly string[]> {
  const byDevice = new Map<string, string[]>();
  for (const { accountId, needs } of services.flatMap(({ accounts }) => accounts)) {
    for (const deviceId of new Set(needs.flatMap(({ deviceIds }) => deviceIds))) {
      byDevice.set(deviceId, [...(byDevice.get(deviceId) ?? []), accountId]);
    }
  }
  return byDevice;
}
