import type { Command } from 'commander';
import type { Builders } from './program.ts';

/** Describes `loss plan|record|list|show|tick|close`. */
export function addLossCommands(
  loss: Command,
  { leaf, text, several }: Builders & { readonly several: Builders['text'] },
): void {
  const load = () => import('../commands/loss/loss.ts');
  const lost = [
    several('--lost <key>', 'cli.option.lost'),
    several('--lost-place <place>', 'cli.option.lost-place'),
    several('--lost-ring <name>', 'cli.option.lost-ring'),
    several('--lost-device <name>', 'cli.option.lost-device'),
    several('--lost-account <account>', 'cli.option.lost-account'),
    several('--pin-known <key>', 'cli.option.pin-known'),
  ];
  leaf(loss, 'plan', 'cli.loss.plan', async () => (await load()).showPlan, { options: lost });
  leaf(loss, 'record', 'cli.loss.record', async () => (await load()).recordLoss, {
    options: [...lost, text('--note <text>', 'cli.option.note')],
  });
  leaf(loss, 'list', 'cli.loss.list', async () => (await load()).listLosses, { isDefault: true });
  leaf(loss, 'show <id>', 'cli.loss.show', async () => (await load()).showLoss);
  leaf(loss, 'tick <id> <step>', 'cli.loss.tick', async () => (await load()).tickLoss, {
    options: [text('--undo', 'cli.option.undo')],
  });
  leaf(loss, 'close <id>', 'cli.loss.close', async () => (await load()).closeLoss);
}

/** Describes `reminders list|acknowledge|snooze`. */
export function addReminderCommands(reminders: Command, { leaf }: Builders): void {
  const load = () => import('../commands/loss/reminders.ts');
  leaf(reminders, 'list', 'cli.reminders', async () => (await load()).showReminders, { isDefault: true });
  leaf(reminders, 'acknowledge <id>', 'cli.reminders.acknowledge', async () => (await load()).acknowledgeReminder);
  leaf(reminders, 'snooze <id>', 'cli.reminders.snooze', async () => (await load()).snoozeReminder);
}
