import { makeLossChecklist } from '../../../src-shared/plans/loss-checklist.ts';
import type { LossContext } from '../../../src-shared/plans/plan-loss.ts';
import { type NamedAccount, planTasks, type RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import type { LossRecord } from '../../../src-shared/domain/loss-record.ts';
import {
  checklistMessage,
  planEntryMessage,
  planSummary,
  type RecoveryTerms,
  type StepMessage,
} from '../../../src-shared/i18n/recovery-message.ts';
import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { dayOf } from '../../terminal/local-day.ts';

/** Returns the JSON of `loss plan` (docs/cli.md). Fields may be added, never renamed. */
export function planDocument(context: CommandContext, plan: RecoveryPlan): Record<string, unknown> {
  const terms = recoveryTerms(context);
  return {
    summary: planSummary(terms, plan),
    lost: {
      keys: plan.keys.map(({ keyId, label, lastRead, known }) => ({ inventoryId: keyId, label, lastRead, known })),
      otherWaysIn: plan.ways.map(({ id, kind, name }) => ({ id, kind, name })),
      devices: plan.devices.map(({ deviceId, label }) => ({ id: deviceId, label })),
      accounts: plan.lostAccounts.map(accountDocument),
    },
    counts: plan.counts,
    steps: planTasks.flatMap((task) =>
      plan.sections[task].map((entry) => ({
        task,
        serviceId: entry.serviceId,
        service: entry.serviceName,
        userName: entry.userName,
        importance: entry.account.importance,
        urgent: entry.urgent,
        exposure: entry.exposure,
        fate: entry.lossImpact,
        lostKeys: entry.lostKeys,
        opensWith: [...entry.opensWithKeys, ...entry.opensWithWays.map(({ name }) => name)],
        openFirst: entry.openFirst.map(accountDocument),
        lostThrough: entry.lostThrough.map(({ way, accounts }) => ({
          otherWayIn: { id: way.id, kind: way.kind, name: way.name },
          accounts: accounts.map(accountDocument),
        })),
        isLost: entry.isLost,
        page: entry.page.url,
        message: planEntryMessage(terms, entry).lines.map(({ text }) => text),
      })),
    ),
  };
}

function accountDocument({ accountId, serviceName, userName }: NamedAccount): Record<string, unknown> {
  return { accountId, service: serviceName, userName };
}

/** Formats a plan for the terminal: the answer, then the steps in order. */
export function planLines(context: CommandContext, plan: RecoveryPlan): string[] {
  const terms = recoveryTerms(context);
  const lines = planSummary(terms, plan).map((sentence) => displayText(sentence, 300));
  for (const task of planTasks) {
    const entries = plan.sections[task];
    if (entries.length === 0) continue;
    lines.push('', ...heading(context, task, entries.length));
    for (const entry of entries) {
      lines.push(...stepLines(entry.urgent && task === 'remove-lost-key' ? '!' : '•', planEntryMessage(terms, entry)));
    }
  }
  return lines;
}

/** Returns the JSON of `loss show` (docs/cli.md). */
export function checklistDocument(
  context: CommandContext,
  loss: LossRecord,
  world: LossContext,
): Record<string, unknown> {
  const terms = recoveryTerms(context);
  const { sections, done, total } = makeLossChecklist(loss, world.report, world.services);
  return {
    id: loss.id,
    at: loss.at,
    closedAt: loss.closedAt,
    note: loss.note,
    ...lostDocument(loss),
    done,
    total,
    steps: sections.flatMap((section) =>
      section.lines.map((line) => ({
        step: line.item.id,
        task: line.item.task,
        serviceId: line.item.serviceId,
        service: line.item.serviceName,
        userName: line.item.userName,
        opensWith: line.item.opensWith,
        page: line.page.url,
        doneAt: line.item.doneAt,
        message: checklistMessage(terms, line).lines.map(({ text }) => text),
      })),
    ),
  };
}

/** Formats the checklist of a loss for the terminal; the number is the one that `loss tick` accepts. */
export function checklistLines(context: CommandContext, loss: LossRecord, world: LossContext): string[] {
  const { t, locale } = context;
  const terms = recoveryTerms(context);
  const nameOf = accountNames(t, locale, world.report);
  const { sections, done, total } = makeLossChecklist(loss, world.report, world.services);
  const lines = [
    displayText(t('window.loss.of', { name: lossName(context, loss, nameOf) }), 300),
    t('window.loss.progress', { done, total }),
  ];
  if (loss.closedAt !== null) lines.push(t('window.loss.closed', { at: dayOf(loss.closedAt) }));
  for (const section of sections) {
    lines.push('', ...heading(context, section.task, section.lines.length));
    for (const line of section.lines) {
      const sign = `[${line.item.doneAt === null ? ' ' : 'x'}] ${line.item.id}.`;
      const message = checklistMessage(terms, line);
      lines.push(...stepLines(sign, line.item.doneAt === null ? message : { ...message, lines: [] }));
    }
  }
  return lines;
}

/** Returns the lost things of a recorded loss, in JSON. */
export function lostDocument({ keyIds, keyLabels, deviceIds, deviceLabels, accountIds }: LossRecord) {
  return {
    keys: keyIds.map((key, index) => ({ inventoryId: key, label: keyLabels[index] ?? null })),
    devices: deviceIds.map((id, index) => ({ id, label: deviceLabels[index] ?? null })),
    accounts: accountIds,
  };
}

/** Returns the name of a loss: the names of the lost things. `nameOf` names the accounts. */
export function lossName(
  { t }: CommandContext,
  { keyLabels, deviceLabels, accountIds }: LossRecord,
  nameOf: (accountId: string) => string,
): string {
  const names = [...keyLabels, ...deviceLabels, ...accountIds.map(nameOf)];
  return names.length === 0 ? t('loss.other-ways-only') : names.join(t('list.separator'));
}

function recoveryTerms({ t, locale }: CommandContext): RecoveryTerms {
  return { t, locale, when: dayOf };
}

function heading({ t }: CommandContext, task: (typeof planTasks)[number], count: number): string[] {
  const first = t(`loss.task.${task}`);
  return [t('headline.joined', { first, second: t('window.loss.count', { count }) }), t(`loss.task.${task}.why`)];
}

function stepLines(sign: string, { title, lines }: StepMessage): string[] {
  return [
    `${sign} ${displayText(title, 200)}`,
    ...lines.map(({ text, url }) => `    ${displayText(text, 300)}${url === null ? '' : ` ${displayText(url, 300)}`}`),
  ];
}
