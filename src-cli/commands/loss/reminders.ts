import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import { isSecurityEvent } from '../../../src-shared/plans/reminder-types.ts';
import { findReminders } from '../../../src-shared/plans/reminders.ts';
import { reminderMessage } from '../../../src-shared/i18n/reminder-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { valueOf } from '../../program/command-failed.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

/** `reminders`: security events and what else a person should look at now. Not in order while there is a security event. */
export async function showReminders(context: CommandContext): Promise<CommandResult> {
  const { t, locale } = context;
  const { snapshot } = await openedInventory(context);
  const now = new Date().toISOString();
  const catalogue = catalogueOf(snapshot);
  const report = analyseCoverage(coverageInputOf(snapshot, catalogue, now));
  const reminders = findReminders({ snapshot, report, services: catalogue.services, now });
  const said = reminders.map((reminder) => ({
    reminder,
    ...reminderMessage({ t, locale, when: dayOf }, reminder),
  }));
  return {
    document: {
      reminders: said.map(({ reminder, text, next }) => ({
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
      })),
    },
    lines:
      said.length === 0
        ? [t('reminder.none')]
        : said.flatMap(({ reminder, text, next }) => [
            `• ${t(`severity.${reminder.severity}`)}: ${displayText(text, 400)}`,
            `    ${displayText(next, 300)}`,
          ]),
    passed: !reminders.some(isSecurityEvent),
  };
}

/** `reminders acknowledge`: a security event was looked into; it is no longer shown. */
export async function acknowledgeReminder(
  context: CommandContext,
  [id = '']: readonly string[],
): Promise<CommandResult> {
  return putAside(context, id, null);
}

/** `reminders snooze`: not shown for 30 days. */
export async function snoozeReminder(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  return putAside(context, id, new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString());
}

async function putAside(context: CommandContext, id: string, until: string | null): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.dismiss(id, until));
  return { document: { done: true, id, until }, lines: [context.t('window.reminders.acknowledged')] };
}
