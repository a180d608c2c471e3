import { accountNames, userText } from '../i18n/account-text.ts';
import { dependencyData, blastData, deviceData } from './dependency-data.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import { cellOf, isRecorded } from '../coverage/cell-of.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import type { CoveragePlace } from '../coverage/coverage-device.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { InventorySnapshot } from '../domain/inventory-snapshot.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { chainMessages } from '../i18n/chain-message.ts';
import { gapMessage, headline, verdictMessage } from '../i18n/coverage-message.ts';
import { questionMessage } from '../i18n/question-message.ts';
import { type CoverageReportInput, shownAccounts } from './coverage-report.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportTable } from './report-document.ts';
import { serviceNameIn } from '../i18n/service-name.ts';

/** The first columns of every coverage table, in their order. */
export const coverageColumns = [
  'service',
  'domain',
  'user',
  'importance',
  'verdict',
  'survives-loss',
  'survives-place',
  'opens-with',
  'other-ways',
  'gaps',
  'next',
  'doubts',
  'page',
  'depends',
] as const;

/** A table of more cells than this is no longer opened by a spreadsheet program: then keys are named in one column only. */
const mostKeyCells = 2_000_000;

/** Composes the fields that every JSON report begins with (docs/reports.md). */
export function reportHead({ now, locale, demo, withIdentifiers }: ReportContext, kind: string) {
  return { report: kind, version: 1, madeAt: now, language: locale, demo, withIdentifiers };
}

/** Composes the coverage for programs (docs/reports.md). Fields may be added, never renamed; texts are as stored. */
export function coverageData(context: ReportContext, { report, snapshot, gapsOnly }: CoverageReportInput) {
  const { t } = context;
  const enrolments = identifiedEnrolments(context, snapshot);
  const naming = { nameOf: accountNames(t, context.locale, report), withIds: context.withIdentifiers };
  const place = (one: CoveragePlace) => ({
    name: one.place,
    keys: one.keyIds,
    otherWays: one.otherWayIds,
    devices: one.deviceIds,
    holds: one.holds,
  });
  return {
    ...reportHead(context, 'coverage'),
    gapsOnly,
    headline: headline(t, report),
    totals: report.totals,
    keys: report.keys.map((key) => ({ ...coverageKeyData(context, key), blast: blastData(key.blast, naming) })),
    devices: report.devices.map((device) => deviceData(device, naming)),
    places: report.places.map(place),
    rings: report.rings.map(place),
    services: report.services
      .map((service) => ({ service, accounts: shownAccounts(service, gapsOnly) }))
      .filter(({ accounts }) => accounts.length > 0)
      .map(({ service, accounts }) => ({
        serviceId: service.serviceId,
        name: service.name,
        nameJa: service.nameJa,
        domain: service.domain,
        inCatalogue: service.inCatalogue,
        addKeyUrl: service.addKeyUrl,
        accounts: accounts.map((account) => ({
          ...accountData(context, account, enrolments),
          ...dependencyData(t, account, naming),
        })),
      })),
    questions: report.questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      text: questionMessage(t, context.locale, report, question),
    })),
  };
}

/** Composes the coverage as a table: one account a row, with a column for each key. */
export function coverageTable(
  context: ReportContext,
  { report, snapshot, gapsOnly }: CoverageReportInput,
): ReportTable {
  const { t, withIdentifiers } = context;
  const enrolments = identifiedEnrolments(context, snapshot);
  const rowsOfAccounts = report.services.flatMap((service) =>
    shownAccounts(service, gapsOnly).map((account) => ({ service, account })),
  );
  const labels = new Map(report.keys.map((key) => [key.keyId, key.label]));
  const keys = report.keys.length * rowsOfAccounts.length <= mostKeyCells ? report.keys : [];
  const nameOf = accountNames(t, context.locale, report);
  const list = (texts: readonly string[]): string => texts.join(t('report.list'));
  return {
    columns: [
      ...coverageColumns.map((column) => t(`report.column.${column}`)),
      ...(withIdentifiers ? [t('report.column.user-handle'), t('report.column.credential-ids')] : []),
      ...keys.map((key) => t('report.column.one-key', { key: key.label })),
    ],
    rows: rowsOfAccounts.map(({ service, account }) => {
      const opening = account.cells.filter(isRecorded);
      const gaps = account.gaps.map((gap) => gapMessage(t, gap));
      return [
        serviceNameIn(service, context.locale),
        service.domain ?? account.rpId ?? '',
        userText(t, account),
        t(`report.importance.${account.importance}`),
        verdictMessage(t, account),
        threeValued(context, account.survivesAnyOneLoss),
        threeValued(context, account.survivesAnyOnePlace),
        list(opening.map(({ keyId }) => labels.get(keyId) ?? keyId)),
        list(account.otherWaysIn.map((way) => wayName(context, way))),
        list(gaps.map(({ text }) => text)),
        list(gaps.map(({ next }) => next)),
        list(account.doubts.map((doubt) => t(`report.doubt.${doubt}`))),
        service.addKeyUrl ?? '',
        list(chainMessages(t, account, nameOf)),
        ...(withIdentifiers ? [account.userId ?? '', list(credentialIds(account, enrolments))] : []),
        ...keys.map(({ keyId }) => {
          const { evidence, asOf } = cellOf(report, account, keyId);
          const evidenceText = t(`evidence.${evidence}`);
          return asOf === null
            ? evidenceText
            : t('report.evidence.cell', { words: evidenceText, day: asOf.slice(0, 10) });
        }),
      ];
    }),
  };
}

