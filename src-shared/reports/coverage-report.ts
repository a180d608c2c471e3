import { chainMessages } from '../i18n/chain-message.ts';
import { devicesSection, dependedOnSection } from './device-sections.ts';
import { accountNames, userText } from '../i18n/account-text.ts';
import { cellOf } from '../coverage/cell-of.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import type { CoveragePlace } from '../coverage/coverage-device.ts';
import type { CoverageAccount, CoverageService } from '../coverage/coverage-account.ts';
import type { Evidence } from '../coverage/coverage-cell.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import { gapMessage, headline, verdictMessage } from '../i18n/coverage-message.ts';
import { addressLines, cellOfText, type ReportContext, reportFrame, severeLine, wayLines } from './report-context.ts';
import type { ReportCell, ReportDocument, ReportLine, ReportSection } from './report-document.ts';
import { serviceNameIn } from '../i18n/service-name.ts';

/** The symbol of evidence in print: a shape that is clear in grey. */
export const evidenceSymbols: Readonly<Record<Evidence, string>> = { read: '●', told: '○', absent: '–', unknown: '?' };

/** With more keys than this only those with a record of an account are named at it. */
const mostKeysCompared = 40;
/** Names of keys of which nothing is known at an account; the others are counted. */
const mostUnknownNamed = 4;

export interface CoverageReportInput {
  readonly report: CoverageReport;
  readonly snapshot: InventorySnapshot;
  readonly gapsOnly: boolean;
}

/** Writes the coverage as a person reads it: the answer, what hangs on each key and place, and every account with its reasons. */
export function coverageReport(
  context: ReportContext,
  { report, snapshot, gapsOnly }: CoverageReportInput,
): ReportDocument {
  const { t } = context;
  const frame = reportFrame(context, t('report.coverage.title'), 'landscape');
  const { accounts } = report.totals;
  const shown = report.services.reduce((sum, service) => sum + shownAccounts(service, gapsOnly).length, 0);
  const credentials = new Map(
    context.withIdentifiers ? snapshot.enrolments.map((enrolment) => [enrolment.id, enrolment.credentialId]) : [],
  );
  return {
    ...frame,
    about: [
      ...frame.about,
      readingsLine(context, report),
      gapsOnly ? t('report.about.gaps-only', { shown, accounts }) : t('report.about.all-accounts', { accounts }),
      t(context.withIdentifiers ? 'report.about.with-identifiers' : 'report.about.without-identifiers'),
    ],
    summary: [headline(t, report)],
    sections: [
      ...(report.keys.length === 0 ? [] : [keysSection(context, report)]),
      ...devicesSection(context, report),
      ...placesSections(context, report, snapshot),
      ...dependedOnSection(context, report),
      ...(shown === 0 ? [] : [accountsSection(context, report, gapsOnly, credentials)]),
    ],
    // The legend stands over the table of accounts: after it, it might be alone on the last page.
    notes: shown === 0 ? [t('report.note.unknown-is-not-safe')] : [],
  };
}

/** Lists the accounts that a report shows. */
export function shownAccounts(service: CoverageService, gapsOnly: boolean): readonly CoverageAccount[] {
  return gapsOnly ? service.accounts.filter((account) => account.gaps.length > 0) : service.accounts;
}

/** Returns the name of a service in the language of the report. */
export function reportServiceName(
  { locale, outside }: Pick<ReportContext, 'locale' | 'outside'>,
  service: Pick<CoverageService, 'name' | 'nameJa'>,
): string {
  return outside(serviceNameIn(service, locale));
}

function readingsLine({ t, day }: ReportContext, { keys }: CoverageReport): string {
  const read = keys.flatMap((key) => (key.lastRead === null ? [] : [key.lastRead])).toSorted();
  const [first] = read;
  const last = read.at(-1);
  if (first === undefined || last === undefined) return t('report.about.never-read');
  return t('report.about.readings', { first: day(first), last: day(last), never: keys.length - read.length });
}

