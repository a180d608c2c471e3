import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import { reminderMessage } from '../../../src-shared/i18n/reminder-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { isSecurityEvent } from '../../../src-shared/plans/reminder-types.ts';
import { findReminders } from '../../../src-shared/plans/reminders.ts';
import { defineCommand } from '../../program/command.ts';
import { statusOfCheck } from '../../program/exit-status.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { valueOf } from '../../program/command-failure.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';
import { dayOf } from '../../terminal/local-day.ts';

/** `reminders`: security events and what else a person should look at now. Not in order while there is a security event. */
export const showReminders = defineCommand({
  summary: 'cli.reminders',
  options: {},
  run: async (context) => {
    const { t, locale } = context;
    const { snapshot } = await openedInventory(context);
    const now = new Date().toISOString();
    const catalogue = catalogueOf(snapshot);
    const report = analyseCoverage(coverageInputOf(snapshot, catalogue, now));
    const reminders = findReminders({ snapshot, report, services: catalogue.services, siteOf: catalogue.siteOf, now });
    return {
      reminders: reminders.map((reminder) => {
        const { text, next } = reminderMessage({ t, locale, when: dayOf }, reminder);
        return {
          id: reminder.id,
          kind: reminder.kind,
          severity: reminder.severity,
          securityEvent: isSecurityEvent(reminder),
          at: reminder.at,
          keyId: reminder.target.type === 'key' ? reminder.target.keyId : null,
          lossId: reminder.target.type === 'loss' ? reminder.target.lossId : null,
          accounts: reminder.accounts.map(({ service, user }) => ({ service, userName: user })),
          message: text,
          next,
        };
      }),
    };
  },
  lines: ({ t }, { reminders }) =>
    reminders.length === 0
      ? [t('reminder.none')]
      : reminders.flatMap(({ severity, message, next }) => [
          `• ${t(`severity.${severity}`)}: ${displayText(message, 400)}`,
          `    ${displayText(next, 300)}`,
        ]),
  status: ({ reminders }) => statusOfCheck(!reminders.some(({ securityEvent }) => securityEvent)),
});

/** `reminders acknowledge`: a security event was looked into; it is no longer shown. */
export const acknowledgeReminder = defineCommand({
  summary: 'cli.reminders.acknowledge',
  args: '<id>',
  options: {},
  run: (context, { args: [id = ''] }) => dismiss(context, id, null),
  lines: ({ t }) => [t('window.reminders.acknowledged')],
});

/** `reminders snooze`: not shown for 30 days. */
export const snoozeReminder = defineCommand({
  summary: 'cli.reminders.snooze',
  args: '<id>',
  options: {},
  run: (context, { args: [id = ''] }) =>
    dismiss(context, id, new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString()),
  lines: ({ t }) => [t('window.reminders.acknowledged')],
});

async function dismiss(context: CommandContext, id: string, until: string | null) {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.dismiss(id, until));
  return { done: true, id, until };
}
