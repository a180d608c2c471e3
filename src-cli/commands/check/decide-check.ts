import { checkActions } from '../../../src-shared/domain/check.ts';
import { actionText } from '../../../src-shared/i18n/check-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { mandatory, text } from '../../program/options.ts';
import { checkWith } from './kept-checks.ts';

/** `check decide`: what a person decided after a check that is kept. The verdict stays as it is. */
export const decideOnCheck = defineCommand({
  summary: 'cli.check.decide',
  args: '<id> <hand-over|issue|do-not-issue|retire>',
  options: {
    by: mandatory('--by <name>', 'cli.option.check-by'),
    to: text('--to <person>', 'cli.option.check-to'),
    why: text('--why <text>', 'cli.option.check-why'),
  },
  run: async (context, { args: [id = '', named = ''], by, to, why = '' }) => {
    const action = checkActions.find((one) => one === named);
    if (action === undefined || (action === 'hand-over') !== (to !== undefined)) {
      throw new UsageError(context.t('cli.usage.check-decide'));
    }
    const { inventory, snapshot } = await openedInventory(context);
    const decision = { action, at: new Date().toISOString(), by, to: to ?? null, why };
    valueOf(await inventory.decideCheck(checkWith(snapshot, id).id, decision));
    return { done: true, id, action, to: to ?? null };
  },
  lines: ({ t }, { action, to }) => [
    displayText(t('cli.check.decided', { action: actionText(t, { action, to }) }), 300),
  ],
});