function keysSection(context: ReportContext, report: CoverageReport): ReportSection {
  const { t, outside, day } = context;
  const rows = report.keys.map((key): ReportCell[] => [
    [{ text: outside(key.label), look: 'strong' }, { text: keyStateText(context, key) }],
    [key.owner, key.place, key.carriedOn].flatMap((text) => cellOfText(text === null ? null : outside(text))),
    cellOfText(key.lastRead === null ? t('report.never') : day(key.lastRead)),
    cellOfText(t('report.count', { count: key.aloneHolds })),
    key.gaps.flatMap((gap) => gapLines(context, gap)),
  ]);
  return {
    heading: t('report.section.keys'),
    blocks: [
      {
        type: 'table',
        columns: [
          { name: t('report.column.key'), width: 4 },
          { name: t('report.column.where'), width: 4 },
          { name: t('report.column.last-read'), width: 2 },
          { name: t('report.column.alone'), width: 2 },
          { name: t('report.column.to-do'), width: 7 },
        ],
        rows,
      },
    ],
  };
}

function keyStateText({ t }: ReportContext, key: CoverageKey): string {
  if (key.lost) return t('report.key.lost');
  return t(`role.${key.role ?? 'none'}`);
}

function placesSections(context: ReportContext, report: CoverageReport, snapshot: InventorySnapshot): ReportSection[] {
  const { t } = context;
  const labels = new Map([
    ...report.keys.map(({ keyId, label }) => [keyId, label] as const),
    ...report.devices.map(({ deviceId, label }) => [deviceId, label] as const),
  ]);
  const ways = new Map(snapshot.otherWaysIn.map((way) => [way.id, way.name]));
  const section = (
    heading: string,
    places: readonly CoveragePlace[],
    [where, what]: readonly [string, string],
  ): ReportSection[] =>
    places.length === 0
      ? []
      : [
          {
            heading,
            blocks: [
              {
                type: 'table',
                columns: [
                  { name: where, width: 4 },
                  { name: what, width: 8 },
                  { name: t('report.column.lost-with-it'), width: 3 },
                ],
                rows: places.map((place) => [
                  [{ text: context.outside(place.place), look: 'strong' as const }],
                  [
                    ...[...place.keyIds, ...place.deviceIds].map((id) => labels.get(id) ?? id),
                    ...place.otherWayIds.map((id) => ways.get(id) ?? id),
                  ].map((name) => ({ text: context.outside(name) })),
                  cellOfText(t('report.count', { count: place.holds })),
                ]),
              },
            ],
          },
        ];
  return [
    ...section(t('report.section.places'), report.places, [t('report.column.place'), t('report.column.kept-there')]),
    ...section(t('report.section.rings'), report.rings, [t('report.column.ring'), t('report.column.carried-there')]),
  ];
}

/** Returns the legend of the table of accounts, and what to bear in mind with it. */
function legendLines({ t }: ReportContext, report: CoverageReport): ReportLine[] {
  const texts = [
    t('report.note.evidence', {
      read: `${evidenceSymbols.read} ${t('evidence.read')}`,
      told: `${evidenceSymbols.told} ${t('evidence.told')}`,
      absent: `${evidenceSymbols.absent} ${t('evidence.absent')}`,
      unknown: `${evidenceSymbols.unknown} ${t('evidence.unknown')}`,
    }),
    t('report.note.unknown-is-not-safe'),
    ...(report.keys.length > mostKeysCompared ? [t('report.note.many-keys')] : []),
  ];
  return texts.map((text) => ({ text, look: 'quiet' }));
}

