import type { BackupItem, BackupPlan } from '../plans/backup-plan-types.ts';
import type { PlainMessageKey } from '../i18n/translator.ts';
import { reportServiceName } from './coverage-report.ts';
import { reportHead } from './coverage-data.ts';
import { addressLines, type ReportContext, reportFrame, wayLines } from './report-context.ts';
import type { ReportDocument, ReportLine, ReportSection, ReportTable, ReportTask } from './report-document.ts';
import { serviceNameIn } from '../i18n/service-name.ts';

/** Writes what a spare lacks as a list to tick with a pen, each line with what the service asks for and its page. */
export function backupReport(context: ReportContext, plan: BackupPlan): ReportDocument {
  const { t, outside } = context;
  const frame = reportFrame(context, t('report.backup.title'), 'portrait');
  const { primary, spare, counts, items, warnings, alreadyBoth } = plan;
  const pair = { primary: outside(primary.label), spare: outside(spare.label) };
  const section = (heading: PlainMessageKey, of: readonly BackupItem[]): ReportSection[] =>
    of.length === 0
      ? []
      : [
          {
            heading: t(heading),
            blocks: [{ type: 'tasks', ordered: true, tasks: of.map((item) => taskOf(context, item, plan)) }],
          },
        ];
  return {
    ...frame,
    about: [...frame.about, t('report.backup.pair', pair)],
    summary: [
      t('report.backup.summary', { toDo: counts.toDo, done: counts.done, both: alreadyBoth }),
      ...(counts.doNotFit > 0 ? [t('report.backup.no-room', { count: counts.doNotFit, spare: pair.spare })] : []),
      ...warnings.map((warning) =>
        t(`backup.warning.${warning}`, {
          ...pair,
          ring: outside(spare.carriedOn ?? ''),
          place: outside(spare.place ?? ''),
          primaryOwner: outside(primary.owner ?? ''),
          spareOwner: outside(spare.owner ?? ''),
        }),
      ),
    ],
    sections: [
      ...section('report.backup.to-do', items.filter(isToDo)),
      ...section('report.backup.cannot', items.filter(cannotBeAdded)),
      ...section(
        'report.backup.skipped',
        items.filter(({ left }) => left === 'skipped'),
      ),
      ...section(
        'report.backup.done',
        items.filter(({ left }) => left === null),
      ),
    ],
    notes: [t('report.backup.note.then-read')],
  };
}

/** Composes the list for programs (docs/reports.md). */
export function backupData(context: ReportContext, plan: BackupPlan) {
  return {
    ...reportHead(context, 'backup'),
    primary: { inventoryId: plan.primary.id, label: plan.primary.label },
    spare: { inventoryId: plan.spare.id, label: plan.spare.label, room: plan.spare.remaining },
    counts: plan.counts,
    alreadyBoth: plan.alreadyBoth,
    warnings: plan.warnings,
    items: plan.items.map((item) => ({
      serviceId: item.service.serviceId,
      name: item.service.name,
      userName: item.account.userName,
      importance: item.account.importance,
      way: item.way,
      confirm: item.confirm,
      state: item.state,
      at: item.at,
      reason: item.reason,
      left: item.left,
      fits: item.fits,
      firstKeyNeeds: item.firstKeyNeeds,
      nextKeyNeeds: item.nextKeyNeeds,
      addKeyUrl: item.service.addKeyUrl,
    })),
  };
}

/** The columns of the table, in their order. */
export const backupColumns = ['service', 'user', 'importance', 'state', 'needs', 'page', 'note'] as const;

/** Composes the list as a table: one account a row. */
export function backupTable(context: ReportContext, plan: BackupPlan): ReportTable {
  const { t, locale } = context;
  return {
    columns: backupColumns.map((column) => t(`report.column.${column}`)),
    rows: plan.items.map((item) => [
      serviceNameIn(item.service, locale),
      item.account.userName ?? item.account.userDisplayName ?? '',
      t(`report.importance.${item.account.importance}`),
      item.left === null ? t(`backup.state.${item.state}`) : t(`backup.left.${item.left}`),
      needs(context, item).join('\n'),
      item.service.addKeyUrl ?? '',
      item.reason ?? '',
    ]),
  };
}

function isToDo(item: BackupItem): boolean {
  return item.left !== null && item.left !== 'skipped' && !cannotBeAdded(item);
}

function cannotBeAdded({ left }: BackupItem): boolean {
  return left === 'one-key-service' || left === 'full';
}

function taskOf(context: ReportContext, item: BackupItem, { primary }: BackupPlan): ReportTask {
  const { t, outside, day } = context;
  const name = item.account.userName ?? item.account.userDisplayName;
  const user = name === null ? t('account.unnamed') : outside(name);
  const service = reportServiceName(context, item.service);
  const state = item.left === null ? t(`backup.state.${item.state}`) : t(`backup.left.${item.left}`);
  const stateLine: ReportLine = {
    text: item.at === null ? state : t('report.backup.state-on', { state, day: day(item.at) }),
    look: 'quiet',
  };
  const lines: ReportLine[] = [
    ...(item.left === 'not-done' ? [] : [stateLine]),
    ...(item.left === 'one-key-service'
      ? [{ text: t('backup.detail.one-key', { service, primary: outside(primary.label) }) }]
      : []),
    ...(item.left === 'full' ? [{ text: t('backup.detail.full', { service, max: item.maxKeys ?? 0 }) }] : []),
    ...(cannotBeAdded(item) ? item.otherWaysIn.flatMap((way) => wayLines(context, way)) : []),
    ...(isToDo(item) && item.ssh ? [{ text: t('backup.detail.ssh') }] : []),
    ...(item.reason === null ? [] : [{ text: outside(item.reason) }]),
    ...(isToDo(item) ? needs(context, item).map((text) => ({ text })) : []),
    ...(isToDo(item) && item.confirm === 'by-hand' ? [{ text: t('report.backup.by-hand') }] : []),
    ...(item.left === null ? [] : addressLines(item.service.addKeyUrl)),
  ];
  return {
    title: t('loss.title', { service, user }),
    lines,
    done: item.left === null,
  };
}

// The primary is enrolled already: what is asked for before a further key counts, and where that is not known, before the first.
function needs({ t }: ReportContext, { way, firstKeyNeeds, nextKeyNeeds }: BackupItem): string[] {
  if (way !== 'add') return [];
  return nextKeyNeeds.length > 0
    ? nextKeyNeeds.map((code) => t(`need.next.${code}`))
    : firstKeyNeeds.map((code) => t(`need.first.${code}`));
}
