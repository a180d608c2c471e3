import type { CoverageReport } from '../coverage/coverage-report.ts';
import { type NamedAccount, planTasks, type RecoveryPlan } from '../plans/recovery-plan-types.ts';
import type { LossChecklist } from '../plans/loss-checklist.ts';
import { accountNames } from '../i18n/account-text.ts';
import {
  checklistMessage,
  planEntryMessage,
  planSummary,
  type RecoveryTerms,
  type StepMessage,
} from '../i18n/recovery-message.ts';
import { addressLines, type ReportContext, reportFrame } from './report-context.ts';
import type { ReportDocument, ReportLine, ReportSection, ReportTask } from './report-document.ts';
import { serviceNameIn } from '../i18n/service-name.ts';

/** Writes the plan for a loss to be worked through with a pen: what to do first, how to get back in, what to find out. */
export function recoveryReport(context: ReportContext, plan: RecoveryPlan): ReportDocument {
  const { t, outside } = context;
  const terms = termsOf(context);
  const frame = reportFrame(context, t('report.recovery.title'), 'portrait');
  const labels = [...plan.keys, ...plan.devices].map(({ label }) => label);
  const names = [
    ...labels,
    ...plan.ways.map((way) => way.name),
    ...plan.lostAccounts.map((one) => nameOf(context, one)),
  ];
  const lost = [...new Set(names)].map(outside);
  return {
    ...frame,
    about: [...frame.about, t('report.recovery.assumed', { lost: lost.join(t('list.separator')) })],
    summary: planSummary(terms, plan),
    sections: planTasks.flatMap((task) => {
      const entries = plan.sections[task];
      const tasks = entries.map((entry) => taskOf(planEntryMessage(terms, entry), false));
      return tasks.length === 0 ? [] : [taskSection(context, task, tasks)];
    }),
    notes: [t('report.recovery.note.keep'), t('report.recovery.note.no-codes')],
  };
}

/** Writes the checklist of a recorded loss as it stands: what is done is ticked. */
export function lossReport(context: ReportContext, checklist: LossChecklist, report: CoverageReport): ReportDocument {
  const { t, day, outside } = context;
  const terms = termsOf(context);
  const { record, done, total } = checklist;
  const frame = reportFrame(context, t('report.loss.title'), 'portrait');
  const accounts = record.accountIds.map(accountNames(t, context.locale, report));
  const lost = [...record.keyLabels, ...record.deviceLabels, ...accounts].map(outside).join(t('list.separator'));
  return {
    ...frame,
    about: [
      ...frame.about,
      t('report.loss.recorded', { day: day(record.at) }),
      ...(lost === '' ? [] : [t('report.loss.lost', { lost })]),
      ...(record.closedAt === null ? [] : [t('report.loss.closed', { day: day(record.closedAt) })]),
      ...(record.note === null ? [] : [outside(record.note)]),
    ],
    summary: [t('report.loss.progress', { done, total })],
    sections: checklist.sections.map(({ task, lines }) =>
      taskSection(
        context,
        task,
        lines.map((line) => {
          const { doneAt } = line.item;
          const made = taskOf(checklistMessage(terms, line), doneAt !== null);
          if (doneAt === null) return made;
          const when: ReportLine = { text: t('report.loss.done', { day: day(doneAt) }), look: 'quiet' };
          return { ...made, lines: [when, ...made.lines] };
        }),
      ),
    ),
    notes: [t('report.recovery.note.no-codes')],
  };
}

function nameOf({ t, locale }: ReportContext, account: NamedAccount): string {
  const { userName } = account;
  const service = serviceNameIn({ name: account.serviceName, nameJa: account.serviceNameJa }, locale);
  return userName === null ? service : t('reminder.account', { service, user: userName });
}

function termsOf({ t, locale, day }: ReportContext): RecoveryTerms {
  return { t, locale, when: day };
}

function taskSection(
  { t }: ReportContext,
  task: (typeof planTasks)[number],
  tasks: readonly ReportTask[],
): ReportSection {
  return {
    heading: t(`loss.task.${task}`),
    blocks: [
      { type: 'lines', lines: [{ text: t(`loss.task.${task}.why`) }] },
      { type: 'tasks', tasks, ordered: true },
    ],
  };
}

function taskOf({ title, lines }: StepMessage, done: boolean): ReportTask {
  return {
    title,
    done,
    // On paper an address has to be read.
    lines: lines.flatMap(({ text, url }) => [{ text }, ...addressLines(url)]),
  };
}
