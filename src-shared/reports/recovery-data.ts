import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { LossChecklist } from '../plans/loss-checklist.ts';
import {
  type NamedAccount,
  type PlanEntry,
  type PlanTask,
  planTasks,
  type RecoveryPlan,
} from '../plans/recovery-plan-types.ts';
import {
  checklistMessage,
  planEntryMessage,
  planSummary,
  type RecoveryTerms,
  type StepMessage,
} from '../i18n/recovery-message.ts';
import { reportHead } from './coverage-data.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportTable } from './report-document.ts';

interface RecoveryStep {
  readonly task: PlanTask;
  readonly serviceId: string;
  readonly userName: string | null;
  readonly urgent: boolean;
  readonly done: string | null;
  readonly message: StepMessage;
}

/** Composes the plan for a loss for programs (docs/reports.md). */
export function recoveryData(context: ReportContext, plan: RecoveryPlan) {
  return {
    ...reportHead(context, 'recovery'),
    lossId: null,
    lostKeys: plan.keys.map(({ keyId, label, lastRead, known, hasPin }) => {
      return { inventoryId: keyId, label, lastRead, known, hasPin };
    }),
    lostOtherWays: plan.ways.map(({ kind, name }) => ({ kind, name })),
    lostDevices: plan.devices.map(({ deviceId, label }) => ({ id: deviceId, label })),
    lostAccounts: plan.lostAccounts.map(accountData),
    summary: planSummary(termsOf(context), plan),
    counts: plan.counts,
    accounts: plan.accounts,
    steps: planTasks.flatMap((task) =>
      plan.sections[task].map((entry) => ({
        ...stepData(planStep(context, entry)),
        openFirst: entry.openFirst.map(accountData),
        lostThrough: entry.lostThrough.map(({ way: { kind, name }, accounts }) => ({
          otherWay: { kind, name },
          accounts: accounts.map(accountData),
        })),
        isLost: entry.isLost,
      })),
    ),
  };
}

// An account that was lost: its id, which may hold a user handle, stays out. Null where the inventory has no such account any more.
function accountFactsIn({ services }: CoverageReport, accountId: string) {
  for (const { name, accounts } of services) {
    const account = accounts.find((one) => one.accountId === accountId);
    if (account !== undefined) return { service: name, userName: account.userName };
  }
  return null;
}

function accountData({ serviceName, userName }: NamedAccount) {
  return { service: serviceName, userName };
}

/** Renders the checklist of a recorded loss for programs. */
export function lossData(context: ReportContext, checklist: LossChecklist, report: CoverageReport) {
  const { record, done, total } = checklist;
  return {
    ...reportHead(context, 'recovery'),
    lossId: record.id,
    recordedAt: record.at,
    closedAt: record.closedAt,
    lostKeys: record.keyIds.map((inventoryId, index) => ({ inventoryId, label: record.keyLabels[index] ?? null })),
    lostDevices: record.deviceIds.map((id, index) => ({ id, label: record.deviceLabels[index] ?? null })),
    lostAccounts: record.accountIds.map((accountId) => accountFactsIn(report, accountId)),
    done,
    total,
    steps: checklistSteps(context, checklist).map(stepData),
  };
}

/** Composes the plan as a table: one thing to do a row. */
export function recoveryTable(context: ReportContext, plan: RecoveryPlan): ReportTable {
  return stepTable(context, planSteps(context, plan));
}

/** Composes the checklist as a table. */
export function lossTable(context: ReportContext, checklist: LossChecklist): ReportTable {
  return stepTable(context, checklistSteps(context, checklist));
}

function planSteps(context: ReportContext, plan: RecoveryPlan): readonly RecoveryStep[] {
  return planTasks.flatMap((task) => plan.sections[task].map((entry) => planStep(context, entry)));
}

function planStep(context: ReportContext, entry: PlanEntry): RecoveryStep {
  const { task, serviceId, userName, urgent } = entry;
  return { task, serviceId, userName, urgent, done: null, message: planEntryMessage(termsOf(context), entry) };
}

function checklistSteps(context: ReportContext, { sections }: LossChecklist): readonly RecoveryStep[] {
  const terms = termsOf(context);
  return sections.flatMap(({ task, lines }) =>
    lines.map((line) => ({
      task,
      serviceId: line.item.serviceId,
      userName: line.item.userName,
      urgent: false,
      done: line.item.doneAt,
      message: checklistMessage(terms, line),
    })),
  );
}

function stepData({ message, ...step }: RecoveryStep) {
  return { ...step, title: message.title, lines: message.lines };
}

/** The columns of the table of a recovery, in their order. */
export const stepColumns = ['task', 'account', 'to-do', 'page', 'done'] as const;

function stepTable({ t }: ReportContext, steps: readonly RecoveryStep[]): ReportTable {
  return {
    columns: stepColumns.map((column) => t(`report.column.${column}`)),
    rows: steps.map(({ task, message, done }) => [
      t(`loss.task.${task}`),
      message.title,
      message.lines.map(({ text }) => text).join('\n'),
      message.lines.flatMap(({ url }) => url ?? []).join('\n'),
      done === null ? '' : done.slice(0, 10),
    ]),
  };
}

function termsOf({ t, locale, day }: ReportContext): RecoveryTerms {
  return { t, locale, when: day };
}
