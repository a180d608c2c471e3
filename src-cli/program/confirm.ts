import type { CommandContext } from './command-context.ts';
import { CommandFailed, UsageError } from './command-failure.ts';

/**
 * Asks before something is lost. `--yes` answers for scripts; without a terminal and without it the command is refused.
 * Anything but a full "yes" means no: what a key types by itself when it is touched is never a confirmation.
 */
export async function confirm(context: CommandContext, question: string): Promise<void> {
  if (context.options.yes) return;
  const { t, terminal } = context;
  if (!terminal.canAsk) throw new UsageError(t('cli.usage.needs-yes'));
  const word = t('cli.word.yes');
  const answer = await terminal.askLine(`${question} ${t('cli.prompt.yes', { word })} `, context.signal);
  const given = answer.trim().toLowerCase();
  if (given !== word && given !== 'yes') throw new CommandFailed({ kind: 'cancelled' });
}