function accountsSection(
  context: ReportContext,
  report: CoverageReport,
  gapsOnly: boolean,
  credentials: ReadonlyMap<string, string | null>,
): ReportSection {
  const { t, locale, outside } = context;
  const nameOf = accountNames(t, locale, report);
  const rows = report.services.flatMap((service) =>
    shownAccounts(service, gapsOnly).map((account): ReportCell[] => [
      accountCell(context, service, account),
      keysCell(context, report, account, credentials),
      [
        ...account.otherWaysIn.flatMap((way) => wayLines(context, way)),
        ...chainMessages(t, account, nameOf).map((text): ReportLine => ({ text: outside(text), look: 'quiet' })),
      ],
      verdictCell(context, account),
      [
        ...account.gaps.flatMap((gap) => gapLines(context, gap)),
        ...account.doubts.map((doubt): ReportLine => ({ text: t(`report.doubt.${doubt}`), look: 'quiet' })),
        ...(account.gaps.length > 0 ? addressLines(service.addKeyUrl) : []),
      ],
    ]),
  );
  return {
    heading: t('report.section.accounts'),
    blocks: [
      { type: 'lines', lines: legendLines(context, report) },
      {
        type: 'table',
        columns: [
          { name: t('report.column.account'), width: 4 },
          { name: t('report.column.opens-with'), width: 5 },
          { name: t('report.column.other-ways'), width: 4 },
          { name: t('report.column.verdict'), width: 3 },
          { name: t('report.column.to-do'), width: 6 },
        ],
        rows,
      },
    ],
  };
}

function accountCell(context: ReportContext, service: CoverageService, account: CoverageAccount): ReportCell {
  const { t, outside } = context;
  return [
    { text: reportServiceName(context, service), look: 'strong' },
    { text: outside(userText(t, account)) },
    ...(account.importance === 'normal'
      ? []
      : [{ text: t(`report.importance.${account.importance}`), look: 'quiet' as const }]),
    ...(context.withIdentifiers && account.userId !== null
      ? [{ text: t('report.user-handle', { id: account.userId }), look: 'quiet' as const }]
      : []),
  ];
}

function keysCell(
  { t, day, outside, withIdentifiers }: ReportContext,
  report: CoverageReport,
  account: CoverageAccount,
  credentials: ReadonlyMap<string, string | null>,
): ReportCell {
  const labels = new Map(report.keys.map((key) => [key.keyId, key.label]));
  const lines: ReportLine[] = [];
  const recorded = new Set<string>();
  for (const { keyId, evidence, asOf, enrolmentIds } of account.cells) {
    recorded.add(keyId);
    const values = {
      sign: evidenceSymbols[evidence],
      key: outside(labels.get(keyId) ?? keyId),
      evidence: t(`evidence.${evidence}`),
      day: asOf === null ? '' : day(asOf),
    };
    lines.push({ text: t(asOf === null ? 'report.evidence.undated' : 'report.evidence.dated', values) });
    if (!withIdentifiers) continue;
    for (const id of enrolmentIds) {
      const credential = credentials.get(id) ?? null;
      if (credential !== null) lines.push({ text: t('report.credential-id', { id: credential }), look: 'quiet' });
    }
  }
  if (report.keys.length > mostKeysCompared) return lines;
  const unknown = report.keys.filter(
    (key) => !recorded.has(key.keyId) && !key.outOfUse && cellOf(report, account, key.keyId).evidence === 'unknown',
  );
  if (unknown.length > 0) {
    const named = unknown.slice(0, mostUnknownNamed).map((key) => outside(key.label));
    const more = unknown.length - named.length;
    lines.push({
      text: t('report.evidence.others-unknown', {
        sign: evidenceSymbols.unknown,
        keys: named.join(t('list.separator')),
        more,
      }),
      look: 'quiet',
    });
  }
  return lines;
}

function verdictCell({ t, outside }: ReportContext, account: CoverageAccount): ReportCell {
  const text = outside(verdictMessage(t, account));
  const severity = account.gaps[0]?.severity;
  return [severity === undefined ? { text } : { text, severity }];
}

function gapLines({ t, outside }: ReportContext, gap: CoverageAccount['gaps'][number]): ReportLine[] {
  const { text, next } = gapMessage(t, gap);
  return [severeLine(t, gap.severity, outside(text)), { text: outside(next) }];
}