/** Formats another way in for a table: its kind, and the name a person gave it. */
function wayName({ t }: ReportContext, way: OtherWayIn): string {
  const kind = t(`way.${assumedKind(way)}`);
  return way.name === '' ? kind : t('report.way.named', { kind, name: way.name });
}

export function threeValued({ t }: ReportContext, value: boolean | null): string {
  return t(value === null ? 'report.not-known' : value ? 'report.yes' : 'report.no');
}

type Credentials = ReadonlyMap<string, string | null>;

function identifiedEnrolments({ withIdentifiers }: ReportContext, { enrolments }: InventorySnapshot): Credentials {
  return new Map(withIdentifiers ? enrolments.map(({ id, credentialId }) => [id, credentialId]) : []);
}

function credentialIds(account: CoverageAccount, credentials: Credentials): string[] {
  return account.cells.flatMap(({ enrolmentIds }) => enrolmentIds.flatMap((id) => credentials.get(id) ?? []));
}

function coverageKeyData({ t }: ReportContext, key: CoverageKey) {
  return {
    inventoryId: key.keyId,
    label: key.label,
    role: key.role,
    owner: key.owner,
    place: key.place,
    carriedOn: key.carriedOn,
    lastRead: key.lastRead,
    completeSince: key.completeSince,
    lost: key.lost,
    outOfUse: key.outOfUse,
    stale: key.stale,
    aloneHolds: key.aloneHolds,
    gaps: key.gaps.map((gap) => ({ kind: gap.kind, severity: gap.severity, ...gapText(t, gap) })),
  };
}

function gapText(t: ReportContext['t'], gap: CoverageKey['gaps'][number]) {
  const { text, next } = gapMessage(t, gap);
  return { message: text, next };
}

function accountData({ t, withIdentifiers }: ReportContext, account: CoverageAccount, credentials: Credentials) {
  const way = ({ kind, name, place, carriedOn, validFrom, validUntil }: OtherWayIn) => {
    return { kind, name, place, carriedOn, validFrom, validUntil };
  };
  return {
    userName: account.userName,
    userDisplayName: account.userDisplayName,
    rpId: account.rpId,
    rpIdState: account.rpIdState,
    imitates: account.imitates,
    computer: account.computer,
    exceptComputers: account.exceptComputers,
    distinguishedBy: account.distinguishedBy,
    importance: account.importance,
    discoverable: account.discoverable,
    verdict: account.verdict,
    verdictText: verdictMessage(t, account),
    survivesAnyOneLoss: account.survivesAnyOneLoss,
    survivesAnyOnePlace: account.survivesAnyOnePlace,
    enrolments: account.cells.map(({ keyId, evidence, asOf, enrolmentIds }) => ({
      key: keyId,
      evidence,
      asOf,
      ...(withIdentifiers && { credentialIds: enrolmentIds.flatMap((id) => credentials.get(id) ?? []) }),
    })),
    otherWaysIn: account.otherWaysIn.map(way),
    otherWaysNotCounted: account.otherWaysNotCounted.map(way),
    otherWaysNotKnown: account.otherWaysNotKnown.map(way),
    gaps: account.gaps.map((gap) => ({ kind: gap.kind, severity: gap.severity, ...gapText(t, gap) })),
    doubts: account.doubts,
    ...(withIdentifiers && { userId: account.userId }),
  };
}
